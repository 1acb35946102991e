import assert from "node:assert/strict";
import fc from "fast-check";
import type { Account, Organization } from "../../../model/access/organization.ts";
import { parsed, type Raw, resolved } from "../example.ts";
import { asks, type Line, management, means } from "./naiveResolver.ts";

type Groups = Record<string, { members: string[]; access: Line[] }>;

const units = ["Security", "Workloads", "Workloads/Dev", "Workloads/Dev/Deep", "WorkloadsOld"];

const organizations = fc
  .array(
    fc.record(
      {
        state: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED"),
        organizationalUnit: fc.constantFrom("", ...units),
        tags: fc.record(
          { env: fc.constantFrom("dev", "prod"), team: fc.constantFrom("a", "b") },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ["state"] },
    ),
    { minLength: 2, maxLength: 9 },
  )
  .map((facts): Organization => {
    const accounts = facts.map((fact, index): Account => {
      const name = `${["shop", "log", "pay"][index % 3]}-${index}`;
      const state = index === 0 ? "ACTIVE" : fact.state;
      return { ...fact, id: String(100_000_000_000 + index), name, state };
    });
    return { managementAccountId: management, accounts, organizationalUnits: units };
  });

const selectors = fc.oneof(
  fc.constantFrom("all", "management", "short", "shop-0", "log-1", "pay-2", "shop-3", "nowhere"),
  fc.constantFrom("100000000000", "100000000001", "100000000004"),
  fc
    .record(
      {
        ou: fc.constantFrom("/", ...units, "Nowhere"),
        tag: fc.constantFrom({ env: "dev" }, { env: ["dev", "prod"] }, { env: "prod", team: "a" }),
        name: fc.constantFrom("*", "shop-*", "*-?", "pay-2", "*o*"),
      },
      { requiredKeys: [] },
    )
    .filter((selector) => Object.keys(selector).length > 0),
  fc.record({ ou: fc.constantFrom(...units), nested: fc.boolean() }),
);

const lines: fc.Arbitrary<Line> = fc.record(
  {
    permissionSet: fc.constantFrom("admin", "read"),
    accounts: fc.array(selectors, { minLength: 1, maxLength: 3 }),
    except: fc.array(selectors, { maxLength: 2 }),
    until: fc.constantFrom("2026-11-22", "2026-11-23", "2027-01-01", "2027-06-30"),
  },
  { requiredKeys: ["permissionSet", "accounts", "except"] },
);

const groups: fc.Arbitrary<Groups> = fc.dictionary(
  fc.constantFrom("engineers", "auditors", "finance"),
  fc.record({ members: fc.constant(["ada"]), access: fc.array(lines, { maxLength: 4 }) }),
);

function configuration(given: Groups): Raw {
  return {
    identityCenter: { administratorsElsewhere: "another stack" },
    accounts: { short: "100000000001" },
    people: { ada: { existing: true } },
    permissionSets: { admin: { existing: true }, read: { existing: true } },
    groups: given,
  };
}

/** Group, permission set, account and last day, sorted. */
function grants(given: Groups, organization: Organization): string[] {
  const { entries } = resolved(configuration(given), organization).access;
  return entries.map((entry) => `${triple(entry)} ${entry.until ?? "for good"}`).sort();
}

function triple(entry: { group: string; permissionSet: string; account: string }): string {
  return `${entry.group} ${entry.permissionSet} ${entry.account}`;
}

/** Every entry that the lines ask for. */
function asked(given: Groups, { accounts }: Organization): Set<string> {
  const entries = Object.entries(given).flatMap(([group, { access }]) =>
    access.flatMap((line) =>
      accounts
        .filter((account) => asks(line, account))
        .map(({ id }) => triple({ group, permissionSet: line.permissionSet, account: id })),
    ),
  );
  return new Set(entries);
}

describe("resolveAccess, whatever the configuration and the organization", () => {
  it("grants nothing that no line asks for, and all of it when nothing is wrong", () => {
    let flawless = 0;
    fc.assert(
      fc.property(groups, organizations, (given, organization) => {
        const { access, problems } = resolved(configuration(given), organization);
        const expected = asked(given, organization);
        const entries = access.entries.map(triple);
        assert.equal(new Set(entries).size, entries.length);
        for (const entry of entries) assert.ok(expected.has(entry), entry);
        if (problems.some(({ severity }) => severity === "error")) return;
        flawless += 1;
        assert.deepEqual(new Set(entries), expected);
      }),
      { numRuns: 500 },
    );
    assert.ok(flawless > 50, `${flawless} configurations without an error are too few to judge`);
  });

  it("names the lines that ask for an entry, all of them and no others", () => {
    fc.assert(
      fc.property(groups, organizations, (given, organization) => {
        const { access } = resolved(configuration(given), organization);
        for (const { group, permissionSet, account: id, lines: paths } of access.entries) {
          const account = access.accounts.get(id);
          assert.ok(account);
          for (const path of paths) {
            const index = Number(/\[(\d+)\]$/.exec(path)?.[1]);
            const line = given[group]?.access[index];
            assert.ok(line && line.permissionSet === permissionSet && asks(line, account), path);
          }
        }
      }),
    );
  });

  it("doesn't depend on the order of anything", () => {
    const shuffled = <Value>(values: readonly Value[]) =>
      fc.shuffledSubarray([...values], { minLength: values.length });
    const pairs = fc.tuple(groups, organizations).chain(([given, organization]) =>
      fc.record({
        given: fc.constant(given),
        organization: fc.constant(organization),
        keys: shuffled(Object.keys(given)),
        accounts: shuffled(organization.accounts),
        turned: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(pairs, ({ given, organization, keys, accounts, turned }) => {
        const other: Groups = {};
        for (const key of keys) {
          const group = given[key];
          assert.ok(group);
          const access = group.access.map((line) => ({
            ...line,
            accounts: turned ? line.accounts.toReversed() : line.accounts,
            except: turned ? line.except.toReversed() : line.except,
          }));
          other[key] = { ...group, access: turned ? access.toReversed() : access };
        }
        assert.deepEqual(
          grants(other, { ...organization, accounts, organizationalUnits: units.toReversed() }),
          grants(given, organization),
        );
      }),
    );
  });

  it("lets except win within its line", () => {
    fc.assert(
      fc.property(lines, selectors, organizations, (line, except, organization) => {
        const access = [{ ...line, except: [...line.except, except] }];
        const entries = resolved(
          configuration({ team: { members: ["ada"], access } }),
          organization,
        ).access.entries;
        for (const { account: id } of entries) {
          const account = organization.accounts.find((each) => each.id === id);
          assert.ok(account && means(except, account) === false);
        }
      }),
    );
  });

  it("never takes access away, or shortens it, because a line is added", () => {
    const positions = fc.nat({ max: 4 });
    fc.assert(
      fc.property(
        groups,
        lines,
        positions,
        organizations,
        (given, line, position, organization) => {
          const access = [...(given.engineers?.access ?? [])];
          access.splice(position, 0, line);
          const more = { ...given, engineers: { members: ["ada"], access } };
          const after = resolved(configuration(more), organization).access.entries;
          const ends = new Map(after.map((entry) => [triple(entry), entry.until ?? "9999"]));
          for (const entry of resolved(configuration(given), organization).access.entries) {
            assert.ok((ends.get(triple(entry)) ?? "") >= (entry.until ?? "9999"), triple(entry));
          }
        },
      ),
    );
  });

  it("tells no problem twice", () => {
    fc.assert(
      fc.property(groups, organizations, (given, organization) => {
        const raw = configuration(given);
        const problems = [...parsed(raw).problems, ...resolved(raw, organization).problems];
        const told = problems.map(({ path, message }) => `${path}: ${message}`);
        assert.equal(new Set(told).size, told.length);
      }),
    );
  });
});
