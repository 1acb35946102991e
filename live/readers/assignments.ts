import type { AccountAssignment, AccountAssignmentForPrincipal } from "@aws-sdk/client-sso-admin";
import { inTurn } from "../inTurn.ts";
import { idOf, isGone } from "../liveError.ts";
import type { LiveAssignment, LiveAssignments } from "../liveOrganization.ts";
import { type NotRead, type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { number, Steps } from "../progress.ts";
import type { Session } from "../session.ts";
import {
  assignmentWays,
  type Listed,
  type Pair,
  type Principal,
  type Way,
} from "./assignmentWays.ts";

/** AWS's maximum. */
const MaxResults = 100;

/**
 * All assignments. AWS lists them by principal, or by permission set and account: the way with fewer calls is gone, and
 * the other where a permission for it is missing.
 */
export async function readAssignments(
  session: Session,
  instanceArn: string,
  listed: Listed,
): Promise<Section<LiveAssignments>> {
  const ways = assignmentWays(listed);
  if (!Array.isArray(ways)) return ways;
  let refused: NotRead | undefined;
  for (const way of ways) {
    const others = ways.filter((other) => other !== way);
    const found = await section(() => list(session, instanceArn, way, refused ? [] : others));
    if (found.isRead) return { isRead: true, value: { way: way.name, list: found.value } };
    refused ??= found;
  }
  return refused as NotRead;
}

async function list(
  session: Session,
  instanceArn: string,
  way: Way,
  others: readonly Way[],
): Promise<LiveAssignment[]> {
  const steps = new Steps(session.report, told(way, others), way.items.length, {
    secondsEach: 1 / session.budget.perSecond,
  });
  const counted = <Item>(read: (session: Session, arn: string, item: Item) => Ask) => {
    return async (item: Item) => {
      const found = await unlessGone(() => read(session, instanceArn, item));
      steps.step();
      return found;
    };
  };
  const found =
    way.name === "by principal"
      ? await inTurn(way.items, 8, counted(assignmentsOf))
      : await inTurn(way.items, 8, counted(ofPair));
  return found.flat().sort(inOrder);
}

type Ask = Promise<LiveAssignment[]>;

/** Says how many calls the way takes, at least, and how many another would have. */
function told({ name, items }: Way, [other]: readonly Way[]): string {
  const instead =
    other === undefined ? "" : `; ${other.name} it would be ${number(other.items.length)}`;
  return `assignments ${name} (${number(items.length)} calls${instead})`;
}

/** Assignments of a principal. A user's are listed with those of the groups that the user is in: only the user's own count here. */
export async function assignmentsOf(
  { ssoAdmin }: Session,
  InstanceArn: string,
  principal: Principal,
): Ask {
  const request = { InstanceArn, PrincipalId: principal.id, PrincipalType: principal.type };
  const found = await allPages(
    (NextToken) =>
      ssoAdmin.listAccountAssignmentsForPrincipal({ ...request, MaxResults, NextToken }),
    ({ AccountAssignments }) => AccountAssignments,
  );
  return found.map(assignment).filter(({ principalType, principalId }) => {
    return principalType === principal.type && principalId === principal.id;
  });
}

async function ofPair({ ssoAdmin }: Session, InstanceArn: string, pair: Pair): Ask {
  const { permissionSetArn: PermissionSetArn, account: AccountId } = pair;
  const request = { InstanceArn, PermissionSetArn, AccountId, MaxResults };
  const found = await allPages(
    (NextToken) => ssoAdmin.listAccountAssignments({ ...request, NextToken }),
    ({ AccountAssignments }) => AccountAssignments,
  );
  return found.map(assignment);
}

function assignment(one: AccountAssignment | AccountAssignmentForPrincipal): LiveAssignment {
  return {
    account: idOf(one.AccountId, "account of an assignment"),
    permissionSetArn: idOf(one.PermissionSetArn, "permission set of an assignment"),
    principalType: idOf(one.PrincipalType, "kind of an assignment's principal"),
    principalId: idOf(one.PrincipalId, "principal of an assignment"),
  };
}

/** What was deleted meanwhile is assigned nothing any more. */
async function unlessGone(read: () => Ask): Ask {
  try {
    return await read();
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** The order doesn't depend on the way. */
function inOrder(one: LiveAssignment, other: LiveAssignment): number {
  return compare(key(one), key(other));
}

function key({ account, permissionSetArn, principalType, principalId }: LiveAssignment): string {
  return `${account} ${permissionSetArn} ${principalType} ${principalId}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
