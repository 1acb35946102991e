import type { DelegatedAdministrationInput } from "../../model/schema/delegatedAdministration.ts";
import type { GroupInput } from "../../model/schema/group.ts";
import type { IdentityCenterInput } from "../../model/schema/identityCenter.ts";
import type { PermissionSetInput } from "../../model/schema/permissionSet.ts";
import type { PersonInput } from "../../model/schema/person.ts";
import type { MadeSection } from "../../model/transition/deployed.ts";
import { sameName } from "../../model/transition/succession.ts";
import { isObject } from "../../policies/isObject.ts";
import { AccountNames } from "./accountNames.ts";
import type { Facts } from "./facts.ts";
import { given } from "./given.ts";
import { accessLines, writtenGroup } from "./group.ts";
import { type Administrators, writtenCenter } from "./identityCenter.ts";
import { decrypted, keptEntry } from "./keptEntry.ts";
import type { KeptLine } from "./keptLines.ts";
import { keysOf, localPart, type Named } from "./keys.ts";
import { type Sorted, sorted } from "./lines.ts";
import { writtenSet } from "./permissionSet.ts";
import { writtenPerson } from "./person.ts";
import { Writer } from "./selectors.ts";
import type { StackBefore } from "./stackBefore.ts";
import type { Stance, Stances } from "./stances.ts";

/** What a person would have written: the sections of a stack file, as they stand after `access:`. */
export interface Sections {
  readonly identityCenter: IdentityCenterInput;
  /** Of the delegated administrator's stack. */
  readonly delegatedAdministration?: DelegatedAdministrationInput;
  readonly people: Readonly<Record<string, PersonInput>>;
  readonly permissionSets: Readonly<Record<string, PermissionSetInput>>;
  readonly groups: Readonly<Record<string, GroupInput>>;
}

/** Keys by id or ARN, of all that stands in the configuration. */
export interface Keys {
  readonly people: ReadonlyMap<string, string>;
  readonly permissionSets: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/** The configuration of an organization, and what it can't say. */
export interface Imported {
  readonly sections: Sections;
  /** The same with what AWS has in place of what is encrypted. */
  readonly plain: Sections;
  readonly keys: Keys;
  readonly stances: Stances;
  readonly assignments: Sorted;
  /** What an update changes in AWS since the program writes it otherwise: what, and in which way. */
  readonly changes: readonly string[];
  /** What AWS says of people and the program doesn't. */
  readonly unsaid: readonly string[];
  readonly names: AccountNames;
}

/** What was chosen. */
export interface Choices {
  readonly administrators: Administrators;
  readonly folds: boolean;
}

/** What the stack file says already, as far as it bears on what AWS has. */
export interface Before {
  readonly stack: StackBefore;
  /** By key of the group. */
  readonly lines: ReadonlyMap<string, readonly KeptLine[]>;
  /** Tags that each permission set has, of provider and instance. */
  readonly usualTags: Readonly<Record<string, string>>;
}

/** The configuration that says what AWS has. */
export function importedConfiguration(
  facts: Facts,
  stances: Stances,
  choices: Choices,
  before: Before,
): Imported {
  const { stack } = before;
  const names = new AccountNames(facts, stack.configuration.accounts);
  const writer = new Writer(facts, names, choices.folds);
  const assignments = sorted(facts, stances);
  const stanceOf = (id: string): Stance => stances.get(id)?.stance ?? "managed";
  const assigned = new Set(assignments.lines.map(({ principalId }) => principalId));
  const used = new Set(assignments.lines.map(({ permissionSetArn }) => permissionSetArn));
  const { administrators } = choices;
  const isAdministrators = (id: string) =>
    Array.isArray(administrators) && administrators.includes(id);
  const former = {
    people: formerKeys(
      "people",
      facts.users.map(({ id, userName: name }) => ({ id, name })),
      stack,
    ),
    permissionSets: formerKeys(
      "permissionSets",
      facts.permissionSets.map(({ arn: id, name }) => ({ id, name })),
      stack,
    ),
    groups: formerKeys("groups", facts.groups, stack),
  };
  const isThere = (id: string) => Object.values(former).some((keys) => keys.has(id));
  const isWritten = (id: string, isNeeded: boolean) =>
    stanceOf(id) === "managed" || (stanceOf(id) === "existing" && (isNeeded || isThere(id)));

  const groups = facts.groups.filter(({ id }) =>
    isWritten(id, assigned.has(id) || isAdministrators(id)),
  );
  const members = new Set(
    groups
      .filter(({ id }) => stanceOf(id) === "managed")
      .flatMap((group) => group.members.map(({ userId }) => userId)),
  );
  const users = facts.users.filter(({ id }) => isWritten(id, members.has(id)));
  const sets = facts.permissionSets.filter(({ arn }) => isWritten(arn, used.has(arn)));
  const keys: Keys = {
    people: keysOf(
      users.map(({ id, userName: name }) => ({ id, name })),
      localPart,
      former.people,
    ),
    permissionSets: keysOf(
      sets.map(({ arn: id, name }) => ({ id, name })),
      undefined,
      former.permissionSets,
    ),
    groups: keysOf(groups, undefined, former.groups),
  };
  const keyed = <T>(all: readonly T[], idOf: (one: T) => string, by: ReadonlyMap<string, string>) =>
    all
      .map((one) => [by.get(idOf(one)) ?? "", one] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1));

  const people = keyed(users, ({ id }) => id, keys.people).map(([key, user]) => {
    if (stanceOf(user.id) === "managed") return [key, writtenPerson(key, user)] as const;
    const named = given({ userName: user.userName === key ? undefined : user.userName });
    return [
      key,
      { entry: { existing: true as const, ...named }, changes: [], unsaid: [] },
    ] as const;
  });
  const written = keyed(sets, ({ arn }) => arn, keys.permissionSets).map(([key, set]) => {
    if (stanceOf(set.arn) === "managed") {
      return [key, writtenSet(key, { ...set, tags: ownTags(set.tags, before.usualTags) })] as const;
    }
    const named = given({ name: set.name === key ? undefined : set.name });
    return [key, { entry: { existing: true as const, ...named }, changes: [] }] as const;
  });
  const ofGroups = Map.groupBy(assignments.lines, ({ principalId }) => principalId);
  const writtenGroups = keyed(groups, ({ id }) => id, keys.groups).map(([key, group]) => {
    const parts = {
      isManaged: stanceOf(group.id) === "managed",
      isAdministrators: isAdministrators(group.id),
      people: keys.people,
      access: accessLines(
        ofGroups.get(group.id) ?? [],
        keys.permissionSets,
        writer,
        before.lines.get(key) ?? [],
      ),
    };
    return [key, writtenGroup(key, group, parts)] as const;
  });
  const entries = {
    people: people.map(([key, { entry }]) => [key, entry] as const),
    permissionSets: written.map(([key, { entry }]) => [key, entry] as const),
    groups: writtenGroups,
  };
  const made = {
    people: keptEntries("people", entries.people, before),
    permissionSets: keptEntries("permissionSets", entries.permissionSets, before),
    groups: keptEntries("groups", entries.groups, before),
  };
  const settings = {
    identityCenter: writtenCenter(facts, administrators, stack),
    ...(facts.delegate !== undefined && {
      delegatedAdministration: { account: names.of(facts.delegate), stack: "delegated" as const },
    }),
  };
  return {
    sections: { ...settings, ...made },
    plain: {
      ...settings,
      people: plainEntries(made.people, entries.people),
      permissionSets: plainEntries(made.permissionSets, entries.permissionSets),
      groups: plainEntries(made.groups, entries.groups),
    },
    ...{ keys, stances, assignments, names },
    changes: [
      ...people.flatMap(([key, { changes }]) =>
        changes.map((change) => `person ${key}: ${change}`),
      ),
      ...written.flatMap(([key, { changes }]) =>
        changes.map((change) => `permission set ${key}: ${change}`),
      ),
    ],
    unsaid: people.flatMap(([key, { unsaid }]) =>
      unsaid.length > 0 ? [`${key}: ${unsaid.join(", ")}`] : [],
    ),
  };
}

/** Entries of a section as somebody wrote them, as far as they say what AWS has; in the same order, with new ones at the end. */
function keptEntries<Entry extends object>(
  section: MadeSection,
  entries: readonly (readonly [string, Entry])[],
  { stack, usualTags }: Before,
): Record<string, Entry> {
  const order = Object.keys(stack.sections[section]);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const kept = entries.map(
    ([key, entry]) => [key, keptEntry(section, key, entry, stack, usualTags)] as const,
  );
  return Object.fromEntries(kept.sort(([one], [other]) => place(one) - place(other)));
}

function plainEntries<Entry>(
  made: Readonly<Record<string, Entry>>,
  entries: readonly (readonly [string, Entry])[],
): Record<string, Entry> {
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, decrypted(made[key], entry) as Entry]),
  );
}

/** Tags that a permission set has by itself. */
function ownTags(
  tags: Readonly<Record<string, string>>,
  usual: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => usual[key] !== value));
}

/** What says which thing of AWS an entry is. */
const NAMED_BY = { people: "userName", permissionSets: "name", groups: "displayName" } as const;

/** Keys that the stack file has for what AWS has, by id: they name the resources. */
function formerKeys(
  section: MadeSection,
  all: readonly Named[],
  { sections }: StackBefore,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const [key, entry] of Object.entries(sections[section])) {
    const named = isObject(entry) ? entry[NAMED_BY[section]] : undefined;
    const name = typeof named === "string" ? named : key;
    const found = all.find((one) => sameName(one.name, name));
    if (found && !keys.has(found.id)) keys.set(found.id, key);
  }
  return keys;
}
