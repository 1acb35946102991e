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
  const projects: EngineProject[] = [];

  /** A project with this Pulumi.yaml, against the sandbox. */
  function projectOf(program: string): EngineProject {
    const project = new EngineProject("");
    projects.push(project);
    const plugins = `plugins:
  providers:
    - { name: aws, path: ${join(root, "sandbox/aws")} }
    - { name: awsx, path: ${join(root, "sandbox/awsx")} }
`;
    const text = program
      .replace("PATH/TO/identity-center", root)
      .replace("accounts: [management]", "accounts: [acme-management]")
      .replace("name: company", "name: sandbox-test");
    project.write(`${text}${plugins}`, "Pulumi.yaml");
    return project;
  }

  before(function () {
    skipWithoutPulumi(this);
    const folders = [...(process.env.PATH ?? "").split(delimiter), join(homedir(), ".pulumi/bin")];
    const folder = folders.find((one) => existsSync(join(one, host)));
    if (folder === undefined) {
      console.log(`      skipped: no ${host} on PATH or in ~/.pulumi/bin`);
      this.skip();
    }
    process.env.PATH = [process.env.PATH, folder].join(delimiter);
  });
  after(() => {
    for (const project of projects) project.remove();
  });

  it("is the product: everything is made, a second preview changes nothing, the guard holds", () => {
    const project = projectOf(example);
    const up = project.run(["up", "--yes"]);
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /AccountAssignment administrators\/administrator\/000000000001/);
    const preview = project.preview();
    assert.equal(preview.code, 0, preview.output);
    const destroy = project.run(["destroy", "--yes", "--skip-preview", "--run-program"]);
    assert.notEqual(destroy.code, 0);
    assert.match(destroy.output, /nobody could administer Identity Center/);
  });

  it("says what is wrong with a configuration, without the package's own stack", () => {
    const { code, output } = projectOf(example.replace("familyName: Lovelace, ", "")).preview();
    assert.notEqual(code, 0);
    assert.match(output, /configuration\.people\.ada\.familyName: is missing/);
    assert.doesNotMatch(output, /^\s+at |Error: Access/m);
  });

  it("says that one provider of the package is enough, where a program has two", () => {
    const head = example.slice(0, example.indexOf("resources:"));
    const set = (name: string) => `  ${name}-provider: { type: pulumi:providers:identity-center }
  ${name}:
    type: identity-center:PermissionSet
    properties:
      instanceArn: arn:aws:sso:::instance/ssoins-0000000000000000
      region: eu-west-1
      managedPolicies: [ReadOnlyAccess]
    options: { provider: "\${${name}-provider}" }
`;
    const program = `${head}resources:\n${set("first")}${set("second")}`;
    const { code, output } = projectOf(program).preview();
    assert.notEqual(code, 0);
    assert.match(output, /this program has several providers of the package identity-center/);
    assert.doesNotMatch(output, /^\s+at |unhandled exception/m);
  });

  it("deletes the people of a component that the program drops, where it keeps another component", () => {
    const head = example.slice(0, example.indexOf("resources:"));
    const center = `${head}resources:
  center: { type: identity-center:IdentityCenter, properties: { region: eu-west-1 } }
`;
    const project = projectOf(`${center}  crew:
    type: identity-center:People
    properties:
      identityStoreId: "\${center.identityStoreId}"
      region: eu-west-1
      people: { ada: { userName: ada, givenName: Ada, familyName: Lovelace, email: ada@example.com } }
`);
    const up = () => project.run(["up", "--yes", "--skip-preview"]);
    const made = up();
    assert.equal(made.code, 0, made.output);
    project.write(
      readFileSync(join(project.directory, "Pulumi.yaml"), "utf8").replace(
        / {2}crew:[\s\S]*(?=^plugins:)/m,
        "",
      ),
      "Pulumi.yaml",
    );
    const dropped = up();
    assert.equal(dropped.code, 0, dropped.output);
    assert.match(dropped.output, /User crew\/ada deleted/);
  });
});
