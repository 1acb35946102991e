import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { type Deployed, type DeployedEntry, type MadeSection, nounOf } from "./deployed.ts";
import { type Succession, sameName } from "./succession.ts";

/** What AWS wants to be different between two entries of a section. */
interface Name {
  /** As the configuration calls it. */
  readonly attribute: string;
  wanted(key: string): string | undefined;
  deployed(entry: DeployedEntry): string | undefined;
}

/**
 * Names that one update would take from one entry and give to another. Pulumi makes and changes before it
 * deletes, and changes side by side: the name is still in use when AWS is asked for it.
 */
export function changedNameProblems(
  section: MadeSection,
  { arriving, leaving, staying }: Succession,
  deployed: Deployed,
  configuration: Configuration,
): Problem[] {
  const problems: Problem[] = [];
  for (const name of namesOf(section, deployed, configuration)) {
    const takers = [
      ...staying.map((one) => ({ key: one.wanted.key, before: one.deployed })),
      ...arriving.map((one) => ({ key: one.key, before: undefined })),
    ];
    const holders = [
      ...staying.map((one) => ({ holder: one.deployed, key: one.wanted.key, leaves: false })),
      ...leaving.map((holder) => ({ holder, key: holder.key, leaves: true })),
    ];
    const held = new Map(
      holders.flatMap((one) => {
        const value = name.deployed(one.holder)?.toLowerCase();
        return value === undefined ? [] : [[value, one] as const];
      }),
    );
    for (const { key, before } of takers) {
      const value = name.wanted(key);
      if (value === undefined || (before && sameName(name.deployed(before), value))) continue;
      const found = held.get(value.toLowerCase());
      if (!found || found.holder === before) continue;
      // Whoever arrives with the name of one that leaves may be the same: `changedKeyProblems` asks.
      if (found.leaves && !before) continue;
      const first = found.leaves
        ? `remove "${found.key}"`
        : `give "${found.key}" its new ${name.attribute}`;
      const path = pathOf(`access:${section}`, key, name.attribute);
      problems.push(
        error(
          path,
          `"${value}" is still that of the ${nounOf[section]} "${found.key}", and in one update AWS would be asked for it before it is free: ${first} in an update of its own, then run pulumi up with this (two that swap need a third ${name.attribute} in between)`,
        ),
      );
    }
  }
  return problems;
}

function namesOf(
  section: MadeSection,
  deployed: Deployed,
  { people, groups, permissionSets }: Configuration,
): Name[] {
  const deployedName = (entry: DeployedEntry) => entry.name;
  if (section === "groups") {
    const wanted = (key: string) => groups[key]?.displayName;
    return [{ attribute: "displayName", wanted, deployed: deployedName }];
  }
  if (section === "permissionSets") {
    const wanted = (key: string) => permissionSets[key]?.name;
    return [{ attribute: "name", wanted, deployed: deployedName }];
  }
  return [
    {
      attribute: "email",
      wanted: (key) => people[key]?.email,
      deployed: (entry) => deployed.people.get(entry.key)?.email,
    },
  ];
}
