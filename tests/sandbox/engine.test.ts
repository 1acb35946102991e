import assert from "node:assert/strict";
import { effectiveAccessHistory } from "../../sandbox/world/history.ts";
import { EngineProject, skipWithoutPulumi } from "../support/engine.ts";

const program = (name: string, description = "") => `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
const { arns, identityStoreIds } = await aws.ssoadmin.getInstances();
const instanceArn = arns[0]!;
const identityStoreId = identityStoreIds[0]!;
const set = new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "${name}", description: "${description}" || undefined, tags: { a: "b" } });
const policy = new aws.ssoadmin.ManagedPolicyAttachment("policy", { instanceArn, permissionSetArn: set.arn, managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
const group = new aws.identitystore.Group("group", { identityStoreId, displayName: "engineers" });
const ada = new aws.identitystore.User("ada", {
  identityStoreId, userName: "ada", displayName: "Ada", name: { givenName: "Ada", familyName: "Lovelace" },
  emails: { value: pulumi.secret("ada@example.com"), primary: true },
});
new aws.identitystore.GroupMembership("membership", { identityStoreId, groupId: group.groupId, memberId: ada.userId });
new aws.ssoadmin.AccountAssignment("assignment", {
  instanceArn, permissionSetArn: set.arn, principalId: group.groupId, principalType: "GROUP",
  targetId: "333333333333", targetType: "AWS_ACCOUNT",
}, { dependsOn: [policy] });
export const arn = set.arn;
`;

describe("sandbox: the real engine", () => {
  let project: EngineProject;
  before(async function () {
    skipWithoutPulumi(this);
    project = await EngineProject.create(program("one"));
  });
  after(() => project?.remove());

  const access = () => effectiveAccessHistory(project.journal).at(-1)?.grants ?? [];

  it("deploys a program, and then sees nothing to change, before and after a refresh", async () => {
    const { code, output } = await project.up({ own: true });
    assert.equal(code, 0, output);
    assert.match(output, /\+ 7 created/);
    const [grant] = access();
    assert.deepEqual(
      [grant?.userName, grant?.account, grant?.permissionSet],
      ["ada", "333333333333", "one"],
    );
    assert.equal((await project.preview({ own: true })).code, 0);
    const refresh = await project.run(
      ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
      { own: true },
    );
    assert.equal(refresh.code, 0, refresh.output);
  });

  it("changes in place what AWS can change, and keeps secrets out of the output", async () => {
    project.write(program("one", "Reads everything"));
    const preview = await project.run(["preview", "--diff"]);
    assert.match(preview.output, /~ 1 to update/);
    assert.match(preview.output, /6 unchanged/);
    const { code, output } = await project.up();
    assert.equal(code, 0, output);
    assert.doesNotMatch((await project.run(["stack", "export"])).output, /ada@example\.com/);
  });

  it("deletes a renamed permission set with all that hangs on it before it makes the new one", async () => {
    project.write(program("two", "Reads everything"));
    const { code, output } = await project.up();
    assert.equal(code, 0, output);
    assert.match(output, /\+-3 replaced/);
    const history = effectiveAccessHistory(project.journal);
    const start = history.findIndex(({ grants }) => grants[0]?.permissionSet === "one");
    assert.ok(history.slice(start).some(({ grants }) => grants.length === 0));
    assert.equal(access()[0]?.permissionSet, "two");
  });

  it("imports what exists by the provider's id", async () => {
    const [arn] =
      /arn:aws:sso:::permissionSet\S+?(?=")/.exec(
        (await project.run(["stack", "output", "--json"])).output,
      ) ?? [];
    const instance = `${arn?.replace("permissionSet", "instance").split("/").slice(0, 2).join("/")}`;
    const type = "aws:ssoadmin/permissionSet:PermissionSet";
    const { code, output } = await project.run([
      "import",
      type,
      "again",
      `${arn},${instance}`,
      ...["--yes", "--skip-preview", "--generate-code=false", "--protect=false"],
    ]);
    assert.equal(code, 0, output);
    assert.equal(
      (
        await project.run([
          "state",
          "delete",
          "--yes",
          `urn:pulumi:dev::sandbox-test::${type}::again`,
        ])
      ).code,
      0,
    );
  });

  it("fails where a fault switch wants it, and goes on where it failed", async () => {
    const faults = (error: string) =>
      JSON.stringify([{ operation: "CreateAccountAssignment", error, times: 1 }]);
    project.write(program("three"));
    const failed = await project.up({ faults: faults("FAILED") });
    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /unexpected state 'FAILED', wanted target 'SUCCEEDED'/);
    assert.deepEqual(access(), []);
    assert.equal((await project.up({ faults: faults("FAILED") })).code, 0);
    assert.equal(access()[0]?.permissionSet, "three");
  });

  it("finds an assignment that it never got an answer about already there", async () => {
    project.write(program("four"));
    const faults = JSON.stringify([
      { operation: "CreateAccountAssignment", error: "Crash", times: 1 },
    ]);
    assert.notEqual((await project.up({ faults })).code, 0);
    const again = await project.up({ faults });
    assert.notEqual(again.code, 0);
    assert.match(again.output, /already exists/);
    assert.equal(access()[0]?.permissionSet, "four");
  });

  it("keeps a half-made resource, which the next run updates", async () => {
    const other = await EngineProject.create(program("five"));
    const faults = JSON.stringify([
      { operation: "ProvisionPermissionSet", error: "FAILED", times: 1 },
    ]);
    const failed = await other.up({ faults });
    assert.notEqual(failed.code, 0);
    const state = (await other.run(["stack", "export"])).output;
    assert.match(state, /"initErrors"/);
    const again = await other.up({ faults });
    assert.equal(again.code, 0, again.output);
    assert.match(again.output, /~ 1 updated/);
    const gone = await other.destroy();
    assert.equal(gone.code, 0, gone.output);
    assert.deepEqual(effectiveAccessHistory(other.journal).at(-1)?.grants, []);
    other.remove();
  });
});
