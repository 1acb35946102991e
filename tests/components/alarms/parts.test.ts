import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
  eventPattern,
  filterPattern,
  MAX_EVENT_PATTERN,
  MAX_FILTER_PATTERN,
} from "../../../components/alarms/events.ts";
import { partsOf } from "../../../components/alarms/parts.ts";
import { alarmNames } from "../../../model/schema/alarms.ts";

/** Names of 1 to as many characters as the stack file takes, each another. */
const names = fc
  .array(fc.oneof(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 4, max: 512 })), {
    maxLength: 60,
  })
  .map((lengths) => lengths.map((length, index) => `${index}`.padEnd(length, "n")));
const ids = fc.nat({ max: 15 }).map((count) => Array.from({ length: count }, (_, i) => `g-${i}`));

describe("the parts of an alarm", () => {
  it("each are as short as AWS takes them, and name everything once", async () => {
    await fc.assert(
      fc.asyncProperty(ids, ids, names, names, async (groups, sets, roles, users) => {
        const args = {
          ...{ accountId: "111122223333", region: "eu-west-1", emails: ["a@example.com"] },
          administratorGroupIds: groups.map((id) => pulumi.output(id.padEnd(47, "x"))),
          administratorPermissionSetArns: sets.map((id) => pulumi.output(id.padEnd(100, "x"))),
          emergencyRoles: roles,
          emergencyUsers: users,
        };
        const told = { administrators: "", "emergency-access": "" } as Record<string, string>;
        for (const alarm of alarmNames) {
          for (const { events, kinds } of partsOf(alarm, args)) {
            const known = await promised(events);
            assert.equal(known.length, kinds);
            const pattern = eventPattern(known);
            assert.ok(pattern.length <= MAX_EVENT_PATTERN, `${alarm}: ${pattern.length}`);
            for (const one of known) {
              const filter = filterPattern([one]);
              assert.ok(filter.length <= MAX_FILTER_PATTERN, `${alarm}: ${filter.length}`);
            }
            told[alarm] += pattern;
          }
        }
        const once = (text: string, alarm: string, times: number) =>
          assert.equal((told[alarm] ?? "").split(text).length - 1, times, text);
        for (const id of groups) once(`"${id.padEnd(47, "x")}"`, "administrators", 3);
        for (const id of sets) once(`"${id.padEnd(100, "x")}"`, "administrators", 1);
        for (const role of roles) once(`:role/${role}"`, "emergency-access", 2);
        for (const user of users) once(`"${user}"`, "emergency-access", 1);
      }),
      { numRuns: 100 },
    );
  });
});

function promised<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((value) => resolve(value as T)));
}
