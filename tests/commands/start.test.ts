import assert from "node:assert/strict";
import { Project, smallStack } from "./project.ts";

describe("npm start without a Pulumi CLI", () => {
  let project: Project;
  before(() => {
    project = new Project();
  });
  after(() => project.remove());

  it("says so, and shows what would be deployed, who gets what and what to do next", async () => {
    const { code, stdout, stderr } = await project.run("start");
    assert.equal(code, 0, stdout + stderr);
    assert.match(
      stdout,
      /^Deploying stack dev to the sandbox in this process: there is no Pulumi CLI on PATH or in ~\/\.pulumi\.$/m,
    );
    assert.match(
      stdout,
      /^── resources: \d+ created; without the engine every run is the first one/m,
    );
    assert.match(stdout, /^✓ \d+ policies, nothing found$/m);
    assert.match(stdout, /^ada .*\+ C$/m);
    assert.match(stdout, /sign in at https:\/\/d-\w{10}\.awsapps\.com\/start$/m);
    assert.match(stdout, /^1\. Change Pulumi\.dev\.yaml/m);
  });

  it("fails when the configuration is wrong, without a word of policies that weren't asked", async () => {
    project.write(
      "Pulumi.wrong.yaml",
      smallStack((yaml) => yaml.replace("members: [ada]", "members: [adda]")),
    );
    const { code, stdout } = await project.run("start", ["--stack", "wrong"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^Pulumi\.wrong\.yaml:\d+: error: access:groups\.administrators\.members/m,
    );
    assert.match(stdout, /not deployed: see the errors above/);
    assert.doesNotMatch(stdout, /nothing found|── access/);
  });

  it("fails for a stack without a file", async () => {
    const { code, stderr } = await project.run("start", ["--stack", "prod"]);
    assert.equal(code, 1);
    assert.match(stderr, /^start: Pulumi\.prod\.yaml does not exist; stacks .*\bdev\b/);
  });
});
