import assert from "node:assert/strict";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { needsPulumi } from "../../lifecycle/deployment.ts";
import { STANDING_PULUMI } from "../../support/standing/standing.ts";
import { Project } from "../project.ts";

describe("npm run up", function () {
  needsPulumi(this);
  let project: Project;
  before(() => {
    project = new Project();
  });
  after(() => project.remove());

  /** A CLI that notes in a file which commands it runs. */
  const noting = () => {
    const said = join(project.directory, "commands.txt");
    const script = `#!/bin/sh\necho "$1" >> '${said}'\nexec '${STANDING_PULUMI}' "$@"\n`;
    project.write("bin/pulumi", script);
    chmodSync(join(project.directory, "bin", "pulumi"), 0o755);
    return { PATH: [join(project.directory, "bin"), process.env.PATH].join(delimiter), said };
  };
  const up = (flags: readonly string[], environment = {}) =>
    project.runWithPulumi("up", ["--sandbox", ...flags], {
      PATH: noting().PATH,
      IDENTITY_CENTER_RETRY_SECONDS: "0.01",
      ...environment,
    });
  const edit = (...replacements: readonly (readonly [string, string])[]) => {
    const name = "Pulumi.dev.yaml";
    let text = readFileSync(join(project.directory, name), "utf8");
    for (const [from, to] of replacements) {
      assert.ok(text.includes(from), from);
      text = text.replace(from, to);
    }
    project.write(name, text);
  };

  it("deploys, shows a plan, refuses what somebody should look at twice, and walks", async () => {
    // What is tried again leaves something to clear.
    const SANDBOX_FAULTS = JSON.stringify([
      { operation: "ProvisionPermissionSet", error: "Conflict", times: 1 },
    ]);
    const first = await up(["--yes"], { SANDBOX_FAULTS });
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.match(first.stdout, /ada gains identity-administrator in acme-management/);
    assert.match(first.stdout, /One update does it/);
    assert.match(first.stdout, /administrator +ada.*\n(.*\n)*It is the first deployment/);

    edit(["members: [ada]", "members: [ada, grace]"]);
    const refused = await up(["--yes"]);
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /administrator +grace/);
    edit(["members: [ada, grace]", "members: [ada]"]);

    edit(
      ["members: [ada, grace, alan]", "members: [ada, grace, alan, katherine]"],
      [
        '{ permissionSet: read-only, accounts: [payments-prod], until: "2027-03-31" }',
        "{ permissionSet: auditor, accounts: [payments-prod] }",
      ],
    );
    project.delete("commands.txt");
    const walked = await up(["--yes"]);
    assert.equal(walked.code, 0, walked.stdout + walked.stderr);
    assert.match(walked.stdout, /katherine joins engineers later/);
    assert.match(walked.stdout, /update 2 of 2/);
    assert.match(
      walked.stdout,
      /\+ {2}aws:identitystore:GroupMembership engineers\/katherine create/,
    );
    // One preview more than pulumi up makes of its own: that which must find nothing.
    const ran = readFileSync(noting().said, "utf8")
      .trim()
      .split("\n")
      // For the journal: which backend it is, what the CLI can do, and the state before and after an update.
      .filter((command) => !["whoami", "help", "stack"].includes(command));
    assert.deepEqual(ran, ["preview", "replay-events", "up", "up", "preview"]);
  });
});
