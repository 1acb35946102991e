import { repairs } from "../../access/repairs.ts";
import type { SetContent } from "../../access/setContent.ts";
import type { Situation } from "./situation.ts";

/** What makes somebody an administrator: a group, its people, and a set in the management account that can repair access. */
export interface Administration {
  readonly group: string;
  readonly people: readonly string[];
  readonly permissionSet: string;
}

/** Everything that makes administrators at a moment. A set whose content isn't known here may. */
export function administrations(
  { members, entries, administrators, contents }: Situation,
  administrationAccountId: string,
): Administration[] {
  return [...administrators].flatMap((group) => {
    const people = [...(members.get(group) ?? [])];
    if (people.length === 0) return [];
    return [...(entries.get(group) ?? [])].flatMap(([permissionSet, accounts]) =>
      accounts.has(administrationAccountId) && mayRepair(contents.get(permissionSet))
        ? [{ group, people, permissionSet }]
        : [],
    );
  });
}

/** Whether nothing is known that keeps holders from repairing access. */
export function mayRepair(content: SetContent | undefined): boolean {
  return content === undefined || repairs(content) !== "no";
}
