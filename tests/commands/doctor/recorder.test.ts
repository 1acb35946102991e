import assert from "node:assert/strict";
import { configRecorder } from "../../../commands/doctor/checks/config-recorder.ts";
import { iamTypes } from "../../../live/accountFacts.ts";
import { records } from "../../../live/readers/recorder.ts";
import { dev } from "../../components/deployStack.ts";
import { DoctorFixture, devStack } from "./fixture.ts";

const rules = (config: object) =>
  devStack((yaml) => {
    const others = yaml.replace(/^ {2}access:detection:.*\n(?: {4,}.*\n)*/m, "");
    return `${others}\n  access:detection: ${JSON.stringify({ enabled: true, config })}\n`;
  });
const existing = rules({ enabled: true });

/** What the organization file says, and what the doctor finds of the recorder. */
const TABLE: readonly (readonly [what: string, recorders: string, found: readonly string[]])[] = [
  ["no recorder", "", ["none"]],
  ["one in another Region", "recorders: [{ region: us-east-1 }]", ["none"]],
  ["one of another account", "recorders: [{ account: web-dev }]", ["none"]],
  // As AWS Config makes one without a choice: global types aren't among all that are supported.
  ["one that leaves out global types", "recorders: [{}]", ["types"]],
  ["one that is stopped", "recorders: [{ recording: false }]", ["stopped", "types"]],
];

describe("the doctor about the recorder of AWS Config", () => {
  for (const [what, recorders, found] of TABLE) {
    it(`finds ${what}`, async () => {
      const fixture = await DoctorFixture.started({
        isEmpty: true,
        edit: (yaml) => `${yaml}\n${recorders}\n`,
      });
      try {
        const ask = async (stack: typeof existing | "none") =>
          (await fixture.diagnose({ stack, checks: [configRecorder] })).results[0];
        const told = await ask(existing);
        assert.deepEqual(
          told?.findings.map((one) => one.what),
          found,
        );
        for (const stack of ["none", rules({ enabled: false })] as const) {
          assert.equal((await ask(stack))?.verdict, "nothing there", "nobody asks for rules");
        }
      } finally {
        await fixture.stop();
      }
    });
  }

  it("finds that the one of access:detection holds, and that its bucket is gone", async () => {
    const config = dev((config) => {
      for (const key of Object.keys(config)) {
        if (/:(alarms|auditTrail|rootGuardrails|delegatedAdministration)$/.test(key)) {
          delete config[key];
        }
      }
    });
    const fixture = await DoctorFixture.started({ config });
    try {
      const found = async () =>
        (await fixture.diagnose({ checks: [configRecorder] })).results.flatMap(({ findings }) =>
          findings.map(({ seen }) => seen),
        );
      assert.deepEqual(await found(), []);
      fixture.deleteBuckets();
      const [seen = ""] = await found();
      assert.match(seen, /^the last history wasn't delivered \(NoSuchBucket: .*\)$/);
    } finally {
      await fixture.stop();
    }
  });

  for (const [what, group, recorded] of [
    ["all, and the global ones", { allSupported: true, includeGlobalResourceTypes: true }, 4],
    ["all", { allSupported: true, includeGlobalResourceTypes: false }, 0],
    ["what AWS takes without a choice", undefined, 0],
    [
      "some",
      {
        allSupported: false,
        resourceTypes: ["AWS::IAM::User", "AWS::S3::Bucket"],
        recordingStrategy: { useOnly: "INCLUSION_BY_RESOURCE_TYPES" },
      },
      1,
    ],
    [
      "all but some",
      {
        allSupported: false,
        exclusionByResourceTypes: { resourceTypes: ["AWS::IAM::Role", "AWS::IAM::User"] },
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
      },
      2,
    ],
  ] as const) {
    it(`knows which types of IAM a recorder has that records ${what}`, () => {
      const given = structuredClone(group) as Parameters<typeof records>[0];
      assert.equal(iamTypes.filter((type) => records(given, type)).length, recorded);
    });
  }
});
