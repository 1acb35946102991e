import assert from "node:assert/strict";
import { belowSection, sectionOf } from "../../program/sectionOf.ts";

const OWNER = "identity-center:index:";

describe("the section that a resource belongs to", () => {
  const TYPES: readonly (readonly [types: string, section: string | undefined])[] = [
    [`${OWNER}RootGuardrails$aws:organizations/policy:Policy`, "rootGuardrails"],
    [`${OWNER}Access$${OWNER}Alarms$aws:cloudwatch/eventRule:EventRule`, "alarms"],
    [`${OWNER}AuditTrail$awsx:cloudtrail:Trail$aws:cloudtrail/trail:Trail`, undefined],
    [`${OWNER}AuditTrail$awsx:cloudtrail:Trail`, undefined],
    [`${OWNER}People$aws:identitystore/user:User`, undefined],
    [`other:index:Alarms$aws:cloudwatch/eventRule:EventRule`, undefined],
    ["aws:organizations/policy:Policy", undefined],
  ];
  for (const [types, section] of TYPES) {
    it(`is ${section ?? "none"} for ${types}`, () => assert.equal(sectionOf(types), section));
  }

  it("has all below its component, however far, and nothing else", () => {
    const urns = TYPES.map(([types]) => `urn:pulumi:test::p::${types}::name`);
    assert.deepEqual(belowSection("auditTrail", urns), [urns[2], urns[3]]);
    assert.deepEqual(belowSection("alarms", urns), [urns[1]]);
  });
});
