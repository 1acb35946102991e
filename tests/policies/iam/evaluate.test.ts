// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import type { AuthorizationRequest } from "../../../policies/iam/evaluation/applies.ts";
import type { Caller } from "../../../policies/iam/evaluation/caller.ts";
import { evaluate, type Policies } from "../../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Use } from "../../../policies/iam/policy/statement.ts";
import { UNKNOWN, type Unknown, type Value } from "../../../policies/value.ts";
import type { Verdict } from "../../../policies/verdict.ts";

type Source = { readonly [key: string]: Value };

const MINE = "111122223333";
const OTHER = "444455556666";
const ROLE = `arn:aws:iam::${MINE}:role/app`;
const SESSION = `arn:aws:sts::${MINE}:assumed-role/app/ann`;
const USER = `arn:aws:iam::${MINE}:user/ann`;
const user: Caller = { kind: "user", arn: USER, account: MINE };
const session: Caller = { kind: "session", arn: SESSION, of: ROLE, account: MINE };
const root: Caller = { kind: "root", arn: `arn:aws:iam::${MINE}:root`, account: MINE };
const lambda: Caller = { kind: "Service", name: "lambda.amazonaws.com" };
const anonymous: Caller = { kind: "anonymous" };

const policy = (use: Use, ...Statement: readonly Value[]) =>
  readPolicy({ Version: "2012-10-17", Statement }, use);
const identity = (...statements: readonly Value[]) => [policy("identity", ...statements)];
const resource = (...statements: readonly Value[]) => policy("resource", ...statements);

const allow = (Action: Value, more: Source = {}): Source => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const deny = (Action: Value, more: Source = {}): Source => ({
  ...allow(Action, more),
  Effect: "Deny",
});
const allBut = (NotAction: Value): Source => ({ Effect: "Allow", NotAction, Resource: "*" });
const to = (AWS: Value, more: Source = {}): Source => allow("*", { Principal: { AWS }, ...more });
const full = [policy("scp", allow("*"))];

interface Ask {
  readonly caller?: Caller;
  readonly action?: string;
  readonly resource?: string;
  readonly owner?: string;
  readonly given?: { readonly [key: string]: string | Unknown };
}

function ask(policies: Policies, { given = {}, ...what }: Ask): Verdict {
  const context = new Map(
    Object.entries(given).map(
      ([key, value]) => [key.toLowerCase(), value === UNKNOWN ? value : [value]] as const,
    ),
  );
  const request: AuthorizationRequest = {
    caller: user,
    action: "s3:GetObject",
    resource: "arn:aws:s3:::b/x",
    context,
    ...what,
  };
  return evaluate(policies, request);
}

type Row = readonly [title: string, expected: Verdict, policies: Policies, ask?: Ask];

function check(rows: readonly Row[]): void {
  for (const [title, expected, policies, what = {}] of rows) {
    it(`${title}: ${expected}`, () => assert.equal(ask(policies, what), expected));
  }
}

const MFA = "aws:MultiFactorAuthPresent";
const withoutMfa = (operator: string): Source =>
  deny("*", { Condition: { [operator]: { [MFA]: "false" } } });

describe("a request by identity policies alone", () => {
  const own = (...statements: readonly Value[]): Policies => ({
    identity: identity(...statements),
  });
  check([
    ["without policies", "no", { identity: [] }],
    ["allowed", "yes", own(allow("s3:Get*"))],
    ["another action is", "no", own(allow("s3:Put*"))],
    ["another resource is", "no", own(allow("*", { Resource: "arn:aws:s3:::c/*" }))],
    [
      "allowed by one, denied by another",
      "no",
      { identity: [...identity(allow("*")), ...identity(deny("s3:*"))] },
    ],
    ["denied in another case", "no", own(allow("*"), deny("S3:getobject"))],
    ["all actions but others", "yes", own(allBut("iam:*"))],
    ["all actions but this", "no", own(allBut("s3:*"))],
    [
      "denied all actions but others",
      "no",
      own(allow("*"), { Effect: "Deny", NotAction: "iam:*", Resource: "*" }),
    ],
    [
      "denied all actions but this",
      "yes",
      own(allow("*"), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    ],
    [
      "allowed on all resources but this",
      "no",
      own({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::b/*" }),
    ],
    [
      "denied on all resources but this",
      "yes",
      own(allow("*"), { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::b/*" }),
    ],
    [
      "denied without MFA by Bool, with long-term keys, a gap",
      "yes",
      own(allow("*"), withoutMfa("Bool")),
    ],
    [
      "denied without MFA by BoolIfExists, with long-term keys",
      "no",
      own(allow("*"), withoutMfa("BoolIfExists")),
    ],
    [
      "denied without MFA by BoolIfExists, with MFA",
      "yes",
      own(allow("*"), withoutMfa("BoolIfExists")),
      { given: { [MFA]: "true" } },
    ],
    [
      "a home by user name",
      "yes",
      own(allow("*", { Resource: "arn:aws:s3:::b/${aws:username}" })),
      { given: { "aws:username": "x" } },
    ],
    [
      "a home of somebody without user name",
      "no",
      own(allow("*", { Resource: "arn:aws:s3:::b/*${aws:username}" })),
    ],
    [
      "all but a home of somebody without user name",
      "yes",
      own({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::b/*${aws:username}" }),
    ],
    [
      "a home in a policy of 2008",
      "no",
      {
        identity: [
          readPolicy(
            { Statement: allow("*", { Resource: "arn:aws:s3:::b/${aws:username}" }) },
            "identity",
          ),
        ],
      },
      { given: { "aws:username": "x" } },
    ],
    ["the account's root", "yes", { identity: [] }, { caller: root }],
    ["of another account", "no", own(allow("*")), { owner: OTHER }],
  ]);
});

describe("a request limited by boundary, session policies, SCPs and RCPs", () => {
  const limited = (limits: Partial<Policies>): Policies => ({
    identity: identity(allow("*")),
    ...limits,
  });
  check([
    ["boundary allows", "yes", limited({ boundary: policy("boundary", allow("s3:*")) })],
    ["boundary doesn't", "no", limited({ boundary: policy("boundary", allow("ec2:*")) })],
    ["boundary denies", "no", limited({ boundary: policy("boundary", allow("*"), deny("s3:*")) })],
    ["boundary alone", "no", { identity: [], boundary: policy("boundary", allow("*")) }],
    [
      "one session policy allows",
      "yes",
      limited({ session: identity(allow("ec2:*")).concat(identity(allow("s3:*"))) }),
    ],
    ["no session policy allows", "no", limited({ session: identity(allow("ec2:*")) })],
    [
      "each level of SCPs allows",
      "yes",
      limited({ scps: [full, [policy("scp", allow("ec2:*")), policy("scp", allow("s3:*"))]] }),
    ],
    [
      "one level of SCPs doesn't",
      "no",
      limited({ scps: [full, [policy("scp", allow("ec2:*"))], full] }),
    ],
    ["a level without SCPs", "no", limited({ scps: [full, []] })],
    ["an SCP denies", "no", limited({ scps: [full, [...full, policy("scp", deny("s3:*"))]] })],
    ["SCPs alone", "no", { identity: [], scps: [full] }],
    [
      "an SCP limits the account's root",
      "no",
      { identity: [], scps: [[policy("scp", allow("ec2:*"))]] },
      { caller: root },
    ],
    [
      "an RCP denies",
      "no",
      limited({
        rcps: [[policy("rcp", allow("*", { Principal: "*" }), deny("s3:*", { Principal: "*" }))]],
      }),
    ],
    [
      "RCPFullAWSAccess",
      "yes",
      limited({ rcps: [[policy("rcp", allow("*", { Principal: "*" }))]] }),
    ],
  ]);
});

describe("a request by the resource's policy", () => {
  const none = { identity: [] };
  const narrow = { boundary: policy("boundary", allow("ec2:*")) };
  const own = { identity: identity(allow("*")) };
  check([
    // "Resource-based policies and implicit denies in other policy types (same account)".
    [
      "naming the user, despite the boundary",
      "yes",
      { ...none, ...narrow, resource: resource(to(USER)) },
    ],
    [
      "naming the session, despite the boundary",
      "yes",
      { ...none, ...narrow, resource: resource(to(SESSION)) },
      { caller: session },
    ],
    [
      "naming the session, despite session policies",
      "yes",
      { ...none, session: identity(allow("ec2:*")), resource: resource(to(SESSION)) },
      { caller: session },
    ],
    ["naming the role", "yes", { ...none, resource: resource(to(ROLE)) }, { caller: session }],
    [
      "naming the role, behind a boundary",
      "no",
      { ...none, ...narrow, resource: resource(to(ROLE)) },
      { caller: session },
    ],
    [
      "naming the role, behind session policies",
      "no",
      { ...none, session: identity(allow("ec2:*")), resource: resource(to(ROLE)) },
      { caller: session },
    ],
    ["naming the account", "no", { ...none, resource: resource(to(MINE)) }],
    [
      "naming the account, whose policies allow",
      "yes",
      { ...own, resource: resource(to(`arn:aws:iam::${MINE}:root`)) },
    ],
    ["naming anyone", "yes", { ...none, resource: resource(to("*")) }],
    [
      "naming anyone, behind a boundary, of which AWS doesn't say",
      "unknown",
      { ...none, ...narrow, resource: resource(to("*")) },
    ],
    [
      "denying the user",
      "no",
      { ...own, resource: resource(deny("*", { Principal: { AWS: USER } })) },
    ],
    [
      "denying the account",
      "no",
      { ...own, resource: resource(deny("*", { Principal: { AWS: MINE } })) },
      { caller: session },
    ],
    [
      "denying the role behind the session",
      "no",
      { ...own, resource: resource(deny("*", { Principal: { AWS: ROLE } })) },
      { caller: session },
    ],
    [
      "denying somebody else",
      "yes",
      { ...own, resource: resource(deny("*", { Principal: { AWS: OTHER } })) },
    ],
    [
      "denied by an SCP nonetheless",
      "no",
      { ...none, scps: [[...full, policy("scp", deny("*"))]], resource: resource(to(USER)) },
    ],
    // "Cross-account policy evaluation logic".
    [
      "of another account, both sides",
      "yes",
      { ...own, resource: resource(to(USER)) },
      { owner: OTHER },
    ],
    [
      "of another account, only theirs",
      "no",
      { ...none, resource: resource(to(USER)) },
      { owner: OTHER },
    ],
    ["of another account, only ours", "no", own, { owner: OTHER }],
    [
      "of another account, to our account",
      "yes",
      { ...own, resource: resource(to(MINE)) },
      { owner: OTHER },
    ],
    [
      "of another account, within our boundary",
      "no",
      { ...own, ...narrow, resource: resource(to(USER)) },
      { owner: OTHER },
    ],
    [
      "by a service",
      "yes",
      {
        ...none,
        resource: resource(allow("*", { Principal: { Service: "lambda.amazonaws.com" } })),
      },
      { caller: lambda },
    ],
    [
      "by another service",
      "no",
      { ...none, resource: resource(allow("*", { Principal: { Service: "ec2.amazonaws.com" } })) },
      { caller: lambda },
    ],
    [
      "by anyone",
      "yes",
      { ...none, resource: resource(to("*")) },
      { caller: anonymous, owner: OTHER },
    ],
    [
      "by anyone, to accounts",
      "no",
      { ...none, resource: resource(to(MINE)) },
      { caller: anonymous },
    ],
    // "AWS JSON policy elements: NotPrincipal".
    [
      "denying all but user and account",
      "yes",
      { ...own, resource: resource(deny("*", { NotPrincipal: { AWS: [USER, MINE] } })) },
    ],
    [
      "denying all but session, role and account",
      "yes",
      { ...own, resource: resource(deny("*", { NotPrincipal: { AWS: [SESSION, ROLE, MINE] } })) },
      { caller: session },
    ],
    [
      "denying all but the role, of which AWS says it may deny",
      "unknown",
      { ...own, resource: resource(deny("*", { NotPrincipal: { AWS: ROLE } })) },
      { caller: session },
    ],
    [
      "denying all but others",
      "no",
      { ...own, resource: resource(deny("*", { NotPrincipal: { AWS: OTHER } })) },
    ],
    [
      "allowing all but others",
      "yes",
      { ...none, resource: resource(allow("*", { NotPrincipal: { AWS: OTHER } })) },
    ],
    // Keys and roles: their own policies have to allow.
    [
      "of a key, which leaves it to the account",
      "yes",
      { ...own, resource: resource(to(MINE)) },
      { action: "kms:Decrypt" },
    ],
    [
      "of a key, which says nothing",
      "no",
      { ...own, resource: resource(to(OTHER)) },
      { action: "kms:Decrypt" },
    ],
    [
      "of a key, which names the user",
      "yes",
      { ...none, resource: resource(to(USER)) },
      { action: "kms:Decrypt" },
    ],
  ]);
});

describe("assuming a role", () => {
  const trust = (Principal: Value, more: Source = {}) =>
    policy("trust", { Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more });
  const assume = { action: "sts:AssumeRole", resource: ROLE };
  const own = { identity: identity(allow("sts:AssumeRole")) };
  const external = { Condition: { StringEquals: { "sts:ExternalId": "x" } } };
  check([
    [
      "trusting the account, whose policies allow",
      "yes",
      { ...own, resource: trust({ AWS: MINE }) },
      assume,
    ],
    [
      "trusting the account, whose policies don't",
      "no",
      { identity: [], resource: trust({ AWS: MINE }) },
      assume,
    ],
    ["trusting the user", "yes", { identity: [], resource: trust({ AWS: USER }) }, assume],
    ["trusting nobody of the account", "no", { ...own, resource: trust({ AWS: OTHER }) }, assume],
    [
      "trusting the user of another account, whose policies don't allow",
      "no",
      { identity: [], resource: trust({ AWS: USER }) },
      { ...assume, owner: OTHER },
    ],
    [
      "trusting another account, whose policies allow",
      "yes",
      { ...own, resource: trust({ AWS: MINE }) },
      { ...assume, owner: OTHER },
    ],
    ["without the external id", "no", { ...own, resource: trust({ AWS: MINE }, external) }, assume],
    [
      "with the external id",
      "yes",
      { ...own, resource: trust({ AWS: MINE }, external) },
      { ...assume, given: { "sts:ExternalId": "x" } },
    ],
    [
      "as the account's root, which can't",
      "no",
      { identity: [], resource: trust({ AWS: MINE }) },
      { ...assume, caller: root },
    ],
    [
      "as a service",
      "yes",
      { identity: [], resource: trust({ Service: "lambda.amazonaws.com" }) },
      { ...assume, caller: lambda },
    ],
    [
      "by an identity provider",
      "yes",
      {
        identity: [],
        resource: policy("trust", {
          Effect: "Allow",
          Action: "sts:AssumeRoleWithSAML",
          Principal: { Federated: `arn:aws:iam::${MINE}:saml-provider/x` },
        }),
      },
      {
        action: "sts:AssumeRoleWithSAML",
        resource: ROLE,
        caller: { kind: "Federated", name: `arn:aws:iam::${MINE}:saml-provider/x` },
      },
    ],
  ]);
});

describe("a request by policies that are partly unknown", () => {
  const unknown = readPolicy(UNKNOWN, "identity");
  check([
    ["a policy to come may allow", "unknown", { identity: [unknown] }],
    [
      "it may deny what another allows",
      "unknown",
      { identity: [unknown, ...identity(allow("*"))] },
    ],
    ["a Deny that is known denies", "no", { identity: [unknown, ...identity(deny("*"))] }],
    ["an action to come", "unknown", { identity: identity(allow(["iam:*", UNKNOWN])) }],
    ["a resource to come", "unknown", { identity: identity(allow("s3:*", { Resource: UNKNOWN })) }],
    [
      "a resource to come of another action",
      "no",
      { identity: identity(allow("iam:*", { Resource: UNKNOWN })) },
    ],
    [
      "a resource to come in an Allow denies nothing",
      "yes",
      { identity: identity(allow("*"), allow("*", { Resource: UNKNOWN })) },
    ],
    [
      "a resource to come in a Deny",
      "unknown",
      { identity: identity(allow("*"), deny("s3:*", { Resource: UNKNOWN })) },
    ],
    [
      "an exception to come",
      "unknown",
      {
        identity: identity(allow("*"), {
          Effect: "Deny",
          NotAction: ["s3:Put*", UNKNOWN],
          Resource: "*",
        }),
      },
    ],
    ["a condition to come", "unknown", { identity: identity(allow("*", { Condition: UNKNOWN })) }],
    ["a statement to come", "unknown", { identity: identity(allow("*"), UNKNOWN) }],
    [
      "a placeholder that may fit",
      "unknown",
      { identity: identity(allow("*", { Resource: "arn:aws:s3:::${Bucket}/*" })) },
    ],
    [
      "a placeholder that can't",
      "no",
      { identity: identity(allow("*", { Resource: "arn:aws:sqs:::${Queue}" })) },
    ],
    ["a principal to come", "unknown", { identity: [], resource: resource(to([UNKNOWN])) }],
    [
      "a principal with a placeholder",
      "unknown",
      { identity: [], resource: resource(to("arn:aws:iam::${AWS::AccountId}:user/ann")) },
    ],
    [
      "a value of the request to come",
      "unknown",
      { identity: identity(allow("*", { Condition: { Bool: { [MFA]: "true" } } })) },
      { given: { [MFA]: UNKNOWN } },
    ],
    ["a boundary to come", "unknown", { identity: identity(allow("*")), boundary: unknown }],
    [
      "an SCP to come at a level that allows nothing",
      "unknown",
      { identity: identity(allow("*")), scps: [[unknown]] },
    ],
  ]);
});
