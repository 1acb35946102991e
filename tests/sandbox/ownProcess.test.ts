import assert from "node:assert/strict";
import { runInProcess } from "../../sandbox/inProcess.ts";
import { type OwnProcessRun, runInOwnProcess } from "../../sandbox/ownProcess.ts";
import { firstDeployment, ProgramFolder } from "./program.ts";

describe("sandbox: a program in a process of its own", () => {
  let folder: ProgramFolder;
  before(() => {
    folder = new ProgramFolder();
  });
  after(() => folder.remove());

  const run = async (program: string, options: Partial<OwnProcessRun> = {}) =>
    runInOwnProcess({ ...firstDeployment(), program, ...options });
  /** With nothing but the SDK. */
  const runPlain = async (text: string, options: Partial<OwnProcessRun> = {}) => {
    const header = 'import * as pulumi from "@pulumi/pulumi";';
    return run(folder.writePlain(`${header}\n${text}`), options);
  };
  const errorsOf = ({ diagnostics }: Awaited<ReturnType<typeof run>>) =>
    diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));

  it("makes the same as in this process, hooks, transforms and secrets included", async () => {
    const text = `
      const hook = new pulumi.ResourceHook("tell", ({ name, id }) => pulumi.log.info("made " + name));
      pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
        ({ props: name === "g" ? { ...props, description: "changed" } : props, opts }));
      const group = new aws.identitystore.Group("g", { identityStoreId, displayName: pulumi.secret("g") },
        { hooks: { afterCreate: [hook] } });
      const set = new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "set" });
      const assignment = new aws.ssoadmin.AccountAssignment("assignment", {
        instanceArn, permissionSetArn: set.arn, principalId: group.groupId, principalType: "GROUP",
        targetId: "111111111111", targetType: "AWS_ACCOUNT",
      }, { dependsOn: [group], protect: true, aliases: [{ name: "former" }] });
      export const name = group.displayName;
      export const arn = set.arn;
      export const size = new pulumi.Config("acme").requireNumber("size");
      export const where = [pulumi.getStack(), pulumi.getProject(), pulumi.runtime.isDryRun()];
    `;
    const config = { "aws:region": "eu-west-1", "acme:size": "3" };
    const program = folder.write(text);
    for (const preview of [false, true]) {
      const deployment = () => ({ ...firstDeployment(), config, preview, unknownOutputs: preview });
      const own = await run(program, deployment());
      const here = await runInProcess({ ...deployment(), program });
      const byUrn = ({ resources }: typeof own) => {
        return Object.fromEntries(resources.map((resource) => [resource.urn, resource]));
      };
      assert.deepEqual(byUrn(own), byUrn(here));
      assert.deepEqual(own.outputs, here.outputs);
      assert.deepEqual(own.outputs.where, ["s", "p", preview]);
      assert.deepEqual(own.diagnostics, here.diagnostics);
      assert.equal(own.resources.find(({ name }) => name === "g")?.inputs.description, "changed");
    }
  });

  const failures: [what: string, program: string, message: RegExp][] = [
    ["a RunError", `throw new pulumi.RunError("stop here");`, /^stop here$/],
    [
      "an error inside apply",
      `pulumi.output(1).apply(() => { throw new TypeError("later"); });`,
      /^Running program '.*' failed with an unhandled exception:\nTypeError: later\n {4}at /,
    ],
    [
      "a module that isn't there",
      `await import("./missing.ts");`,
      /^Running program .*\n.*Cannot find module .*missing\.ts/,
    ],
    ["a program that ends itself", `process.exit(3);`, /^the program ended with 3: no word$/],
    [
      "a program that ends itself with a word",
      `console.error("no more"); process.exit(4);`,
      /^the program ended with 4: no more$/,
    ],
    [
      "a program that is ended",
      `process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`,
      /^the program ended with SIGKILL: no word$/,
    ],
  ];
  for (const [what, program, message] of failures) {
    it(`fails with one error for ${what}`, async () => {
      const errors = errorsOf(await runPlain(program));
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0] ?? "", message);
    });
  }

  it("fails with one error for a call that AWS refuses", async () => {
    const program = `new aws.ssoadmin.PermissionSet("set", { instanceArn, name: "AWSAdministratorAccess" });`;
    const errors = errorsOf(await run(folder.write(program)));
    assert.equal(errors.length, 1, errors.join("\n"));
    const message = /^creating aws:ssoadmin\/permissionSet:PermissionSet: ConflictException: /;
    assert.match(errors[0] ?? "", message);
  });

  it("takes what the program prints as information", async () => {
    const { diagnostics } = await runPlain(`console.log("one"); console.log("two");`);
    assert.deepEqual(diagnostics, [{ severity: "info", message: "one\ntwo" }]);
  });

  it("says under which resource a ResourceError happened", async () => {
    const { diagnostics } = await runPlain(`
      const stash = new pulumi.Stash("s", { input: 1 });
      throw new pulumi.ResourceError("wrong team", stash, true);`);
    const urn = "urn:pulumi:s::p::pulumi:index:Stash::s";
    assert.deepEqual(diagnostics, [{ severity: "error", message: "wrong team", urn }]);
  });

  it("gives Node.js the arguments of Pulumi.yaml", async () => {
    const result = await runPlain(`throw new TypeError("oops");`, {
      nodeArguments: ["--stack-trace-limit=0"],
    });
    assert.match(errorsOf(result)[0] ?? "", /TypeError: oops\]?$/);
  });
});
