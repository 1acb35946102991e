import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const live = resolve(import.meta.dirname, "../../live");

describe("live/", () => {
  for (const file of globSync("**/*.ts", { cwd: live })) {
    it(`knows AWS's SDK and the model, and neither Pulumi nor the program: ${file}`, () => {
      const text = readFileSync(join(live, file), "utf8");
      const imports = [...text.matchAll(/from "([^"]+)"/g)].map(([, path]) => path ?? "");
      const above = file.includes("/") ? "../../" : "../";
      const isAllowed = (path: string) =>
        /^(node:|@aws-sdk\/client-|@smithy\/types$|\.\/)/.test(path) ||
        path.startsWith(`${above}model/`) ||
        (file.includes("/") && /^\.\.\/\w+\.ts$/.test(path));
      assert.deepEqual(
        imports.filter((path) => !isAllowed(path)),
        [],
      );
    });
  }
});
