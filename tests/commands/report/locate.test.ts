import assert from "node:assert/strict";
import { locate } from "../../../commands/report/locate.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";

const file = toStackFile(
  "dev",
  `# people first
config:
  access:people:
    ada: { givenName: Ada }
    "first.last":
      givenName: First
    '12':
      givenName: Twelve
  access:groups:
    engineers:
      members:
        - ada
        - grace
      access:
        - { permissionSet: reader, accounts: [prod] }
        - permissionSet: writer
          accounts:
            - tag:
                env: dev
`,
);

describe("the place of a problem in the stack file", () => {
  for (const [path, line] of [
    ["access:people", 3],
    ["access:people.ada.givenName", 4],
    ['access:people["first.last"]', 5],
    ['access:people["first.last"].givenName', 6],
    ["access:groups.engineers.members[1]", 13],
    ["access:groups.engineers.access[0].accounts[0]", 15],
    ["access:groups.engineers.access[1].permissionSet", 16],
    ["access:groups.engineers", 10],
    ["access:groups.engineers.access[1].accounts[0].tag.env", 19],
  ] as const) {
    it(`${path} is on line ${line}`, () => {
      assert.equal(locate(file, path), `Pulumi.dev.yaml:${line}`);
    });
  }

  it("of a key that is missing is that of what it is missing from", () => {
    assert.equal(locate(file, "access:people.ada.familyName"), "Pulumi.dev.yaml:4");
    assert.equal(
      locate(file, "access:groups.engineers.access[1].accounts[5].ou"),
      "Pulumi.dev.yaml:17",
    );
  });

  it("of a section that is missing is the file", () => {
    assert.equal(locate(file, "access:permissionSets.reader"), "Pulumi.dev.yaml");
  });
});
