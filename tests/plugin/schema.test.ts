import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packageSchema } from "../../commands/package/packageSchema.ts";

const json = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));

describe("the package for every Pulumi language", () => {
  it("has the schema of the components: after a change npm run schema writes it", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(packageSchema())), json("plugin/schema.json"));
  });

  it("installs the npm packages that the project has", () => {
    const { dependencies } = json("package.json");
    for (const [name, version] of Object.entries(json("plugin/package.json").dependencies)) {
      assert.equal(version, dependencies[name], name);
    }
  });
});
