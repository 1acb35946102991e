import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EngineProject, skipWithoutPulumi } from "../support/engine.ts";
import { leaveLanguageHost, path, pulumiHome, skip, useLanguageHost } from "./languageHost.ts";

const root = resolve(import.meta.dirname, "../..");
const hosts = ["pulumi-language-python", "pulumi-language-python-exec"];

const [, example = ""] =
  /## Python[\s\S]*?```python\n([\s\S]*?)```/.exec(
    readFileSync(join(root, "docs/components.md"), "utf8"),
  ) ?? [];

/** Folder of a Python that has Pulumi's SDK. */
function pythonFolder(): string | undefined {
  return [join(pulumiHome, "python/bin"), ...path].find((folder) => {
    const file = join(folder, "python3");
    return (
      existsSync(file) && spawnSync(file, ["-c", "import parver, pulumi, semver"]).status === 0
    );
  });
}

describe("the package in a Python program, on the real engine", () => {
  let project: EngineProject;

  before(async function () {
    skipWithoutPulumi(this);
    const python = pythonFolder();
    if (python === undefined) skip(this, "no Python with pulumi, parver and semver");
    useLanguageHost(this, hosts, python);
    project = await EngineProject.create("");
    project.write(example.replace('["management"]', '["acme-management"]'), "__main__.py");
    project.write(
      `name: sandbox-test
runtime: python
plugins:
  providers:
    - { name: aws, path: ${join(root, "sandbox/aws")} }
    - { name: awsx, path: ${join(root, "sandbox/awsx")} }
    - { name: identity-center, path: ${join(root, "plugin")} }
`,
      "Pulumi.yaml",
    );
    const sdk = ["--language", "python", "--out", "sdk"];
    const schema = join(root, "plugin/schema.json");
    const made = await project.run(["package", "gen-sdk", schema, ...sdk]);
    assert.equal(made.code, 0, made.output);
    // What pip would write when it installs the SDK.
    const metadata = "sdk/python/pulumi_identity_center-0.1.0.dist-info";
    mkdirSync(join(project.directory, metadata));
    project.write(
      "Metadata-Version: 2.1\nName: pulumi_identity_center\nVersion: 0.1.0\n",
      `${metadata}/METADATA`,
    );
    process.env.PYTHONPATH = join(project.directory, "sdk/python");
  });
  after(() => {
    leaveLanguageHost();
    delete process.env.PYTHONPATH;
    project?.remove();
  });

  it("is the product: everything is made, and a second preview changes nothing", async () => {
    const up = await project.run(["up", "--yes"], { own: true });
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /AccountAssignment administrators\/administrator\/000000000001/);
    const preview = await project.preview({ own: true });
    assert.equal(preview.code, 0, preview.output);
  });
});
