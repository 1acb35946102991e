import assert from "node:assert/strict";
import { DriftFixture } from "./driftFixture.ts";
import { said } from "./said.ts";

const secure = "{ secure: v1:AAAA:BBBB }";

/** Encrypted values, and what is said where something else was changed, too. */
const rows: readonly (readonly [what: string, from: string, expected: readonly string[]])[] = [
  ["an attribute of a person", "title: Engineer", ["not compared access:people.grace.title"]],
  [
    "a description of a permission set",
    "description: Reads everything an auditor asks for",
    ["not compared access:permissionSets.auditor.description"],
  ],
  [
    "a description of a group",
    "description: Internal audit, read-only everywhere",
    ["not compared access:groups.auditors.description"],
  ],
];

describe("drift of what is encrypted in the stack file", () => {
  let fixture: DriftFixture;
  before(async () => {
    fixture = await DriftFixture.started();
  });
  after(() => fixture.stop());

  it("isn't compared, and that is said: an account of a line", async () => {
    const code = (yaml: string) =>
      yaml.replace(
        "accounts: [{ ou: Workloads/Development }",
        `accounts: [${secure}, { ou: Workloads/Development }`,
      );
    const lines = said(await fixture.drift({ code }));
    assert.deepEqual(lines, ["not compared access:groups.engineers.access[0].accounts[0]"]);
  });

  for (const [what, edit] of [
    [
      "all people",
      (yaml: string) =>
        yaml.replace(
          /access:people:[\s\S]*?(?=\n {2}access:permissionSets)/,
          `access:people: ${secure}`,
        ),
    ],
    ["a sign-in name", (yaml: string) => yaml.replace("title: Engineer", `userName: ${secure}`)],
    [
      "the name of a permission set",
      (yaml: string) => yaml.replace("    billing:", `    billing:\n      name: ${secure}`),
    ],
  ] as const) {
    it(`isn't guessed where it is ${what}: nothing is compared`, async () => {
      await assert.rejects(
        fixture.drift({ code: edit }),
        /encrypted in the stack file, so that nobody knows here whom it means in AWS/,
      );
    });
  }

  for (const [what, from, expected] of rows) {
    it(`isn't compared, and that is said: ${what}`, async () => {
      const code = (yaml: string) => {
        assert.ok(yaml.includes(from), from);
        return yaml.replace(from, `${from.split(":")[0]}: ${secure}`);
      };
      const lines = said(await fixture.drift({ code }));
      for (const line of expected) assert.ok(lines.includes(line), lines.join("\n"));
      assert.deepEqual(
        lines.filter((line) => !line.startsWith("not compared ")),
        [],
      );
    });
  }
});
