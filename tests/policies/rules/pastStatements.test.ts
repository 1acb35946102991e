import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

type Source = Readonly<Record<string, unknown>>;

function document(...Statement: readonly Source[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
function role(...statements: readonly Source[]): AnalyzedResource {
  const assumeRolePolicy = document(...statements);
  return resource("aws:iam/role:Role", "r", { name: "r", assumeRolePolicy });
}
function bucket(...statements: readonly Source[]): AnalyzedResource {
  return resource("aws:s3/bucketPolicy:BucketPolicy", "b", {
    bucket: "b",
    policy: document(...statements),
  });
}
function trust(Principal: unknown, Action = "sts:AssumeRole"): Source {
  return { Effect: "Allow", Principal, Action };
}
const reading: Source = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::b/*",
};
const notifying: Source = { ...reading, Principal: { Service: "events.amazonaws.com" } };
const GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const OPEN: readonly (readonly [
  string,
  Source,
  (...all: readonly Source[]) => AnalyzedResource,
])[] = [
  ["iam-trust-no-anyone", trust("*"), role],
  ["iam-trust-other-accounts", trust({ AWS: "arn:aws:iam::999988887777:root" }), role],
  ["iam-trust-requires-mfa", trust({ AWS: "arn:aws:iam::111122223333:user/ada" }), role],
  ["iam-trust-service-source", trust({ Service: "states.amazonaws.com" }), role],
  ["iam-trust-oidc-pinned", trust({ Federated: GITHUB }, "sts:AssumeRoleWithWebIdentity"), role],
  ["resource-policy-no-anyone", reading, bucket],
  ["resource-policy-service-source", notifying, bucket],
];
const NOW = "aws:CurrentTime";
const OVER: readonly Source[] = [
  { DateLessThan: { [NOW]: "2020-01-01T00:00:00Z" } },
  { DateLessThanEquals: { "AWS:currenttime": "2021-05-05" } },
  { DateEquals: { [NOW]: "2021-05-05T00:00:00Z" } },
  { DateLessThan: { "aws:EpochTime": "1577836800" } },
  { NumericLessThan: { "aws:EpochTime": "1577836800" } },
  { DateLessThan: { "aws:TokenIssueTime": "2020-01-01T00:00:00Z" } },
  { DateGreaterThan: { [NOW]: "2019-01-01" }, DateLessThan: { [NOW]: "2020-01-01" } },
  { DateGreaterThan: { [NOW]: "9031-01-01" }, DateLessThan: { [NOW]: "9030-01-01" } },
];
const NOT_OVER: readonly Source[] = [
  { DateLessThan: { [NOW]: "9031-01-01T00:00:00Z" } },
  { DateGreaterThan: { [NOW]: "2020-01-01T00:00:00Z" } },
  { DateGreaterThan: { [NOW]: "9031-01-01T00:00:00Z" } },
  { DateNotEquals: { [NOW]: "2020-01-01T00:00:00Z" } },
  { DateLessThanIfExists: { "aws:TokenIssueTime": "2020-01-01T00:00:00Z" } },
];

describe("what policies of roles and resources allowed once", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const [rule, statement, wrap] of OPEN) {
    const said = async (...all: readonly Source[]) =>
      (await pack.judge(rule, [wrap(...all)])).length > 0;
    it(`is nothing any more for ${rule}`, async () => {
      assert.ok(await said(statement));
      for (const Condition of OVER) {
        assert.ok(!(await said({ ...statement, Condition })), JSON.stringify(Condition));
      }
    });
    it(`is still there for ${rule} while it isn't over`, async () => {
      for (const Condition of NOT_OVER) {
        assert.ok(await said({ ...statement, Condition }), JSON.stringify(Condition));
      }
    });
    it(`is shut for ${rule} by a Deny that has begun, and by no other`, async () => {
      const deny = { ...statement, Effect: "Deny", Principal: "*" };
      const until = (operator: string, day: string) => ({
        ...deny,
        Condition: { [operator]: { [NOW]: day } },
      });
      assert.ok(!(await said(statement, until("DateGreaterThan", "2020-01-01"))));
      assert.ok(await said(statement, until("DateLessThan", "2020-01-01")));
      assert.ok(await said(statement, until("DateGreaterThan", "9031-01-01")));
      assert.ok(await said(statement, until("DateLessThan", "9031-01-01")));
    });
  }
});
