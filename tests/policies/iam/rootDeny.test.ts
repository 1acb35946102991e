import assert from "node:assert/strict";
import fc from "fast-check";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { rootDeny } from "../../../policies/iam/root/rootDeny.ts";
import { rootMistakes } from "../../../policies/iam/root/rootMistakes.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

const ROOT = "arn:aws:iam::*:root";

function scp(...statements: readonly object[]) {
  return readPolicy({ Version: "2012-10-17", Statement: statements } as unknown as Value, "scp");
}
const deny = (Condition: object, more: object = {}) => ({
  Sid: "Root",
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition,
  ...more,
});
const arn = (operator: string, ...values: string[]) => ({
  [operator]: { "aws:PrincipalArn": values },
});

describe("what a service control policy leaves the root user", () => {
  const rows: readonly [string, object, string][] = [
    ["ArnLike", deny(arn("ArnLike", ROOT)), "yes"],
    ["ArnEquals, which knows wildcards", deny(arn("ArnEquals", ROOT)), "yes"],
    ["StringLike", deny(arn("StringLike", ROOT)), "yes"],
    ["StringLikeIfExists", deny(arn("StringLikeIfExists", ROOT)), "yes"],
    ["any partition", deny(arn("ArnLike", "arn:*:iam::*:root")), "yes"],
    ["any principal's end", deny(arn("StringLike", "*:root")), "yes"],
    ["the key in lower case", deny({ ArnLike: { "aws:principalarn": ROOT } }), "yes"],
    ["the type of principal", deny({ StringEquals: { "aws:PrincipalType": "Account" } }), "yes"],
    ["everybody", deny({}), "yes"],
    [
      "but privileged sessions",
      deny({ ...arn("ArnLike", ROOT), Null: { "aws:AssumedRoot": "true" } }),
      "yes",
    ],
    [
      "but privileged sessions, by BoolIfExists",
      deny({ ...arn("ArnLike", ROOT), BoolIfExists: { "aws:AssumedRoot": "false" } }),
      "yes",
    ],
    [
      "only what isn't there: the key is in privileged sessions alone",
      deny({ ...arn("ArnLike", ROOT), Bool: { "aws:AssumedRoot": "false" } }),
      "no",
    ],
    ["StringEquals, which takes * as it is", deny(arn("StringEquals", ROOT)), "no"],
    ["a user called root", deny(arn("ArnLike", "arn:aws:iam::*:user/root")), "no"],
    ["another partition", deny(arn("ArnLike", "arn:aws-us-gov:iam::*:root")), "no"],
    ["one account", deny(arn("ArnLike", "arn:aws:iam::918273645012:root")), "no"],
    ["with an Allow", deny(arn("ArnLike", ROOT), { Effect: "Allow" }), "no"],
    ["one action", deny(arn("ArnLike", ROOT), { Action: "iam:CreateAccessKey" }), "no"],
    [
      "but tasks that need a root user",
      deny(arn("ArnLike", ROOT), {
        Action: undefined,
        NotAction: ["account:*", "aws-portal:*", "s3:*BucketPolicy", "support:*"],
      }),
      "yes",
    ],
    ["but IAM", deny(arn("ArnLike", ROOT), { Action: undefined, NotAction: "iam:*" }), "no"],
    ["all ARNs", deny(arn("ArnLike", ROOT), { Resource: "arn:*:*:*:*:*" }), "no"],
    ["some resources", deny(arn("ArnLike", ROOT), { Resource: "arn:aws:s3:::*" }), "no"],
    [
      "from elsewhere",
      deny({ ...arn("ArnLike", ROOT), NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
      "unknown",
    ],
    ["what isn't known yet", deny(arn("ArnLike", ROOT), { Action: UNKNOWN }), "unknown"],
  ];
  for (const [title, statement, deniesAll] of rows) {
    it(`is ${deniesAll === "yes" ? "nothing" : deniesAll === "no" ? "something" : "unknown"} where it denies ${title}`, () => {
      assert.equal(rootDeny(scp(statement), "aws").deniesAll, deniesAll);
    });
  }

  it("adds up the statements of a policy", () => {
    const policy = scp(
      deny(arn("ArnLike", ROOT), { Action: undefined, NotAction: "iam:*" }),
      deny(arn("ArnLike", ROOT), { Action: "iam:*" }),
    );
    assert.equal(rootDeny(policy, "aws").deniesAll, "yes");
  });

  it("is judged for the partition of the organization", () => {
    const policy = scp(deny(arn("ArnLike", ROOT)));
    assert.equal(rootDeny(policy, "aws-us-gov").deniesAll, "no");
  });

  it("tells apart some and none", () => {
    const some = (statement: object) => rootDeny(scp(statement), "aws").deniesSome;
    assert.equal(some(deny(arn("ArnLike", ROOT), { Action: "iam:*" })), "yes");
    assert.equal(some(deny(arn("StringEquals", ROOT))), "no");
    assert.equal(some(deny({ Bool: { "aws:MultiFactorAuthPresent": "false" } })), "unknown");
  });

  it("tells what is spared", () => {
    const but = scp(deny(arn("ArnLike", ROOT), { Action: undefined, NotAction: "iam:Create*" }));
    assert.deepEqual(rootDeny(but, "aws").spared, [
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:CreateRole",
      "iam:CreateUser",
    ]);
    const list = scp(deny(arn("ArnLike", ROOT), { Action: ["iam:*", "sts:*"] }));
    assert.equal(rootDeny(list, "aws").isList, true);
    assert.equal(rootDeny(but, "aws").isList, false);
  });

  it("tells whether privileged sessions end, too", () => {
    const sessions = (Condition: object) => rootDeny(scp(deny(Condition)), "aws").deniesSessions;
    assert.equal(sessions(arn("ArnLike", ROOT)), "yes");
    const exempt = { ...arn("ArnLike", ROOT), Null: { "aws:AssumedRoot": "true" } };
    assert.equal(sessions(exempt), "no");
  });
});

describe("statements that were meant for the root user", () => {
  const rows: readonly [string, object, string?, RegExp?][] = [
    ["one that works", deny(arn("ArnLike", ROOT))],
    ["one of a single account", deny(arn("ArnEquals", "arn:aws:iam::111122223333:root"))],
    ["one of GovCloud", deny(arn("ArnLike", "arn:aws-us-gov:iam::*:root"))],
    [
      "one of privileged sessions",
      deny({ ...arn("ArnLike", ROOT), Bool: { "aws:AssumedRoot": "true" } }),
    ],
    ["one about a role called root", deny(arn("ArnLike", "arn:aws:iam::*:role/root"))],
    ["an exception for roles", deny(arn("ArnNotLike", "arn:aws:iam::*:role/admin"))],
    [
      "an exception for the root user among others",
      deny(arn("ArnNotLike", ROOT, "arn:aws:iam::*:role/admin")),
    ],
    [
      "something that only the root user may do",
      deny(arn("ArnNotLike", ROOT), { Action: "s3:DeleteBucket" }),
    ],
    ["StringEquals", deny(arn("StringEquals", ROOT)), "never-matches-root", /no ARN has a \*/],
    [
      "a user",
      deny(arn("ArnLike", "arn:aws:iam::*:user/root")),
      "never-matches-root",
      /it is arn:aws:iam::<account>:root/,
    ],
    ["the name alone", deny(arn("StringLike", "root")), "never-matches-root", /has the ARN root/],
    ["a name in the wrong case", deny(arn("ArnLike", "arn:aws:iam::*:Root")), "never-matches-root"],
    [
      "its user name",
      deny({ StringEquals: { "aws:username": "root" } }),
      "never-matches-root",
      /have no aws:username/,
    ],
    [
      "a type that isn't one",
      deny({ StringEquals: { "aws:PrincipalType": "Root" } }),
      "never-matches-root",
      /is Account/,
    ],
    [
      "a condition that root users never meet",
      deny({ ...arn("ArnLike", ROOT), Bool: { "aws:AssumedRoot": "false" } }),
      "never-matches-root",
      /Bool aws:AssumedRoot false never holds/,
    ],
    ["an Allow", deny(arn("ArnLike", ROOT), { Effect: "Allow" }), "allows-root"],
    ["a Deny for all others", deny(arn("ArnNotLike", ROOT)), "denies-all-but-root"],
  ];
  for (const [title, statement, kind, why] of rows) {
    it(`${kind ? "finds" : "accepts"} ${title}`, () => {
      const [mistake, ...others] = rootMistakes(scp(statement));
      assert.deepEqual([mistake?.kind, others], [kind, []]);
      if (why) assert.match(mistake?.why ?? "", why);
    });
  }

  it("judges any policy without failing", () => {
    const text = fc.oneof(fc.constantFrom(ROOT, "root", "*", "Account", "true"), fc.string());
    const statement = fc.record(
      {
        Sid: text,
        Effect: fc.constantFrom("Allow", "Deny", "deny", 1),
        Action: fc.oneof(text, fc.array(text), fc.constant(UNKNOWN)),
        NotAction: text,
        Resource: text,
        Condition: fc.dictionary(
          fc.constantFrom("ArnLike", "StringEquals", "ArnNotLike", "Null", "Bool", "Nonsense"),
          fc.dictionary(
            fc.constantFrom("aws:PrincipalArn", "aws:PrincipalType", "aws:AssumedRoot", "x"),
            fc.oneof(text, fc.array(text), fc.constant(UNKNOWN)),
          ),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        const policy = scp(...statements);
        rootMistakes(policy);
        const { deniesAll, deniesSome } = rootDeny(policy, "aws");
        if (deniesAll === "yes") assert.equal(deniesSome, "yes");
      }),
      { numRuns: 200 },
    );
  });
});
