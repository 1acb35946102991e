import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { PlanFile } from "../../../commands/deploy/planFile.ts";
import { type Walk, walk } from "../../../commands/up/walk.ts";
import type { PlanReport } from "../../../model/transition/plan/planReport.ts";

const reason = { path: "access:groups.a.members", text: "b joins a later" };

function plan(updates: number): PlanReport {
  const left = Array.from({ length: updates - 1 }, () => [reason]);
  return { updates: [...left, []], gained: [], lost: [], accounts: {} };
}

/** Walks a plan of two updates; each run says how many there were, or fails before it could tell. */
async function walked(...runs: readonly (number | "fails" | "says nothing")[]) {
  const file = new PlanFile();
  const lines: string[] = [];
  const left = [...runs];
  try {
    const up = async ({ IDENTITY_CENTER_PLAN: path }: Readonly<Record<string, string>>) => {
      const run = left.shift() ?? 2;
      if (run === "says nothing") return 0;
      if (run === "fails") return 1;
      writeFileSync(path as string, JSON.stringify(plan(run)));
      return 0;
    };
    const ended: Walk = await walk(plan(2), file, up, (line) => lines.push(line));
    return { ended, lines };
  } finally {
    file.remove();
  }
}

describe("the walk through a plan", () => {
  it("ends with the update that leaves nothing", async () => {
    const { ended, lines } = await walked(2, 1);
    assert.deepEqual(ended, { ended: "done", updates: 2 });
    assert.deepEqual(lines, ["update 1 of 2", "update 2 of 2"]);
  });

  it("takes another update where there is more to do than at first", async () => {
    assert.deepEqual((await walked(2, 2, 1)).ended, { ended: "done", updates: 3 });
  });

  it("stops where an update fails", async () => {
    const failed = { ended: "failed", update: 2, code: 1 };
    assert.deepEqual((await walked(2, "fails")).ended, failed);
  });

  it("stops where an update didn't come as far as its plan", async () => {
    const failed = { ended: "failed", update: 1, code: 1 };
    assert.deepEqual((await walked("says nothing")).ended, failed);
  });

  it("stops where the plan gets no shorter", async () => {
    assert.deepEqual((await walked()).ended, { ended: "endless", updates: 5 });
  });
});
