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
