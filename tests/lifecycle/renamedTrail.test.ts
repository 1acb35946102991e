import assert from "node:assert/strict";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { JournalEntry } from "../../sandbox/world/journal.ts";
import { State } from "../../sandbox/world/tables.ts";
import { oneAdministrator } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { failing } from "./faults.ts";
import { ALIKE } from "./sectionsOn.ts";

const OWNER = "000000000001";

/** One administrator, and the organization's trail under this name, with alarms on what it delivers. */
const watchedBy = (name: string | undefined) =>
  oneAdministrator((config) => {
    Object.assign(config, {
      "access:auditTrail": {
        ...{ enabled: true, logGroup: { retentionDays: 365 } },
        ...(name === undefined ? {} : { name }),
      },
      "access:alarms": { enabled: true, emails: ["security@example.com"], without: ALIKE },
    });
  });

type Document = Parameters<typeof readPolicy>[0];

/** Whether CloudTrail, or CloudWatch Logs, may do this by the policy of the resource. */
function mayService(
  service: string,
  policy: unknown,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>>,
): boolean {
  const may = evaluate(
    { identity: [], resource: readPolicy(policy as Document, "resource") },
    {
      ...{ action, resource, owner: OWNER },
      caller: { kind: "Service", name: service },
      context: new Map(
        Object.entries({ "aws:securetransport": "true", ...context }).map(([key, value]) => [
          key,
          [value],
        ]),
      ),
    },
  );
  return may === "yes";
}

/** The names of trails that record: started, with a bucket and a key that let them. */
function recording(state: State): string[] {
  return state
    .rows("trails")
    .filter(({ arn, bucket, kmsKey, logging }) => {
      const key = keyOf(state, kmsKey);
      const from = { "aws:sourcearn": arn };
      const settings = state.get("storage", `bucketPolicy|${bucket}`);
      const of = `arn:aws:s3:::${bucket}`;
      const cloudTrail = "cloudtrail.amazonaws.com";
      const log = `${of}/AWSLogs/o-1/${OWNER}/CloudTrail/eu-west-1/2026/11/27/log.json.gz`;
      return (
        logging &&
        mayService(cloudTrail, settings?.policy, "s3:GetBucketAcl", of, from) &&
        mayService(cloudTrail, settings?.policy, "s3:PutObject", log, from) &&
        mayService(cloudTrail, key?.policy, "kms:GenerateDataKey", String(key?.arn), from)
      );
    })
    .map(({ name }) => name);
}

/** The names of those that deliver to a log group, too, with all metric filters on it. */
function watched(state: State, filters: number): string[] {
  const names = recording(state);
  const rights = state.rows("iamRoles").flatMap((role) => Object.values(role.inlinePolicies));
  return state
    .rows("trails")
    .filter(({ name, logs }) => names.includes(name) && logs)
    .filter(({ logs, kmsKey }) => {
      const key = keyOf(state, kmsKey);
      const group = String(logs?.group).replace(/^.*:log-group:(.*):\*$/, "$1");
      const arn = `arn:aws:logs:eu-west-1:${OWNER}:log-group:${group}`;
      const delivers = rights.some((one) => {
        const may = evaluate(
          { identity: [readPolicy(one, "identity")] },
          {
            action: "logs:PutLogEvents",
            ...{ resource: `${arn}:log-stream:s`, owner: OWNER, context: new Map() },
            caller: {
              kind: "session",
              of: `arn:aws:iam::${OWNER}:role/logs`,
              arn: `arn:aws:sts::${OWNER}:assumed-role/logs/s`,
              account: OWNER,
            },
          },
        );
        return may === "yes";
      });
      const encrypts = mayService(
        "logs.eu-west-1.amazonaws.com",
        key?.policy,
        "kms:Decrypt",
        String(key?.arn),
        { "kms:encryptioncontext:aws:logs:arn": arn },
      );
      return delivers && encrypts && filtersOn(state, group) === filters;
    })
    .map(({ name }) => name);
}

function filtersOn(state: State, group: string): number {
  const of = `|${group}:`;
  return state.keys("records").filter((one) => one.startsWith("MetricFilter ") && one.includes(of))
    .length;
}

function keyOf(state: State, arn: string | undefined) {
  const keys = state.rows("storage", "key|") as { policy?: unknown; arn?: string }[];
  return keys.find((one) => one.arn === arn);
}

/** What is true after each of these calls. */
function* statesAfter(before: readonly JournalEntry[], calls: readonly JournalEntry[]) {
  const state = new State();
  for (const { changes } of before) for (const change of changes) state.apply(change);
  for (const { operation, changes } of calls) {
    for (const change of changes) state.apply(change);
    yield { operation, state };
  }
}

function stateOf({ journal }: Deployment): State {
  const state = new State();
  for (const { changes } of journal) for (const change of changes) state.apply(change);
  return state;
}

describe("another name of the audit trail, on the real engine", function () {
  needsPulumi(this);

  it("leaves no moment without a trail that records and is watched, there and back", async () => {
    const deployment = Deployment.create();
    try {
      assert.ok((await deployment.up(watchedBy(undefined))).ok);
      const filters = filtersOn(stateOf(deployment), "aws-cloudtrail-logs-audit-trail");
      assert.ok(filters > 0);
      for (const name of ["acme-trail", "other-trail", undefined]) {
        const before = deployment.journal;
        const run = await deployment.up(watchedBy(name));
        assert.ok(run.ok, run.said);
        const calls = deployment.journal.slice(before.length);
        for (const { operation, state } of statesAfter(before, calls)) {
          assert.notDeepEqual(recording(state), [], `nothing records after ${operation}`);
          assert.notDeepEqual(watched(state, filters), [], `nothing watches after ${operation}`);
        }
        assert.deepEqual(
          stateOf(deployment)
            .rows("trails")
            .map((one) => one.name),
          [name ?? "audit-trail"],
        );
        assert.deepEqual((await deployment.up(watchedBy(name))).steps, []);
      }
    } finally {
      deployment.remove();
    }
  });

  it("leaves the former one where the new one is refused, goes on, and can be given up afterwards", async () => {
    const deployment = Deployment.create();
    try {
      assert.ok((await deployment.up(watchedBy(undefined))).ok);
      const filters = filtersOn(stateOf(deployment), "aws-cloudtrail-logs-audit-trail");
      const before = deployment.journal;
      const faults = failing(["CreateTrail"], "AccessDenied", 1);
      assert.ok(!(await deployment.up(watchedBy("acme-trail"), { faults })).ok);
      // What bears the former name waits for its deletion, and would go after it was made anew.
      const back = await deployment.up(watchedBy(undefined));
      assert.ok(!back.ok);
      assert.match(back.said, /write the other name again and run pulumi up until it is done/);
      for (const name of ["acme-trail", undefined]) {
        const run = await deployment.up(watchedBy(name));
        assert.ok(run.ok, run.said);
      }
      for (const { operation, state } of statesAfter(
        before,
        deployment.journal.slice(before.length),
      )) {
        assert.notDeepEqual(recording(state), [], `nothing records after ${operation}`);
        assert.notDeepEqual(watched(state, filters), [], `nothing watches after ${operation}`);
      }
      assert.deepEqual((await deployment.up(watchedBy(undefined))).steps, []);
    } finally {
      deployment.remove();
    }
  });
});
