import assert from "node:assert/strict";
import { alarmsSchema } from "../../../model/schema/alarms.ts";
import { auditTrailSchema } from "../../../model/schema/auditTrail.ts";

/** Names, and whether AWS takes them. */
type Names = Readonly<Record<string, boolean>>;

/** CloudTrail API Reference, CreateTrail: "Name … must meet the following requirements". */
const trails: Names = {
  abc: true,
  "0-a": true,
  "acme.audit_trail-1": true,
  [`a${"b".repeat(127)}`]: true,
  [`a${"b".repeat(128)}`]: false,
  ab: false,
  "my-_namespace": false,
  "my--namespace": false,
  "my..namespace": false,
  "-trail": false,
  "trail-": false,
  ".trail": false,
  trail_: false,
  "tr ail": false,
  "tr/ail": false,
  träil: false,
  "192.168.5.4": false,
  "999.0.0.1": false,
  "192.168.5.4.1": true,
  "192.168.5": true,
  "v192.168.5.4": true,
};

/** CloudWatch Logs API Reference, CreateLogGroup. */
const logGroups: Names = {
  a: true,
  "/aws/cloudtrail": true,
  "aws-cloudtrail-logs-audit-trail": true,
  "aws/cloudtrail": false,
  "a.b_c-d/e#f": true,
  ["a".repeat(512)]: true,
  ["a".repeat(513)]: false,
  "a b": false,
  "a:b": false,
  "a*": false,
  ä: false,
};

const named: readonly [what: string, names: Names, isTaken: (name: string) => boolean][] = [
  ["a trail", trails, (name) => auditTrailSchema.safeParse({ enabled: true, name }).success],
  [
    "a log group",
    logGroups,
    (logGroup) => alarmsSchema.safeParse({ enabled: false, logGroup }).success,
  ],
];

describe("names that AWS has rules for", () => {
  for (const [what, names, isTaken] of named) {
    it(`are taken and refused as AWS does: ${what}`, () => {
      const ours = Object.fromEntries(Object.keys(names).map((name) => [name, isTaken(name)]));
      assert.deepEqual(ours, names);
    });
  }
});
