import assert from "node:assert/strict";
import { deployStack, dev } from "../components/deployStack.ts";
import { toAnalyzedResources } from "../support/awsProgram/analyzedResource.ts";
import { Pack } from "./stack.ts";

const RULE = "root-activity-alarmed";
const pack = new Pack();

/** What the pack says about all that watches in stack dev, with these sections. */
async function said(sections: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const { resources, errors } = await deployStack({ ...dev(), ...sections });
  assert.deepEqual(errors, []);
  const watching = resources.filter(({ urn }) => /Stack::|:(AuditTrail|Alarms)(\$|::)/.test(urn));
  const violations = await pack.judgeAll(toAnalyzedResources(watching));
  return violations.map(({ policy }) => policy);
}

describe("the policy pack on alarms and the audit trail", () => {
  before(() => pack.start());
  after(() => pack.stop());

  const emails = ["security@example.com"];
  const delivering = { enabled: true, logGroup: { retentionDays: 365 } };
  for (const [title, alarms, auditTrail, wanted] of [
    ["alarms on a log group", { enabled: true, emails }, delivering, []],
    ["alarms without one", { enabled: true, emails }, { enabled: true }, []],
    ["alarms without a trail", { enabled: true, emails }, { enabled: false }, []],
    ["a trail by itself", { enabled: false }, { enabled: true }, []],
    ["a log group that nobody watches", { enabled: false }, delivering, [RULE]],
    [
      "a log group in which root users aren't watched",
      { enabled: true, emails, without: ["root-activity", "root-credentials"] },
      delivering,
      [RULE],
    ],
  ] as const) {
    it(`finds ${wanted.length === 0 ? "nothing" : wanted.join()} in ${title}`, async () => {
      const sections = { "access:alarms": alarms, "access:auditTrail": auditTrail };
      assert.deepEqual(await said(sections), wanted);
    });
  }
});
