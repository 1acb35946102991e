import assert from "node:assert/strict";
import fc from "fast-check";
import { accessByAccount, accessByPerson } from "../../../commands/report/accessList.ts";
import { drawAccessMatrix } from "../../../commands/report/accessMatrix.ts";
import { accessView } from "../../../commands/report/accessView.ts";
import { Members } from "../../../commands/report/members.ts";
import { textWidth } from "../../../commands/report/textWidth.ts";
import type { Access, AccessEntry } from "../../../model/access/access.ts";
import type { Configuration } from "../../../model/schema/configuration.ts";
import { accepted, resolved, withEntry } from "../../model/example.ts";
import { accessOf } from "../../support/accessOf.ts";

function small(): { configuration: Configuration; access: Access } {
  const raw = {
    ...withEntry(
      "groups",
      `
engineers:
  members: [ada, grace]
  access:
    - { permissionSet: reader, accounts: [shop-prod, shop-dev] }
    - { permissionSet: writer, accounts: [shop-dev], until: 2099-12-31 }
security:
  existing: true
  displayName: Security Team
  access: [{ permissionSet: reader, accounts: [log-archive] }]
`,
    ),
    people: {
      ada: { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
      grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" },
    },
    permissionSets: {
      administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
      reader: { managedPolicies: ["ReadOnlyAccess"] },
      writer: { managedPolicies: ["PowerUserAccess"] },
    },
  };
  return { configuration: accepted(raw), access: resolved(raw).access };
}

/** An organization in which everybody reads everything, one person for each group. */
function large(people: number, accounts: number): { configuration: Configuration; access: Access } {
  const { configuration, access } = small();
  const names = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(3, "0")}`);
  const group = { ...configuration.groups.engineers, members: names(people, "person") };
  const ids = names(accounts, "account");
  return {
    configuration: { ...configuration, groups: { all: group } } as Configuration,
    access: accessOf(
      ids.map((account) => ({
        group: "all",
        permissionSet: "reader",
        account,
        lines: ["access:groups.all.access[0]"],
      })),
      access.accounts,
    ),
  };
}

const among = (configuration: Configuration) =>
  new Members(configuration, { existing: { groups: [], people: [], permissionSets: [] } });

describe("the access matrix", () => {
  it("marks who reaches which account with what", () => {
    const { configuration, access } = small();
    assert.equal(
      drawAccessMatrix(among(configuration), access, 100),
      `
                     ┌ acme-management
                     │ ┌ log-archive
                     │ │ ┌ shop-dev
                     │ │ │ ┌ shop-prod
ada                  A · + B
grace                · · + B
members of security  · B · ·

A administrator   B reader   C writer   + several`.slice(1),
    );
  });

  it("explains the mark for several sets only where it is drawn", () => {
    const { configuration, access } = large(1, 1);
    assert.match(drawAccessMatrix(among(configuration), access, 100), /^A reader$/m);
  });

  it("says when nobody reaches anything", () => {
    const { configuration, access } = small();
    const nothing = { ...access, entries: [] };
    assert.equal(
      drawAccessMatrix(among(configuration), nothing, 100),
      "nobody reaches any account",
    );
    assert.deepEqual(accessByPerson(among(configuration), nothing, 100), []);
  });

  it("has one row for people with the same access where there are many, and counts what it leaves out", () => {
    const { configuration, access } = large(60, 50);
    const matrix = drawAccessMatrix(among(configuration), access, 100);
    assert.match(matrix, /^person-000 and 59 more +A A A/m);
    assert.match(matrix, /^… and \d+ more accounts$/m);
  });

  it("counts the people of rows that it leaves out", () => {
    const { configuration, access } = large(30, 1);
    const groups = Object.fromEntries(
      (configuration.groups.all?.members ?? []).map((member) => [
        `only ${member}`,
        { ...configuration.groups.all, members: [member] },
      ]),
    );
    const [entry] = access.entries as [AccessEntry];
    const each = accessOf(
      Object.keys(groups).map((group) => ({ ...entry, group })),
      access.accounts,
    );
    const alone = { ...configuration, groups } as Configuration;
    const matrix = drawAccessMatrix(among(alone), each, 100);
    assert.match(matrix, /^… and 10 more people$/m);
    const list = accessByPerson(among(alone), each, 100);
    assert.equal(list.filter((line) => line.startsWith("person-")).length, 30);
  });

  it("fits every terminal, and lets nothing through that a terminal would act on, whatever the names are", () => {
    const name = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
      fc.constantFrom("\u001b[31mred", "a\u202eb", "\u009b2J", "a\nb", "日本の口座", "é\u200d"),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 30 }),
        fc.uniqueArray(name, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 40, max: 200 }),
        (people, accounts, width) => {
          const { configuration } = large(0, 0);
          const all = { ...configuration.groups.all, members: people };
          const ids = accounts.map((_, index) => String(index).padStart(12, "0"));
          const named = {
            configuration: { ...configuration, groups: { all } } as Configuration,
            access: accessOf(
              ids.map((account) => {
                return { group: "all", permissionSet: people[0] as string, account, lines: [] };
              }),
              new Map(
                ids.map((id, index) => {
                  return [id, { id, name: accounts[index] as string, state: "ACTIVE" }];
                }),
              ),
            ),
          };
          const matrix = drawAccessMatrix(among(named.configuration), named.access, width).split(
            "\n",
          );
          const legend = matrix.indexOf("");
          for (const line of matrix.slice(0, legend)) assert.ok(textWidth(line) <= width, line);
          const lists = [accessByPerson, accessByAccount].flatMap((list) =>
            list(among(named.configuration), named.access, width),
          );
          for (const line of [...matrix, ...lists]) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("everybody's access", () => {
  it("is told by person, with group, end and accounts", () => {
    const { configuration, access } = small();
    assert.deepEqual(accessByPerson(among(configuration), access, 100), [
      "ada",
      "  administrator through administrators: acme-management",
      "  reader through engineers: shop-dev, shop-prod",
      "  writer through engineers until 2099-12-31: shop-dev",
      "grace",
      "  reader through engineers: shop-dev, shop-prod",
      "  writer through engineers until 2099-12-31: shop-dev",
      "members of security",
      "  reader through security: log-archive",
    ]);
  });

  it("is told by account, with group, end and people", () => {
    const { configuration, access } = small();
    const lines = accessByAccount(among(configuration), access, 100);
    assert.deepEqual(lines.slice(0, 4), [
      "acme-management (000000000001)",
      "  administrator through administrators: ada",
      "log-archive (333333333333)",
      "  reader through security: members of security",
    ]);
    assert.ok(lines.includes("  writer through engineers until 2099-12-31: ada, grace"));
  });

  it("leaves nobody out, and breaks long lines", () => {
    const { configuration, access } = large(120, 60);
    const byPerson = accessByPerson(among(configuration), access, 80);
    assert.equal(byPerson.filter((line) => /^person-\d+$/.test(line)).length, 120);
    const byAccount = accessByAccount(among(configuration), access, 80);
    assert.equal(byAccount.join("\n").match(/person-/g)?.length, 120 * 60);
    for (const line of [...byPerson, ...byAccount]) assert.ok(line.length <= 80, line);
  });

  it("is shown in ways that have a name", () => {
    assert.deepEqual(["person", "account", "all", undefined].map(accessView), [
      "person",
      "account",
      "all",
      undefined,
    ]);
    assert.throws(() => accessView("persons"), /--access is "persons"; person, account or all/);
  });
});
