import assert from "node:assert/strict";
import fc from "fast-check";
import { isChange } from "../../sandbox/world/gate.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { acmeWith, SECTIONS, type Section } from "./sectionsOn.ts";
import { differences, type There, there } from "./there.ts";

/** What stays when a section is switched off, and why. */
const STAYS: Readonly<Record<string, RegExp>> = {
  "the record of what was done: no program empties it": /^\+ storage bucket\w*\|audit-trail-/,
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

describe("all that guards and watches over the organization, on the real engine", function () {
  needsPulumi(this);

  it("changes nothing the second time, goes in any order, leaves what must stay, comes back and is destroyed", async () => {
    const orders = fc.shuffledSubarray([...SECTIONS], { minLength: SECTIONS.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const deployment = Deployment.create();
        const up = async (sections: readonly Section[]) => {
          const run = await deployment.up(acmeWith(sections));
          assert.ok(run.ok, run.said);
          return run;
        };
        const elsewhere = acmeWith(SECTIONS, (config) => {
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
});
