// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as templates write references.
import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { SET_ARN } from "../saneStack.ts";
import { Pack, resource } from "../stack.ts";

const RULES = ["iam-no-privilege-escalation", "iam-no-credential-exposure"];
const ADVISORY = "iam-boundary-required";

const PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "iam:AttachRolePolicy"],
      Resource: "*",
    },
  ],
};
const AssumeRolePolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};
const policy = JSON.stringify(PolicyDocument);

/** What is said of the policy: that it gives too much, that it may, or nothing. */
type Said = "mandatory" | "doubt" | "nothing";

/** A role with a boundary, and a policy, in one template. */
function template(PermissionsBoundary: unknown, ofPolicy: object = {}, others: object = {}) {
  return [
    resource("aws:cloudformation/stack:Stack", "stack", {
      templateBody: JSON.stringify({
        Parameters: {
          Given: { Type: "String" },
          Found: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/limit" },
          List: { Type: "CommaDelimitedList" },
        },
        Conditions: { Open: { "Fn::Equals": [{ Ref: "Given" }, "x"] } },
        Mappings: { Limits: { a: { arn: "arn:aws:iam::111122223333:policy/limit" } } },
        Resources: {
          Web: {
            Type: "AWS::IAM::Role",
            Properties: { PermissionsBoundary, AssumeRolePolicyDocument },
          },
          Pol: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument, ...ofPolicy } },
          ...others,
        },
      }),
    }),
  ];
}

const noValue = { Ref: "AWS::NoValue" };
const whenOpen = (one: unknown, other: unknown = noValue) => ({ "Fn::If": ["Open", one, other] });
const sub = (text: string) => ({ "Fn::Sub": text });
const account = "arn:aws:iam::${AWS::AccountId}:policy";
const nested = { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://x" } };

const inTemplates: readonly (readonly [string, readonly AnalyzedResource[], Said])[] = [
  ["a parameter", template({ Ref: "Given" }), "mandatory"],
  ["a parameter, held elsewhere", template({ Ref: "Given" }, { Roles: ["other"] }), "mandatory"],
  ["a parameter from SSM", template({ Ref: "Found" }), "mandatory"],
  ["a dynamic reference", template("{{resolve:ssm:/limit}}"), "mandatory"],
  ["an import", template({ "Fn::ImportValue": "limit" }), "mandatory"],
  ["one of a list parameter", template({ "Fn::Select": [0, { Ref: "List" }] }), "mandatory"],
  [
    "an output of a nested stack",
    template({ "Fn::GetAtt": ["Nested", "Outputs.Limit"] }, {}, { Nested: nested }),
    "mandatory",
  ],
  ["a parameter, or none", template(whenOpen({ Ref: "Given" })), "mandatory"],
  ["another policy", template(sub(`${account}/other`)), "mandatory"],
  ["a name given by parameter", template(sub(`${account}/\${Given}`)), "mandatory"],
  ["the policy", template({ Ref: "Pol" }), "nothing"],
  ["the policy's attribute", template({ "Fn::GetAtt": ["Pol", "PolicyArn"] }), "nothing"],
  ["the policy, or none", template(whenOpen({ Ref: "Pol" })), "nothing"],
  ["a parameter, or the policy", template(whenOpen({ Ref: "Given" }, { Ref: "Pol" })), "nothing"],
  [
    "the policy, which somebody holds elsewhere",
    template({ Ref: "Pol" }, { Roles: ["other"] }),
    "mandatory",
  ],
  [
    "the policy, which a role holds where a condition lets it",
    template(
      { Ref: "Pol" },
      {},
      {
        App: {
          Type: "AWS::IAM::Role",
          Properties: {
            AssumeRolePolicyDocument,
            ManagedPolicyArns: [whenOpen({ Ref: "Pol" })],
          },
        },
      },
    ),
    "mandatory",
  ],
  [
    "one of two by an index that isn't known",
    template({ "Fn::Select": [{ Ref: "Given" }, [{ Ref: "Pol" }, "arn:x"]] }),
    "doubt",
  ],
  [
    "one of two others by such an index",
    template({ "Fn::Select": [{ Ref: "Given" }, ["arn:y", "arn:x"]] }),
    "mandatory",
  ],
  [
    "an ARN by its name",
    template("arn:aws:iam::111122223333:policy/limit", { ManagedPolicyName: "limit" }),
    "nothing",
  ],
  [
    "an ARN by its name with another path",
    template("arn:aws:iam::111122223333:policy/a/limit", { ManagedPolicyName: "limit" }),
    "mandatory",
  ],
  [
    "an ARN by its name and path",
    template("arn:aws:iam::111122223333:policy/a/limit", {
      ManagedPolicyName: "limit",
      Path: "/a/",
    }),
    "nothing",
  ],
  [
    "an ARN by a name that the stack's name is part of",
    template(sub(`${account}/\${AWS::StackName}-limit`), {
      ManagedPolicyName: sub("${AWS::StackName}-limit"),
    }),
    "nothing",
  ],
  [
    "an ARN by a name that a parameter is part of",
    template(sub(`${account}/\${Given}-limit`), { ManagedPolicyName: "dev-limit" }),
    "doubt",
  ],
  [
    "an ARN by a name that the same parameter gives",
    template(sub(`${account}/\${Given}`), { ManagedPolicyName: { Ref: "Given" } }),
    "doubt",
  ],
  [
    "an ARN by a name that another parameter gives",
    template(sub(`${account}/\${Given}`), { ManagedPolicyName: { Ref: "Found" } }),
    "mandatory",
  ],
  [
    "an ARN of a mapping",
    template({ "Fn::FindInMap": ["Limits", "a", "arn"] }, { ManagedPolicyName: "limit" }),
    "nothing",
  ],
];

const role = (permissionsBoundary: unknown, from: readonly AnalyzedResource[] = []) =>
  resource(
    "aws:iam/role:Role",
    "web",
    { permissionsBoundary, assumeRolePolicy: JSON.stringify(AssumeRolePolicyDocument) },
    { from: { permissionsBoundary: from } },
  );
const made = (inputs: object = {}, outputs: Record<string, unknown> = { arn: NOT_KNOWN_YET }) =>
  resource("aws:iam/policy:Policy", "pol", { policy, ...inputs }, { outputs });
const elsewhere = resource("pulumi:pulumi:StackReference", "elsewhere", { name: "other" });
const unattached = made();
const native = resource(
  "aws-native:iam:ManagedPolicy",
  "pol",
  { policyDocument: PolicyDocument },
  { outputs: { policyArn: NOT_KNOWN_YET } },
);
const nativeRole = (from: readonly AnalyzedResource[]) =>
  resource(
    "aws-native:iam:Role",
    "web",
    { permissionsBoundary: NOT_KNOWN_YET, assumeRolePolicyDocument: AssumeRolePolicyDocument },
    { from: { permissionsBoundary: from } },
  );
const set = resource(
  "aws:ssoadmin/permissionSet:PermissionSet",
  "set",
  { name: "set" },
  { outputs: { arn: SET_ARN } },
);
const ofSet = (permissionsBoundary: unknown, from: readonly AnalyzedResource[] = []) =>
  resource(
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    "web",
    { permissionSetArn: SET_ARN, permissionsBoundary },
    { from: { permissionsBoundary: from } },
  );
const customer = (name: unknown) => ({ customerManagedPolicyReference: { name } });
const withOutputs = (Outputs: object, PermissionsBoundary: unknown = noValue) =>
  resource("aws:cloudformation/stack:Stack", "stack", {
    templateBody: JSON.stringify({
      Parameters: { Given: { Type: "String" } },
      Resources: {
        Pol: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument } },
        App: {
          Type: "AWS::IAM::Role",
          Properties: { AssumeRolePolicyDocument, PermissionsBoundary },
        },
      },
      Outputs,
    }),
  });
const limit = withOutputs({ Limit: { Value: { Ref: "Pol" } } });
const other = withOutputs({ Limit: { Value: { Ref: "App" } } });
const takesPolicy = resource(
  "aws:cloudformation/stack:Stack",
  "stack",
  {
    parameters: { Given: NOT_KNOWN_YET },
    templateBody: JSON.stringify({
      Parameters: { Given: { Type: "String" } },
      Resources: {
        App: {
          Type: "AWS::IAM::Role",
          Properties: { AssumeRolePolicyDocument, PermissionsBoundary: { Ref: "Given" } },
        },
      },
    }),
  },
  { from: { parameters: [unattached] } },
);

const inPrograms: readonly (readonly [string, readonly AnalyzedResource[], Said])[] = [
  ["the policy's ARN", [unattached, role(NOT_KNOWN_YET, [unattached])], "nothing"],
  ["one of another stack", [unattached, elsewhere, role(NOT_KNOWN_YET, [elsewhere])], "mandatory"],
  ["nobody knows what", [unattached, role(NOT_KNOWN_YET)], "mandatory"],
  [
    "the ARN by its name",
    [made({ name: "limit" }), role("arn:aws:iam::111122223333:policy/limit")],
    "nothing",
  ],
  [
    "the ARN by its name in another account",
    [
      made({ name: "limit" }, { arn: "arn:aws:iam::999999999999:policy/limit" }),
      role("arn:aws:iam::111122223333:policy/limit"),
    ],
    "mandatory",
  ],
  [
    "another ARN",
    [made({ name: "limit" }), role("arn:aws:iam::111122223333:policy/other")],
    "mandatory",
  ],
  [
    "an AWS managed policy",
    [unattached, role("arn:aws:iam::aws:policy/PowerUserAccess")],
    "mandatory",
  ],
  ["the policy of aws-native", [native, nativeRole([native])], "nothing"],
  ["one elsewhere, of aws-native", [native, elsewhere, nativeRole([elsewhere])], "mandatory"],
  [
    "a user's of another stack",
    [
      unattached,
      elsewhere,
      resource(
        "aws:iam/user:User",
        "web",
        { permissionsBoundary: NOT_KNOWN_YET },
        { from: { permissionsBoundary: [elsewhere] } },
      ),
    ],
    "mandatory",
  ],
  ["a permission set's, not known yet", [unattached, set, ofSet(NOT_KNOWN_YET)], "mandatory"],
  [
    "a permission set's of another stack",
    [unattached, elsewhere, set, ofSet(customer(NOT_KNOWN_YET), [elsewhere])],
    "mandatory",
  ],
  [
    "a permission set's by its name",
    [made({ name: "limit" }), set, ofSet(customer("limit"))],
    "nothing",
  ],
  [
    "a permission set's by its output",
    [unattached, set, ofSet(customer(NOT_KNOWN_YET), [unattached])],
    "nothing",
  ],
  [
    "a permission set's by another name",
    [made({ name: "limit" }), set, ofSet(customer("other"))],
    "mandatory",
  ],
  [
    "a permission set's, and in another set by its name",
    [
      made({ name: "limit" }),
      set,
      ofSet(customer("limit")),
      resource(
        "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
        "held",
        { permissionSetArn: `${SET_ARN}0`, ...customer("limit") },
      ),
    ],
    "mandatory",
  ],
  ["an output of a template with the policy", [limit, role(NOT_KNOWN_YET, [limit])], "doubt"],
  ["another output of such a template", [other, role(NOT_KNOWN_YET, [other])], "mandatory"],
  ["a template's parameter that comes from it", [unattached, takesPolicy], "doubt"],
  [
    "the policy's, by a name that only sounds so",
    [resource("aws:iam/policy:Policy", "outbound-mail", { policy })],
    "mandatory",
  ],
  ["nobody's, but named so", [made({ name: "PermissionsBoundary" })], "nothing"],
  [
    "nobody's, in a template of a stack that is named so",
    [resource("aws:cloudformation/stack:Stack", "boundaries", limit.inputs)],
    "mandatory",
  ],
];

describe("a policy beside a permissions boundary that is", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const [title, resources, expected] of [...inTemplates, ...inPrograms]) {
    it(`${title}: ${expected}`, async () => {
      const all = await pack.judgeAll(resources);
      for (const rule of RULES) {
        const levels = all
          .filter((one) => one.policy === rule)
          .map(({ enforcementLevel, message }) =>
            /^not decided: /m.test(message) ? "doubt" : enforcementLevel,
          );
        assert.deepEqual(levels, expected === "nothing" ? [] : [expected], rule);
      }
      assert.deepEqual(
        all.filter(({ policy }) => policy === ADVISORY),
        [],
      );
    });
  }
});
