import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPulumi } from "../../sandbox/pulumiCli.ts";
import { needsPulumi } from "../lifecycle/deployment.ts";
import { sampleIn } from "../support/sampleIn.ts";
import { startShape } from "./jsonShapes.ts";
import { Project, smallStack } from "./project.ts";

/** Two lines of access of the readers, of which the second gives nothing more. */
const granting = (accounts: string) => (yaml: string) => {
  const line = "        - { permissionSet: reader, accounts: [prod] }\n";
  return yaml.replace(
    line,
    accounts
      .split(", ")
      .map((one) => line.replace("prod", one))
      .join(""),
  );
};

function assertOnce(text: string, wanted: RegExp): void {
  const lines = text.split("\n").filter((line) => wanted.test(line) || /gives reader/.test(line));
  assert.equal(lines.length, 1, text);
}

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
    assert.match(stdout, /^── first deployment: \d+ created ─+$/m);
    assert.match(stdout, /^ {2}created {3}4 people: ada, alan, grace, katherine$/m);
    assert.match(stdout, /^In the sandbox now: 4 people, 4 groups, .*\d+ others$/m);
    assert.match(stdout, /^✓ \d+ policies, nothing found$/m);
    assert.match(stdout, /^ada .*\+ D$/m);
    assert.match(stdout, /sign in at https:\/\/d-\w{10}\.awsapps\.com\/start$/m);
    assert.match(
      stdout,
      /^1\. .*run npm start again: without a Pulumi CLI it is a first deployment/m,
    );
    assert.doesNotMatch(stdout, /only what you changed|warning|error/);
    const shown = stdout.split("\n");
    const onEngine = /^Deploying stack dev|^── changes: /;
    for (const line of sampleIn("README.md", "With a Pulumi CLI `npm start` prints")) {
      if (!onEngine.test(line)) assert.ok(shown.includes(line), `README.md shows ${line}`);
    }
  });

  it("names the stack that it deployed in the next steps, and everybody's access by account", async () => {
    project.write("Pulumi.small.yaml", smallStack());
    const args = ["--stack", "small", "--access", "account"];
    const { code, stdout } = await project.run("start", args);
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /^1\. Change Pulumi\.small\.yaml and run npm start -- --stack small again:/m,
    );
    assert.match(stdout, /^2\. npm run preview:offline -- --stack small checks/m);
    assert.match(stdout, /^prod \(111111111111\)\n {2}reader through readers: ada$/m);
  });

  it("fails when the configuration is wrong, without deploying", async () => {
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
    assert.match(stdout, /^Nothing was tried, and nothing was changed\.$/m);
    assert.match(stdout, /run npm start -- --stack wrong again\.$/m);
    assert.doesNotMatch(stdout, /nothing found|── access|Deploying|nothing changed|error: error/);
  });

  it("fails when the policy pack is against it", async () => {
    project.write(
      "Pulumi.insecure.yaml",
      smallStack((yaml) => yaml.replace("mode: every-sign-in", "mode: disabled")),
    );
    const { code, stdout } = await project.run("start", ["--stack", "insecure"]);
    assert.equal(code, 1);
    assert.match(stdout, /^ {2}\[mandatory\] identity-center-mfa-attested on identity-center$/m);
    assert.match(stdout, /not deployed: see what the policies say/);
    assert.match(stdout, /^1\. Correct what the mandatory policies above ask for\.$/m);
  });

  it("tells a warning once", async () => {
    project.write("Pulumi.twice.yaml", smallStack(granting("prod, prod")));
    const { code, stdout } = await project.run("start", ["--stack", "twice"]);
    assert.equal(code, 0, stdout);
    assertOnce(stdout, /warning: access:groups\.readers\.access\[1\]: gives reader/);
    const previewed = await project.run("previewOffline", ["--stack", "twice"]);
    assert.equal(previewed.code, 0, previewed.stdout);
    assertOnce(previewed.stdout, /warning: access:groups\.readers\.access\[1\]: gives reader/);
  });

  it("gives everything as JSON, and says what it does beside it", async () => {
    const yaml = smallStack()
      .replace(/( {4}ada: ).*\n/, "$&    alan: { givenName: A, familyName: T }\n")
      .replace(/(readers:\n.*members: \[)ada/, "$1ada, alan");
    project.write("Pulumi.several.yaml", yaml);
    const { code, stdout, stderr } = await project.run("start", ["--stack", "several", "--json"]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stderr, /^Deploying stack several /m);
    const { deployed, engine, problems, changes, access } = startShape.parse(JSON.parse(stdout));
    assert.deepEqual({ deployed, engine }, { deployed: true, engine: null });
    // That there is no organization file.
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ["warning"],
    );
    const what = changes.map((change) => change.what);
    assert.ok(what.includes("person ada") && what.includes("member alan of readers"), stdout);
    const entry = access.find(
      ({ group, account }) => group === "readers" && account === "111111111111",
    );
    assert.deepEqual(entry?.people, ["ada", "alan"]);
    assert.equal(entry?.accountName, "prod");
  });

  it("gives what is wrong as JSON, too", async () => {
    const { code, stdout } = await project.run("start", ["--stack", "wrong", "--json"]);
    assert.equal(code, 1);
    const { deployed, problems } = startShape.parse(JSON.parse(stdout));
    assert.equal(deployed, false);
    assert.match(problems[0]?.place ?? "", /^Pulumi\.wrong\.yaml:\d+$/);
  });

  it("fails for a stack without a file", async () => {
    const { code, stderr } = await project.run("start", ["--stack", "prod"]);
    assert.equal(code, 1);
    assert.match(stderr, /^start: Pulumi\.prod\.yaml does not exist; stacks .*\bdev\b/);
  });
});

describe("npm start on the real engine", function () {
  needsPulumi(this);
  let project: Project;
  before(() => {
    project = new Project();
  });
  after(() => project.remove());

  const write = (edit?: (yaml: string) => string) =>
    project.write("Pulumi.small.yaml", smallStack(edit));
  const start = (environment = {}, ...args: string[]) =>
    project.runWithPulumi("start", ["--stack", "small", ...args], {
      IDENTITY_CENTER_RETRY_SECONDS: "0.01",
      ...environment,
    });
  const moved = (yaml: string) =>
    yaml
      .replace("Lovelace", "King")
      .replace("reader: {", "reader: { sessionDuration: PT2H,")
      .replace(
        "members: [ada]\n      access:\n        - { permissionSet: reader",
        "access:\n        - { permissionSet: reader",
      );

  // With all processes of its own, as for users.
  it("says what was made, what failed, who reaches what now and what to do, and goes on from there", async () => {
    const own = { own: true };
    project.write("Pulumi.partly.yaml", smallStack(granting("prod, prod")));
    const args = ["--stack", "partly"];
    const environment = {
      PATH: dirname(findPulumi() ?? ""),
      IDENTITY_CENTER_RETRY_SECONDS: "0.01",
    };
    const SANDBOX_FAULTS = JSON.stringify([
      {
        operation: "CreateAccountAssignment",
        match: "111111111111",
        error: "AccessDenied",
      },
    ]);
    const failed = await project.run("start", args, { ...environment, SANDBOX_FAULTS }, own);
    assert.equal(failed.code, 1, failed.stdout);
    assert.match(failed.stdout, /^── changes: 1 failed, \d+ created ─+$/m);
    assert.match(failed.stdout, /^ {2}failed {4}assignment reader for readers in prod$/m);
    assert.match(failed.stdout, /^error: assignment reader for readers in prod: .*AccessDenied/m);
    assert.match(failed.stdout, /^── partly deployed: what was made stays ─+$/m);
    assert.match(
      failed.stdout,
      /^Access in the sandbox now:\n(ada\n {2}administrator: management|nobody reaches any account)$/m,
    );
    assert.match(
      failed.stdout,
      /^2\. Run npm start -- --stack partly again: it goes on from here\.$/m,
    );
    assert.match(
      failed.stdout,
      /^3\. .*npm start -- --stack partly --fresh forgets what was made\.$/m,
    );
    assert.doesNotMatch(failed.stdout, /not deployed|client connection is closing/);
    assertOnce(failed.stdout, /warning: access:groups\.readers\.access\[1\]: gives reader/);

    const mended = await project.run("start", args, environment, own);
    assert.equal(mended.code, 0, mended.stdout);
    assert.match(mended.stdout, /^── changes: \d created ─+$/m);
    assert.match(mended.stdout, /^ada +A B$/m);
  });

  it("makes all updates of a plan", async () => {
    project.write("Pulumi.planned.yaml", smallStack());
    const args = ["--stack", "planned"];
    const first = await project.runWithPulumi("start", args);
    assert.equal(first.code, 0, first.stdout);
    // The newcomer may not have the reader's old policies.
    const joined = smallStack()
      .replace(
        "  access:permissionSets:",
        "    grace: { givenName: G, familyName: H }\n  access:permissionSets:",
      )
      .replace(
        "members: [ada]\n      access:\n        - { permissionSet: reader",
        "members: [ada, grace]\n      access:\n        - { permissionSet: reader",
      )
      .replace("job-function/ViewOnlyAccess", "SecurityAudit");
    project.write("Pulumi.planned.yaml", joined);
    const second = await project.runWithPulumi("start", args);
    assert.equal(second.code, 0, second.stdout);
    assert.match(second.stdout, /^── changes: 1 changed, \d created ─+$/m);
    assert.match(second.stdout, /^ {2}created {3}member grace of readers$/m);
  });

  it("names what changed, tells an error once, and counts what lives", async () => {
    write();
    const first = await start();
    assert.equal(first.code, 0, first.stdout + first.stderr);
    const rules = /^✓ (\d+) policies, nothing found$/m.exec(first.stdout)?.[1];
    assert.equal(
      Number(rules),
      readdirSync(join(import.meta.dirname, "../../docs/policies")).length + 1,
      "all rules, and their configuration's",
    );
    assert.match(first.stdout, /^── changes: \d+ created ─+$/m);
    assert.match(
      first.stdout,
      /^In the sandbox now: 1 person, 2 groups, 2 members, 2 permission /m,
    );
    assert.match(first.stdout, /run npm start -- --stack small again: only what you changed/);

    write(moved);
    const refused = await start({
      SANDBOX_FAULTS: JSON.stringify([{ operation: "UpdateUser", error: "AccessDenied" }]),
    });
    assert.equal(refused.code, 1, refused.stdout);
    assert.match(refused.stdout, /^── changes: 1 failed/m);
    assert.match(refused.stdout, /^ {2}failed {4}person ada$/m);
    const [, ...more] = refused.stdout.split(/^error: .*AccessDenied/m);
    assert.equal(more.length, 1, refused.stdout);
    assert.doesNotMatch(refused.stdout, /error: error|nothing changed|context canceled/);
    assert.match(refused.stdout, /^In the sandbox now: 1 person, 2 groups, /m);
    // What the first run gave is there, and this one took nothing away.
    assert.match(
      refused.stdout,
      /^Access in the sandbox now:\nada\n {2}administrator: management$/m,
    );

    const mended = await start();
    assert.equal(mended.code, 0, mended.stdout + mended.stderr);
    assert.match(mended.stdout, /^── changes: 1 deleted, \d changed ─+$/m);
    assert.match(mended.stdout, /^ {2}deleted {3}member ada of readers$/m);
    assert.match(mended.stdout, /^ {2}changed {3}person ada: displayName, name$/m);
    assert.match(mended.stdout, /^In the sandbox now: 1 person, 2 groups, 1 member, /m);
    const warnings = mended.stdout.match(/.*warning.*/g) ?? [];
    // Of what the refused run left half changed the next one tells.
    const expected =
      /^organizations\/small\.yaml: |an update ended while this permission set was changed/;
    assert.deepEqual(
      warnings.filter((line) => !expected.test(line)),
      [],
    );

    const again = await start();
    assert.match(again.stdout, /^── changes: nothing changed ─+$/m);

    write((yaml) => moved(yaml).replace("mode: every-sign-in", "mode: disabled"));
    const insecure = await start({}, "--json");
    assert.equal(insecure.code, 1);
    const { engine, policies } = startShape.parse(JSON.parse(insecure.stdout));
    assert.match(engine ?? "", /^v\d/);
    const [finding, ...others] = policies?.findings ?? [];
    assert.deepEqual(others, []);
    assert.ok(finding && "seen" in finding, insecure.stdout);
    assert.deepEqual(
      [finding.rule, finding.level, finding.resource],
      ["identity-center-mfa-attested", "mandatory", "identity-center"],
    );
    assert.match(finding.url, /^https:[^<>]*$/);
  });
});
