import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const PACK = new URL("../../policies/index.js", import.meta.url);

describe("the policy pack on an older Node.js", () => {
  for (const version of ["20.20.2", "22.17.1"]) {
    it(`says in one line, and nothing else, that ${version} can't run it`, () => {
      const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" }); import("${PACK}");`;
      const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", pretend], {
        encoding: "utf8",
      });
      assert.deepEqual([status, stdout], [1, ""]);
      assert.equal(
        stderr,
        `this policy pack needs Node.js 22.18 or later, but runs on ${version}; put a later one first on PATH\n`,
      );
    });
  }
});
