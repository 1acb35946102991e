import assert from "node:assert/strict";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import type { World } from "../../sandbox/world/world.ts";
import { deployStack, dev, type StackConfig } from "../components/deployStack.ts";

const HOME = "eu-west-1";
const TRAIL = "aws-controltower/CloudTrailLogs";

/** Stack dev with this section alone of those that guard and watch. */
const withOnly = (section: string, value: object) =>
  dev((config) => {
    for (const key of Object.keys(config)) {
      if (/:(alarms|auditTrail|delegatedAdministration|detection|rootGuardrails)$/.test(key)) {
        delete config[key];
      }
    }
    config[`access:${section}`] = value as Record<string, never>;
  });

const alarms = (more: object = {}) =>
  withOnly("alarms", {
    ...{ enabled: true, emails: ["security@example.com"], logGroup: TRAIL },
    ...more,
  });
const guardrails = (targets: readonly unknown[]) =>
  withOnly("rootGuardrails", { enabled: true, targets });

const unread = (operation: string): FaultSwitch => ({ operation, error: "AccessDenied" });

/** What is told, and whether anything was made before. */
async function told(
  config: StackConfig,
  before?: (world: World) => void,
  ...faults: readonly FaultSwitch[]
) {
  let world: World | undefined;
  const run = await deployStack(
    config,
    undefined,
    (made) => {
      world = made;
      before?.(made);
    },
    faults,
  ).then(
    ({ errors, diagnostics }) => ({ errors, said: diagnostics.map(({ message }) => message) }),
    (reason: unknown) => ({ errors: [String(reason)], said: [String(reason)] }),
  );
  const { InstanceArn = "" } = world?.call("ListInstances", {}, HOME).Instances[0] ?? {};
  const sets = world?.call("ListPermissionSets", { InstanceArn }, HOME).PermissionSets ?? [];
  return { ...run, isRefused: sets.length === 0 };
}

const putLogGroup = (world: World) =>
  world.call("CreateLogGroup", { Id: TRAIL, Properties: { name: TRAIL } }, HOME);

/** So many policies beside FullAWSAccess. */
const attached =
  (count: number, target: string | undefined, first = "policy-0") =>
  (world: World) => {
    const [root] = world.call("ListRoots", {}).Roots;
    for (let index = 0; index < count; index++) {
      const Name = index === 0 ? first : `policy-${index}`;
      const { Policy } = world.call("CreatePolicy", {
        ...{ Name, Description: "", Type: "SERVICE_CONTROL_POLICY", Content: "{}" },
      });
      const { Id: PolicyId } = Policy.PolicySummary;
      world.call("AttachPolicy", { PolicyId, TargetId: target ?? root?.Id ?? "" });
    }
  };

describe("what AWS would refuse of each resource", () => {
  it("a log group that isn't there is refused once, before anything is made", async () => {
    const { errors, isRefused } = await told(alarms());
    const said = errors.join("\n");
    assert.ok(isRefused, said);
    assert.equal(said.match(/no log group "aws-controltower\/CloudTrailLogs"/g)?.length, 1, said);
    assert.match(said, /access:alarms\.logGroup: .*in eu-west-1; .*describe-trails.*auditTrail/);
  });

  it("a log group that is there is taken, and none is looked up where alarms are off", async () => {
    assert.deepEqual((await told(alarms(), putLogGroup)).errors, []);
    assert.deepEqual((await told(alarms({ enabled: false }))).errors, []);
  });

  it("a log group that these credentials may not look up is told by the first filter alone", async () => {
    const { errors, said, isRefused } = await told(
      alarms(),
      undefined,
      unread("DescribeLogGroups"),
    );
    assert.ok(!isRefused);
    const refused = errors.filter((one) => /LogGroup aws-controltower/.test(one));
    assert.equal(refused.length, 1, errors.join("\n"));
    const advice = said.filter((one) => /there is no log group of this name/.test(one));
    assert.equal(advice.length, 1, said.join("\n"));
    assert.deepEqual(
      (await told(alarms(), putLogGroup, unread("DescribeLogGroups"))).errors,
      [],
      "what may not be read is no reason",
    );
  });

  it("a recorder that isn't there is told by the first rule alone", async () => {
    for (const organization of [false, true]) {
      const { errors, said } = await told(
        withOnly("detection", { enabled: true, config: { enabled: true, organization } }),
      );
      const refused = errors.filter((one) => /NoAvailableConfigurationRecorder/.test(one));
      assert.equal(refused.length, 1, errors.join("\n"));
      const advice = said.filter((one) => /has no configuration recorder in this Region/.test(one));
      assert.equal(advice.length, 1, said.join("\n"));
    }
  });

  for (const [title, target, selector] of [
    ["the root", undefined, "all"],
    ["an account", "333333333333", "web-dev"],
  ] as const) {
    it(`${title} that has as many policies as it takes is refused once, by their names`, async () => {
      const config = guardrails([selector, { ou: "Sandboxes" }]);
      const { errors, isRefused } = await told(config, attached(9, target));
      const said = errors.join("\n");
      assert.ok(isRefused, said);
      assert.equal(said.match(/service control policies already/g)?.length, 1, said);
      assert.match(
        said,
        /access:rootGuardrails\.targets\[0\]: \S+ has 10 .*FullAWSAccess, policy-0.*detach-policy/,
      );
      assert.deepEqual((await told(config, attached(8, target))).errors, [], "room for one");
    });
  }

  it("a target that may not be read is left to the update", async () => {
    const room = await told(guardrails(["all"]), undefined, unread("ListPoliciesForTarget"));
    assert.deepEqual(room.errors, []);
    const full = await told(guardrails(["all"]), attached(9, undefined), unread("DescribePolicy"));
    assert.match(full.errors.join("\n"), /has 10 .*p-FullAWSAccess/);
  });

  it("guardrails that a lost answer left attached are no reason", async () => {
    const left = attached(9, undefined, "root-guardrails");
    const { errors } = await told(guardrails(["all"]), left);
    assert.doesNotMatch(errors.join("\n"), /service control policies already/);
  });
});
