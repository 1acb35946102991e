import { unlessGone } from "../../live/liveError.ts";
import { openSession } from "../../live/openSession.ts";
import { assignmentsOf } from "../../live/readers/assignments.ts";
import { readMembers } from "../../live/readers/memberships.ts";
import { accountsBehind } from "../../live/readers/setContent.ts";
import { type ClientSettings, Session } from "../../live/session.ts";
import { instanceOfSet } from "../../model/access/instanceOfSet.ts";
import { shown } from "../../model/problems/shown.ts";
import type { Deployed } from "../../model/transition/deployed.ts";
import { awsCause } from "../organization/awsCause.ts";
import { counted } from "../report/resourceName.ts";

/** Where AWS is asked. */
interface Where {
  readonly region: string;
  readonly client?: ClientSettings;
}

/**
 * Looks at AWS when an update is done: whether it has brought all permission sets of the stack to their accounts, and whether
 * its groups have the members and assignments there that the state says, and no others. A call for each set, and two for each group.
 *
 * @param stack its name, for the command that says more
 * @returns what was seen, in lines; that it couldn't be looked at is one of them
 */
export async function lookAfter(
  stack: string,
  deployed: Deployed,
  { region, client }: Where,
): Promise<string[]> {
  const session = new Session({ region, ...(client ? { client } : {}) });
  try {
    const seen = await differingFromState(session, deployed);
    if (seen.length === 0) return [allWell(deployed)];
    return [...seen, `npm run drift -- --stack ${stack} says more, and how to heal it`];
  } catch (error) {
    const [why = ""] = awsCause(error, region).message.split("\n");
    return [shown(`AWS wasn't looked at after the update: ${why}`)];
  } finally {
    session.close();
  }
}

/** What it was looked for, which isn't what was handed over. */
function allWell({ permissionSets, groups }: Deployed): string {
  const sets = lookedAt(permissionSets).length;
  const own = lookedAt(groups).length;
  if (sets + own === 0) return "the stack makes no permission set and no group to look at in AWS";
  return `AWS has brought ${counted(sets, "permission set")} to all their accounts, and ${counted(own, "group has", "groups have")} there what the state says, and nothing else`;
}

function lookedAt<Entry extends { readonly handedOver: boolean }>(
  entries: ReadonlyMap<string, Entry>,
): Entry[] {
  return [...entries.values()].filter(({ handedOver }) => !handedOver);
}

async function differingFromState(session: Session, deployed: Deployed): Promise<string[]> {
  const { instance } = await openSession(session);
  const sets = lookedAt(deployed.permissionSets);
  const foreign = sets.find(({ id }) => instanceOfSet(id) !== instance.arn);
  if (foreign) {
    throw new Error(
      `the credentials of this shell lead to ${instance.arn}, and the stack is in ${instanceOfSet(foreign.id)}`,
    );
  }
  const lines: string[] = [];
  for (const { key, id } of sets) {
    const request = { InstanceArn: instance.arn, PermissionSetArn: id };
    const behind = await unlessGone(() => accountsBehind(session, request));
    if (!behind) lines.push(`permission set ${key}: AWS doesn't have it any more`);
    else if (behind.length > 0) {
      lines.push(`permission set ${key}: AWS hasn't brought it to ${behind.join(", ")}`);
    }
  }
  for (const { key, id } of lookedAt(deployed.groups)) {
    const members = await readMembers(session, instance.identityStoreId, id);
    if (!members) lines.push(`group ${key}: AWS doesn't have it any more`);
    else if (!members.isRead) lines.push(`group ${key}: not read, for want of ${members.action}`);
    else {
      const known = deployed.memberships.filter(({ group }) => group === key);
      lines.push(
        ...differences(key, "member", members.value.map(membershipId), known.map(membershipId)),
      );
    }
  }
  return [...lines, ...(await otherAssignments(session, instance.arn, deployed))].map(shown);
}

function membershipId({ id }: { readonly id: string }): string {
  return id;
}

/** Of what AWS has and the state doesn't, and the other way round. */
function differences(
  group: string,
  noun: string,
  inAws: readonly string[],
  inState: readonly string[],
): string[] {
  const [aws, state] = [new Set(inAws), new Set(inState)];
  const unknown = inAws.filter((one) => !state.has(one)).length;
  const gone = inState.filter((one) => !aws.has(one)).length;
  return [
    ...(unknown > 0
      ? [`group ${group}: ${counted(unknown, noun)} that the state doesn't know`]
      : []),
    ...(gone > 0
      ? [`group ${group}: ${counted(gone, noun)} of the state that AWS doesn't have any more`]
      : []),
  ];
}

/** Assignments of groups that this stack makes, and of its permission sets to others that it assigns something. */
async function otherAssignments(
  session: Session,
  instanceArn: string,
  deployed: Deployed,
): Promise<string[]> {
  const { groups, permissionSets, assignments } = deployed;
  const keys = new Map([...permissionSets.values()].map(({ id, key }) => [id, key]));
  const own = new Map([...groups.values()].map(({ id, key }) => [id, key]));
  const all = new Map([...assignments.map((one) => [one.principalId, one.group] as const), ...own]);
  const lines: string[] = [];
  for (const [id, group] of all) {
    const found = await assignmentsOf(session, instanceArn, { type: "GROUP", id });
    const relevant = found.filter(({ permissionSetArn, account }) => {
      const isOurs = own.has(id) || keys.has(permissionSetArn);
      return isOurs && (keys.has(permissionSetArn) || !isAssignedElsewhere(deployed, id, account));
    });
    // Of a permission set that is made elsewhere only the comparison knows which one it is.
    const known = assignments.flatMap(({ principalId, permissionSet, account }) => {
      const set = permissionSets.get(permissionSet);
      return principalId === id && set ? [`${set.id} ${account}`] : [];
    });
    const inAws = relevant.map(({ permissionSetArn, account }) => `${permissionSetArn} ${account}`);
    lines.push(...differences(group, "assignment", inAws, known));
  }
  return lines;
}

/** Of a permission set that is made elsewhere the state has the key only: which one it is, only the comparison knows. */
function isAssignedElsewhere(deployed: Deployed, principalId: string, account: string): boolean {
  return deployed.assignments.some(
    (one) =>
      one.principalId === principalId &&
      one.account === account &&
      !deployed.permissionSets.has(one.permissionSet),
  );
}
