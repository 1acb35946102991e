import type { Access } from "../model/access/access.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import { thing } from "../model/transition/deployed.ts";
import type { WantedThings } from "../model/transition/updateNote.ts";
import { groupContent, personContent } from "./contentOf.ts";

/** What this program makes of a configuration, as notes name it. */
export function wantedThings(
  { people, groups, permissionSets }: Configuration,
  access: Access,
): WantedThings {
  const things = new Map<string, string>();
  for (const [key, person] of Object.entries(people)) {
    if (!person.existing) things.set(thing("person", key), personContent(person));
  }
  for (const [key, set] of Object.entries(permissionSets)) {
    if (!set.existing) things.set(thing("permission set", key), "");
  }
  for (const [key, group] of Object.entries(groups)) {
    if (!group.existing) things.set(thing("group", key), groupContent(key, group));
    for (const person of group.members) things.set(thing("membership", key, person), "");
  }
  for (const { group, permissionSet, account } of access.entries) {
    things.set(thing("assignment", group, permissionSet, account), "");
  }
  if (access.registeredId !== undefined) things.set(thing("registration", access.registeredId), "");
  return things;
}
