// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Use } from "../../../policies/iam/policy/statement.ts";
import type { Value } from "../../../policies/value.ts";

type Source = { readonly [key: string]: Value };

const Version = "2012-10-17";
const ACCOUNT = "111122223333";
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
const assume = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "ec2.amazonaws.com" },
};

/** Its problems as `id at place`. */
function problems(source: Value, use: Use): readonly string[] {
  return readPolicy(source, use).problems.map(({ id, place }) =>
    place ? `${id} at ${place}` : id,
  );
}

const one = (statement: Value): Value => ({ Version, Statement: [statement] });
const identity = (change: Source) => one({ ...allow, ...change });
const trust = (change: Source) => one({ ...assume, ...change });
const when = (Condition: Value) => identity({ Condition });
const without = (source: Source, name: string): Source =>
  Object.fromEntries(Object.entries(source).filter(([key]) => key !== name));

describe("the grammar of policies finds fault with", () => {
  const S = "Statement[0]";
  const table: readonly (readonly [string, Use, Value, ...string[]])[] = [
    ["what is no JSON", "identity", "{", "no-json"],
    ["what is no object", "identity", "[]", "no-object"],
    ["no statements", "identity", { Version }, "no-statement"],
    ["an empty list of statements", "identity", { Version, Statement: [] }, "no-statement"],
    ["a statement that is text", "identity", one("x"), `no-object at ${S}`],
    [
      "an unknown element of a policy",
      "identity",
      { Version, Statement: allow, Name: "x" },
      "unknown-element at Name",
    ],
    [
      "an unknown element of a statement",
      "identity",
      identity({ Actions: "x" }),
      `unknown-element at ${S}.Actions`,
    ],
    [
      "an element twice",
      "identity",
      identity({ action: "x:y" }),
      `duplicate-element at ${S}.action`,
    ],
    [
      "a key twice, of which JSON.parse keeps the last",
      "identity",
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}',
      "duplicate-element at Statement",
    ],
    [
      "a key twice, deep inside",
      "identity",
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["s3:a","s3:b"],"Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:x":"true"},"Bool":{"aws:y":"true"}}}]}',
      "duplicate-element at Statement[1].Condition",
    ],
    [
      "a version that AWS hasn't",
      "identity",
      { Version: "2026-01-01", Statement: allow },
      "bad-version at Version",
    ],
    ["an SCP without version", "scp", { Statement: allow }, "no-version"],
    [
      "a boundary of 2008",
      "boundary",
      { Version: "2008-10-17", Statement: allow },
      "bad-version at Version",
    ],
    ["no effect", "identity", one(without(allow, "Effect")), `no-effect at ${S}`],
    [
      "an effect in another case",
      "identity",
      identity({ Effect: "allow" }),
      `bad-effect at ${S}.Effect`,
    ],
    [
      "an effect that is an object",
      "identity",
      identity({ Effect: { toString: 1 } }),
      `bad-effect at ${S}.Effect`,
    ],
    ["no action", "identity", one(without(allow, "Action")), `no-action at ${S}`],
    ["both kinds of action", "identity", identity({ NotAction: "s3:*" }), `two-actions at ${S}`],
    ["no resource", "identity", one(without(allow, "Resource")), `no-resource at ${S}`],
    ["no resource in an SCP", "scp", one(without(allow, "Resource")), `no-resource at ${S}`],
    ["both kinds of resource", "identity", identity({ NotResource: "*" }), `two-resources at ${S}`],
    ["an action that is a number", "identity", identity({ Action: [7] }), `no-text at ${S}.Action`],
    ["an empty list of actions", "identity", identity({ Action: [] }), `empty-list at ${S}.Action`],
    [
      "an action without service",
      "identity",
      identity({ Action: "GetObject" }),
      `bad-action at ${S}.Action`,
    ],
    ["** as an action", "identity", identity({ Action: "**" }), `bad-action at ${S}.Action`],
    [
      "a wildcard in a service's prefix",
      "identity",
      identity({ Action: "*:Get*" }),
      `bad-action at ${S}.Action`,
    ],
    [
      "a wildcard within a service's prefix",
      "identity",
      identity({ Action: "ia?:*" }),
      `bad-action at ${S}.Action`,
    ],
    [
      "two colons in an action",
      "identity",
      identity({ Action: "s3::Get" }),
      `bad-action at ${S}.Action`,
    ],
    [
      "a space in an action",
      "identity",
      identity({ NotAction: "s3: Get", Action: "s3:x" }),
      `two-actions at ${S}`,
      `bad-action at ${S}.NotAction`,
    ],
    [
      "a variable in an action",
      "identity",
      identity({ Action: "s3:${aws:username}" }),
      `variable-elsewhere at ${S}.Action`,
    ],
    [
      "a resource that is a name",
      "identity",
      identity({ Resource: "bucket" }),
      `no-arn at ${S}.Resource`,
    ],
    [
      "a resource that is a path",
      "identity",
      identity({ Resource: "s3://bucket/x" }),
      `no-arn at ${S}.Resource`,
    ],
    [
      "S3's ARN with a colon too few",
      "identity",
      identity({ Resource: "arn:aws:s3::bucket/*" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "S3's ARN with a Region",
      "identity",
      identity({ Resource: "arn:aws:s3:eu-west-1::b" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "IAM's ARN with a Region",
      "identity",
      identity({ Resource: "arn:aws:iam:us-east-1:111122223333:role/x" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "a wildcard in the type of IAM's ARN",
      "identity",
      identity({ Resource: "arn:aws:iam::*:u*" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "an ARN without service",
      "identity",
      identity({ NotResource: "arn:aws", Action: "s3:*" }),
      `two-resources at ${S}`,
      `bad-arn at ${S}.NotResource`,
    ],
    [
      "a partition that AWS hasn't",
      "identity",
      identity({ Resource: "arn:amazon:s3:::b" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "a service in upper case",
      "identity",
      identity({ Resource: "arn:aws:S3:::b" }),
      `bad-arn at ${S}.Resource`,
    ],
    [
      "an account of 11 digits",
      "identity",
      identity({ Resource: "arn:aws:iam::11112222333:role/x" }),
      `bad-account at ${S}.Resource`,
    ],
    [
      "an account with hyphens",
      "identity",
      identity({ Resource: "arn:aws:sqs:*:1111-2222-3333:x" }),
      `bad-account at ${S}.Resource`,
    ],
    ["a Sid with a hyphen", "identity", identity({ Sid: "read-all" }), `bad-sid at ${S}.Sid`],
    [
      "a Sid twice",
      "identity",
      {
        Version,
        Statement: [
          { ...allow, Sid: "A" },
          { ...allow, Sid: "A" },
        ],
      },
      "duplicate-sid at Statement[1].Sid",
    ],
    [
      "a principal in an identity policy",
      "identity",
      identity({ Principal: "*" }),
      `element-not-allowed at ${S}.Principal`,
    ],
    [
      "a principal in an SCP",
      "scp",
      identity({ NotPrincipal: "*" }),
      `element-not-allowed at ${S}.NotPrincipal`,
    ],

    [
      "a trust policy without principal",
      "trust",
      one(without(assume, "Principal")),
      `no-principal at ${S}`,
    ],
    [
      "a trust policy with NotPrincipal",
      "trust",
      one({ ...without(assume, "Principal"), NotPrincipal: "*" }),
      `element-not-allowed at ${S}.NotPrincipal`,
    ],
    [
      "a trust policy with a resource",
      "trust",
      trust({ Resource: "*" }),
      `element-not-allowed at ${S}.Resource`,
    ],
    [
      "a trust policy for other actions",
      "trust",
      trust({ Action: "s3:GetObject" }),
      `not-an-sts-action at ${S}.Action`,
    ],
    [
      "a principal that is a name",
      "trust",
      trust({ Principal: "ec2.amazonaws.com" }),
      `bad-principal at ${S}.Principal`,
    ],
    [
      "an unknown kind of principal",
      "trust",
      trust({ Principal: { User: "x" } }),
      `bad-principal-kind at ${S}.Principal.User`,
    ],
    [
      "an account of 11 digits as principal",
      "trust",
      trust({ Principal: { AWS: "11112222333" } }),
      `bad-principal at ${S}.Principal.AWS`,
    ],
    [
      "a wildcard in a principal",
      "trust",
      trust({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/*` } }),
      `wildcard-in-principal at ${S}.Principal.AWS`,
    ],
    [
      "a wildcard as service",
      "trust",
      trust({ Principal: { Service: "*.amazonaws.com" } }),
      `wildcard-in-principal at ${S}.Principal.Service`,
    ],
    [
      "a group as principal",
      "trust",
      trust({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:group/x` } }),
      `group-principal at ${S}.Principal.AWS`,
    ],
    [
      "a service without domain",
      "trust",
      trust({ Principal: { Service: "ec2" } }),
      `bad-principal at ${S}.Principal.Service`,
    ],
    ["no principals", "trust", trust({ Principal: {} }), `empty-list at ${S}.Principal`],
    ["a resource policy without principal", "resource", one(allow), `no-principal at ${S}`],

    // "RCP syntax".
    ["an RCP that allows", "rcp", one({ ...deny, Effect: "Allow" }), `rcp-allow at ${S}.Effect`],
    [
      "an RCP about one principal",
      "rcp",
      one({ ...deny, Principal: { AWS: ACCOUNT } }),
      `rcp-principal at ${S}.Principal`,
    ],
    [
      "an RCP about all actions",
      "rcp",
      one({ ...deny, Action: ["*"] }),
      `rcp-action at ${S}.Action`,
    ],
    [
      "an RCP with NotAction",
      "rcp",
      one({ ...without(deny, "Action"), NotAction: "s3:*" }),
      `element-not-allowed at ${S}.NotAction`,
    ],
    [
      "an RCP with NotPrincipal",
      "rcp",
      one({ ...without(deny, "Principal"), NotPrincipal: "*" }),
      `element-not-allowed at ${S}.NotPrincipal`,
      `no-principal at ${S}`,
    ],
  ];
  for (const [title, use, source, ...expected] of table) {
    it(title, () => assert.deepEqual(problems(source, use), expected));
  }
});

describe("the grammar of conditions finds fault with", () => {
  const at = (place: string) => `Statement[0].Condition.${place}`;
  const table: readonly (readonly [string, Value, string, string])[] = [
    ["a list", ["x"], "no-object", ""],
    ["an operator with text", { Bool: "true" }, "no-object", "Bool"],
    [
      "an operator that AWS hasn't",
      { StringMatch: { "aws:x": "y" } },
      "unknown-operator",
      "StringMatch",
    ],
    [
      "a set that AWS hasn't",
      { "ForSome:Bool": { "aws:x": "true" } },
      "unknown-operator",
      "ForSome:Bool",
    ],
    ["IfExists with Null", { NullIfExists: { "aws:x": "true" } }, "null-if-exists", "NullIfExists"],
    [
      "Null in sets, always the same",
      { "ForAllValues:Null": { "aws:x": "true" } },
      "null-with-set",
      "ForAllValues:Null",
    ],
    [
      "a key without prefix",
      { Bool: { MultiFactorAuthPresent: "true" } },
      "bad-condition-key",
      "Bool.MultiFactorAuthPresent",
    ],
    ["no values", { StringLike: { "aws:x": [] } }, "empty-list", "StringLike.aws:x"],
    [
      "a value that is an object",
      { StringLike: { "aws:x": { y: 1 } } },
      "no-text",
      "StringLike.aws:x",
    ],
    ["Bool with another text", { Bool: { "aws:x": "yes" } }, "bad-condition-value", "Bool.aws:x"],
    ["Null with another text", { Null: { "aws:x": "null" } }, "bad-condition-value", "Null.aws:x"],
    [
      "a number that is none",
      { NumericLessThan: { "s3:max-keys": "ten" } },
      "bad-condition-value",
      "NumericLessThan.s3:max-keys",
    ],
    [
      "a date that is none",
      { DateLessThan: { "aws:CurrentTime": "31.12.2026" } },
      "bad-condition-value",
      "DateLessThan.aws:CurrentTime",
    ],
    [
      "the 30th of February",
      { DateLessThan: { "aws:CurrentTime": "2026-02-30" } },
      "bad-condition-value",
      "DateLessThan.aws:CurrentTime",
    ],
    [
      "a range of 33 bits",
      { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } },
      "bad-condition-value",
      "IpAddress.aws:SourceIp",
    ],
    [
      "an address with a wildcard",
      { IpAddress: { "aws:SourceIp": "10.0.*" } },
      "bad-condition-value",
      "IpAddress.aws:SourceIp",
    ],
    [
      "an ARN that is a name",
      { ArnLike: { "aws:PrincipalArn": "role/x" } },
      "no-arn",
      "ArnLike.aws:PrincipalArn",
    ],
    // "Wildcard without like operator" (IAM policy validation check reference).
    [
      "* with StringEquals",
      { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:o/*" } },
      "wildcard-in-string-equals",
      "StringEquals.token.actions.githubusercontent.com:sub",
    ],
    [
      "* with StringNotEquals",
      { StringNotEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
      "wildcard-in-string-equals",
      "StringNotEquals.aws:PrincipalArn",
    ],
    [
      "a variable among numbers",
      { NumericLessThan: { "s3:max-keys": "${aws:x}" } },
      "variable-elsewhere",
      "NumericLessThan.s3:max-keys",
    ],
    [
      "a variable that isn't closed",
      { StringLike: { "s3:prefix": "${aws:username/*" } },
      "bad-variable",
      "StringLike.s3:prefix",
    ],
    [
      "a space in a variable",
      { StringLike: { "s3:prefix": "${ aws:username}/*" } },
      "bad-variable",
      "StringLike.s3:prefix",
    ],
    [
      "a default without quotes",
      { StringLike: { "s3:prefix": "${aws:username, x}" } },
      "bad-variable",
      "StringLike.s3:prefix",
    ],
  ];
  for (const [title, condition, id, place] of table) {
    const expected = place ? at(place) : "Statement[0].Condition";
    it(title, () =>
      assert.deepEqual(problems(when(condition), "identity"), [`${id} at ${expected}`]),
    );
  }

  it("one key in two cases", () => {
    const condition = { Bool: { "aws:SecureTransport": "true", "aws:securetransport": "true" } };
    assert.deepEqual(problems(when(condition), "identity"), [
      `duplicate-element at ${at("Bool.aws:securetransport")}`,
    ]);
  });

  it("variables in policies of 2008, where they are plain text", () => {
    const Statement = { ...allow, Resource: "arn:aws:s3:::home/${aws:username}/*" };
    for (const source of [{ Statement }, { Version: "2008-10-17", Statement }]) {
      assert.deepEqual(problems(source, "identity"), ["variable-in-old-version at Statement[0]"]);
    }
  });
});

describe("the grammar of policies finds nothing wrong with", () => {
  const arn = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
  const table: readonly (readonly [string, Use, Value])[] = [
    ["*:*", "identity", identity({ Action: "*:*" })],
    ["an inline policy without version", "identity", { Statement: allow }],
    [
      "a trust policy of 2008",
      "trust",
      { Version: "2008-10-17", Statement: { ...assume, Sid: "" } },
    ],
    [
      "wildcards anywhere in an action's name",
      "scp",
      identity({ Action: ["iam:*AccessKey*", "s3:?et*"] }),
    ],
    // AWS Organizations supports the full policy language in SCPs since September 2025.
    [
      "an SCP that allows under conditions, all but some actions and resources",
      "scp",
      one({
        Effect: "Allow",
        NotAction: "iam:*",
        NotResource: "arn:aws:s3:::x",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      }),
    ],
    [
      "an ARN that ends early",
      "identity",
      identity({ Resource: ["arn:aws:sqs", "arn:aws:s3:*", "arn:aws:*"] }),
    ],
    [
      "ARNs of all kinds",
      "identity",
      identity({
        Resource: [
          "arn:*:iam::*:role/*",
          "arn:aws-us-gov:s3:::b/${aws:PrincipalTag/team, 'none'}/*",
          arn("*"),
          arn("root"),
          arn("mfa/${aws:username}"),
          "arn:aws:s3:us-west-2:111122223333:accesspoint/x",
          "arn:aws:apigateway:eu-west-1::/restapis/*",
          "arn:aws:health:global::event/*",
        ],
      }),
    ],
    ["API Gateway's short ARNs", "resource", one({ ...deny, Resource: "execute-api:/prod/*" })],
    ["ECR's policies without resource", "resource", one(without(deny, "Resource"))],
    ["a number as Sid", "identity", identity({ Sid: 1 })],
    ["Sids that S3 takes", "resource", one({ ...deny, Sid: "deny all of it" })],
    [
      "principals of all kinds",
      "trust",
      trust({
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Principal: {
          AWS: [
            "*",
            ACCOUNT,
            arn("root"),
            arn("role/path/x"),
            arn("user/x"),
            `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`,
            `arn:aws:sts::${ACCOUNT}:federated-user/x`,
            "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C",
            "AROADBQP57FF2AEXAMPLE",
          ],
          Service: ["ec2.amazonaws.com", "logs.eu-west-1.amazonaws.com", "ec2.amazonaws.com.cn"],
          Federated: [
            "cognito-identity.amazonaws.com",
            arn("saml-provider/x"),
            arn("oidc-provider/token.actions.githubusercontent.com"),
          ],
        },
      }),
    ],
    ["RCPFullAWSAccess", "rcp", one({ ...deny, Effect: "Allow", Action: "*" })],
    [
      "conditions of all kinds",
      "identity",
      when({
        bool: { "aws:SecureTransport": true },
        Null: { "aws:TokenIssueTime": "true" },
        DateGreaterThan: {
          "aws:CurrentTime": ["2026", "2026-01-31T00:00:00Z", "2026-01-31T00:00+01:00"],
        },
        DateLessThan: { "aws:EpochTime": 1798761600 },
        NumericLessThanIfExists: { "aws:MultiFactorAuthAge": 3600 },
        IpAddress: { "aws:SourceIp": ["203.0.113.7", "2001:DB8:1234:5678::/64", "0.0.0.0/0"] },
        BinaryEquals: { "key:x": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" },
        ArnEquals: {
          "aws:PrincipalArn": [
            "*",
            "arn:*:iam::*:role/x*",
            "arn:aws:iam::${aws:PrincipalAccount}:role/x",
          ],
        },
        StringEquals: {
          "aws:PrincipalTag/x": "${*}${?}${$}",
          "s3:prefix": ["", "home/${aws:username}"],
        },
        "ForAllValues:StringLikeIfExists": { "aws:TagKeys": ["a*", "b?"] },
      }),
    ],
  ];
  for (const [title, use, source] of table) {
    it(title, () => {
      assert.deepEqual(readPolicy(source, use).problems, []);
      assert.deepEqual(readPolicy(JSON.stringify(source), use).problems, []);
    });
  }
});

describe("a statement with a fault", () => {
  it("is read as far as it means something, and hides no other", () => {
    const odd = {
      Effect: "allow",
      Action: "*",
      NotAction: "iam:*",
      Resource: ["*", 7],
      Principal: "*",
    };
    const { statements } = readPolicy({ Version, Statement: ["x", odd, {}, allow] }, "identity");
    const summary = statements.map(({ place, effect, actions, resources }) => [
      place,
      effect,
      actions?.known,
      resources?.known,
    ]);
    assert.deepEqual(summary, [
      ["Statement[1]", "Allow", ["*"], ["*"]],
      ["Statement[3]", "Allow", ["s3:GetObject"], ["*"]],
    ]);
  });

  it("is shown shortened, with what is allowed", () => {
    const [problem] = readPolicy(identity({ Action: "x".repeat(1000) }), "identity").problems;
    assert.match(problem?.seen ?? "", /^the action "x{98}…$/);
    assert.match(problem?.wanted ?? "", /s3:GetObject/);
  });
});
