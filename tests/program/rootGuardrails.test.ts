import assert from "node:assert/strict";
import type { World } from "../../sandbox/world/world.ts";
import { deployStack, dev } from "../components/deployStack.ts";

const guarded = (guardrails: object, before?: (world: World) => void) =>
  deployStack(
    dev((config) => {
      config["access:rootGuardrails"] = guardrails as Record<string, never>;
    }),
    undefined,
    before,
  );

type Deployed = Awaited<ReturnType<typeof guarded>>;

const attached = ({ resources }: Pick<Deployed, "resources">) =>
  resources.filter(({ type }) => type.endsWith(":PolicyAttachment"));

/** Names of what has the policy: of the root `root`, of units their own, of accounts their ids. */
const attachments = (run: Deployed) =>
  attached(run)
    .map(({ inputs }) => {
      const id = String(inputs.targetId);
      if (!id.startsWith("ou-")) return id.replace(/^r-.*/, "root");
      const { OrganizationalUnit } = run.world.call("DescribeOrganizationalUnit", {
        OrganizationalUnitId: id,
      });
      return OrganizationalUnit.Name;
    })
    .sort();

describe("access:rootGuardrails", () => {
  it("makes nothing until it is switched on", async () => {
    const run = await guarded({
      enabled: false,
      targets: ["all"],
      credentialRoles: ["ci/keys"],
    });
    assert.deepEqual(run.errors, []);
    assert.ok(
      !run.resources.some(({ type }) =>
        /:(RootGuardrails|PolicyAttachment|OrganizationsFeatures)$/.test(type),
      ),
    );
  });

  it("attaches to the root unless told otherwise", async () => {
    const run = await guarded({ enabled: true });
    assert.deepEqual(run.errors, []);
    assert.deepEqual(attachments(run), ["root"]);
  });

  it("attaches to units and accounts, each once, and to the stage while there is one", async () => {
    const targets = [{ ou: "Workloads" }, { ou: ["Workloads"] }, "web-dev", { ou: "/" }];
    const run = await guarded({ enabled: true, targets });
    assert.deepEqual(run.errors, []);
    assert.deepEqual(attachments(run), ["333333333333", "Workloads", "root"].sort());
    const staged = await guarded({ enabled: true, targets, stage: [{ ou: "Sandboxes" }] });
    assert.deepEqual(attachments(staged), ["Sandboxes"]);
  });

  it("knows a unit by its id, whatever it is called and wherever it is moved", async () => {
    const targets = [{ ou: "Sandboxes" }];
    const before = await guarded({ enabled: true, targets });
    const [one] = attached(before);
    assert.equal(one?.name, `root-guardrails/${one?.inputs.targetId}`);
  });

  it("hands every setting over", async () => {
    const { resources } = await guarded({
      enabled: true,
      centralRootAccess: false,
      without: ["trail-changes"],
      credentialRoles: ["ci/keys"],
      administratorRoles: ["security/*"],
    });
    const policy = resources.find(({ type }) => type === "aws:organizations/policy:Policy");
    const content = String(policy?.inputs.content);
    assert.match(content, /"arn:\*:iam::\*:role\/ci\/keys"/);
    assert.match(content, /"arn:\*:iam::\*:role\/security\/\*"/);
    assert.doesNotMatch(content, /cloudtrail/);
    assert.deepEqual(policy?.inputs.tags, { "managed-by": "pulumi" });
    assert.ok(!resources.some(({ type }) => /OrganizationsFeatures/.test(type)));
  });

  it("is refused in preview where service control policies are turned off", async () => {
    const off = (world: World) =>
      world.call("DisablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
    const said = await guarded({ enabled: true }, off).then(
      ({ errors }) => errors.join("\n"),
      String,
    );
    assert.match(said, /access:rootGuardrails.*aws organizations enable-policy-type/);
  });

  for (const [title, guardrails, error] of [
    ["a unit that there isn't", { targets: [{ ou: "Workload" }] }, /targets\[0\]\.ou: .*Workloads/],
    ["an account that there isn't", { stage: ["web-dve"] }, /stage\[0\]: .*web-dev/],
    ["the management account", { targets: ["management"] }, /no service control policy limits/],
    ["no target", { targets: [] }, /targets/],
    ["a guardrail that there isn't", { without: ["root-users"] }, /without\[0\].*root-user/],
    [
      "nothing left to deny",
      {
        without: [
          "root-user",
          "long-term-credentials",
          "leaving-organization",
          "trail-changes",
          "identity-center-roles",
          "identity-source",
        ],
      },
      /leaves every guardrail out; set enabled to false/,
    ],
    ["every role exempt", { credentialRoles: ["*"] }, /the name of a role is wanted/],
    ["a role's ARN", { administratorRoles: ["arn:aws:iam::1:role/x"] }, /the name of a role/],
    [
      "more roles than the policy has room for",
      { credentialRoles: Array.from({ length: 90 }, (_, index) => `platform/keys-${index}`) },
      /access:rootGuardrails\.credentialRoles: the service control policy would have \d+ characters, and Organizations takes 5120/,
    ],
    [
      "a few long roles beside many short ones",
      {
        credentialRoles: Array.from({ length: 20 }, (_, index) => `k${index}`),
        administratorRoles: Array.from({ length: 9 }, (_, index) => `${index}`.padEnd(400, "a")),
      },
      /access:rootGuardrails\.administratorRoles: .*: \d+ characters must go/,
    ],
    ["a tag", { targets: [{ tag: { env: "dev" } }] }, /targets\[0\]/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const said = await guarded({ enabled: true, ...guardrails }).then(
        ({ errors }) => errors.join("\n"),
        String,
      );
      assert.match(said, error);
      assert.match(said, /access:rootGuardrails/);
    });
  }
});
