import type { Configuration } from "../schema/configuration.ts";
import {
  type LastUpdate,
  type MadeSection,
  madeSections,
  type ThingKind,
  thing,
  thingNamed,
  type UpdateNote,
} from "./deployed.ts";
import { wantedEntries } from "./succession.ts";

/** Whose keys the names of things are made of. */
const KEYS_OF: Readonly<Record<ThingKind, readonly MadeSection[]>> = {
  person: ["people"],
  group: ["groups"],
  "permission set": ["permissionSets"],
  membership: ["groups", "people"],
  assignment: ["groups", "permissionSets"],
  registration: [],
};

/**
 * The last update with the keys that the configuration gives now: what got another key by `aliases` is one thing, and AWS
 * is asked for nothing where only its key changes.
 */
export function underCurrentKeys(last: LastUpdate, configuration: Configuration): LastUpdate {
  const current = currentNames(configuration);
  const { note } = last;
  return {
    ...last,
    ...(note ? { note: noteUnder(note, current.thing) } : {}),
    things: renamed(last.things, current.thing),
    owners: renamed(last.owners, (key) => current.key("groups", key)),
  };
}

function noteUnder(note: UpdateNote, name: (one: string) => string): UpdateNote {
  const keyed = <Value>(entries: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(entries).map(([one, value]) => [name(one), value]));
  return {
    ...note,
    making: note.making.map(name),
    creating: note.creating.map(name),
    removing: note.removing.map(name),
    changing: keyed(note.changing),
    unseen: keyed(note.unseen),
  };
}

/** What has its current name already goes before what has a former one. */
function renamed<Value>(
  things: ReadonlyMap<string, Value>,
  name: (one: string) => string,
): ReadonlyMap<string, Value> {
  return new Map(
    [...things].map(([one, value]) => [things.has(name(one)) ? one : name(one), value]),
  );
}

/** Keys that the configuration gives, by former ones. */
function currentNames(configuration: Configuration) {
  const keys = new Map(
    madeSections.map((section) => [
      section,
      new Map(
        wantedEntries(section, configuration).flatMap(({ key, aliases }) =>
          aliases.map((alias): [string, string] => [alias, key]),
        ),
      ),
    ]),
  );
  const current = (section: MadeSection | undefined, key: string) =>
    (section && keys.get(section)?.get(key)) ?? key;
  return {
    key: current,
    thing: (one: string) => {
      const named = thingNamed(one);
      const sections = KEYS_OF[named.kind];
      return thing(named.kind, ...named.keys.map((key, at) => current(sections[at], key)));
    },
  };
}
