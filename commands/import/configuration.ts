import type { DelegatedAdministrationInput } from "../../model/schema/delegatedAdministration.ts";
import type { GroupInput } from "../../model/schema/group.ts";
import type { IdentityCenterInput } from "../../model/schema/identityCenter.ts";
import type { PermissionSetInput } from "../../model/schema/permissionSet.ts";
import type { PersonInput } from "../../model/schema/person.ts";
import { AccountNames } from "./accountNames.ts";
import type { Facts } from "./facts.ts";
import { given } from "./given.ts";
import { accessLines, writtenGroup } from "./group.ts";
import { keysOf, localPart } from "./keys.ts";
import { type Sorted, sorted } from "./lines.ts";
import { writtenSet } from "./permissionSet.ts";
import { writtenPerson } from "./person.ts";
import { Writer } from "./selectors.ts";
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
  /** Id of the administrators' group; absent: it says who administers elsewhere. */
  readonly administrators: string | { readonly elsewhere: string };
  readonly folds: boolean;
}

/** The configuration that says what AWS has. */
export function importedConfiguration(facts: Facts, stances: Stances, choices: Choices): Imported {
  const names = new AccountNames(facts);
  const writer = new Writer(facts, names, choices.folds);
  const assignments = sorted(facts, stances);
  const stanceOf = (id: string): Stance => stances.get(id)?.stance ?? "managed";
  const assigned = new Set(assignments.lines.map(({ principalId }) => principalId));
  const used = new Set(assignments.lines.map(({ permissionSetArn }) => permissionSetArn));
  const isWritten = (id: string, isNeeded: boolean) =>
    stanceOf(id) === "managed" || (stanceOf(id) === "existing" && isNeeded);

  const groups = facts.groups.filter(({ id }) =>
    isWritten(id, assigned.has(id) || id === choices.administrators),
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
    ),
    permissionSets: keysOf(sets.map(({ arn: id, name }) => ({ id, name }))),
    groups: keysOf(groups),
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
    if (stanceOf(set.arn) === "managed") return [key, writtenSet(key, set)] as const;
    const named = given({ name: set.name === key ? undefined : set.name });
    return [key, { entry: { existing: true as const, ...named }, changes: [] }] as const;
  });
  const ofGroups = Map.groupBy(assignments.lines, ({ principalId }) => principalId);
  const writtenGroups = keyed(groups, ({ id }) => id, keys.groups).map(([key, group]) => {
    const parts = {
      isManaged: stanceOf(group.id) === "managed",
      isAdministrators: group.id === choices.administrators,
      people: keys.people,
      access: accessLines(ofGroups.get(group.id) ?? [], keys.permissionSets, writer),
    };
    return [key, writtenGroup(key, group, parts)] as const;
  });
  const { administrators } = choices;
  return {
    sections: {
      identityCenter: {
        region: facts.region,
        ...attributesOf(facts),
        ...(typeof administrators === "string"
          ? {}
          : { administratorsElsewhere: administrators.elsewhere }),
      },
      ...(facts.delegate !== undefined && {
        delegatedAdministration: { account: names.of(facts.delegate), stack: "delegated" as const },
      }),
      people: Object.fromEntries(people.map(([key, { entry }]) => [key, entry])),
      permissionSets: Object.fromEntries(written.map(([key, { entry }]) => [key, entry])),
      groups: Object.fromEntries(writtenGroups),
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

function attributesOf({ attributes }: Facts): Pick<IdentityCenterInput, "attributes"> {
  if (attributes.length === 0) return {};
  const entries = attributes.map(({ key, sources }): [string, string[]] => [key, [...sources]]);
  return { attributes: Object.fromEntries(entries) };
}
