import assert from "node:assert/strict";
import type { ResourceHookArgs } from "@pulumi/pulumi";
import { createLossGuard } from "../../program/lossGuard.ts";
import { deploy } from "../components/deploy.ts";
import { company, parsed } from "../model/transition/world.ts";

const user = "aws:identitystore/user:User";
const group = "aws:identitystore/group:Group";

/** What the hook says of each deletion, in this order. */
async function ask(limit: number, ...deletions: [type: string, name: string][]) {
  const answers: string[] = [];
  await deploy(async () => {
    const guard = createLossGuard(parsed(company()).configuration, limit);
    for (const [type, name] of deletions) {
      const urn = `urn:pulumi:s::p::${type}::${name}`;
      try {
        await guard.callback({ urn, type, name, id: "1" } as ResourceHookArgs);
        answers.push("");
      } catch (error) {
        answers.push((error as Error).message);
      }
    }
  });
  return answers;
}

describe("the hook against mass loss", () => {
  it("refuses what goes beyond the limit, people and groups together, and names it", async () => {
    const [first, second, third] = await ask(
      2,
      [user, "people/a"],
      [group, "b"],
      [user, "people/c"],
    );
    assert.deepEqual([first, second], ["", ""]);
    assert.match(third ?? "", /3 people, groups and permission sets.*people\/a, b, people\/c/);
    assert.match(third ?? "", /access:limits\.deletions to 3/);
  });

  it("counts a resource once, however often the engine asks", async () => {
    assert.deepEqual(await ask(1, [user, "people/a"], [user, "people/a"]), ["", ""]);
  });

  it("lets go what the program still wants: a replacement, or a destroy on purpose", async () => {
    assert.deepEqual(await ask(0, [user, "people/ada"], [group, "engineers"]), ["", ""]);
  });
});
