import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { loadSnapshot, parseSnapshot, snapshotFromConfiguration } from "../../sandbox/snapshot.ts";
import { devOrganization } from "../support/engine.ts";
import { organization, organizationYaml } from "./fixture.ts";

describe("sandbox: organization file", () => {
  it("reads the one of stack dev", () => {
    const snapshot = loadSnapshot(devOrganization);
    assert.equal(snapshot.accounts.length, 8);
    assert.equal(snapshot.callerAccount, "000000000001");
    assert.equal(snapshot.customerManagedPolicies[0]?.accounts.length, 8);
    assert.deepEqual(snapshot.existing.groups, [{ name: "security" }]);
  });

  it("adds the parents of organizational units", () => {
    assert.deepEqual(organization().organizationalUnits, ["Workloads", "Workloads/Production"]);
  });

  const problems: [string, string, RegExp][] = [
    ["name: prod,", "nmae: prod,", /accounts\[1\]\.nmae: .*"nmae"; did you mean "name"\?/],
    ['id: "111111111111"', "id: 111111111111", /accounts\[1\]\.id/],
    ["state: SUSPENDED", "state: CLOSING", /accounts\[3\]\.state: .*allowed: .*SUSPENDED/],
    [
      "accounts: [prod]",
      "accounts: [pord]",
      /customerManagedPolicies\[0\]\.accounts\[0\]: no account "pord" \(did you mean "prod"\?\)/,
    ],
    [
      "members: [grace]",
      "members: [garce]",
      /existing\.groups\[0\]\.members\[0\]: no "garce".*did you mean "grace"/,
    ],
    [
      'managementAccount: "000000000001"',
      'managementAccount: "000000000002"',
      /managementAccount: no account 000000000002.*did you mean "000000000001"/,
    ],
    [
      "existing:",
      "quotas: { accounts: { porD: { policiesPerRole: 11 } } }\nexisting:",
      /quotas\.accounts\.porD: no account "porD" \(did you mean "prod"\?\)/,
    ],
    [
      "existing:",
      "quotas: { policiesPerRole: 26 }\nexisting:",
      /quotas\.policiesPerRole: is 26; at most 25/,
    ],
    ["existing:", "delted: { groups: [] }\nexisting:", /"delted"; did you mean "deleted"\?/],
    ["path: /team/", "path: team", /a path starts and ends with \//],
    ['"333333333333"', '"222222222222"', /accounts\[3\]\.id: 222222222222 is listed twice/],
  ];
  for (const [from, to, message] of problems) {
    it(`refuses ${to}, and says where`, () => {
      assert.ok(organizationYaml.includes(from));
      assert.throws(() => organization((yaml) => yaml.replace(from, to)), message);
    });
  }

  const whole: [string, string, RegExp][] = [
    ["nothing", "", /^organization\.yaml: file: is empty; .*npm run snapshot -- --stack NAME/],
    ["comments only", "# soon\n", /: file: is empty; /],
    ["null", "null\n", /: file: is empty; managementAccount, accounts and identityCenter/],
    ["a list", "- accounts\n", /^organization\.yaml:1: file: holds a list; managementAccount, /],
    ["one text", "accounts\n", /: file: holds "accounts"; managementAccount, /],
    [
      "no key",
      "{}\n",
      /^organization\.yaml:1: managementAccount: is missing; an account id has 12 digits/,
    ],
    ["no Identity Center", "{}\n", /:1: identityCenter: is missing; none or a group of keys is/],
    ["a word of its own", "identityCenter: never\n", /identityCenter: is "never"; none or a group/],
    ["half an Identity Center", "identityCenter: {}\n", /identityCenter\.region: is missing; text/],
    [
      "keys without values",
      "accounts:\nexisting:\n",
      /:1: accounts: is empty; a list is required here/,
    ],
    [
      "values of other kinds",
      "accounts: 5\nexisting: { groups: [[]], people: ada }\n",
      /:1: accounts: is the number 5; a list is wanted/,
    ],
    ["a unit that is a number", "organizationalUnits: [5]\n", /:1: organizationalUnits\[0\]: .*5/],
  ];
  for (const [what, yaml, message] of whole) {
    it(`says in its own words that it holds ${what}`, () => {
      assert.throws(
        () => parseSnapshot(yaml, "organization.yaml"),
        ({ message: told }: Error) => {
          assert.match(told, new RegExp(message.source, "m"));
          // Not in those of zod.
          assert.doesNotMatch(told, /Invalid|expected|received|undefined/);
          return true;
        },
      );
    });
  }

  it("reports all problems at once, each with the file", () => {
    const broken = (yaml: string) =>
      yaml.replace("accounts: [prod]", "accounts: [x]").replace("members: [grace]", "members: [y]");
    assert.throws(() => organization(broken), /^Error: (organization\.yaml:\d+: .*\n?){2}$/);
  });

  const places: [string, string, RegExp][] = [
    ["name: prod,", "nmae: prod,", /organization\.yaml:5: accounts\[1\]\.nmae: unknown key "nmae"/],
    ["name: management", "name: ''", /organization\.yaml:4: accounts\[0\]\.name: /],
    ['id: "222222222222"', "id: 222222222222", /:6: accounts\[2\]\.id: .*12 digits.*in quotes/],
    ['"333333333333"', '"222222222222"', /:7: accounts\[3\]\.id: .*twice/],
    ['managementAccount: "000000000001"', 'managementAccount: "1"', /:2: managementAccount: /],
    [
      "accounts: [prod]",
      "accounts:\n      [management,\n       x]",
      /:19: customer.*\[1\]: no acc/,
    ],
    [
      "members: [grace]",
      "members: [garce]",
      /:12: existing\.groups\[0\]\.members\[0\]: no "garce"/,
    ],
    [
      "existing:",
      "quotas:\n  accounts:\n    x.y: { policiesPerRole: 11 }\nexisting:",
      /:12: quotas\.accounts\["x\.y"\]: /,
    ],
    ["existing:", "delted: {}\nexisting:", /:10: delted: unknown key "delted"/],
    ["existing:", "existing: {}\nexisting:", /:11: is not valid YAML: a key is written twice/],
    ["existing:", "\texisting:", /organization\.yaml:\d+: is not valid YAML: /],
    [
      "existing:",
      "attributes: *none\nexisting:",
      /organization\.yaml(:\d+)?: is not valid YAML: an alias/,
    ],
  ];
  for (const [from, to, message] of places) {
    it(`tells the line of ${JSON.stringify(to)}`, () => {
      assert.ok(organizationYaml.includes(from));
      assert.throws(() => organization((yaml) => yaml.replace(from, to)), message);
    });
  }

  it("is named from the project's folder, and read as plain YAML", () => {
    const folder = mkdtempSync(join(PROJECT_ROOT, ".organization-"));
    try {
      const path = join(folder, "acme.yaml");
      const messageOf = (): string => {
        try {
          loadSnapshot(path);
          return "";
        } catch (error) {
          return (error as Error).message;
        }
      };
      const name = relative(PROJECT_ROOT, path);
      assert.equal(messageOf(), `${name}: can't be read: ENOENT`);
      writeFileSync(path, organizationYaml.replace("env: prod", "env: 1"));
      assert.ok(messageOf().startsWith(`${name}:5: accounts[1].tags.env: `), messageOf());
      writeFileSync(path, organizationYaml.replace("env: prod", "review: 2027-03-31"));
      assert.deepEqual(loadSnapshot(path).accounts[1]?.tags, { review: "2027-03-31" });
      writeFileSync(path, Buffer.from("a: \xe9", "latin1"));
      assert.ok(messageOf().startsWith(`${name}:1: is not UTF-8`), messageOf());
      rmSync(path);
      mkdirSync(path);
      assert.equal(messageOf(), `${name}: it is a folder, no ordinary file`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is made up from a configuration's accounts when there is none", () => {
    const snapshot = snapshotFromConfiguration([{ id: "111111111111", name: "prod" }], {
      managementAccount: "000000000001",
      region: "eu-west-1",
    });
    assert.equal(snapshot.complete, false);
    assert.deepEqual(
      snapshot.accounts.map(({ id, state }) => [id, state]),
      [
        ["000000000001", "ACTIVE"],
        ["111111111111", "ACTIVE"],
      ],
    );
  });
});
