import type { Configuration } from "../../schema/configuration.ts";
import type { MadeSection } from "../deployed.ts";
import { sameName, type WantedEntry, wantedEntries } from "../succession.ts";

/** What an entry of the earlier configuration is in the later one, by its key: the same thing has the same id. */
export type Ids = Readonly<Record<MadeSection, ReadonlyMap<string, string>>>;

/** In front of the key of what is gone, since the later configuration may use the key for something else. */
const GONE = "\0";

/**
 * Which people, groups and permission sets two configurations have in common. What is made has its key, or an alias,
 * for its identity; what exists has its name, as AWS has it. The id of what is there later is its key.
 */
export function idsOf(before: Configuration, after: Configuration): Ids {
  const of = (section: MadeSection) =>
    matched(wantedEntries(section, before), wantedEntries(section, after));
  return { people: of("people"), groups: of("groups"), permissionSets: of("permissionSets") };
}

/** The key of an id, in the later configuration or, of what is gone, in the earlier. */
export function keyOf(id: string): string {
  return id.startsWith(GONE) ? id.slice(GONE.length) : id;
}

function matched(
  before: readonly WantedEntry[],
  after: readonly WantedEntry[],
): ReadonlyMap<string, string> {
  const byKey = new Map(before.map((entry) => [entry.key, entry]));
  const byName = new Map(before.map((entry) => [entry.name.toLowerCase(), entry]));
  const ids = new Map<string, string>();
  const follow = (former: WantedEntry | undefined, { key }: WantedEntry) => {
    if (former && !ids.has(former.key)) ids.set(former.key, key);
  };
  for (const entry of after) {
    const named = byName.get(entry.name.toLowerCase());
    if (entry.existing || named?.existing) follow(named, entry);
  }
  for (const entry of after) {
    const formers = [entry.key, ...entry.aliases].flatMap((key) => byKey.get(key) ?? []);
    const [former] = formers;
    if (former && isSame(former, entry)) follow(former, entry);
  }
  for (const { key } of before) if (!ids.has(key)) ids.set(key, GONE + key);
  return ids;
}

/** Under the same key: of what exists, here or there, the name decides. */
function isSame(former: WantedEntry, entry: WantedEntry): boolean {
  return !(former.existing || entry.existing) || sameName(former.name, entry.name);
}
