import type { LiveAssignment } from "../../../live/liveOrganization.ts";
import type { AccessEntry } from "../../../model/access/access.ts";
import type { Sides } from "./sides.ts";
import { type ImportedResource, THERE, type Thing } from "./thing.ts";

/**
 * Assignments of the code's permission sets to its groups and to people. Those of others are told with the group or the
 * permission set that the code doesn't name.
 */
export function assignmentThings(sides: Sides): Thing[] {
  const { code, live, pairs } = sides;
  const { groups, permissionSets } = pairs;
  if (!live.assignments.isRead || !groups.isRead || !permissionSets.isRead) return [];
  const there = new Map(live.assignments.value.list.map((one) => [idOf(one), one]));
  const things: Thing[] = [];
  for (const entry of code.access.entries) {
    const [group, set] = [
      groups.live.get(entry.group),
      permissionSets.live.get(entry.permissionSet),
    ];
    if (!group || !set) continue;
    const one: LiveAssignment = {
      account: entry.account,
      permissionSetArn: set.arn,
      principalType: "GROUP",
      principalId: group.id,
    };
    const isThere = there.delete(idOf(one));
    things.push({
      ...wanted(sides, entry),
      ...(isThere && { aws: THERE, resources: [resourceOf(entry, one, live.instance.arn)] }),
      ...known(sides, one, entry),
    });
  }
  for (const one of there.values()) things.push(...unwanted(sides, one));
  return things;
}

function wanted({ code }: Sides, { group, permissionSet, account, lines }: AccessEntry) {
  const [path] = lines;
  return {
    kind: "assignment",
    name: `${permissionSet} for ${group} in ${accountName(code, account)}`,
    ...(path === undefined ? {} : { path }),
    code: THERE,
    isMade: true,
  } as const;
}

function resourceOf(
  { group, permissionSet, account }: AccessEntry,
  { principalId, permissionSetArn }: LiveAssignment,
  instanceArn: string,
): ImportedResource {
  return {
    type: "aws:ssoadmin/accountAssignment:AccountAssignment",
    name: `${group}/${permissionSet}/${account}`,
    id: [principalId, "GROUP", account, "AWS_ACCOUNT", permissionSetArn, instanceArn].join(","),
  };
}

/** What AWS has and no line gives, unless a line can't be judged. */
function unwanted(sides: Sides, one: LiveAssignment): Thing[] {
  const { code, pairs, live } = sides;
  const set = pairs.permissionSets.keys.get(one.permissionSetArn);
  const group = pairs.groups.keys.get(one.principalId);
  if (set === undefined) return [];
  if (group !== undefined && !code.isSure(group, set)) return [];
  const who = group ?? principalName(sides, one);
  if (who === undefined) return [];
  return [
    {
      kind: "assignment",
      name: `${set} for ${who} in ${accountName(code, one.account)}`,
      aws: THERE,
      ...known(sides, one),
      isMade: true,
      removal: removalOf(one, live.instance.arn),
    },
  ];
}

/** A person, or who is gone by now; undefined for a group that the code doesn't name. */
function principalName({ pairs }: Sides, one: LiveAssignment): string | undefined {
  const { principalType, principalId } = one;
  if (principalType === "GROUP") {
    return pairs.groups.all.has(principalId) ? undefined : `the deleted group ${principalId}`;
  }
  if (!pairs.people.isRead) return `the user ${principalId}`;
  const user = pairs.people.all.get(principalId);
  if (!user) return `the deleted user ${principalId}`;
  return `the user ${pairs.people.keys.get(principalId) ?? user.userName}`;
}

function known(
  { state, pairs }: Sides,
  one: LiveAssignment,
  entry?: AccessEntry,
): Pick<Thing, "state"> {
  if (!state) return {};
  const { assignments, permissionSets } = state.deployed;
  const own = assignments.some(
    ({ permissionSet, account, principalId }) =>
      account === one.account &&
      principalId === one.principalId &&
      permissionSets.get(permissionSet)?.id === one.permissionSetArn,
  );
  if (own) return { state: { parts: THERE, isStale: false } };
  const isExisting = !permissionSets.has(pairs.permissionSets.keys.get(one.permissionSetArn) ?? "");
  const former = assignments.find(
    ({ group, permissionSet, account }) =>
      group === entry?.group && permissionSet === entry.permissionSet && account === entry.account,
  );
  if (!former) return {};
  const isSame = isExisting && former.principalId === one.principalId;
  return { state: { parts: THERE, isStale: !isSame } };
}

export function accountName({ access }: Pick<Sides["code"], "access">, id: string): string {
  return access.accounts.get(id)?.name ?? id;
}

export function idOf({
  principalId,
  principalType,
  account,
  permissionSetArn,
}: LiveAssignment): string {
  return [principalId, principalType, account, permissionSetArn].join(",");
}

function removalOf(one: LiveAssignment, instanceArn: string): string {
  return `aws sso-admin delete-account-assignment --instance-arn ${instanceArn} --permission-set-arn ${one.permissionSetArn} --principal-type ${one.principalType} --principal-id ${one.principalId} --target-type AWS_ACCOUNT --target-id ${one.account}`;
}
