import assert from "node:assert/strict";
import {
  formerLogGroupProblems,
  formerPlaceProblems,
  unseenTrailParts,
  unseenTrailProblems,
} from "../../../model/transition/auditTrail.ts";
import type { DeployedTrail, DeployedTrailPart } from "../../../model/transition/deployed.ts";
import { unseen } from "../../../model/transition/unfinished.ts";
import { deployedOf, parsed } from "./world.ts";

const trail = (trailName: string, isStopped = false) =>
  ({ urn: `trail ${trailName}`, kind: "trail", trailName, isStopped }) as const;
const group = (trailName: string) =>
  ({ urn: `group ${trailName}`, kind: "log group", trailName, isStopped: false }) as const;

const told = (
  auditTrail: DeployedTrail,
  wanted: Readonly<Record<string, unknown>>,
  isLooking = false,
) => {
  const raw = { people: {}, permissionSets: {}, groups: {}, auditTrail: wanted };
  const { configuration } = parsed(raw);
  const deployed = { ...deployedOf(raw), auditTrail };
  const problems = unseenTrailProblems(deployed, configuration, isLooking, "run it");
  const urns = unseenTrailParts(deployed, configuration).map(({ urn }) => urn);
  assert.deepEqual(unseen(deployed, configuration)?.urns ?? [], urns);
  return { urns, problems: problems.map(({ severity, path }) => `${severity} ${path}`) };
};

/** What is looked at, and what is said, of a trail that was to follow another. */
const CASES: Readonly<
  Record<
    string,
    readonly [
      DeployedTrail,
      wanted: Readonly<Record<string, unknown>>,
      urns: string[],
      problems: string[],
    ]
  >
> = {
  "the first one, which isn't there yet": [
    { seen: undefined, parts: [] },
    { enabled: true },
    [],
    [],
  ],
  "one that an update was done with": [
    { seen: "audit-trail", parts: [trail("audit-trail"), group("audit-trail")] },
    { enabled: true },
    [],
    [],
  ],
  "one that an update was done with, and whose former one couldn't be deleted": [
    { seen: "bbb", parts: [trail("audit-trail"), trail("bbb")] },
    { enabled: true, name: "bbb" },
    [],
    [],
  ],
  "the first one, which didn't start": [
    { seen: undefined, parts: [trail("audit-trail")] },
    { enabled: true },
    ["trail audit-trail"],
    ["warning access:auditTrail"],
  ],
  "one that didn't start, before the former one goes": [
    { seen: undefined, parts: [trail("audit-trail"), trail("bbb"), group("bbb")] },
    { enabled: true, name: "bbb" },
    ["trail bbb", "group bbb"],
    ["error access:auditTrail.name"],
  ],
  "the former one again, which may be gone": [
    { seen: "bbb", parts: [trail("audit-trail"), trail("bbb")] },
    { enabled: true },
    ["trail audit-trail"],
    ["error access:auditTrail"],
  ],
  "the former one again, of which only the log group is left": [
    { seen: "bbb", parts: [group("audit-trail"), trail("bbb")] },
    { enabled: true },
    ["group audit-trail"],
    [],
  ],
  "one that is known to be stopped, which this update starts": [
    { seen: undefined, parts: [trail("audit-trail"), trail("bbb", true)] },
    { enabled: true, name: "bbb" },
    [],
    [],
  ],
  "a third": [
    { seen: undefined, parts: [trail("audit-trail"), trail("bbb")] },
    { enabled: true, name: "ccc" },
    [],
    [],
  ],
  none: [
    { seen: undefined, parts: [trail("audit-trail"), trail("bbb")] },
    { enabled: false },
    [],
    [],
  ],
};

describe("an audit trail that an update ended with", () => {
  for (const [what, [deployed, wanted, urns, problems]] of Object.entries(CASES)) {
    it(`is looked at before another is deleted: ${what}`, () => {
      assert.deepEqual(told(deployed, wanted), { urns, problems });
    });
  }

  it("is no error where somebody looks first", () => {
    const deployed = { seen: undefined, parts: [trail("audit-trail"), trail("bbb")] };
    assert.deepEqual(told(deployed, { enabled: true, name: "bbb" }, true).problems, [
      "warning access:auditTrail",
    ]);
  });
});

describe("a trail that an earlier version wrote", () => {
  const there = (urn: string, trailName: string): DeployedTrail => ({
    seen: trailName,
    parts: [{ ...trail(trailName), urn: `urn:pulumi:dev::access::t::${urn}` }],
  });
  for (const [title, found, wanted, isRefused] of [
    ["keeps its name", there("audit-trail", "aaa"), { enabled: true, name: "aaa" }, false],
    ["gets another name", there("audit-trail", "aaa"), { enabled: true, name: "bbb" }, true],
    ["loses its name", there("audit-trail", "aaa"), { enabled: true }, true],
    ["goes", there("audit-trail", "aaa"), { enabled: false }, false],
    [
      "never had a name",
      there("audit-trail", "audit-trail"),
      { enabled: true, name: "b-b" },
      false,
    ],
    ["is one of today", there("audit-trail/aaa", "aaa"), { enabled: true, name: "bbb" }, false],
  ] as const) {
    it(`${isRefused ? "is updated once first" : "is left alone"} where it ${title}`, () => {
      const raw = { people: {}, permissionSets: {}, groups: {}, auditTrail: wanted };
      const deployed = { ...deployedOf(raw), auditTrail: found };
      const problems = formerPlaceProblems(deployed, parsed(raw).configuration);
      assert.deepEqual(
        problems.map(({ severity, path }) => `${severity} ${path}`),
        isRefused ? ["error access:auditTrail.name"] : [],
      );
    });
  }
});

describe("alarms on the log group of the stack's own trail, by its name", () => {
  const alarms = (logGroup: string) => ({
    alarms: { enabled: true, emails: ["team@example.com"], logGroup },
  });
  const own = { enabled: true, logGroup: { retentionDays: 90 } };
  const GROUP = "aws-cloudtrail-logs-audit-trail";
  for (const [title, auditTrail, logGroup, isRefused] of [
    ["the trail without a name", own, GROUP, true],
    ["the trail's own name", { ...own, name: "acme" }, "aws-cloudtrail-logs-acme", true],
    ["another trail's", { ...own, name: "acme" }, "aws-cloudtrail-logs-other", false],
    ["a group that no trail of this stack delivers to", { enabled: true }, GROUP, false],
    ["one that is there, where this stack has no trail", { enabled: false }, GROUP, false],
  ] as const) {
    it(`are ${isRefused ? "refused" : "taken"}: ${title}`, () => {
      const raw = { people: {}, permissionSets: {}, groups: {}, auditTrail, ...alarms(logGroup) };
      const paths = parsed(raw)
        .problems.filter(({ severity }) => severity === "error")
        .map(({ path }) => path)
        .filter((path) => path.startsWith("access:alarms"));
      assert.deepEqual(paths, isRefused ? ["access:alarms.logGroup"] : []);
    });
  }

  it("are refused where the trail of that log group goes in this update", () => {
    const raw = { people: {}, permissionSets: {}, groups: {}, ...alarms(GROUP) };
    const told = (auditTrail: Readonly<Record<string, unknown>>, ...parts: DeployedTrailPart[]) => {
      const deployed = { ...deployedOf(raw), auditTrail: { seen: undefined, parts } };
      return formerLogGroupProblems(deployed, parsed({ ...raw, auditTrail }).configuration).length;
    };
    assert.equal(told({ ...own, name: "acme" }, group("audit-trail")), 1);
    assert.equal(told({ enabled: false }, group("audit-trail")), 1);
    assert.equal(told({ ...own, name: "acme" }, trail("audit-trail"), group("acme")), 0);
    assert.equal(told({ enabled: false }, group("other")), 0);
  });
});
