import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EngineProject, skipWithoutPulumi } from "../support/engine.ts";
import { leaveLanguageHost, useLanguageHost } from "./languageHost.ts";

const root = resolve(import.meta.dirname, "../..");

const [, example = ""] =
  /## YAML[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
    readFileSync(join(root, "docs/components.md"), "utf8"),
  ) ?? [];

const retrySeconds = "IDENTITY_CENTER_RETRY_SECONDS";

describe("the package in a YAML program, on the real engine", () => {
  const projects: EngineProject[] = [];

  /** A project with this Pulumi.yaml, against the sandbox. */
  async function projectOf(program: string): Promise<EngineProject> {
    const project = await EngineProject.create("");
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
    useLanguageHost(this, ["pulumi-language-yaml"]);
    process.env[retrySeconds] = "0.01";
  });
  after(() => {
    leaveLanguageHost();
    delete process.env[retrySeconds];
    for (const project of projects) project.remove();
  });

  it("is the product: what passes is tried again, everything is made, the guards hold", async () => {
    const project = await projectOf(example);
    const faults = ["CreateGroup", "AttachManagedPolicyToPermissionSet"].map((operation) => ({
      ...{ operation, error: "Throttling", times: 1 },
    }));
    const up = await project.run(["up", "--yes"], { faults: JSON.stringify(faults) });
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /administrators: create met a passing error, try 2 of 9/);
    assert.match(up.output, /administrator-managed: create met a passing error, try 2 of 9/);
    assert.match(up.output, /AccountAssignment administrators\/administrator\/000000000001/);
    const preview = await project.preview();
    assert.equal(preview.code, 0, preview.output);
    const destroy = await project.run(["destroy", "--yes", "--skip-preview", "--run-program"]);
    assert.notEqual(destroy.code, 0);
    assert.match(destroy.output, /nobody could administer Identity Center/);
    const resources = /^ {2}access:$[\s\S]*?^(?=outputs:)/m;
    const center =
      "  center: { type: identity-center:IdentityCenter, properties: { region: eu-west-1 } }\n";
    const program = readFileSync(join(project.directory, "Pulumi.yaml"), "utf8");
    project.write(
      program.replace(resources, center).replace(/^outputs:\n.*\n/m, ""),
      "Pulumi.yaml",
    );
    const dropped = await project.run(["up", "--yes", "--skip-preview"]);
    assert.notEqual(dropped.code, 0);
    assert.match(dropped.output, /"keep-most-of-it" failed: .* was made of a configuration/);
    assert.doesNotMatch(dropped.output, /\d+ deleted/);
  });

  it("says in the words of its input what to do about an error that stays", async () => {
    const { code, output } = await (
      await projectOf(
        // Stack dev's organization has a group of this name.
        example.replace("          administrators:\n", "          security:\n"),
      )
    ).up();
    assert.notEqual(code, 0);
    assert.match(
      output,
      /find the one that is there with existing: true.*pulumi import aws:identitystore\/group:Group security d-/,
    );
  });

  it("says what is wrong with a configuration, without the package's own stack", async () => {
    const { code, output } = await (
      await projectOf(example.replace("familyName: Lovelace, ", ""))
    ).preview();
    assert.notEqual(code, 0);
    assert.match(output, /configuration\.people\.ada\.familyName: is missing/);
    assert.doesNotMatch(output, /^\s+at |Error: Access/m);
    const told = output.split("\n").filter((line) => /^ *error: .*familyName/.test(line));
    assert.equal(told.length, 1, output);
  });

  it("says that one provider of the package is enough, where a program has two", async () => {
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
    const { code, output } = await (await projectOf(program)).preview();
    assert.notEqual(code, 0);
    assert.match(output, /this program has several providers of the package identity-center/);
    assert.doesNotMatch(output, /^\s+at |unhandled exception/m);
  });

  it("deletes the people of a component that the program drops, where it keeps another component", async () => {
    const head = example.slice(0, example.indexOf("resources:"));
    const center = `${head}resources:
  center: { type: identity-center:IdentityCenter, properties: { region: eu-west-1 } }
`;
    const project = await projectOf(`${center}  crew:
    type: identity-center:People
    properties:
      identityStoreId: "\${center.identityStoreId}"
      region: eu-west-1
      people: { ada: { userName: ada, givenName: Ada, familyName: Lovelace, email: ada@example.com } }
`);
    const up = () => project.run(["up", "--yes", "--skip-preview"]);
    const made = await up();
    assert.equal(made.code, 0, made.output);
    project.write(
      readFileSync(join(project.directory, "Pulumi.yaml"), "utf8").replace(
        / {2}crew:[\s\S]*(?=^plugins:)/m,
        "",
      ),
      "Pulumi.yaml",
    );
    const dropped = await up();
    assert.equal(dropped.code, 0, dropped.output);
    assert.match(dropped.output, /User crew\/ada deleted/);
  });
});
