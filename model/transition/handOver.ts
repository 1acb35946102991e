import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { quoted } from "./commands.ts";
import {
  type Deployed,
  type DeployedEntry,
  type MadeSection,
  madeSections,
  nounOf,
} from "./deployed.ts";
import { type Succession, succession, type WantedEntry, wantedEntries } from "./succession.ts";

/** Ids of what exists, by section and key, as Identity Center was asked for it. */
export type ExistingIds = Readonly<Record<MadeSection, ReadonlyMap<string, string>>>;

/** What a section hands over: it leaves the stack, and AWS keeps it. */
export function handedOver(
  section: MadeSection,
  deployed: Deployed,
  configuration: Configuration,
): DeployedEntry[] {
  return succession(section, deployed, configuration).released.flatMap(({ wanted, deployed }) =>
    !deployed.handedOver && configuration.limits.handOver.includes(entryName(section, wanted.key))
      ? [deployed]
      : [],
  );
}

/**
 * `existing: true` on what this stack made would delete it, since Pulumi deletes what a program no longer
 * makes. It is refused until the configuration says that it is meant.
 */
export function handOverProblems(
  successions: Readonly<Record<MadeSection, Succession>>,
  configuration: Configuration,
  existing: ExistingIds,
): Problem[] {
  const { handOver } = configuration.limits;
  let next = handOver.length;
  return madeSections.flatMap((section) => {
    const { released, leaving } = successions[section];
    const problems: Problem[] = [];
    for (const { wanted, deployed } of released) {
      const path = pathOf(`access:${section}`, wanted.key);
      const found = existing[section].get(wanted.key);
      if (found !== undefined && found !== deployed.id) {
        problems.push(error(path, anotherOne(section, wanted, deployed)));
      } else if (!deployed.handedOver && !handOver.includes(entryName(section, wanted.key))) {
        problems.push({
          ...error(path, refusal(section)),
          steps: steps(section, wanted.key, next),
        });
        next += 1;
      }
    }
    const leavingByName = new Map(leaving.map((one) => [one.name.toLowerCase(), one]));
    for (const wanted of wantedEntries(section, configuration)) {
      const holder = leavingByName.get(wanted.name.toLowerCase());
      if (!wanted.existing || holder === undefined) continue;
      const path = pathOf(`access:${section}`, wanted.key);
      problems.push(error(path, underAnotherKey(section, wanted, holder)));
    }
    return problems;
  });
}

/** Entries of `handOver` that have nothing left to do. */
export function idleHandOvers(deployed: Deployed, { limits }: Configuration): Problem[] {
  return limits.handOver.flatMap((name, index) => {
    const isWaiting = madeSections.some((section) =>
      [...deployed[section].values()].some(
        (one) => !one.handedOver && entryName(section, one.key) === name,
      ),
    );
    if (isWaiting) return [];
    const path = pathOf("access:limits", "handOver", index);
    return [warning(path, `${name} is handed over already; remove this line`)];
  });
}

function refusal(section: MadeSection): string {
  const lost = {
    people: "with password, MFA and memberships",
    groups: "with its members, and leave its assignments dangling",
    permissionSets: "with its policies",
  }[section];
  return `existing: true says that this ${nounOf[section]} is made elsewhere, but this stack made it, and would delete it ${lost}; take existing: true back, or hand it over, so that AWS keeps it and this stack leaves it alone:`;
}

function steps(section: MadeSection, key: string, index: number): string[] {
  const path = quoted(`access:limits.handOver[${index}]`);
  return [`pulumi config set --path ${path} ${quoted(entryName(section, key))}`, "pulumi up"];
}

function anotherOne(section: MadeSection, wanted: WantedEntry, deployed: DeployedEntry): string {
  return `existing: true finds another ${nounOf[section]} ("${wanted.name}") than the one that this stack made under this key ("${deployed.name}", ${deployed.id}), which it would delete; choose another key for the existing one, or remove this entry in an update of its own first`;
}

function underAnotherKey(section: MadeSection, wanted: WantedEntry, holder: DeployedEntry): string {
  return `existing: true finds the ${nounOf[section]} "${wanted.name}" that this stack made as "${holder.key}", and this update would delete it; call this entry "${holder.key}", as this stack did: then it can be handed over`;
}

function entryName(section: MadeSection, key: string): string {
  return `${section}.${key}`;
}
