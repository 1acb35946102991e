import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../policies/pack.ts";
import { exampleResources } from "../support/awsProgram.ts";
import { PACK, Pack } from "./stack.ts";

/** The first TypeScript block below a heading of a rule's page. */
function example(page: string, heading: string): string {
  const section = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  return /```ts\n([\s\S]*?)```/.exec(section)?.[1] ?? assert.fail(`there is no example ${heading}`);
}

describe("the examples in the documentation of the rules", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const { id } of rules) {
    const page = () => readFileSync(path.join(PACK, "../docs/policies", `${id}.md`), "utf8");

    it(`${id}: what the page says fails is found`, async () => {
      const resources = await exampleResources(example(page(), "Fails"));
      const found = await pack.judge(id, resources);
      const faults = found.filter(({ message }) => message.includes("\nwanted: "));
      assert.ok(faults.length > 0, `nothing found, or doubts only: ${JSON.stringify(found)}`);
    });

    it(`${id}: what the page says passes gives no finding, of no rule that stops an update`, async () => {
      const resources = await exampleResources(example(page(), "Passes"));
      const found = await pack.judgeAll(resources);
      const wrong = found.filter(
        (one) => one.policy === id || one.enforcementLevel === "mandatory",
      );
      assert.deepEqual(
        wrong.map(({ policy, urn, message }) => `${policy} ${urn}\n${message}`),
        [],
      );
    });
  }
});
