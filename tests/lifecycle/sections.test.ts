import assert from "node:assert/strict";
import fc from "fast-check";
import { isChange } from "../../sandbox/world/gate.ts";
import type { StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { failing } from "./faults.ts";
import { ALIKE, acmeWith, SECTIONS, type Section } from "./sectionsOn.ts";
import { differences, type There, there } from "./there.ts";

/** What stays when a section is switched off, and why. */
const STAYS: Readonly<Record<string, RegExp>> = {
  "the record of what was done: no program empties it": /^\+ storage bucket\w*\|audit-trail-/,
  "another trail may rest on it by now":
    /^~ organization organization .*"trustedServices":\["sso[^\]]*stacksets[^\]]*","cloudtrail.amazonaws.com"\]/,
  "log files that were written can't be read without it":
    /^\+ storage key\|.*"Encrypts the log files of the organization's audit trail"/,
  "what AWS Config wrote is history": /^\+ storage bucket\w*\|detection-config-history-/,
};

/** Reasons for what is left; what there is none for stands as it is. */
function leftOf(before: There, deployment: Deployment): string[] {
  const after = there(deployment.journal);
  const left = differences(before, after).map((one) => {
    const row = `${one} ${JSON.stringify(after.get(one.slice(2)))}`;
    const [reason = row] = Object.entries(STAYS).find(([, of]) => of.test(row)) ?? [];
    return reason;
  });
  return [...new Set(left)].sort();
}

/** The sections with alarms of each shape once. */
function withFewerAlarms(
  sections: readonly Section[],
  edit: (config: StackConfig) => void = () => {},
): StackConfig {
  return acmeWith(sections, (config) => {
    const alarms = config["access:alarms"];
    if (alarms) alarms.without = ALIKE;
    edit(config);
  });
}

describe("all that guards and watches over the organization, on the real engine", function () {
  needsPulumi(this);

  it("changes nothing the second time, goes in any order, leaves what must stay, comes back and is destroyed", async () => {
    const orders = fc.shuffledSubarray([...SECTIONS], { minLength: SECTIONS.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const deployment = Deployment.create();
        const up = async (sections: readonly Section[]) => {
          const run = await deployment.up(withFewerAlarms(sections));
          assert.ok(run.ok, run.said);
          return run;
        };
        const elsewhere = withFewerAlarms(SECTIONS, (config) => {
          config["access:identityCenter"].administratorsElsewhere = "the identity provider";
          delete config["access:groups"].administrators?.administrators;
        });
        try {
          deployment.call("DescribeOrganization", {});
          const untouched = there(deployment.journal);
          await up([]);
          const before = there(deployment.journal);
          await up(order);
          const { steps, history } = await up(order);
          assert.deepEqual(steps, []);
          assert.deepEqual(
            history.filter(({ operation }) => isChange(operation)),
            [],
          );
          for (let off = 1; off <= order.length; off++) await up(order.slice(off));
          assert.deepEqual(leftOf(before, deployment), Object.keys(STAYS).sort());
          await up(order);
          assert.deepEqual((await up(order)).steps, []);

          await deployment.up(elsewhere);
          const end = await deployment.destroyed(elsewhere);
          assert.ok(end.ok, end.said);
          assert.deepEqual(leftOf(untouched, deployment), Object.keys(STAYS).sort());
        } finally {
          deployment.remove();
        }
      }),
      { numRuns: 1 },
    );
  });

  it("takes into the state what lost answers left of policy, attachment and delegated administrator", async () => {
    const deployment = Deployment.create();
    const config = acmeWith(["delegatedAdministration", "rootGuardrails"]);
    const lost = failing(
      ["CreatePolicy", "AttachPolicy", "RegisterDelegatedAdministrator"],
      "TIMEOUT",
      1,
    );
    try {
      // Each update that heard nothing ends there: the next one meets what it left.
      let last: Run | undefined;
      for (let tries = 0; tries <= lost.length && !last?.ok; tries++) {
        last = (await deployment.planned(config, { faults: lost })).at(-1);
      }
      assert.ok(last?.ok, last?.said);
      assert.deepEqual((await deployment.up(config)).steps, []);
      const policies = [...there(deployment.journal).keys()].filter((row) =>
        row.startsWith("organizationPolicies "),
      );
      // FullAWSAccess and the organization's own are the others.
      assert.equal(policies.length, 3);
    } finally {
      deployment.remove();
    }
  });
});
