import assert from "node:assert/strict";
import {
  parseStackFile,
  programConfiguration,
  toStackFile,
} from "../../../commands/stack/stackFile.ts";
import { needsPulumi } from "../../lifecycle/deployment.ts";
import { Project, smallStack } from "../project.ts";

const SETS =
  "    administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }\n    reader: { managedPolicies: [job-function/ViewOnlyAccess] }\n";

/** A stack whose permission sets and Region stand in Pulumi.yaml. */
const stack = smallStack((yaml) =>
  yaml.replace(`  access:permissionSets:\n${SETS}`, "").replace("  aws:region: eu-west-1\n", ""),
);

/** Pulumi.yaml with the rest of it, and sets edited. */
const project = (before: string, edit: (yaml: string) => string = (yaml) => yaml) =>
  before.replace(
    /^config:\n/m,
    `config:\n  aws:region: eu-west-1\n  access:permissionSets:\n    value:\n${edit(SETS).replace(/^ {4}/gm, "      ")}`,
  );

describe("what Pulumi.yaml says of all stacks", () => {
  const read = (config: string, yaml = stack) =>
    toStackFile("small", yaml, undefined, `name: identity-center\nconfig:\n${config}`);

  it("is taken for each key that the stack file doesn't have, as Pulumi writes such values", () => {
    const { config } = read(
      [
        "  aws:region: eu-west-1",
        "  aws:allowedAccountIds: ['000000000001']",
        "  access:limits: { value: { deletions: 7 } }",
        "  access:groups: { value: {} }",
        "  access:doctor: doctor.yaml",
        "  access:alarms:",
        "  own: { default: 1 }",
      ].join("\n"),
    );
    assert.equal(config["aws:region"], "eu-west-1");
    assert.deepEqual(config["aws:allowedAccountIds"], ["000000000001"]);
    assert.deepEqual(config["access:limits"], { deletions: 7 });
    assert.ok(Object.keys(config["access:groups"] as object).includes("readers"));
    assert.equal(config["access:doctor"], "doctor.yaml");
    assert.ok(!("access:alarms" in config || "own" in config));
    const empty = read("  access:limits: { value: { deletions: 7 } }", "config:\n  access:limits:");
    assert.equal(empty.config["access:limits"], null);
  });

  it("is the same to the program as in the stack file, and its mistakes stand in Pulumi.yaml", () => {
    const whole = toStackFile("small", smallStack());
    const parts = toStackFile("small", stack, undefined, project("config:\n"));
    assert.deepEqual(
      new Map(Object.entries(programConfiguration(parts))),
      new Map(Object.entries(programConfiguration(whole))),
    );
    assert.deepEqual(parseStackFile(parts).configuration, parseStackFile(whole).configuration);
    const slip = (yaml: string) => yaml.replace("managedPolicies: [job", "managedPolices: [job");
    const told = parseStackFile(toStackFile("small", stack, undefined, project("config:\n", slip)));
    const [problem] = told.problems.filter(({ path }) => path.includes("reader"));
    assert.equal(problem?.place, "Pulumi.yaml:6");
    const zero = "  access:limits: { value: { deletions: 0400 } }";
    const first = parseStackFile(read(zero)).problems.find(({ message }) => /0400/.test(message));
    assert.equal(first?.place, "Pulumi.yaml:3");
  });
});

describe("commands, where sections stand in Pulumi.yaml", function () {
  this.timeout(300_000);
  let made: Project;
  before(() => {
    made = new Project();
    made.delete("Pulumi.dev.yaml");
    made.write("Pulumi.small.yaml", stack);
  });
  after(async () => await made?.remove());
  const pulumiYaml = () => made.read("Pulumi.yaml");

  it("preview offline what they say, and tell where a mistake stands", async () => {
    const before = pulumiYaml();
    made.write("Pulumi.yaml", project(before));
    const args = ["--stack", "small"];
    const good = await made.run("previewOffline", args);
    assert.equal(good.code, 0, good.stdout + good.stderr);
    assert.doesNotMatch(good.stdout, /permissionSets|aws:region/);
    assert.match(good.stdout, /reader/);
    made.write(
      "Pulumi.yaml",
      project(before, (yaml) => yaml.replace("ViewOnlyAccess", "ViewOnlyAcces")),
    );
    const bad = await made.run("previewOffline", args);
    const line =
      pulumiYaml()
        .split("\n")
        .findIndex((text) => text.includes("ViewOnlyAcces]")) + 1;
    assert.ok(bad.stdout.includes(`Pulumi.yaml:${line}: `), bad.stdout);
    made.write("Pulumi.yaml", before);
  });
});

describe("Pulumi's engine, where sections stand in Pulumi.yaml", function () {
  needsPulumi(this);
  let made: Project;
  before(() => {
    made = new Project();
    made.write("Pulumi.small.yaml", stack);
  });
  after(async () => await made?.remove());
  const pulumiYaml = () => made.read("Pulumi.yaml");

  it("deploys them to the sandbox, and tells where a mistake stands", async () => {
    const before = pulumiYaml();
    made.write("Pulumi.yaml", project(before));
    const { code, stdout, stderr } = await made.runWithPulumi("start", ["--stack", "small"]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /2 permission sets: administrator, reader/);
    made.write(
      "Pulumi.yaml",
      project(before, (yaml) => yaml.replace("ViewOnlyAccess", "ViewOnlyAcces")),
    );
    const line =
      pulumiYaml()
        .split("\n")
        .findIndex((text) => text.includes("ViewOnlyAcces]")) + 1;
    const bad = await made.runWithPulumi("sandbox", ["--stack", "small", "preview"]);
    assert.notEqual(bad.code, 0);
    assert.ok((bad.stdout + bad.stderr).includes(`Pulumi.yaml:${line}: `), bad.stdout + bad.stderr);
    made.write("Pulumi.yaml", before);
  });
});
