import { isObject } from "../../policies/isObject.ts";
import type { ExistingNames } from "./existingNames.ts";

/** What names an entry of each kind in an organization file. */
const NAMES = { groups: "name", people: "userName", permissionSets: "name" } as const;
type Kind = keyof typeof NAMES;

/**
 * What exists already, for the organization file: what was found, as somebody wrote it down, with members say; and
 * what wasn't looked for, which AWS was not asked about.
 *
 * @param before `existing` of the file as it was
 */
export function existingEntries(
  before: unknown,
  wanted: ExistingNames,
  found: ExistingNames,
): Record<Kind, unknown[]> {
  const entriesOf = (kind: Kind): unknown[] => {
    const written = isObject(before) && Array.isArray(before[kind]) ? before[kind] : [];
    const named = new Map(written.map((entry) => [form(kind, nameOf(kind, entry)), entry]));
    const asked = new Set([...wanted[kind], ...found[kind]].map((name) => form(kind, name)));
    return [
      ...found[kind].map((name) => named.get(form(kind, name)) ?? name),
      ...written.filter((entry) => !asked.has(form(kind, nameOf(kind, entry)))),
    ];
  };
  return {
    groups: entriesOf("groups"),
    people: entriesOf("people"),
    permissionSets: entriesOf("permissionSets"),
  };
}

function nameOf(kind: Kind, entry: unknown): string {
  return String(isObject(entry) ? entry[NAMES[kind]] : entry);
}

/** The identity store compares names without case, Identity Center those of permission sets with it. */
function form(kind: Kind, name: string): string {
  return kind === "permissionSets" ? name : name.toLowerCase();
}
