import assert from "node:assert/strict";
import fc from "fast-check";
import { AccountNames } from "../../../commands/import/accountNames.ts";
import type { AccountFacts, Facts } from "../../../commands/import/facts.ts";
import { Writer } from "../../../commands/import/selectors.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import { parseConfiguration } from "../../../model/parse.ts";

const management = "000000000001";
const units = ["A", "A/B", "A/B/C", "D", "D\\/E", "D/E", "2024"];
const root: AccountFacts = {
  ...{ id: management, name: "root", state: "ACTIVE", organizationalUnit: "", tags: {} },
};
const member = (number: number, rest: Partial<AccountFacts>): AccountFacts => ({
  ...{ ...root, id: `${number}`.repeat(12), name: `account ${number}`, ...rest },
});
const factsOf = (accounts: readonly AccountFacts[]): Facts => ({
  ...{ region: "eu-west-1", instanceArn: "", identityStoreId: "", managementAccount: management },
  ...{
    accounts: [root, ...accounts],
    units,
    furtherRegions: [],
    attributes: [],
    permissionSets: [],
    setsInManagement: [],
    setsOfOther: [],
    groups: [],
  },
  ...{ users: [], assignments: [], applications: { isRead: true, value: [] } },
});
const write = (accounts: readonly AccountFacts[], wanted: readonly string[], folds = true) => {
  const facts = factsOf(accounts);
  return new Writer(facts, new AccountNames(facts), folds).write(wanted);
};

const inUnit = (unit: string) => ({ organizationalUnit: unit });
const five = [
  member(1, { ...inUnit("A"), tags: { env: "prod" } }),
  member(2, { ...inUnit("A/B"), tags: { env: "dev" } }),
  member(3, { ...inUnit("A/B"), tags: { env: "prod" } }),
  member(4, inUnit("D")),
  member(5, inUnit("D\\/E")),
  member(6, { ...inUnit("D\\/E"), state: "SUSPENDED" }),
];
const ids = (...numbers: number[]) => numbers.map((number) => `${number}`.repeat(12));

describe("accounts of an imported line", () => {
  for (const [what, wanted, written] of [
    ["one account by its name", ids(4), ["account 4"]],
    ["every active account", ids(1, 2, 3, 4, 5), ["all"]],
    ["the management account besides", [management, ...ids(1, 2, 3, 4, 5)], ["all", "management"]],
    ["a unit with those below", ids(1, 2, 3), [{ ou: "A" }]],
    ["a unit below", ids(2, 3), [{ ou: "A/B" }]],
    ["a tag where no unit means the same", ids(1, 3), [{ tag: { env: "prod" } }]],
    ["a unit, and the rest by name", ids(1, 2, 3, 5), [{ ou: "A" }, "account 5"]],
    ["no unit of one account among others", ids(1, 4), ["account 1", "account 4"]],
  ] as const) {
    it(`are written as ${what}`, () => assert.deepEqual(write(five, wanted), written));
  }

  it("are named one by one unless it is to be folded", () => {
    const names = ["account 1", "account 2", "account 3"];
    assert.deepEqual(write(five, ids(1, 2, 3), false), names);
  });

  it("that share a name, or whose name means something else, are written by their ids", () => {
    const odd = ["all", "management", "same", "same", "123456789012", " x"];
    const accounts = odd.map((name, index) => member(index + 1, { name }));
    assert.deepEqual(write(accounts, ids(1, 2, 3, 4, 5, 6)), ids(1, 2, 3, 4, 5, 6));
    // "management" may mean account 2.
    assert.deepEqual(write(accounts, [management]), ["root"]);
  });

  it("mean the same accounts as the model reads them, folded or not", () => {
    const account = fc.record({
      name: fc.constantFrom("a", "b", "c d", "all", "management", "same", "000000000001", "é*"),
      state: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED"),
      organizationalUnit: fc.constantFrom("", ...units),
      tags: fc.dictionary(fc.constantFrom("env", "a.b"), fc.constantFrom("", "prod", "no"), {
        maxKeys: 2,
      }),
    });
    fc.assert(
      fc.property(
        fc.array(account, { minLength: 1, maxLength: 9 }),
        fc.nat(),
        fc.boolean(),
        (all, pick, folds) => {
          const accounts = all.map((one, index) => member(index + 1, one));
          const active = [root, ...accounts].filter(({ state }) => state === "ACTIVE");
          const wanted = active.filter((_, index) => (pick >> index) % 2 === 1).map(({ id }) => id);
          if (wanted.length === 0) return;
          const line = { permissionSet: "s", accounts: write(accounts, wanted, folds) };
          const raw = { permissionSets: { s: {} }, groups: { g: { access: [line] } } };
          const { configuration } = parseConfiguration(raw, { readFile: () => "" });
          const organization = {
            managementAccountId: management,
            accounts: [root, ...accounts],
            organizationalUnits: units,
          };
          const { access } = resolveAccess(configuration, organization, "2026-11-27");
          assert.deepEqual(access.entries.map((entry) => entry.account).sort(), wanted.sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});
