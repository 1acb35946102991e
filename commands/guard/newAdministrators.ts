import { exceeds } from "../../policies/verdict.ts";
import { groupOfEverybody } from "./access.ts";
import type { Administration } from "./administration.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";

/** People who administer afterwards, or may do so, and didn't before. */
export function newAdministrators(
  before: Administration,
  after: Administration,
  people: Iterable<string>,
  identities: Identities,
): Finding[] {
  const found: Finding[] = [];
  for (const person of people) {
    const then = after.ofPerson(person);
    if (!exceeds(then.verdict, before.ofPerson(person).verdict)) continue;
    const group = groupOfEverybody(person);
    const who = group ?? person;
    const will = then.verdict === "yes" ? "will" : "may";
    const becomes =
      group === undefined
        ? `${will} administer from now on`
        : `has members that nobody knows here, and they ${will} administer from now on`;
    found.push({
      kind: "administrator",
      name: identities.nameOf(who),
      ...(who.startsWith("urn:") && { urn: who }),
      seen: `${becomes}: ${then.by}`,
    });
  }
  return found;
}
