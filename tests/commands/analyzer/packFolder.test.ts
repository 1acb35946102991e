import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packFolder } from "../../../commands/analyzer/packFolder.ts";

describe("the folder of a policy pack", () => {
  const directory = mkdtempSync(join(tmpdir(), "pack-"));
  after(() => rmSync(directory, { recursive: true, force: true }));

  for (const ending of [".js", ".json", ".node"]) {
    it(`is refused beside a file of its name and ${ending}, which Node.js would load in its place`, () => {
      const folder = join(directory, `policies-${ending.slice(1)}`);
      mkdirSync(folder);
      assert.equal(packFolder(folder), folder);
      writeFileSync(folder + ending, "{}");
      assert.throws(
        () => packFolder(`${folder}/`),
        new RegExp(`${ending} stands beside the policy pack policies-.*another name`),
      );
    });
  }
});
