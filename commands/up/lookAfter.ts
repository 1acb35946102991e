import { unlessGone } from "../../live/liveError.ts";
import { openSession } from "../../live/openSession.ts";
import { assignmentsOf } from "../../live/readers/assignments.ts";
import { readMembers } from "../../live/readers/memberships.ts";
import { accountsBehind } from "../../live/readers/setContent.ts";
import { type ClientSettings, Session } from "../../live/session.ts";
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
 * its groups have members and assignments there that the state doesn't know. A call for each set, and two for each group.
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
    const seen = await unknownToState(session, deployed);
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
  return `AWS has brought ${counted(sets, "permission set")} to all their accounts, and ${counted(own, "group has", "groups have")} nothing there that the state doesn't know`;
}

function lookedAt<Entry extends { readonly handedOver: boolean }>(
  entries: ReadonlyMap<string, Entry>,
): Entry[] {
  return [...entries.values()].filter(({ handedOver }) => !handedOver);
}

async function unknownToState(session: Session, deployed: Deployed): Promise<string[]> {
  const { instance } = await openSession(session);
  const sets = lookedAt(deployed.permissionSets);
  const foreign = sets.find(({ id }) => instanceOf(id) !== instance.arn);
  if (foreign) {
    throw new Error(
      `the credentials of this shell lead to ${instance.arn}, and the stack is in ${instanceOf(foreign.id)}`,
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
  const memberships = new Set(deployed.memberships.map(({ id }) => id));
  for (const { key, id } of lookedAt(deployed.groups)) {
    const members = await readMembers(session, instance.identityStoreId, id);
    if (!members) lines.push(`group ${key}: AWS doesn't have it any more`);
    const others = members?.isRead ? members.value.filter((one) => !memberships.has(one.id)) : [];
    if (members && !members.isRead)
      lines.push(`group ${key}: not read, for want of ${members.action}`);
    if (others.length > 0) {
      lines.push(`group ${key}: ${counted(others.length, "member")} that the state doesn't know`);
    }
  }
  return [...lines, ...(await otherAssignments(session, instance.arn, deployed))].map(shown);
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
  const known = new Set(
    assignments.map(({ principalId, permissionSet, account }) =>
      [principalId, permissionSets.get(permissionSet)?.id ?? permissionSet, account].join(" "),
    ),
  );
  const lines: string[] = [];
  for (const [id, group] of all) {
    const found = await assignmentsOf(session, instanceArn, { type: "GROUP", id });
    const others = found.filter(({ permissionSetArn, account }) => {
      const isOurs = own.has(id) || keys.has(permissionSetArn);
      const isExisting = !keys.has(permissionSetArn);
      const isKnown = known.has([id, permissionSetArn, account].join(" "));
      return isOurs && !isKnown && !(isExisting && isAssignedElsewhere(deployed, id, account));
    });
    if (others.length === 0) continue;
    lines.push(
      `group ${group}: ${counted(others.length, "assignment")} that the state doesn't know`,
    );
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

/** arn:aws:sso:::permissionSet/ssoins-1/ps-1 is of arn:aws:sso:::instance/ssoins-1. */
function instanceOf(setArn: string): string {
  return setArn.replace(/permissionSet\/([^/]+)\/.*$/, "instance/$1");
}
