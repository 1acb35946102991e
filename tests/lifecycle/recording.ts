import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { JournalEntry } from "../../sandbox/world/journal.ts";
import { State } from "../../sandbox/world/tables.ts";

const OWNER = "000000000001";

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
export function recording(state: State): string[] {
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
export function watched(state: State, filters: number): string[] {
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

/** How many different metric filters are on this log group: names end at random, and one may be there twice. */
export function filtersOn(state: State, group: string): number {
  const of = `|${group}:`;
  const all = state.keys("records").filter((one) => one.startsWith("MetricFilter "));
  const names = all.flatMap((one) => {
    const [, name] = one.split(of);
    return name === undefined ? [] : [name.replace(/-[0-9a-f]{7}$/, "")];
  });
  return new Set(names).size;
}

function keyOf(state: State, arn: string | undefined) {
  const keys = state.rows("storage", "key|") as { policy?: unknown; arn?: string }[];
  return keys.find((one) => one.arn === arn);
}

/** What is true after each of these calls. */
export function* statesAfter(before: readonly JournalEntry[], calls: readonly JournalEntry[]) {
  const state = new State();
  for (const { changes } of before) for (const change of changes) state.apply(change);
  for (const { operation, changes } of calls) {
    for (const change of changes) state.apply(change);
    yield { operation, state };
  }
}

/** What is true at the end of them. */
export function stateOf({ journal }: { readonly journal: readonly JournalEntry[] }): State {
  const state = new State();
  for (const { changes } of journal) for (const change of changes) state.apply(change);
  return state;
}
