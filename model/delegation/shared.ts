import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { type MadeSection, madeSections, nounOf } from "../transition/deployed.ts";
import { type WantedEntry, wantedEntries } from "../transition/succession.ts";
import type { OtherStack } from "./otherStack.ts";

/**
 * What both stacks have. A permission set belongs to one of them: the delegated administrator can't manage what is
 * provisioned in the management account. People and groups may be used by both, and are made by one.
 */
export function sharedProblems(configuration: Configuration, other: OtherStack): Problem[] {
  const found = madeSections.flatMap((section) => {
    const theirs = new Map(
      wantedEntries(section, other.configuration).map((entry) => [sameCase(entry), entry]),
    );
    return wantedEntries(section, configuration).flatMap((entry) => {
      const same = theirs.get(sameCase(entry));
      return same ? shared(section, entry, same, other) : [];
    });
  });
  const problems = [...found, ...attributeProblems(configuration, other)];
  return problems.map((problem) => ({ ...problem, kind: "shared" }));
}

const MOVING =
  "; where one of them is to hand it over to the other, first npm run move -- --from ONE --to OTHER, then take it out of ONE (docs/delegated-administration.md)";

function shared(
  section: MadeSection,
  entry: WantedEntry,
  same: WantedEntry,
  { name, placeOf }: OtherStack,
): Problem[] {
  const path = pathOf(`access:${section}`, entry.key);
  const where = `stack ${name} (${placeOf(`access:${section}`, same.key)})`;
  if (section === "permissionSets") {
    const why = `"${entry.name}" is in ${where}, too: a permission set belongs to one of the two stacks, since the delegated administrator can't manage what is provisioned in the management account; give each stack one of its own, or take it out of one of them${MOVING}`;
    return [error(path, why)];
  }
  if (entry.existing || same.existing) return [];
  const noun = nounOf[section];
  const why = `"${entry.name}" is made by ${where}, too: one stack makes a ${noun}, and the other finds it with existing: true; write that in one of them${MOVING}`;
  return [error(path, why)];
}

/** An instance has one set of attributes. */
function attributeProblems({ identityCenter }: Configuration, other: OtherStack): Problem[] {
  const both = [identityCenter, other.configuration.identityCenter];
  if (both.some(({ attributes }) => Object.keys(attributes).length === 0)) return [];
  const place = other.placeOf("access:identityCenter", "attributes");
  const why = `stack ${other.name} (${place}) sets them, too, and an instance has one list of them; take them out of one of the two`;
  return [error(pathOf("access:identityCenter", "attributes"), why)];
}

/** AWS tells names apart without regard to upper and lower case. */
function sameCase({ name }: WantedEntry): string {
  return name.toLowerCase();
}
