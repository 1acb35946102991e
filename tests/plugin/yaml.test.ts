import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { EngineProject, skipWithoutPulumi } from "../support/engine.ts";

const root = resolve(import.meta.dirname, "../..");
const host = "pulumi-language-yaml";

const [, example = ""] =
  /## YAML[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
    readFileSync(join(root, "docs/components.md"), "utf8"),
  ) ?? [];

describe("the package in a YAML program, on the real engine", () => {
  let project: EngineProject;

  before(function () {
    skipWithoutPulumi(this);
    const folders = [...(process.env.PATH ?? "").split(delimiter), join(homedir(), ".pulumi/bin")];
    const folder = folders.find((one) => existsSync(join(one, host)));
    if (folder === undefined) {
      console.log(`      skipped: no ${host} on PATH or in ~/.pulumi/bin`);
      this.skip();
    }
    process.env.PATH = [process.env.PATH, folder].join(delimiter);
    project = new EngineProject("");
    const plugins = `plugins:
  providers:
    - { name: aws, path: ${join(root, "sandbox/aws")} }
    - { name: awsx, path: ${join(root, "sandbox/awsx")} }
`;
    const program = example
      .replace("PATH/TO/identity-center", root)
      .replace("accounts: [management]", "accounts: [acme-management]")
      .replace("name: company", "name: sandbox-test");
    project.write(`${program}${plugins}`, "Pulumi.yaml");
  });
  after(() => project?.remove());

  it("is the product: everything is made, a second preview changes nothing, the guard holds", () => {
    const up = project.run(["up", "--yes"]);
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /AccountAssignment administrators\/administrator\/000000000001/);
    const preview = project.preview();
    assert.equal(preview.code, 0, preview.output);
    const destroy = project.run(["destroy", "--yes", "--skip-preview", "--run-program"]);
    assert.notEqual(destroy.code, 0);
    assert.match(destroy.output, /nobody could administer Identity Center/);
  });
});
