import assert from "node:assert/strict";
import { mock } from "node:test";
import { withProgress } from "../../../commands/cli/progress.ts";

describe("progress of long work", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
  afterEach(() => mock.timers.reset());

  /** What is written in half a minute, and after the work's end. */
  async function said(isTTY: boolean, fails = false): Promise<string[]> {
    const written: string[] = [];
    const out = { isTTY, write: (text: string) => written.push(text) };
    const work = withProgress(
      "starting",
      async (progress) => {
        mock.timers.tick(9_999);
        if (!isTTY) assert.deepEqual(written, [], "short work says nothing");
        mock.timers.tick(1);
        progress.now("120 resources");
        for (let second = 0; second < 20; second++) mock.timers.tick(1_000);
        if (fails) throw new Error("failed");
      },
      out,
    );
    await (fails ? assert.rejects(work, /failed/) : work);
    mock.timers.tick(60_000);
    return written;
  }

  it("is a line every ten seconds without a terminal, and none after its end", async () => {
    const lines = ["starting, 10 s …\n", "120 resources, 20 s …\n", "120 resources, 30 s …\n"];
    assert.deepEqual(await said(false), lines);
    assert.deepEqual(await said(false, true), lines, "when the work fails, too");
  });

  it("is one line of a terminal that is gone at the end", async () => {
    const written = await said(true);
    assert.ok(written.includes("120 resources, 30 s"));
    assert.ok(written.every((text) => !text.includes("\n")));
    assert.equal(written.at(-1), "\r\u001b[K");
  });
});
