// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as templates write references.
import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { SET_ARN } from "../saneStack.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-no-privilege-escalation";
const ADVISORY = "iam-boundary-required";
const ACCOUNT = "arn:aws:iam::123456789012";
const LIMIT = `${ACCOUNT}:policy/limit`;
const MAKE = ["iam:CreateRole", "iam:PutRolePolicy"];
const OFF = "iam:DeleteRolePermissionsBoundary";

interface Statement {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}
function allow(Action: unknown, Resource: unknown, boundary?: unknown): Statement {
  const Condition = { StringEquals: { "iam:PermissionsBoundary": boundary } };
  return { Effect: "Allow", Action, Resource, ...(boundary !== undefined && { Condition }) };
}
function document(...Statement: readonly Statement[]) {
  return { Version: "2012-10-17", Statement };
}
const everything = allow("*", "*");
const guarded = { Effect: "Deny", Action: "cloudtrail:StopLogging", Resource: "*" };
const demands = {
  Effect: "Deny",
  Action: ["iam:CreateRole", "iam:CreateUser", "iam:Put*PermissionsBoundary"],
  Resource: "*",
  Condition: { StringNotEquals: { "iam:PermissionsBoundary": LIMIT } },
};
const services = allow(["s3:*", "dynamodb:*"], "*");

function role(more: Record<string, unknown> = {}): AnalyzedResource {
  return resource("aws:iam/role:Role", "r", { name: "r", ...more });
}
function inline(...statements: readonly Statement[]): AnalyzedResource {
  const policy = JSON.stringify(document(...statements));
  return resource("aws:iam/rolePolicy:RolePolicy", "delegates", { role: "r", policy });
}
/** A policy of the stack that is called a limit. */
function limit(arn: unknown, ...statements: readonly Statement[]): AnalyzedResource {
  const policy = JSON.stringify(document(...statements));
  return resource(
    "aws:iam/policy:Policy",
    "limit",
    { name: "limit", policy },
    { outputs: { arn } },
  );
}
function native(...statements: readonly Statement[]): AnalyzedResource {
  const inputs = { managedPolicyName: "limit", policyDocument: document(...statements) };
  return resource("aws-native:iam:ManagedPolicy", "limit", inputs, {
    outputs: { policyArn: LIMIT },
  });
}
function template(
  boundary: unknown,
  of: readonly Statement[],
  named: object = {},
  others: readonly Statement[] = [],
): readonly AnalyzedResource[] {
  const Limit = {
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument: document(...of), ...named },
  };
  const Delegate = {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [
        {
          PolicyName: "delegates",
          PolicyDocument: document(allow(MAKE, "*", boundary), ...others),
        },
      ],
    },
  };
  const templateBody = JSON.stringify({ Resources: { Limit, Delegate } });
  return [resource("aws:cloudformation/stack:Stack", "stack", { templateBody })];
}
const sub = (text: string) => ({ "Fn::Sub": text });

const P = "mandatory identity delegates";
const D = "mandatory Delegate.identity stack";
const within = inline(allow(MAKE, "*", LIMIT));
const APP = `${ACCOUNT}:role/app/*`;

const table: readonly (readonly [string, readonly AnalyzedResource[], ...string[]])[] = [
  ["a policy elsewhere", [role(), within]],
  ["a policy of the stack that allows everything", [role(), within, limit(LIMIT, everything)], P],
  [
    "the same by its name, while nobody knows its account",
    [role(), within, limit(NOT_KNOWN_YET, everything)],
    P,
  ],
  [
    "a policy of the stack that leaves out what can be had back",
    [role(), within, limit(LIMIT, everything, guarded)],
    P,
  ],
  [
    "a policy of the stack that demands itself",
    [role(), within, limit(LIMIT, everything, demands)],
  ],
  ["a policy of the stack that allows a few services", [role(), within, limit(LIMIT, services)]],
  ["a policy of aws-native that allows everything", [role(), within, native(everything)], P],
  [
    "another policy of the stack",
    [role(), inline(allow(MAKE, "*", `${ACCOUNT}:policy/other`)), limit(LIMIT, everything)],
  ],
  ["a reference in a template", template({ Ref: "Limit" }, [everything]), D],
  [
    "a name in a template",
    template(sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/limit"), [everything], {
      ManagedPolicyName: "limit",
    }),
    D,
  ],
  ["a reference in a template to a limit", template({ Ref: "Limit" }, [services])],
  [
    "a reference in a template to a limit that may be rewritten",
    template({ Ref: "Limit" }, [services], {}, [
      allow("iam:CreatePolicyVersion", { Ref: "Limit" }),
    ]),
    D,
  ],
  [
    "a limit that may be taken off, by one policy",
    [role(), inline(allow(MAKE, APP, LIMIT), allow(OFF, APP))],
    P,
  ],
  [
    "a limit that may be taken off, by two policies",
    [
      role(),
      inline(allow(MAKE, APP, LIMIT)),
      resource("aws:iam/rolePolicy:RolePolicy", "other", {
        role: "r",
        policy: JSON.stringify(document(allow(OFF, APP))),
      }),
    ],
    "mandatory identity r",
  ],
  [
    "a limit that may be taken off, within a boundary elsewhere: a doubt",
    [
      role({ permissionsBoundary: `${ACCOUNT}:policy/mine` }),
      inline(allow(MAKE, APP, LIMIT), allow(OFF, APP)),
    ],
    "advisory identity r",
  ],
];

describe("delegation within", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const [title, resources, ...expected] of table) {
    it(`${expected.length > 0 ? "is found" : "isn't found"}: ${title}`, async () => {
      assert.deepEqual(await pack.short(RULE, resources), expected);
    });
  }

  it("a boundary of the stack that is no limit lacks one, on roles of a path", async () => {
    const below = inline(allow(MAKE, APP, LIMIT));
    const said = ["advisory no-boundary r"];
    assert.deepEqual(await pack.short(ADVISORY, [role(), below, limit(LIMIT, everything)]), said);
    assert.deepEqual(await pack.short(ADVISORY, [role(), below, limit(LIMIT, services)]), []);
  });

  it("a boundary that may be taken off makes a permission set privileged", async () => {
    const set = resource(
      "aws:ssoadmin/permissionSet:PermissionSet",
      "s",
      { name: "s" },
      { outputs: { arn: SET_ARN } },
    );
    const policy = (...statements: readonly Statement[]) =>
      resource("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "p", {
        permissionSetArn: SET_ARN,
        inlinePolicy: JSON.stringify(document(...statements)),
      });
    const rule = "identity-center-boundary-on-privileged-sets";
    const open = policy(allow(MAKE, APP, LIMIT), allow(OFF, APP));
    const whole = policy(allow(MAKE, "*", LIMIT));
    assert.equal((await pack.short(rule, [set, open])).length, 1);
    assert.equal((await pack.short(rule, [set, whole, limit(LIMIT, everything)])).length, 1);
    assert.deepEqual(await pack.short(rule, [set, whole]), []);
  });

  it("a boundary that may be taken off is told with how, and where AWS closes it", async () => {
    const resources = [role(), inline(allow(MAKE, APP, LIMIT), allow(OFF, APP))];
    const [violation] = await pack.judge(RULE, resources);
    const message = violation?.message ?? "";
    assert.match(
      message,
      /iam:PutRolePolicy with iam:DeleteRolePermissionsBoundary, by policy: Statement\[0\] on .*; policy: Statement\[1\] on /,
    );
    assert.match(message, /access_policies_boundaries\.html#access_policies_boundaries-delegate/);
  });
});
