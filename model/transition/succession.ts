import type { Configuration } from "../schema/configuration.ts";
import type { Deployed, DeployedEntry, MadeSection } from "./deployed.ts";

/** An entry of the configuration, with what all three sections have. */
export interface WantedEntry {
  readonly key: string;
  readonly existing: boolean;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Who follows whom from what is deployed to what is wanted, in one section. */
export interface Succession {
  /** What stays, and what it was: under the same key or under an alias. */
  readonly staying: readonly { readonly wanted: WantedEntry; readonly deployed: DeployedEntry }[];
  /** What an update would make. */
  readonly arriving: readonly WantedEntry[];
  /** What an update would delete. */
  readonly leaving: readonly DeployedEntry[];
  /** What this stack made and the configuration calls existing, under the same key. */
  readonly released: readonly { readonly wanted: WantedEntry; readonly deployed: DeployedEntry }[];
  /** A key and its alias that are both deployed, each as a thing of its own. */
  readonly doubled: readonly {
    readonly wanted: WantedEntry;
    readonly deployed: DeployedEntry;
    readonly former: DeployedEntry;
  }[];
}

export function succession(
  section: MadeSection,
  deployed: Deployed,
  configuration: Configuration,
): Succession {
  const made: ReadonlyMap<string, DeployedEntry> = deployed[section];
  const followed = new Set<string>();
  const staying: Succession["staying"][number][] = [];
  const arriving: WantedEntry[] = [];
  const released: Succession["released"][number][] = [];
  const doubled: Succession["doubled"][number][] = [];
  for (const wanted of wantedEntries(section, configuration)) {
    const same = made.get(wanted.key);
    const former = wanted.aliases.flatMap((alias) => made.get(alias) ?? []);
    const [first] = same ? [same] : former;
    if (first === undefined) {
      if (!wanted.existing) arriving.push(wanted);
      continue;
    }
    for (const one of [first, ...former]) followed.add(one.key);
    if (wanted.existing) released.push({ wanted, deployed: first });
    else staying.push({ wanted, deployed: first });
    for (const one of former) {
      if (one !== first) doubled.push({ wanted, deployed: first, former: one });
    }
  }
  const leaving = [...made.values()].filter((one) => !one.handedOver && !followed.has(one.key));
  return { staying, arriving, leaving, released, doubled };
}

export function wantedEntries(section: MadeSection, configuration: Configuration): WantedEntry[] {
  if (section === "people") {
    return Object.entries(configuration.people).map(([key, { existing, userName, aliases }]) => ({
      ...{ key, existing, aliases },
      name: userName,
    }));
  }
  if (section === "groups") {
    return Object.entries(configuration.groups).map(([key, group]) => ({
      ...{ key, existing: group.existing, aliases: group.aliases },
      name: group.displayName,
    }));
  }
  return Object.entries(configuration.permissionSets).map(([key, set]) => ({
    ...{ key, existing: set.existing, aliases: set.aliases },
    name: set.name,
  }));
}

/** AWS tells names apart without regard to upper and lower case. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
