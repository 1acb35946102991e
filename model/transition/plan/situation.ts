import type { Access } from "../../access/access.ts";
import { contentOf, type SetContent, sameContent } from "../../access/setContent.ts";
import type { Configuration } from "../../schema/configuration.ts";
import { type Deployed, type MadeSection, madeSections, type ReplacedSet } from "../deployed.ts";
import { type Succession, sameName, succession } from "../succession.ts";

/** Keys of people by group; whoever is in a group that is made elsewhere is `*` and its key. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>;

/** Ids of accounts by group and permission set. */
export type Entries = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** A name that AWS wants to be different from those of all others of its kind: e-mail, or name of a group or set. */
export type Names = ReadonlyMap<string, string>;

/** Who has what at one moment, as deployed or as wanted. Keys are those of the configuration that is wanted. */
export interface Situation {
  /** Keys of the people there are, whoever makes them. */
  readonly people: ReadonlySet<string>;
  /** Keys of the permission sets there are, whoever makes them. */
  readonly permissionSets: ReadonlySet<string>;
  readonly members: Members;
  readonly entries: Entries;
  /** Of the sets that this stack makes. */
  readonly contents: ReadonlyMap<string, SetContent>;
  readonly names: Readonly<Record<MadeSection, Names>>;
  /** Groups that administer Identity Center. */
  readonly administrators: ReadonlySet<string>;
  /** Ids of the accounts that this stack registers as delegated administrators: whatever is held there may reach everybody's access. */
  readonly delegates: ReadonlySet<string>;
}

type Successions = Readonly<Record<MadeSection, Succession>>;

export function successions(deployed: Deployed, configuration: Configuration): Successions {
  return {
    people: succession("people", deployed, configuration),
    groups: succession("groups", deployed, configuration),
    permissionSets: succession("permissionSets", deployed, configuration),
  };
}

/** What a stack has now. What the configuration knows under another key, by an alias, has that key already. */
export function deployedSituation(
  deployed: Deployed,
  configuration: Configuration,
  all: Successions = successions(deployed, configuration),
): Situation {
  const keys = {
    people: currentKeys(all.people),
    groups: currentKeys(all.groups),
    permissionSets: currentKeys(all.permissionSets),
  };
  const members = new Map<string, Set<string>>();
  for (const { group, person } of deployed.memberships) {
    addTo(members, keys.groups(group), keys.people(person));
  }
  const made = new Set([...deployed.groups.keys()].map(keys.groups));
  const released = new Set(all.groups.released.map(({ wanted }) => wanted.key));
  const entries = new Map<string, Map<string, Set<string>>>();
  for (const { group, permissionSet, account } of deployed.assignments) {
    const key = keys.groups(group);
    const sets = entries.get(key) ?? new Map<string, Set<string>>();
    entries.set(key, sets);
    addTo(sets, keys.permissionSets(permissionSet), account);
    if (!made.has(key) || released.has(key)) members.set(key, new Set([whoeverIsIn(key)]));
  }
  const named = (section: MadeSection, nameOf: (key: string) => string | undefined): Names =>
    new Map(
      [...deployed[section].keys()].flatMap((key) => {
        const name = nameOf(key);
        return name === undefined ? [] : [[keys[section](key), name] as const];
      }),
    );
  const administers = [...deployed.groups].filter(([, { administrators }]) => administrators);
  const wantedExisting = Object.entries(configuration.groups).filter(
    ([key, group]) => group.administrators && !made.has(key),
  );
  const replaced = deployed.replaced.map((set, index) => ({ ...set, key: formerSelf(set, index) }));
  for (const { key, assignments } of replaced) {
    for (const { group, account } of assignments) {
      const sets = entries.get(keys.groups(group)) ?? new Map<string, Set<string>>();
      entries.set(keys.groups(group), sets);
      addTo(sets, key, account);
    }
  }
  return {
    people: new Set([...deployed.people.keys()].map(keys.people)),
    permissionSets: new Set([...entries.values()].flatMap((sets) => [...sets.keys()])),
    members,
    entries,
    contents: new Map([
      ...[...deployed.setContents].map(
        ([key, content]) => [keys.permissionSets(key), content] as const,
      ),
      ...replaced.map(({ key, content }) => [key, content] as const),
    ]),
    names: {
      people: named("people", (key) => deployed.people.get(key)?.email),
      groups: named("groups", (key) => deployed.groups.get(key)?.name),
      permissionSets: new Map([
        ...named("permissionSets", (key) => deployed.permissionSets.get(key)?.name),
        ...replaced.map(({ key, name }) => [key, name] as const),
      ]),
    },
    administrators: new Set([
      ...administers.map(([key]) => keys.groups(key)),
      ...wantedExisting.map(([key]) => key),
    ]),
    delegates: deployed.delegates,
  };
}

/** Key of what a set was before another replaced it: no configuration has keys with a slash. */
function formerSelf({ key }: ReplacedSet, index: number): string {
  return `${key}/former${index === 0 ? "" : `-${index + 1}`}`;
}

/** Whether a key is that of a set's former self. */
export function isFormerSelf(permissionSet: string): boolean {
  return permissionSet.includes("/");
}

/** What a configuration wants. */
export function wantedSituation(configuration: Configuration, access: Access): Situation {
  const groups = Object.entries(configuration.groups);
  const sets = Object.entries(configuration.permissionSets);
  const people = Object.entries(configuration.people);
  return {
    people: new Set(Object.keys(configuration.people)),
    permissionSets: new Set(Object.keys(configuration.permissionSets)),
    members: new Map(
      groups.map(([key, { existing, members }]) => [
        key,
        new Set(existing ? [whoeverIsIn(key)] : members),
      ]),
    ),
    entries: new Map(
      [...access.groups].map(([group, bySet]) => [
        group,
        new Map([...bySet].map(([set, accounts]) => [set, new Set(accounts.keys())])),
      ]),
    ),
    contents: new Map(
      sets.filter(([, set]) => !set.existing).map(([key, set]) => [key, contentOf(set)]),
    ),
    names: {
      people: new Map(
        people.flatMap(([key, { existing, email }]) =>
          existing || email === undefined ? [] : [[key, email] as const],
        ),
      ),
      groups: new Map(
        groups.flatMap(([key, one]) => (one.existing ? [] : [[key, one.displayName] as const])),
      ),
      permissionSets: new Map(
        sets.flatMap(([key, one]) => (one.existing ? [] : [[key, one.name] as const])),
      ),
    },
    administrators: new Set(groups.flatMap(([key, group]) => (group.administrators ? [key] : []))),
    delegates: new Set(access.registeredId === undefined ? [] : [access.registeredId]),
  };
}

/** Whether nothing is different, but for the letters' case in names that AWS doesn't tell apart. */
export function isSameSituation(one: Situation, other: Situation): boolean {
  return (
    isSameSet(one.delegates, other.delegates) &&
    isSameRelation(one.members, other.members) &&
    isSameMap(one.entries, other.entries, isSameRelation, (sets) =>
      [...sets.values()].every((accounts) => accounts.size === 0),
    ) &&
    isSameMap(one.contents, other.contents, sameContent) &&
    madeSections.every((section) => isSameMap(one.names[section], other.names[section], sameName))
  );
}

/** Keys of all groups of some situations. */
export function groupsOf(...situations: readonly Situation[]): ReadonlySet<string> {
  return new Set(
    situations.flatMap(({ members, entries }) => [...members.keys(), ...entries.keys()]),
  );
}

export function whoeverIsIn(group: string): string {
  return `*${group}`;
}

/** An update that was stopped may have moved an entry to its new key, and not yet what belongs to it. */
function currentKeys({ staying, released }: Succession): (key: string) => string {
  const keys = new Map(
    [...staying, ...released].flatMap(({ wanted, deployed }) =>
      [...wanted.aliases, deployed.key].map((key): [string, string] => [key, wanted.key]),
    ),
  );
  return (key) => keys.get(key) ?? key;
}

export function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

/** Whether two relations hold the same pairs: a key without values says nothing. */
function isSameRelation(one: Members, other: Members): boolean {
  return isSameMap(one, other, isSameSet, (values) => values.size === 0);
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

function isSameMap<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
  isSame: (a: Value, b: Value) => boolean,
  isEmpty: (value: Value) => boolean = () => false,
): boolean {
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const a = one.get(key);
    const b = other.get(key);
    if ((a === undefined || isEmpty(a)) && (b === undefined || isEmpty(b))) continue;
    if (a === undefined || b === undefined || !isSame(a, b)) return false;
  }
  return true;
}
