// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as templates write references.
import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-no-privilege-escalation";
const ACCOUNT = "arn:aws:iam::111122223333";

function document(Action: string, Resource: unknown) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] };
}
const writes = (Resource: string) => JSON.stringify(document("iam:PutRolePolicy", Resource));
const versions = (Resource: string) =>
  JSON.stringify(document("iam:CreatePolicyVersion", Resource));

const role = (inputs: object, outputs: Record<string, unknown> = {}) =>
  resource("aws:iam/role:Role", "r", { ...inputs }, { outputs });
const inline = (of: AnalyzedResource, policy: string, inputs: object = {}) =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    "p",
    { role: of.outputs.name ?? NOT_KNOWN_YET, policy, ...inputs },
    { from: { role: [of] } },
  );
const native = (inputs: object, outputs: Record<string, unknown>, Resource: string) =>
  resource(
    "aws-native:iam:Role",
    "r",
    {
      ...inputs,
      policies: [{ policyName: "p", policyDocument: document("iam:PutRolePolicy", Resource) }],
    },
    { outputs },
  );
const managed = (policy: string) =>
  resource(
    "aws:iam/policy:Policy",
    "own",
    { name: "own-policy", path: "/apps/", policy },
    { outputs: { arn: NOT_KNOWN_YET } },
  );
const attached = (to: unknown, policy: AnalyzedResource) =>
  resource(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "a",
    { role: to, policyArn: NOT_KNOWN_YET },
    { from: { policyArn: [policy] } },
  );
const template = (Resource: unknown, ofRole: object = {}, action = "iam:PutRolePolicy") => [
  resource("aws:cloudformation/stack:Stack", "stack", {
    templateBody: JSON.stringify({
      Resources: {
        R: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {}, ...ofRole } },
        Other: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {} } },
        P: {
          Type: "AWS::IAM::Policy",
          Properties: {
            PolicyName: "p",
            Roles: [{ Ref: "R" }],
            PolicyDocument: document(action, Resource),
          },
        },
      },
    }),
  }),
];
const sub = (text: string) => ({ "Fn::Sub": text });
const inAccount = "arn:aws:iam::${AWS::AccountId}:role";

const named = role({ name: "app-deployer" });
const pathed = role({ name: "deployer", path: "/apps/" });
const made = role({}, { name: "r-1234567", arn: `${ACCOUNT}:role/r-1234567` });
const version = managed(versions(`${ACCOUNT}:policy/apps/own-*`));
const writer = managed(writes(`${ACCOUNT}:role/app-*`));

const P = "mandatory P.identity stack";
const table: readonly (readonly [string, readonly AnalyzedResource[], string?])[] = [
  [
    "its name",
    [named, inline(named, writes(`${ACCOUNT}:role/app-deployer`))],
    "mandatory identity p",
  ],
  ["a pattern", [named, inline(named, writes(`${ACCOUNT}:role/app-*`))], "mandatory identity p"],
  ["another pattern", [named, inline(named, writes(`${ACCOUNT}:role/web-*`))]],
  [
    "a question mark",
    [named, inline(named, writes(`${ACCOUNT}:role/app-deploye?`))],
    "mandatory identity p",
  ],
  ["its path", [pathed, inline(pathed, writes(`${ACCOUNT}:role/apps/*`))], "mandatory identity p"],
  ["another path", [pathed, inline(pathed, writes(`${ACCOUNT}:role/web/*`))]],
  ["its name without its path", [pathed, inline(pathed, writes(`${ACCOUNT}:role/deployer`))]],
  [
    "a name that was made up",
    [made, inline(made, writes(`${ACCOUNT}:role/r-*`))],
    "mandatory identity p",
  ],
  [
    "a name that was made up, of aws-native",
    [native({}, { roleName: "r-abc", arn: `${ACCOUNT}:role/r-abc` }, `${ACCOUNT}:role/r-*`)],
    "mandatory identity r",
  ],
  [
    "its name, of aws-native",
    [native({ roleName: "app-x" }, {}, `${ACCOUNT}:role/app-*`)],
    "mandatory identity r",
  ],
  [
    "a name that isn't known yet",
    [native({}, { roleName: NOT_KNOWN_YET, arn: NOT_KNOWN_YET }, `${ACCOUNT}:role/app-*`)],
  ],
  [
    "its managed policy",
    [named, version, attached("app-deployer", version)],
    "mandatory identity own",
  ],
  [
    "its managed policy, that somebody elsewhere has",
    [version, attached("elsewhere", version)],
    "mandatory identity own",
  ],
  ["a managed policy that nobody has", [version]],
  [
    "the name of somebody elsewhere",
    [writer, attached("app-deployer", writer)],
    "mandatory identity own",
  ],
  ["the name of somebody else elsewhere", [writer, attached("web", writer)]],
  [
    "the name of somebody elsewhere, inline",
    [
      resource("aws:iam/rolePolicy:RolePolicy", "p", {
        role: "app-x",
        policy: writes(`${ACCOUNT}:role/app-*`),
      }),
    ],
    "mandatory identity p",
  ],
  [
    "somebody elsewhere's name beside a bounded role",
    [
      role({ name: "web", permissionsBoundary: `${ACCOUNT}:policy/limit` }),
      writer,
      attached("app-deployer", writer),
      {
        ...attached("web", writer),
        name: "b",
        urn: attached("web", writer).urn.replace(/a$/, "b"),
      },
    ],
    "mandatory identity own",
  ],
  ["its ARN in a template", template({ "Fn::GetAtt": ["R", "Arn"] }), P],
  ["another's ARN in a template", template({ "Fn::GetAtt": ["Other", "Arn"] })],
  ["its reference in a template", template(sub(`${inAccount}/\${R}`)), P],
  ["another's reference in a template", template(sub(`${inAccount}/\${Other}`))],
  ["the stack's names", template(sub(`${inAccount}/\${AWS::StackName}-*`)), P],
  ["its name in a template", template(`${ACCOUNT}:role/app-*`, { RoleName: "app-x" }), P],
  ["its path in a template", template(`${ACCOUNT}:role/apps/*`, { Path: "/apps/" }), P],
  ["another path in a template", template(`${ACCOUNT}:role/web/*`, { Path: "/apps/" })],
  [
    "its name by the stack's",
    template(sub(`${inAccount}/\${AWS::StackName}-x`), { RoleName: sub("${AWS::StackName}-x") }),
    P,
  ],
];

describe("who may write its own policies, by", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const [title, resources, expected] of table) {
    it(`${title}: ${expected ? "escalates" : "doesn't"}`, async () => {
      const said = await pack.short(RULE, resources);
      const mandatory = said.filter((one) => one.startsWith("mandatory"));
      assert.deepEqual(mandatory, expected ? [expected] : []);
    });
  }
});
