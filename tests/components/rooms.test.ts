import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const components = resolve(import.meta.dirname, "../../components");

describe("the components", () => {
  for (const file of globSync("**/*.ts", { cwd: components })) {
    it(`know nothing of the program and its stack file: ${file}`, () => {
      const text = readFileSync(join(components, file), "utf8");
      const imports = [...text.matchAll(/from "(\.\.?\/[^"]+)"/g)].map(([, path]) =>
        join(dirname(file), path ?? ""),
      );
      assert.deepEqual(
        imports.filter((path) => path.startsWith("..") && !path.startsWith("../model/")),
        [],
      );
      assert.doesNotMatch(text, /\baccess:[a-zA-Z]|existing: true/);
    });
  }
});
