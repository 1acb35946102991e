import type { LiveAssignment } from "../../live/liveOrganization.ts";
import type { GroupInput } from "../../model/schema/group.ts";
import type { GroupFacts } from "./facts.ts";
import { given } from "./given.ts";
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

/** A line for each permission set that a group is assigned. */
export function accessLines(
  assignments: readonly LiveAssignment[],
  keys: ReadonlyMap<string, string>,
  writer: Writer,
) {
  const sets = Map.groupBy(assignments, ({ permissionSetArn }) => keys.get(permissionSetArn) ?? "");
  return [...sets]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([permissionSet, all]) => ({
      permissionSet,
      accounts: writer.write(all.map(({ account }) => account)),
    }));
}
