import assert from "node:assert/strict";
import { driftLines } from "../../../commands/drift/report/driftLines.ts";
import { DriftFixture } from "./driftFixture.ts";
import { said } from "./said.ts";

/** The file of the other stack, with what `sets` names. */
const otherFile = (sets: string) => `config:
  access:delegatedAdministration: { account: security-tooling, stack: delegated }
  access:people: { zoe: { givenName: Z, familyName: Y, email: zoe@example.com } }
  access:permissionSets: { ${sets} }
  access:groups: { Guests: { members: [zoe] } }
`;
const naming = (yaml: string) =>
  `${yaml.replace(/^ {2}access:delegatedAdministration:.*\n( {4}.*\n)*/m, "").trimEnd()}
  access:delegatedAdministration: { account: security-tooling, stack: management, otherStack: other }
`;

describe("drift beside the other stack of delegated administration", () => {
  let aws: DriftFixture;
  before(async () => {
    aws = await DriftFixture.started();
    const { instance, directory } = aws;
    await aws.sso.createPermissionSet({ ...instance, Name: "theirs" });
    await aws.sso.createPermissionSet({ ...instance, Name: "nobodys" });
    await aws.store.createGroup({ ...directory, DisplayName: "guests" });
    await aws.store.createUser({
      ...directory,
      ...{ UserName: "zoe", DisplayName: "Z", Name: { GivenName: "Z", FamilyName: "Y" } },
    });
    const given = await aws.assignment("theirs", { group: "engineers" }, "333333333333");
    await aws.sso.createAccountAssignment(given);
  });
  after(() => aws?.stop());

  it("leaves out what that stack has, says so, and tells all that neither has", async () => {
    const alone = said(await aws.drift());
    assert.ok(alone.includes("unnamed permissionSets theirs"), alone.join("\n"));
    assert.ok(alone.some((line) => /^more .*"theirs" 333333333333/.test(line)));
    const beside = await aws.drift({ code: naming, other: otherFile("theirs: {}") });
    assert.deepEqual(said(beside), ["unnamed permissionSets nobodys"]);
    const lines = driftLines(beside, { stack: "dev", width: 100 }).join("\n");
    assert.match(lines, /What stack other has is left out: npm run drift -- --stack other/);
  });

  it("tells what of it this stack's own state still has, and what the other file doesn't say", async () => {
    const unsaid = said(await aws.drift({ code: naming, other: otherFile("") }));
    assert.ok(unsaid.includes("unnamed permissionSets theirs"));
    const edit = (yaml: string) => naming(yaml).replace(/^ {4}billing:\n( {6}.*\n)+/m, "");
    const taken = await aws.drift({ code: edit, other: otherFile("billing: {}, theirs: {}") });
    assert.match(said(taken).join("\n"), /permission set billing/);
  });
});
