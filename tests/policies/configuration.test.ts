import assert from "node:assert/strict";
import { type PolicyAnalyzer, startPolicyAnalyzer } from "../../commands/analyzer/analyzer.ts";
import { OPERATION, PACK, resource } from "./stack.ts";

const robot = resource("aws:iam/user:User", "legacy-robot", { name: "robot" });
const exemption = { resource: "legacy-*", reason: "replaced in spring", expires: "2999-01-01" };

describe("configuration of the policies", () => {
  let analyzer: PolicyAnalyzer;
  before(async () => {
    analyzer = await startPolicyAnalyzer(PACK, OPERATION);
  });
  after(async () => await analyzer.stop());

  async function said(config: Parameters<PolicyAnalyzer["configure"]>[0]): Promise<string[]> {
    await analyzer.configure(config);
    const violations = await analyzer.analyze([robot]);
    return violations.map((one) => `${one.enforcementLevel} ${one.policy}: ${one.message}`);
  }

  it("hides what is exempt, by name or by URN", async () => {
    for (const pattern of ["legacy-*", "urn:pulumi:*::aws:iam/user:User::legacy-robot", "*"]) {
      const exemptions = [{ ...exemption, resource: pattern }];
      assert.deepEqual(await said({ "iam-no-users": { exemptions } }), []);
    }
  });

  it("hides only the finding that the exemption names", async () => {
    assert.deepEqual(
      await said({ "iam-no-users": { exemptions: [{ ...exemption, finding: "user" }] } }),
      [],
    );
    const other = await said({
      "iam-no-users": { exemptions: [{ ...exemption, finding: "access-key" }] },
    });
    assert.match(other[0] ?? "", /^mandatory iam-no-users/);
    assert.match(other[1] ?? "", /^advisory policy-configuration.*hid nothing in this run/s);
    assert.equal(other.length, 2);
  });

  it("reports an exemption that ended, and what it hid", async () => {
    const exemptions = [{ ...exemption, expires: "2020-02-29" }];
    const [finding, note] = await said({ "iam-no-users": { exemptions } });
    assert.match(
      finding ?? "",
      /^mandatory .*the exemption "replaced in spring" ended on 2020-02-29/s,
    );
    assert.match(note ?? "", /^advisory policy-configuration.*ended on 2020-02-29; remove it/s);
  });

  it("counts the last day as within the exemption", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const exemptions = [{ ...exemption, expires: today }];
    assert.deepEqual(await said({ "iam-no-users": { exemptions } }), []);
  });

  it("points at a misspelt setting", async () => {
    const [, note] = await said({ "identity-center-session-duration": { maximun: "PT1H" } });
    assert.match(
      note ?? "",
      /has no setting "maximun".*allowed are maximum, privilegedMaximum, administratorMaximum/s,
    );
  });

  it("takes a level per policy and for all", async () => {
    assert.match((await said({ "iam-no-users": "advisory" }))[0] ?? "", /^advisory iam-no-users/);
    assert.match((await said({ all: "advisory" }))[0] ?? "", /^advisory iam-no-users/);
    assert.deepEqual(await said({ all: "disabled" }), []);
    const pack = await analyzer.configure({ all: "disabled", "iam-no-users": "mandatory" });
    const enabled = pack.policies.filter((one) => one.enforcementLevel !== "disabled");
    assert.deepEqual(
      enabled.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
      [["iam-no-users", "mandatory"]],
    );
  });

  for (const [title, config, problem] of [
    [
      "a policy doesn't exist",
      { "iam-no-user": "disabled" },
      /no policy iam-no-user in the pack; it has .*iam-no-users/,
    ],
    [
      "a level doesn't exist",
      { "iam-no-users": "mandatry" },
      /iam-no-users: level mandatry, but only advisory/,
    ],
    [
      "a setting has the wrong type",
      { "identity-center-mfa-attested": { maximumAge: "long" } },
      /identity-center-mfa-attested\.maximumAge: /,
    ],
    [
      "a setting has the wrong form",
      { "identity-center-session-duration": { maximum: "8h" } },
      /identity-center-session-duration\.maximum: /,
    ],
    [
      "an exemption has no reason",
      { "iam-no-users": { exemptions: [{ resource: "*", expires: "2999-01-01" }] } },
      /iam-no-users\.exemptions\.0\.reason: /,
    ],
    [
      "an exemption has no end",
      { "iam-no-users": { exemptions: [{ resource: "*", reason: "x" }] } },
      /iam-no-users\.exemptions\.0\.expires: /,
    ],
    [
      "an exemption has a misspelt key",
      { "iam-no-users": { exemptions: [{ ...exemption, until: "x" }] } },
      /iam-no-users\.exemptions\.0: .*until/,
    ],
    [
      "an exemption ends on no day",
      { "iam-no-users": { exemptions: [{ ...exemption, expires: "2027-13-01" }] } },
      /iam-no-users\.exemptions\.0\.expires: /,
    ],
  ] as const) {
    it(`fails when ${title}`, async () => {
      await assert.rejects(analyzer.configure(config), problem);
    });
  }
});
