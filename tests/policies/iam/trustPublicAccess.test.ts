import assert from "node:assert/strict";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { admitsPublic } from "../../../policies/iam/trust/publicAccess.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

type Conditions = Record<string, Record<string, Value>>;

function allow(Condition: Conditions, others: readonly Value[] = []): Value {
  const statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::b/*",
  };
  return { Version: "2012-10-17", Statement: [{ ...statement, Condition }, ...others] };
}

function admits(source: Value): string {
  const policy = readPolicy(source, "resource");
  const [first] = policy.statements;
  assert.ok(first);
  return admitsPublic(policy, first);
}

const ORG = "o-a1b2c3d4e5";
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
const NARROW: readonly Conditions[] = [
  { StringEquals: { "aws:PrincipalOrgID": ORG } },
  { StringEquals: { "AWS:principalorgid": [ORG, "o-b1b2c3d4e5"] } },
  { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } },
  { StringEquals: { "aws:PrincipalOrgID": "${OrganizationId}" } },
  { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceTag/owner}" } },
  { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } },
  { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
  { StringLike: { "s3:ResourceAccount": "${ aws:principalaccount }" } },
  { StringEquals: { "aws:ResourceAccount": "${aws:SourceAccount}" } },
  { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "${aws:PrincipalOrgID}/*" } },
  {
    StringEqualsIfExists: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" },
    Null: { "aws:ResourceOrgID": "false" },
  },
  { StringEquals: { "aws:PrincipalOrgID": UNKNOWN } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORG}/r-ab12/*` } },
  { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } },
  { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:topic" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:bucket" } },
  { ArnLike: { "aws:SourceArn": "arn:*:sns:*:111122223333:*" } },
  { ArnLike: { "aws:SourceArn": "${Topic}" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:events:${AWS::Region}:${AWS::AccountId}:rule/*" } },
  { StringEquals: { "aws:SourceAccount": "111122223333" } },
  { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
  { StringEquals: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } },
  { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { IpAddress: { "aws:SourceIp": ["198.51.100.7", "2001:db8::/48"] } },
  {
    StringEquals: {
      "kms:CallerAccount": "111122223333",
      "kms:ViaService": "s3.us-east-1.amazonaws.com",
    },
  },
  { StringLike: { "aws:userid": ["AROAEXAMPLEEXAMPLE123:*", "111122223333"] } },
  { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
  { Bool: { "aws:PrincipalIsAWSService": "true" } },
  {
    "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": `${ORG}/*` },
    Null: { "aws:PrincipalOrgPaths": "false" },
  },
  { StringEqualsIfExists: { "aws:PrincipalOrgID": ORG }, Null: { "aws:PrincipalOrgID": "false" } },
  { StringEquals: { "aws:PrincipalOrgID": ORG }, Bool: { "aws:SecureTransport": "true" } },
];

const OPEN: readonly Conditions[] = [
  {},
  { StringLike: { "aws:PrincipalOrgID": "*" } },
  { StringLike: { "aws:PrincipalOrgID": "o-*" } },
  { StringLike: { "aws:PrincipalOrgPaths": "*/ou-ab12/*" } },
  { StringEqualsIfExists: { "aws:PrincipalOrgID": ORG } },
  { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": `${ORG}/*` } },
  { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } },
  { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
  { Null: { "aws:PrincipalOrgID": "false" } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:topic" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket*" } },
  { ArnLike: { "aws:SourceArn": "*" } },
  { StringLike: { "aws:SourceAccount": "1*" } },
  { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
  { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "::/0"] } },
  { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
  { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { StringEquals: { "aws:PrincipalTag/team": "a" } },
  { StringLike: { "aws:Referer": "https://example.com/*" } },
  { StringEquals: { "aws:UserAgent": "secret" } },
  { StringEquals: { "sts:ExternalId": "id" } },
  { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
  { Bool: { "aws:PrincipalIsAWSService": "false" } },
  { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } },
  { StringEquals: { "aws:ResourceAccount": "111122223333" } },
  { StringEquals: { "aws:ResourceOrgID": "${aws:ResourceOrgID}" } },
  { StringEquals: { "aws:ResourceOrgID": `\${aws:PrincipalOrgID, '${ORG}'}` } },
  { StringEquals: { "aws:ResourceOrgID": ["${aws:PrincipalOrgID}", ORG] } },
  { StringEqualsIfExists: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } },
  { StringNotEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } },
  { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalTag/account}" } },
  { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "*${aws:PrincipalOrgID}/*" } },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables and placeholders

const DENY = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };

const DENIES: readonly (readonly [string, Value, wanted: string])[] = [
  [
    "those outside of the organization",
    { ...DENY, Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORG } } },
    "no",
  ],
  [
    "those outside of the resource's organization, the other way round",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    { ...DENY, Condition: { StringNotEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } } },
    "no",
  ],
  [
    "those outside, if they carry the key at all",
    { ...DENY, Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORG } } },
    "no",
  ],
  [
    "all but some principals",
    {
      ...DENY,
      Principal: undefined as never,
      NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
    },
    "no",
  ],
  [
    "those not by our endpoint",
    { ...DENY, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } },
    "no",
  ],
  [
    "those outside who are no service of AWS",
    {
      ...DENY,
      Condition: {
        StringNotEquals: { "aws:PrincipalOrgID": ORG },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    "no",
  ],
  [
    "those outside who sign (anonymous requests have no such key)",
    {
      ...DENY,
      Condition: {
        StringNotEquals: { "aws:PrincipalOrgID": ORG },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    "yes",
  ],
  [
    "those outside who also come without TLS",
    {
      ...DENY,
      Condition: {
        StringNotEquals: { "aws:PrincipalOrgID": ORG },
        Bool: { "aws:SecureTransport": "false" },
      },
    },
    "yes",
  ],
  [
    "those without TLS",
    { ...DENY, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    "yes",
  ],
  ["those inside", { ...DENY, Condition: { StringEquals: { "aws:PrincipalOrgID": ORG } } }, "yes"],
  [
    "those outside another action",
    {
      ...DENY,
      Action: "s3:PutObject",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
    },
    "yes",
  ],
  [
    "those outside all other actions",
    {
      ...DENY,
      Action: undefined as never,
      NotAction: "s3:PutObject",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
    },
    "no",
  ],
  [
    "those outside another resource",
    {
      ...DENY,
      Resource: "arn:aws:s3:::b/x/*",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
    },
    "yes",
  ],
  [
    "those outside, of one account",
    {
      ...DENY,
      Principal: { AWS: "444455556666" },
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": ORG } },
    },
    "yes",
  ],
  ["nobody knows whom yet", { ...DENY, Condition: UNKNOWN }, "unknown"],
];

describe("whether an Allow for everybody admits strangers", () => {
  for (const conditions of NARROW) {
    it(`it doesn't with ${show(conditions)}`, () => assert.equal(admits(allow(conditions)), "no"));
  }
  for (const conditions of OPEN) {
    it(`it does with ${show(conditions)}`, () => assert.equal(admits(allow(conditions)), "yes"));
  }
  for (const [who, deny, wanted] of DENIES) {
    it(`is ${wanted} when a Deny shuts out ${who}`, () => {
      const { Principal, Action, ...rest } = deny as Record<string, Value>;
      const cleaned = { ...rest, ...(Principal && { Principal }), ...(Action && { Action }) };
      assert.equal(admits(allow({}, [cleaned as Value])), wanted);
    });
  }
  it("can't be told while a pattern isn't known", () => {
    assert.equal(admits(allow({ ArnLike: { "aws:SourceArn": UNKNOWN } })), "unknown");
  });
  it("can't be told while conditions aren't known", () => {
    assert.equal(admits(allow(UNKNOWN as never)), "unknown");
  });
});

function show(value: unknown): string {
  return JSON.stringify(value, (_, one) => (one === UNKNOWN ? "(not known yet)" : one));
}

describe("an Allow that nobody can use", () => {
  const shut: readonly (readonly [string, Conditions, ...Value[]])[] = [
    [
      "to whom a Deny names all",
      {},
      { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" },
    ],
    [
      "in two organizations at once",
      { StringEquals: { "aws:PrincipalTag/a": "x" }, StringLike: { "aws:PrincipalTag/a": "y*" } },
    ],
    [
      "to those whom a Deny names by the same key",
      { StringEquals: { "aws:PrincipalTag/a": "x" } },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringLike: { "aws:PrincipalTag/a": "x*" } },
      },
    ],
  ];
  for (const [title, conditions, ...others] of shut) {
    it(`admits no strangers: ${title}`, () =>
      assert.equal(admits(allow(conditions, others)), "no"));
  }
});
