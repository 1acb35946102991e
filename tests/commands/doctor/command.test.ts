import assert from "node:assert/strict";
import { endpointEnvironment } from "../../../sandbox/endpoint/endpoint.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { Project, smallStack } from "../project.ts";
import { DoctorFixture } from "./fixture.ts";

describe("npm run doctor", () => {
  let project: Project;
  let fixture: DoctorFixture;
  const faults: FaultSwitch[] = [];
  before(async () => {
    project = new Project();
    project.write(
      "Pulumi.acme.yaml",
      smallStack((yaml) => `${yaml}  access:doctor: { exemptions: [{ check: iam-mfa }] }\n`),
    );
    fixture = await DoctorFixture.started({
      faults,
      edit: (yaml) => yaml.replace("{ mfa: true }", "{ mfa: false }"),
    });
  });
  after(async () => {
    await project.remove();
    await fixture.stop();
  });

  const doctor = (...args: readonly string[]) =>
    project.run("doctor", args, endpointEnvironment(fixture.settings().endpoint, "eu-west-1"));

  it("says what doesn't hold and what to do, and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await doctor("--only", "root-mfa,all-features");
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^── o-\w{10}, management account 000000000001: how it stands ─/m);
    assert.match(
      stdout,
      /^✗ root-mfa {6}critical {2}doesn't hold\n {4}the root user of 000000000001 has no MFA device\n {4}fix: sign in as the root/m,
    );
    assert.match(stdout, /^✓ all-features {2}high {6}holds: o-\w+ has all features$/m);
    assert.match(stdout, /^✗ 1 of 2 checks doesn't hold; docs\/doctor\.md says more of each$/m);
    assert.throws(() => project.read(".live/doctor.jsonl"), { code: "ENOENT" });
  });

  it("gives machines everything as JSON", async () => {
    const { code, stdout } = await doctor("--except", "portal", "--json", "--stack", "dev");
    assert.equal(code, 1);
    const { passed, stack, checks, missing } = JSON.parse(stdout);
    assert.deepEqual([passed, stack, checks.length, missing], [false, "dev", 33, []]);
    assert.deepEqual(
      checks.find(({ check }: { check: string }) => check === "root-mfa"),
      {
        check: "root-mfa",
        severity: "critical",
        verdict: "doesn't hold",
        title: "The management account's root user has MFA",
        findings: [
          { what: "000000000001", seen: "the root user of 000000000001 has no MFA device" },
        ],
        notRead: [],
        look: [],
        fix: checks[1].fix,
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html",
        page: "docs/doctor.md#root-mfa",
      },
    );
  });

  it("says what to do where AWS doesn't accept the credentials, and how to go on", async () => {
    faults.push({ operation: "DescribePolicy", error: "ExpiredToken" });
    const { code, stdout, stderr } = await doctor("--only", "root-mfa,member-root-denied");
    faults.length = 0;
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /^doctor: AWS doesn't accept the credentials of this shell \(.*\); sign in/m,
    );
    assert.match(
      stderr,
      /^What was read until then is in \.live\/doctor\.jsonl: --resume goes on/m,
    );
    project.delete(".live/doctor.jsonl");
  });

  it("refuses a stack file that tells it something wrong, before it asks AWS", async () => {
    const { code, stdout, stderr } = await doctor("--stack", "acme");
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /Pulumi\.acme\.yaml:\d+: error: access:doctor\.exemptions\[0\]\.reason: is missing/,
    );
  });
});
