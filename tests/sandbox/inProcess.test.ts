import assert from "node:assert/strict";
import { type InProcessRun, runInProcess } from "../../sandbox/inProcess.ts";
import { testWorld } from "./fixture.ts";
import { firstDeployment, ProgramFolder } from "./program.ts";

describe("sandbox: a program in this process", () => {
  let folder: ProgramFolder;
  before(() => {
    folder = new ProgramFolder();
  });
  after(() => folder.remove());

  const run = async (program: string, options: Partial<InProcessRun> = {}) =>
    runInProcess({ ...firstDeployment(), program: folder.write(program), ...options });
  const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;

  it("shows every resource with its place, its inputs and its options", async () => {
    const { resources, diagnostics, outputs } = await run(`
      class Team extends pulumi.ComponentResource {
        constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
          super("acme:index:Team", name, { size: 1 }, opts);
          this.registerOutputs({ done: true });
        }
      }
      const outer = new Team("outer");
      const inner = new Team("inner", { parent: outer });
      const set = new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "set" }, { parent: inner, protect: true });
      const group = new aws.identitystore.Group("group", { identityStoreId, displayName: "g" }, { retainOnDelete: true });
      new aws.ssoadmin.AccountAssignment("assignment", {
        instanceArn, permissionSetArn: set.arn, principalId: group.groupId, principalType: "GROUP",
        targetId: "111111111111", targetType: "AWS_ACCOUNT",
      }, { dependsOn: [outer], deleteBeforeReplace: true, ignoreChanges: ["region"], deletedWith: set });
      const stash = new pulumi.Stash("stash", { input: { a: 1 } });
      export const arn = set.arn;
      export const kept = stash.output;
      export const secret = pulumi.secret("hidden");
    `);
    assert.deepEqual(diagnostics, []);
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const set = byUrn.get(
      urn("acme:index:Team$acme:index:Team$aws:ssoadmin/permissionSet:PermissionSet", "set"),
    );
    assert.equal(set?.parent, urn("acme:index:Team$acme:index:Team", "inner"));
    assert.equal(set?.options.protect, true);
    assert.equal(set?.inputs.sessionDuration, "PT1H");
    const outer = byUrn.get(urn("acme:index:Team", "outer"));
    assert.deepEqual(
      [outer?.inputs, outer?.outputs, outer?.id],
      [{ size: 1 }, { done: true }, undefined],
    );
    const group = byUrn.get(urn("aws:identitystore/group:Group", "group"));
    assert.equal(group?.options.retainOnDelete, true);
    const assignment = byUrn.get(
      urn("aws:ssoadmin/accountAssignment:AccountAssignment", "assignment"),
    );
    assert.deepEqual(assignment?.propertyDependencies.permissionSetArn, [set?.urn]);
    assert.ok(assignment?.dependencies.includes(group?.urn ?? ""));
    assert.ok(assignment?.id?.startsWith(String(group?.outputs.groupId)));
    assert.deepEqual(
      [
        assignment?.options.deleteBeforeReplace,
        assignment?.options.ignoreChanges,
        assignment?.options.deletedWith,
      ],
      [true, ["region"], set?.urn],
    );
    assert.deepEqual(outputs, { arn: set?.outputs.arn, kept: { a: 1 }, secret: "[secret]" });
  });

  it("marks outputs of secret inputs as secret", async () => {
    const { outputs } = await run(`
      const ada = new aws.identitystore.User("ada", {
        identityStoreId, userName: "ada", displayName: "Ada", name: { givenName: "Ada", familyName: "Lovelace" },
        emails: { value: pulumi.secret("ada@example.com") },
      });
      export const emails = ada.emails;
      export const userName = ada.userName;
    `);
    assert.deepEqual(outputs, { emails: "[secret]", userName: "ada" });
  });

  it("marks what is kept of a secret as secret", async () => {
    const { outputs } = await run(`
      export const kept = new pulumi.Stash("kept", { input: { user: "ada", key: pulumi.secret("hush") } }).output;
      export const open = new pulumi.Stash("open", { input: { user: "ada" } }).output;
    `);
    assert.deepEqual(outputs, { kept: "[secret]", open: { user: "ada" } });
  });

  it("reads a resource that exists, and notes hooks and aliases", async () => {
    const { outputs, resources, diagnostics } = await run(`
      const hook = new pulumi.ResourceHook("keep", async () => {});
      const found = await aws.ssoadmin.getPermissionSet({ instanceArn, name: "AWSAdministratorAccess" });
      export const name = aws.ssoadmin.PermissionSet.get("found", found.arn + "," + instanceArn).name;
      new aws.identitystore.Group("g", { identityStoreId, displayName: "g" }, {
        hooks: { beforeDelete: [hook] }, aliases: [{ name: "old" }],
      });
    `);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(outputs, { name: "AWSAdministratorAccess" });
    const group = resources.find(({ name }) => name === "g");
    assert.deepEqual(group?.options.hooks, { beforeDelete: ["keep"] });
    assert.equal(group?.options.aliases.length, 1);
  });

  it("leaves what AWS decides unknown when a preview asks for it", async () => {
    const program = `
      const set = new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "set" });
      new aws.ssoadmin.PermissionSetInlinePolicy("inline", { instanceArn, permissionSetArn: set.arn, inlinePolicy: "{}" });
      export const arn = set.arn;
    `;
    const { world } = testWorld();
    const { outputs, resources } = await run(program, {
      preview: true,
      unknownOutputs: true,
      world,
    });
    assert.deepEqual(outputs, { arn: "[unknown]" });
    assert.equal(resources.length, 3);
    assert.equal(world.counts.get("CreatePermissionSet"), undefined);
    assert.notDeepEqual((await run(program, { preview: true })).outputs, outputs);
  });

  it("keeps a run apart from the one before", async () => {
    const program = `new aws.identitystore.Group("g", { identityStoreId, displayName: "g" });`;
    const first = await run(program);
    const second = await run(program, { stack: "other" });
    assert.deepEqual([first.diagnostics, second.diagnostics], [[], []]);
    assert.ok(second.resources.every((resource) => resource.urn.startsWith("urn:pulumi:other::")));
  });

  it("uses the Region and the tags of an explicit provider", async () => {
    const { resources } = await run(`
      const provider = new aws.Provider("home", { region: "eu-west-1", defaultTags: { tags: { team: "x" } } });
      new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "set" }, { provider });
    `);
    const set = resources.find(({ name }) => name === "set");
    assert.deepEqual(set?.inputs.tagsAll, { team: "x" });
    assert.match(set?.provider ?? "", /pulumi:providers:aws::home::/);
  });

  it("makes what awsx makes in a trail: a bucket, its policy, and the trail", async () => {
    const { resources } = await run(`new awsx.cloudtrail.Trail("trail", {});`);
    const below = resources.filter(({ parent }) =>
      parent?.endsWith("awsx:cloudtrail:Trail::trail"),
    );
    assert.deepEqual(
      below.map(({ type }) => type.split(":").at(-1)),
      ["Bucket", "BucketPolicy", "Trail"],
    );
    const [bucket, policy, trail] = below;
    assert.equal(trail?.inputs.s3BucketName, bucket?.outputs.bucket);
    assert.deepEqual(trail?.dependencies, [policy?.urn]);
  });

  const failures: [string, string, RegExp][] = [
    [
      "two resources of one type and name",
      `
      new aws.identitystore.Group("g", { identityStoreId, displayName: "a" });
      new aws.identitystore.Group("g", { identityStoreId, displayName: "b" });`,
      /^Duplicate resource URN 'urn:pulumi:s::p::aws:identitystore\/group:Group::g'/,
    ],
    [
      "an input that the provider refuses",
      `new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "x".repeat(33) });`,
      /resource 'set' has a problem: expected length of name .* Examine values at 'set.name'\.$/,
    ],
    [
      "a call that AWS refuses",
      `new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "AWSAdministratorAccess" });`,
      /^creating aws:ssoadmin\/permissionSet:PermissionSet: ConflictException: /,
    ],
    [
      "an unknown type",
      `new aws.ec2.Vpc("x");`,
      /^the sandbox has no resource type "aws:ec2\/vpc:Vpc"/,
    ],
    [
      "an unknown function",
      `await aws.ec2.getVpc({});`,
      /the sandbox has no function "aws:ec2\/getVpc:getVpc"/,
    ],
    ["a RunError, without its stack", `throw new pulumi.RunError("stop here");`, /^stop here$/],
    [
      "a ResourceError, without its stack",
      `
      const group = new aws.identitystore.Group("g", { identityStoreId, displayName: "a" });
      throw new pulumi.ResourceError("wrong team", group, true);`,
      /^wrong team$/,
    ],
    [
      "any other error, with its stack",
      `throw new TypeError("oops");`,
      /^TypeError: oops\n {4}at /,
    ],
    [
      "an error inside apply, with its stack",
      `
      pulumi.output(1).apply(() => { throw new TypeError("later"); });`,
      /^TypeError: later\n {4}at /,
    ],
  ];
  for (const [what, program, message] of failures) {
    it(`fails with one diagnostic for ${what}`, async () => {
      const { diagnostics } = await run(program);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      assert.equal(errors.length, 1, JSON.stringify(errors, undefined, 2));
      assert.match(errors[0]?.message ?? "", message);
    });
  }

  it("says under which resource a ResourceError happened", async () => {
    const { diagnostics } = await run(failures[6]?.[1] ?? "");
    assert.equal(diagnostics[0]?.urn, urn("aws:identitystore/group:Group", "g"));
  });

  it("says when no Region is configured", async () => {
    const { diagnostics } = await run("", { config: {} });
    assert.match(diagnostics[0]?.message ?? "", /missing region information: set aws:region/);
  });
});
