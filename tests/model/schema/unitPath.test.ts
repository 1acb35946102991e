import assert from "node:assert/strict";
import fc from "fast-check";
import type { Organization } from "../../../model/access/organization.ts";
import { unitNames, unitPath } from "../../../model/schema/unitPath.ts";
import { parseSnapshot } from "../../../sandbox/snapshot.ts";
import {
  account,
  assertProblem,
  assertRefused,
  granted,
  resolved,
  withEntry,
  withLines,
} from "../example.ts";

const paths = [["CI"], ["CI", "CD"], ["CI/CD"], ["CI/CD", "Tools"], ["A\\B"], ["Solo/Unit"]];
const organization: Organization = {
  managementAccountId: "000000000001",
  accounts: [
    account("000000000001", "acme", ""),
    ...paths.map((names, index) =>
      account(String(index + 2).repeat(12), `a${index}`, unitPath(names)),
    ),
  ],
  organizationalUnits: paths.map(unitPath),
};
const at = "access:groups.team.access[0].accounts[0]";
const reach = (ou: string) => {
  const raw = withLines(`[{ permissionSet: administrator, accounts: [{ ou: ${ou} }] }]`);
  const { access, problems } = resolved(raw, organization);
  return { problems, accounts: granted(access).map((entry) => entry.split(" ")[1]?.charAt(0)) };
};

describe("the path of an organizational unit", () => {
  it("tells every list of names apart from every other, and leads back to it", () => {
    const names = fc.array(fc.string({ minLength: 1, unit: fc.constantFrom("a", "/", "\\", "b") }));
    fc.assert(
      fc.property(names, names, (one, other) => {
        assert.deepEqual(unitNames(unitPath(one)), one);
        assert.equal(
          unitPath(one) === unitPath(other),
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
    );
  });

  for (const [ou, accounts] of [
    ["CI", ["2", "3"]],
    ["[CI, CD]", ["3"]],
    ["[CI/CD]", ["4", "5"]],
    ["'CI\\/CD'", ["4", "5"]],
    ["CI/CD/Tools", []],
    ["[CI/CD, Tools]", ["5"]],
    ["['A\\B']", ["6"]],
    ["/", ["2", "3", "4", "5", "6", "7"]],
  ] as const) {
    it(`means what was written: ${ou}`, () => {
      const { problems, accounts: reached } = reach(ou);
      assert.deepEqual(reached, accounts);
      assert.equal(problems.length === 0, accounts.length > 0, JSON.stringify(problems));
    });
  }

  it("is refused where a name with a slash makes two units read alike, and both are named", () => {
    const { problems, accounts } = reach("CI/CD");
    assert.deepEqual(accounts, []);
    assertProblem(
      problems,
      "error",
      `${at}.ou`,
      'ou: ["CI","CD"]'.replace(",", ", "),
      'ou: ["CI/CD"]',
    );
  });

  it("never means a unit whose name holds the slash, unless it is written so", () => {
    const { problems, accounts } = reach("Solo/Unit");
    assert.deepEqual(accounts, []);
    assertProblem(problems, "error", `${at}.ou`, 'ou: ["Solo/Unit"]');
  });

  it("needn't be listed in an organization file where an account is in it, and may be a list of names", () => {
    const { organizationalUnits, accounts } = parseSnapshot(
      `managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: acme }
  - { id: "111111111111", name: prod, organizationalUnit: Workloads/Production }
  - { id: "222222222222", name: tools, organizationalUnit: [CI/CD, Tools] }
organizationalUnits: [Empty, [Slash/ed]]
identityCenter: none`,
      "organization.yaml",
    );
    assert.deepEqual(organizationalUnits, [
      ...["Empty", "Slash\\/ed", "Workloads", "Workloads/Production", "CI\\/CD", "CI\\/CD/Tools"],
    ]);
    assert.equal(accounts[2]?.organizationalUnit, "CI\\/CD/Tools");
  });
});

describe("a key with two colons", () => {
  it("is refused, since URNs are made with them, and told the way out", () => {
    const raw = withEntry("groups", '"a::b": {}');
    assertRefused(raw, "access:groups.a::b", "::", "aliases");
    const renamed = withEntry("groups", 'a-b: { aliases: ["a::b"] }');
    assert.deepEqual(resolved(renamed).problems, []);
  });
});
