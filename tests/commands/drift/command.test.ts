import assert from "node:assert/strict";
import { endpointEnvironment } from "../../../sandbox/endpoint/endpoint.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { Project } from "../project.ts";
import { DriftFixture } from "./driftFixture.ts";

describe("npm run drift", () => {
  let project: Project;
  let aws: DriftFixture;
  const faults: FaultSwitch[] = [];
  before(async () => {
    project = new Project();
    aws = await DriftFixture.started(faults);
  });
  after(async () => {
    await aws?.stop();
    await project.remove();
  });
  const run = (...args: string[]) =>
    project.run("drift", args, endpointEnvironment(aws.url, aws.region));

  it("ends with 0 where nothing differs, without a Pulumi CLI, and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await run("--json");
    assert.equal(code, 0, stderr);
    const { drift, complete, state, differences } = JSON.parse(stdout);
    const noPulumi = "there is no Pulumi CLI on PATH or in ~/.pulumi";
    assert.deepEqual([drift, complete, state, differences], [false, true, noPulumi, []]);
    assert.match(stderr, /^reading permission sets/m);
    assert.throws(() => project.read(".live/dev.jsonl"), /ENOENT/);
  });

  it("ends with 1 where something differs, and heals with --heal what can be healed", async () => {
    const set = await aws.set("billing");
    const policy = { ...set, ManagedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit" };
    await aws.sso.attachManagedPolicyToPermissionSet(policy);
    await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
    await aws.sso.detachManagedPolicyFromPermissionSet(policy);
    const asked = await run("--heal");
    assert.equal(asked.code, 2);
    assert.match(asked.stdout, /^ {2}billing: acme-management$/m);
    assert.match(asked.stderr, /drift: nobody can be asked here: .*--yes$/m);
    const healed = await run("--heal", "--yes");
    assert.equal(healed.code, 0, healed.stderr);
    assert.match(healed.stdout, /^provisioning billing$/m);
    await aws.store.createGroup({ ...aws.directory, DisplayName: "contractors" });
    const { code, stdout } = await run();
    assert.equal(code, 1);
    assert.match(stdout, /^In AWS, not in the code\n {2}groups: contractors$/m);
  });

  it("ends with 2 where a permission is missing, and names it", async () => {
    faults.push({ operation: "ListGroups", error: "AccessDenied" });
    const { code, stdout } = await run();
    assert.equal(code, 2);
    assert.match(stdout, /what needs identitystore:ListGroups wasn't read: /);
  });

  it("ends with 2 where the stack file has mistakes: nobody knows what it wants", async () => {
    project.write("Pulumi.odd.yaml", "config:\n  access:people: { ada: { givenName: Ada } }\n");
    const { code, stderr } = await run("--stack", "odd");
    assert.equal(code, 2);
    assert.match(stderr, /^drift: Pulumi\.odd\.yaml:\d+: error: access:people\.ada/m);
  });
});
