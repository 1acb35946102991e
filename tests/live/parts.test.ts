import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { Budget, SSO_ADMIN_CALLS } from "../../live/budget.ts";
import { inTurn } from "../../live/inTurn.ts";
import { allPages } from "../../live/pages.ts";
import { type Status, Steps, statusText } from "../../live/progress.ts";
import { regionsBeside } from "../../live/regions.ts";
import { regions } from "../../model/schema/regions.ts";
import { TestClock } from "../sandbox/testClock.ts";

describe("the budget of calls", () => {
  it("never lets more through in a second than AWS takes, whatever asks at once, and no fewer", async () => {
    const pauses = fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 80 });
    const property = fc.asyncProperty(pauses, async (delays) => {
      const clock = new TestClock();
      const budget = new Budget(SSO_ADMIN_CALLS, clock);
      const made: number[] = [];
      await Promise.all(
        delays.map(async (delay) => {
          await clock.sleep(delay);
          await budget.take();
          made.push(clock.now());
        }),
      );
      made.sort((one, other) => one - other);
      for (const at of made) {
        const within = made.filter((other) => other >= at && other < at + 999);
        assert.ok(within.length <= SSO_ADMIN_CALLS, String(within));
      }
      const last = made.at(-1) ?? 0;
      assert.ok(last <= 300 + (delays.length * 1000) / SSO_ADMIN_CALLS, String(last));
    });
    await fc.assert(property, { numRuns: 50 });
    assert.equal(SSO_ADMIN_CALLS, 20);
  });
});

describe("pages", () => {
  it("are read to the end, empty ones too, and not for ever", async () => {
    const pages = [[], [1, 2], [], [3]];
    const ask = async (token: string | undefined) => {
      const at = Number(token ?? 0);
      return { items: pages[at] ?? [], NextToken: at < 3 ? String(at + 1) : "" };
    };
    assert.deepEqual(await allPages(ask, ({ items }) => items), [1, 2, 3]);
    const endless = async () => ({ items: [1], NextToken: "again" });
    await assert.rejects(
      allPages(endless, ({ items }) => items),
      /same page token twice/,
    );
  });
});

describe("work in turn", () => {
  it("keeps the order, so many at once, and stops at a failure when what was begun has ended", async () => {
    const items = Array.from({ length: 30 }, (_, index) => index);
    let [running, most, ended] = [0, 0, 0];
    const work = async (item: number) => {
      most = Math.max(most, ++running);
      await new Promise((done) => setImmediate(done));
      running--;
      ended++;
      if (item === 7) throw new Error("seven");
      return item * 2;
    };
    const even = items.filter((item) => item !== 7);
    assert.deepEqual(
      await inTurn(even, 4, work),
      even.map((item) => item * 2),
    );
    assert.equal(most, 4);
    ended = 0;
    await assert.rejects(inTurn(items, 4, work), /seven/);
    assert.equal(running, 0);
    assert.ok(ended < 13, String(ended));
  });
});

describe("progress", () => {
  it("says what, how many of how many, and how long still", async () => {
    const clock = new TestClock();
    const said: string[] = [];
    const report = (status: Status) => said.push(statusText(status));
    const steps = new Steps(report, "permission sets", 1200, { secondsEach: 0.4, clock });
    for (let count = 0; count < 10; count++) {
      await clock.sleep(1000);
      steps.step();
    }
    assert.equal(said[0], "permission sets: 0 of 1,200, about 8 min left");
    assert.equal(said.at(-1), "permission sets: 10 of 1,200, about 20 min left");
    new Steps(report, "tags", 3, { clock });
    assert.equal(said.at(-1), "tags: 0 of 3");
    assert.equal(
      statusText({ what: "people", done: 100, counted: "people" }),
      "people (100 people so far)",
    );
    assert.equal(
      statusText({ what: "groups", done: 0, of: 2, secondsLeft: 4 }),
      "groups: 0 of 2, about 4 s left",
    );
  });
});

describe("AWS's Regions", () => {
  it("are those that its SDK knows", () => {
    const core = dirname(createRequire(import.meta.url).resolve("@aws-sdk/core/package.json"));
    const file = join(core, "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js");
    const names = [...readFileSync(file, "utf8").matchAll(/^ {16}"([a-z]+(?:-[a-z]+)+-\d)": \{/gm)];
    assert.deepEqual([...regions].sort(), names.map(([, name]) => name).sort());
    assert.ok(!regionsBeside("eu-west-1").some((region) => /^(cn|us-gov)-/.test(region)));
    assert.ok(regionsBeside("cn-north-1").every((region) => region.startsWith("cn-")));
  });
});
