import assert from "node:assert/strict";
import fc from "fast-check";
import type { Account, Organization } from "../../../../model/access/organization.ts";
import type { AccessChange } from "../../../../model/transition/difference/accessChanges.ts";
import type { AccessSide } from "../../../../model/transition/difference/accessSide.ts";
import type { Who } from "../../../../model/transition/difference/holders.ts";
import {
  type AccessDifference,
  accessDifference,
} from "../../../../model/transition/difference.ts";
import { asks, type Line, management } from "../../access/naiveResolver.ts";
import { parsed, type Raw, resolved } from "../../example.ts";

const accounts = ["management", "shop-1", "log-2", "shop-3"].map((name, index): Account => {
  const tags = { env: index % 2 === 0 ? "dev" : "prod" };
  const id = String(100_000_000_000 + index);
  return { id, name, state: "ACTIVE", organizationalUnit: "", tags };
});
const organization: Organization = {
  managementAccountId: management,
  accounts,
  organizationalUnits: [],
};

/** Each thing that one or both sides have is one and the same, whatever its key: it has a name that no key has. */
const PEOPLE = ["Ada", "Grace", "Alan", "Joan"];
const SETS = ["Reader", "Writer"];
const GROUPS = ["Engineers", "Auditors", "Finance"];
const DIRECTORY = ["Security", "Platform"];

const lines: fc.Arbitrary<Line> = fc.record(
  {
    permissionSet: fc.constantFrom(...SETS),
    accounts: fc.array(
      fc.constantFrom<unknown>("all", "shop-1", "management", { tag: { env: "dev" } }, "log-2"),
      { minLength: 1, maxLength: 2 },
    ),
    except: fc.array(fc.constantFrom<unknown>("shop-3", { name: "shop-*" }), { maxLength: 1 }),
    until: fc.constantFrom("2026-11-22", "2026-11-23", "2027-01-01", "2027-06-30"),
  },
  { requiredKeys: ["permissionSet", "accounts", "except"] },
);

interface Given {
  /** Those that there are. */
  readonly people: readonly string[];
  /** Whose key is another than the name says; made ones have the other for an alias. */
  readonly renamed: readonly string[];
  readonly groups: Readonly<Record<string, { members: string[]; access: Line[] }>>;
  /** Groups of the directory, with what they get. */
  readonly directory: Readonly<Record<string, Line[]>>;
  /** Who is in them, as far as somebody wrote it down. */
  readonly seen: Readonly<Record<string, string[]>>;
}

const given: fc.Arbitrary<Given> = fc.record({
  people: fc.subarray(PEOPLE),
  renamed: fc.subarray([...PEOPLE, ...SETS, ...GROUPS, ...DIRECTORY]),
  groups: fc.dictionary(
    fc.constantFrom(...GROUPS),
    fc.record({ members: fc.subarray(PEOPLE), access: fc.array(lines, { maxLength: 3 }) }),
  ),
  directory: fc.dictionary(fc.constantFrom(...DIRECTORY), fc.array(lines, { maxLength: 2 })),
  seen: fc.dictionary(fc.constantFrom(...DIRECTORY), fc.subarray([...PEOPLE, "Edsger"])),
});

/** People whom somebody else made. */
const IS_EXISTING = ["Alan", "Joan"];

function keyOf(name: string, renamed: readonly string[]): string {
  return renamed.includes(name) ? `new-${name.toLowerCase()}` : name.toLowerCase();
}

function raw({ people, renamed, groups, directory }: Given): Raw {
  const key = (name: string) => keyOf(name, renamed);
  const aliases = (name: string) => [
    renamed.includes(name) ? name.toLowerCase() : `new-${name.toLowerCase()}`,
  ];
  const access = (all: readonly Line[]) =>
    all.map((line) => ({ ...line, permissionSet: key(line.permissionSet) }));
  const made = (name: string) => ({ userName: name, givenName: name, familyName: name });
  const entries = <Value>(names: readonly string[], value: (name: string) => Value) =>
    Object.fromEntries(names.map((name) => [key(name), value(name)]));
  return {
    identityCenter: { region: "eu-west-1", administratorsElsewhere: "another stack" },
    people: entries(people, (name) =>
      IS_EXISTING.includes(name)
        ? { existing: true, userName: name }
        : { ...made(name), aliases: aliases(name) },
    ),
    permissionSets: entries(SETS, (name) => ({
      managedPolicies: ["job-function/ViewOnlyAccess"],
      aliases: aliases(name),
    })),
    groups: {
      ...entries(Object.keys(groups), (name) => ({
        members: (groups[name]?.members ?? []).filter((one) => people.includes(one)).map(key),
        access: access(groups[name]?.access ?? []),
        aliases: aliases(name),
      })),
      ...entries(Object.keys(directory), (name) => ({
        existing: true,
        displayName: name,
        access: access(directory[name] ?? []),
      })),
    },
  };
}

function side(of: Given): AccessSide {
  const configuration = raw(of);
  return {
    configuration: parsed(configuration).configuration,
    access: resolved(configuration, organization).access,
    membersOf: (name) => of.seen[name],
    secretsOf: () => undefined,
  };
}

/** The last day of each triple, by names. @param isSeen of a group of the directory */
function triples(of: Given, isSeen: (group: string) => boolean): Map<string, string> {
  const all = new Map<string, string>();
  const give = (who: readonly string[], access: readonly Line[]) => {
    for (const line of access) {
      for (const account of accounts.filter((one) => asks(line, one))) {
        for (const one of who) {
          const triple = `${one} ${line.permissionSet} ${account.id}`;
          const until = line.until ?? "ever";
          if (until > (all.get(triple) ?? "")) all.set(triple, until);
        }
      }
    }
  };
  for (const { members, access } of Object.values(of.groups)) {
    give(
      members.filter((one) => of.people.includes(one)),
      access,
    );
  }
  for (const [name, access] of Object.entries(of.directory)) {
    give(isSeen(name) ? (of.seen[name] ?? []) : [`members of ${name}`], access);
  }
  return all;
}

const NAMES = new Map(
  [...PEOPLE, ...SETS, ...GROUPS, ...DIRECTORY].flatMap((name) => [
    [name.toLowerCase(), name],
    [`new-${name.toLowerCase()}`, name],
  ]),
);

function nameOf(who: Who): string {
  if (who.kind === "sign-in") return who.userName;
  return who.kind === "members" ? `members of ${who.displayName}` : (NAMES.get(who.person) ?? "");
}

/** Who, permission set, account and both last days. */
function told(changes: readonly AccessChange[], days: (change: AccessChange) => string): string[] {
  return changes
    .flatMap((change) =>
      change.who.flatMap((who) =>
        change.accounts.map((account) => {
          return `${nameOf(who)} ${NAMES.get(change.permissionSet)} ${account}${days(change)}`;
        }),
      ),
    )
    .sort();
}

const last = ({ until = "ever" }: AccessChange) => ` ${until}`;
const both = (one: AccessChange) => ` ${one.untilBefore ?? "ever"} ${one.until ?? "ever"}`;

function expected(one: Given, other: Given): Record<string, string[]> {
  const isSeen = (name: string) =>
    [one, other].every((of) => !Object.hasOwn(of.directory, name) || of.seen[name] !== undefined);
  const [before, after] = [triples(one, isSeen), triples(other, isSeen)];
  const pick = (some: Map<string, string>, isMeant: (triple: string, until: string) => boolean) =>
    [...some].filter(([triple, until]) => isMeant(triple, until));
  const moved = (isMeant: (from: string, to: string) => boolean) =>
    pick(after, (triple, until) => isMeant(before.get(triple) ?? until, until))
      .map(([triple, until]) => `${triple} ${before.get(triple)} ${until}`)
      .sort();
  const only = (some: Map<string, string>, others: Map<string, string>) =>
    pick(some, (triple) => !others.has(triple))
      .map(([triple, until]) => `${triple} ${until}`)
      .sort();
  return {
    gained: only(after, before),
    lost: only(before, after),
    prolonged: moved((from, to) => to > from),
    shortened: moved((from, to) => to < from),
  };
}

function difference(before: AccessSide, after: AccessSide): AccessDifference {
  return accessDifference(before, after, () => undefined);
}

function found({ gained, lost, prolonged, shortened }: AccessDifference): Record<string, string[]> {
  return {
    gained: told(gained, last),
    lost: told(lost, last),
    prolonged: told(prolonged, both),
    shortened: told(shortened, both),
  };
}

describe("accessDifference, whatever the configurations", () => {
  it("is the difference of what both mean, person by person, each resolved by itself", () => {
    let changes = 0;
    fc.assert(
      fc.property(given, given, (one, other) => {
        const changed = found(difference(side(one), side(other)));
        assert.deepEqual(changed, expected(one, other));
        changes += Object.values(changed).filter((list) => list.length > 0).length;
      }),
      { numRuns: 400 },
    );
    assert.ok(changes > 400, `${changes} changes are too few to judge`);
  });

  it("is nothing between a configuration and itself, under other keys too", () => {
    fc.assert(
      fc.property(
        given,
        fc.subarray([...PEOPLE, ...SETS, ...GROUPS, ...DIRECTORY]),
        (one, renamed) => {
          const changed = difference(side(one), side({ ...one, renamed }));
          assert.deepEqual(Object.values(found(changed)).flat(), []);
          assert.deepEqual(changed.administrators, { gained: [], lost: [] });
          assert.deepEqual(changed.permissionSets, []);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("tells the other way round what the other way changes", () => {
    fc.assert(
      fc.property(given, given, (one, other) => {
        const there = found(difference(side(one), side(other)));
        const back = found(difference(side(other), side(one)));
        assert.deepEqual(back.lost, there.gained);
        assert.deepEqual(back.gained, there.lost);
      }),
      { numRuns: 100 },
    );
  });

  it("names the lines that give what is gained, and gave what is lost, and no others", () => {
    fc.assert(
      fc.property(given, given, (one, other) => {
        const { gained, lost } = difference(side(one), side(other));
        for (const [of, list] of [
          [other, gained],
          [one, lost],
        ] as const) {
          for (const { ways, accounts: ids } of list) {
            for (const { group, lines: paths } of ways) {
              const name = NAMES.get(group) ?? "";
              const access = of.groups[name]?.access ?? of.directory[name] ?? [];
              for (const path of paths) {
                const line = access[Number(/\[(\d+)\]$/.exec(path)?.[1])];
                for (const account of accounts.filter(({ id }) => ids.includes(id))) {
                  assert.ok(line && asks(line, account), path);
                }
              }
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
