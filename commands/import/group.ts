import type { LiveAssignment } from "../../live/liveOrganization.ts";
import type { GroupInput } from "../../model/schema/group.ts";
import type { GroupFacts } from "./facts.ts";
import { given } from "./given.ts";
import type { KeptLine } from "./keptLines.ts";
import type { Writer } from "./selectors.ts";

/** What a stack file says of a group, apart from its own attributes. */
export interface GroupParts {
  /** Whether the program makes it; otherwise it is looked up, and who is in it is managed where it is made. */
  readonly isManaged: boolean;
  readonly isAdministrators: boolean;
  /** Keys of people by their ids. */
  readonly people: ReadonlyMap<string, string>;
  readonly access: NonNullable<GroupInput["access"]>;
}

/** A group as AWS has it. */
export function writtenGroup(key: string, group: GroupFacts, parts: GroupParts): GroupInput {
  const { isManaged, isAdministrators, people, access } = parts;
  const displayName = group.name === key ? undefined : group.name;
  const administrators = isAdministrators ? { administrators: true } : {};
  const lines = access.length > 0 ? { access } : {};
  if (!isManaged) return { existing: true, ...given({ displayName }), ...administrators, ...lines };
  const members = group.members.flatMap(({ userId }) => people.get(userId) ?? []).sort();
  return {
    ...given({ displayName, description: group.description }),
    ...administrators,
    ...(members.length > 0 ? { members } : {}),
    ...lines,
  };
}

/**
 * A line for each permission set that a group is assigned, of what no line says that is there already.
 *
 * @param before lines of the group that are there; what means more than AWS has goes
 */
export function accessLines(
  assignments: readonly LiveAssignment[],
  keys: ReadonlyMap<string, string>,
  writer: Writer,
  before: readonly KeptLine[],
): NonNullable<GroupInput["access"]> {
  const sets = Map.groupBy(assignments, ({ permissionSetArn }) => keys.get(permissionSetArn) ?? "");
  const known = new Set(keys.values());
  const kept = before.filter(({ permissionSet, accounts }) => {
    if (!known.has(permissionSet)) return false;
    const assigned = new Set(sets.get(permissionSet)?.map(({ account }) => account));
    return [...accounts].every((account) => assigned.has(account));
  });
  const said = (permissionSet: string, account: string) =>
    kept.some((one) => one.permissionSet === permissionSet && one.accounts.has(account));
  const added = [...sets]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([permissionSet, all]) => ({
      permissionSet,
      accounts: all.map(({ account }) => account).filter((one) => !said(permissionSet, one)),
    }))
    .filter(({ accounts }) => accounts.length > 0)
    .map(({ permissionSet, accounts }) => ({ permissionSet, accounts: writer.write(accounts) }));
  return [...kept.map(({ line }) => line as AccessLineInput), ...added];
}

type AccessLineInput = NonNullable<GroupInput["access"]>[number];
