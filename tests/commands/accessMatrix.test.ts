import assert from "node:assert/strict";
import { drawAccessMatrix, listAccess } from "../../commands/accessMatrix.ts";
import type { Access } from "../../model/access.ts";
import type { Configuration } from "../../model/configuration.ts";
import { accepted, resolved, withEntry } from "../model/example.ts";

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
      administrator: { managedPolicies: ["IAMFullAccess"] },
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
    access: {
      ...access,
      entries: ids.map((account) => ({
        group: "all",
        permissionSet: "reader",
        account,
        lines: ["access:groups.all.access[0]"],
      })),
    },
  };
}

describe("the access matrix", () => {
  it("marks who reaches which account with what", () => {
    const { configuration, access } = small();
    assert.equal(
      drawAccessMatrix(configuration, access),
      `
                          ┌ acme-management
                          │ ┌ log-archive
                          │ │ ┌ shop-dev
                          │ │ │ ┌ shop-prod
ada                       A · + B
grace                     · · + B
members of Security Team  · B · ·

A administrator   B reader   C writer   + several (below)`.slice(1),
    );
  });

  it("names what is behind each mark, with group and end", () => {
    const { configuration, access } = small();
    assert.equal(
      listAccess(configuration, access),
      `
ada
  administrator through administrators: acme-management
  reader through engineers: shop-dev, shop-prod
  writer through engineers until 2099-12-31: shop-dev
grace
  reader through engineers: shop-dev, shop-prod
  writer through engineers until 2099-12-31: shop-dev
members of Security Team
  reader through security: log-archive`.slice(1),
    );
  });

  it("explains the mark for several sets only where it is drawn", () => {
    const { configuration, access } = large(1, 1);
    assert.match(drawAccessMatrix(configuration, access), /^A reader$/m);
  });

  it("says when nobody reaches anything", () => {
    const { configuration, access } = small();
    const nothing = { ...access, entries: [] };
    assert.equal(drawAccessMatrix(configuration, nothing), "nobody reaches any account");
    assert.equal(listAccess(configuration, nothing), "");
  });

  it("fits a terminal, and counts what it leaves out", () => {
    const { configuration, access } = large(42, 33);
    const matrix = drawAccessMatrix(configuration, access);
    assert.match(matrix, /^… and 2 more people and 3 more accounts$/m);
    assert.equal(matrix.match(/^person-\d+ {2}/gm)?.length, 40);
    assert.equal(matrix.match(/┌/g)?.length, 30);
    const list = listAccess(configuration, access);
    assert.match(list, /^… and 2 more people$/m);
    assert.equal(list.match(/^person-/gm)?.length, 40);
  });
});
