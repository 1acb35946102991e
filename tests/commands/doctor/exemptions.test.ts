import assert from "node:assert/strict";
import { checks } from "../../../commands/doctor/checks.ts";
import { exitCode } from "../../../commands/doctor/diagnosis.ts";
import { diagnosisLines } from "../../../commands/doctor/reportText.ts";
import { longExemptionProblems } from "../../../model/checks/longExemptions.ts";
import { doctorSchema } from "../../../model/schema/doctor.ts";
import { DoctorFixture, day, devStack } from "./fixture.ts";

const exempt = (...exemptions: readonly string[]) =>
  devStack((yaml) => `${yaml}\n  access:doctor:\n    exemptions: [${exemptions.join(", ")}]\n`);
const one = (what: string, until = "2027-03-31") =>
  `{ check: iam-no-access-keys, what: ${JSON.stringify(what)}, reason: on its way, until: "${until}" }`;

describe("what the doctor finds and somebody lives with", () => {
  let fixture: DoctorFixture;
  const only = checks.filter(({ id }) => id === "iam-no-access-keys" || id === "root-mfa");
  before(async () => {
    fixture = await DoctorFixture.started({
      edit: (yaml) =>
        `${yaml}iamUsers: [{ name: ci, accessKeys: [{}] }, { name: backup, accessKeys: [{}] }]\n`,
    });
  });
  after(() => fixture.stop());

  async function keysWith(...exemptions: readonly string[]) {
    const diagnosis = await fixture.diagnose({ stack: exempt(...exemptions), checks: only });
    const keys = diagnosis.results.find(({ check }) => check.id === "iam-no-access-keys");
    return {
      verdict: keys?.verdict,
      exempt: keys?.findings.flatMap(({ what, exemption }) => (exemption ? [what] : [])),
      over: diagnosis.over.map(({ what }) => what),
      unused: diagnosis.unused.map(({ what }) => what),
      code: exitCode(diagnosis),
    };
  }

  it("is exempt until its last day, by name", async () => {
    assert.deepEqual(await keysWith(one("ci"), one("backup", day)), {
      verdict: "exempt",
      exempt: ["ci", "backup"],
      over: [],
      unused: [],
      code: 0,
    });
  });

  it("is exempt by a pattern, or with all that the check finds", async () => {
    for (const what of ["*", "?*"]) {
      assert.deepEqual((await keysWith(one(what))).exempt, ["ci", "backup"]);
    }
    const all = `{ check: iam-no-access-keys, reason: on its way, until: "2027-03-31" }`;
    assert.equal((await keysWith(all)).verdict, "exempt");
  });

  it("is told again when its last day is over, and what is about nothing is told", async () => {
    assert.deepEqual(await keysWith(one("ci", "2026-11-26"), one("backup"), one("build")), {
      verdict: "doesn't hold",
      exempt: ["backup"],
      over: ["ci"],
      unused: ["build"],
      code: 1,
    });
  });

  it("isn't about checks that aren't made", async () => {
    const other = `{ check: iam-mfa, reason: no matter, until: "2027-03-31" }`;
    assert.deepEqual((await keysWith(other)).unused, []);
  });

  it("stands in the report with its reason and its last day", async () => {
    const stack = exempt(one("ci"), one("build"));
    const lines = diagnosisLines(await fixture.diagnose({ stack, checks: only }));
    const text = lines.join("\n");
    assert.match(text, /ci has 1 active access key \(exempt until 2027-03-31: on its way\)/);
    assert.match(text, /^ {4}backup has 1 active access key$/m);
    assert.match(
      text,
      /warning: exemption of iam-no-access-keys, build, is about nothing that was/,
    );
    assert.match(text, /1 of 2 checks doesn't hold; docs\/doctor\.md says more of each/);
  });

  it("lasts a year at most", () => {
    const { exemptions } = doctorSchema.parse({
      exemptions: ["2027-11-28", "2027-11-29"].map((until) => {
        return { check: "iam-mfa", reason: "on its way", until };
      }),
    });
    assert.deepEqual(
      longExemptionProblems(exemptions, day).map(({ path, message }) => `${path}: ${message}`),
      [
        'access:doctor.exemptions[1].until: is "2027-11-29", more than 366 days ahead; 2027-11-28 is the latest today',
      ],
    );
  });
});
