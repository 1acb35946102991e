import assert from "node:assert/strict";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import type { World } from "../../sandbox/world/world.ts";
import { deployStack, dev, type StackConfig } from "../components/deployStack.ts";
import { devOrganization } from "../support/engine.ts";

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

interface Told {
  /** Does in AWS what somebody else did before. */
  readonly before?: (world: World) => void;
  readonly faults?: readonly FaultSwitch[];
  /** Default: the one of stack dev. */
  readonly organization?: OrganizationSnapshot;
}

/** What is told, and whether anything was made before. */
async function told(config: StackConfig, { before, faults = [], organization }: Told = {}) {
  let world: World | undefined;
  const run = await deployStack(
    config,
    organization,
    (made) => {
      world = made;
      before?.(made);
    },
    faults,
  ).then(
    ({ errors, diagnostics }) => ({ errors, said: diagnostics.map(({ message }) => message) }),
    (reason: unknown) => ({ errors: [String(reason)], said: [String(reason)] }),
  );
  return { ...run, isRefused: !world?.counts.has("CreatePermissionSet") };
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

const KEY = "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef";

/** Stack dev without what guards and watches, encrypted by this key. */
const encrypted = (keyArn: string, regions: readonly string[] = []) => {
  const config = withOnly("alarms", { enabled: false });
  Object.assign(config["access:identityCenter"] ?? {}, { encryption: { keyArn }, regions });
  return config;
};

/** The organization of stack dev, whose key is so. */
const organizationWith = (change: object) => {
  const { facts, ...organization } = loadSnapshot(devOrganization);
  assert.ok(facts);
  const keys = facts.keys.map((key) => ({ ...key, ...change }));
  return { ...organization, facts: { ...facts, keys } };
};

describe("what AWS would refuse of the key that encrypts Identity Center", () => {
  const FILE = "access:identityCenter";
  const another = KEY.replace("mrk-0", "mrk-1");
  const rows: readonly [string, StackConfig, object, RegExp][] = [
    [
      "isn't there",
      encrypted(another),
      {},
      new RegExp(
        `${FILE}\\.encryption\\.keyArn: is ${another}, and KMS has no such key in eu-west-1;`,
      ),
    ],
    [
      "is disabled",
      encrypted(KEY),
      { state: "Disabled" },
      new RegExp(`${FILE}\\.encryption\\.keyArn: is ${KEY}, whose state is Disabled.*enable-key`),
    ],
    [
      "is about to be deleted",
      encrypted(KEY),
      { state: "PendingDeletion" },
      /keyArn: .*PendingDeletion.*cancel-key-deletion .*enable-key/,
    ],
    [
      "has no replica in a Region",
      encrypted(KEY, ["us-east-1", "us-west-2"]),
      {},
      new RegExp(`${FILE}\\.regions\\[1\\]: us-west-2 has no replica of ${KEY}.*replicate-key`),
    ],
  ];
  for (const [title, config, change, wanted] of rows) {
    it(`is told before anything is made where it ${title}, and left to AWS where that may not be read`, async () => {
      const organization = organizationWith(change);
      const { errors, isRefused } = await told(config, { organization });
      const said = errors.join("\n");
      assert.ok(isRefused, said);
      assert.match(said, wanted);
      const faults = [unread("DescribeKey")];
      const unknown = await told(config, { organization, faults });
      assert.doesNotMatch(unknown.errors.join("\n"), wanted);
    });
  }

  it("is nothing where it can be used, where none is named, and where its ARN is refused already", async () => {
    assert.deepEqual((await told(encrypted(KEY, ["us-east-1"]))).errors, []);
    const none = withOnly("alarms", { enabled: false });
    delete (none["access:identityCenter"] as Record<string, unknown> | undefined)?.encryption;
    delete (none["access:identityCenter"] as Record<string, unknown> | undefined)?.regions;
    assert.deepEqual((await told(none)).errors, []);
    const elsewhere = await told(encrypted(KEY.replace("eu-west-1", "us-east-1")));
    assert.doesNotMatch(elsewhere.errors.join("\n"), /no such key/);
    assert.match(elsewhere.errors.join("\n"), /is a key in us-east-1/);
  });
});

describe("what AWS would refuse of each resource", () => {
  it("a log group that isn't there is refused once, before anything is made", async () => {
    const { errors, isRefused } = await told(alarms());
    const said = errors.join("\n");
    assert.ok(isRefused, said);
    assert.equal(said.match(/no log group "aws-controltower\/CloudTrailLogs"/g)?.length, 1, said);
    assert.match(said, /access:alarms\.logGroup: .*in eu-west-1; .*describe-trails.*auditTrail/);
  });

  it("a log group that is there is taken, and none is looked up where alarms are off", async () => {
    assert.deepEqual((await told(alarms(), { before: putLogGroup })).errors, []);
    assert.deepEqual((await told(alarms({ enabled: false }))).errors, []);
  });

  it("a log group that these credentials may not look up is told by the first filter alone", async () => {
    const faults = [unread("DescribeLogGroups")];
    const { errors, said, isRefused } = await told(alarms(), { faults });
    assert.ok(!isRefused);
    const refused = errors.filter((one) => /LogGroup aws-controltower/.test(one));
    assert.equal(refused.length, 1, errors.join("\n"));
    const advice = said.filter((one) => /there is no log group of this name/.test(one));
    assert.equal(advice.length, 1, said.join("\n"));
    assert.deepEqual(
      (await told(alarms(), { before: putLogGroup, faults })).errors,
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
      const { errors, isRefused } = await told(config, { before: attached(9, target) });
      const said = errors.join("\n");
      assert.ok(isRefused, said);
      assert.equal(said.match(/service control policies already/g)?.length, 1, said);
      assert.match(
        said,
        /access:rootGuardrails\.targets\[0\]: \S+ has 10 .*FullAWSAccess, policy-0.*detach-policy/,
      );
      assert.deepEqual(
        (await told(config, { before: attached(8, target) })).errors,
        [],
        "room for one",
      );
    });
  }

  it("a target that may not be read is left to the update", async () => {
    const room = await told(guardrails(["all"]), {
      faults: [unread("ListPoliciesForTarget")],
    });
    assert.deepEqual(room.errors, []);
    const full = await told(guardrails(["all"]), {
      ...{ before: attached(9, undefined), faults: [unread("DescribePolicy")] },
    });
    assert.match(full.errors.join("\n"), /has 10 .*p-FullAWSAccess/);
  });

  it("guardrails that a lost answer left attached are no reason", async () => {
    const before = attached(9, undefined, "root-guardrails");
    const { errors } = await told(guardrails(["all"]), { before });
    assert.doesNotMatch(errors.join("\n"), /service control policies already/);
  });
});
