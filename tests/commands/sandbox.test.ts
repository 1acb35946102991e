import assert from "node:assert/strict";
import { dirname } from "node:path";
import { findPulumi } from "../../sandbox/pulumiCli.ts";
import { needsPulumi } from "../lifecycle/deployment.ts";
import { Project, smallStack } from "./project.ts";

describe("npm run sandbox", () => {
  let project: Project;
  before(() => {
    project = new Project("emergency");
    project.write("Pulumi.small.yaml", smallStack());
  });
  after(() => project.remove());

  it("says what to do without a Pulumi CLI", async () => {
    const { code, stderr } = await project.run("sandbox", ["preview"]);
    assert.equal(code, 2);
    assert.match(stderr, /^sandbox: there is no Pulumi CLI .*npx pulumi version.*preview:offline/);
  });

  for (const [what, args, message] of [
    ["nothing to run", [], /nothing to run.*\nusage: npm run sandbox/],
    [
      "an option alone",
      ["--bogus"],
      /Unknown option '--bogus'; options of pulumi stand after its command, which is missing: preview, /,
    ],
    [
      "a misspelt option",
      ["--stak=dev"],
      /Unknown option '--stak'; did you mean --stack\? Then what pulumi does: preview, /,
    ],
    [
      "a path's option alone",
      ["--policy-pack", "policies"],
      /Unknown option '--policy-pack'; options of pulumi stand/,
    ],
    ["a stack that is a path", ["--stack", "../x", "up"], /"\.\.\/x" is no name of a stack/],
    ["a stack without a file", ["--stack", "prod", "up"], /Pulumi\.prod\.yaml does not exist/],
  ] as const) {
    it(`ends with 2 for ${what}`, async () => {
      const { code, stderr } = await project.run("sandbox", args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  describe("on the real engine", function () {
    needsPulumi(this);
    const pulumi = () => ({ PATH: dirname(findPulumi() ?? "") });
    const sandbox = (...args: string[]) =>
      project.runWithPulumi("sandbox", ["--stack", "small", ...args]);

    it("works on what npm start deployed, and hands on output and exit code", async () => {
      const started = await project.run("start", ["--stack", "small"], pulumi());
      assert.equal(started.code, 0, started.stdout + started.stderr);
      const args = ["--non-interactive", "--expect-no-changes", "--policy-pack", "policies"];
      const same = await sandbox("preview", ...args);
      assert.equal(same.code, 0, same.stdout + same.stderr);
      assert.match(same.stdout, /identity-center@v\S+ \(local: /);
      const outputs = await sandbox("stack", "output", "--json");
      assert.match(JSON.parse(outputs.stdout).portalUrl, /^https:/);
      const wrong = await sandbox("preview", "--nonsense");
      assert.notEqual(wrong.code, 0);
      assert.match(wrong.stderr, /unknown flag: --nonsense/);
      project.write(
        "Pulumi.small.yaml",
        smallStack((yaml) => yaml.replace("Lovelace", "King")),
      );
      const changed = await sandbox("preview", ...args);
      assert.notEqual(changed.code, 0, changed.stdout);
    });

    it("runs the stack for emergencies with --emergency: deployed, the same again, and gone", async () => {
      const emergency = (...args: string[]) =>
        project.runWithPulumi("sandbox", ["--emergency", ...args]);
      const up = await emergency("up", "--yes", "--non-interactive");
      assert.equal(up.code, 0, up.stdout + up.stderr);
      assert.match(up.stdout, /\+ \d+ created/);
      const outputs = await emergency("stack", "output", "--json");
      assert.deepEqual(Object.keys(JSON.parse(outputs.stdout).roleArns).sort(), [
        "identity-repair",
        "read-only",
      ]);
      const same = await emergency("preview", "--non-interactive", "--expect-no-changes");
      assert.equal(same.code, 0, same.stdout + same.stderr);
      const gone = await emergency("destroy", "--yes", "--non-interactive");
      assert.equal(gone.code, 0, gone.stdout + gone.stderr);
      const left = await emergency("stack", "output", "--json");
      assert.deepEqual(JSON.parse(left.stdout), {});
    });
  });
});
