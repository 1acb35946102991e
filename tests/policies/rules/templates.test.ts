import assert from "node:assert/strict";
import { Pack, resource } from "../stack.ts";

const STACK = "aws:cloudformation/stack:Stack";
const TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};
const Conditions = { Home: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-west-1"] } };
const NONE = { Ref: "AWS::NoValue" };
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READER = "arn:aws:iam::aws:policy/ReadOnlyAccess";

function atHome(there: unknown, elsewhere: unknown) {
  return { "Fn::If": ["Home", there, elsewhere] };
}

function template(Resources: object, sections: object = { Conditions }) {
  return resource(STACK, "template", { templateBody: JSON.stringify({ ...sections, Resources }) });
}

function role(properties: object, more: object = {}) {
  const Properties = { AssumeRolePolicyDocument: TRUST, ...properties };
  return template({ App: { Type: "AWS::IAM::Role", Properties, ...more } });
}

function allow(Action: unknown, Resource: unknown = "*") {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] };
}

describe("templates of CloudFormation", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const administrators = "iam-no-administrator-policies";
  const attached = "mandatory App.administrator-access:AdministratorAccess template";

  describe("with conditions that nobody knows before the stack is made", () => {
    const rows: readonly (readonly [title: string, arns: unknown, ...expected: string[]])[] = [
      ["one branch of an element", [atHome(ADMINISTRATOR, READER)], attached],
      ["the other branch", [atHome(READER, ADMINISTRATOR)], attached],
      ["an element that there may not be", [READER, atHome(ADMINISTRATOR, NONE)], attached],
      ["one branch of the whole list", atHome([READER], [ADMINISTRATOR]), attached],
      ["a list that there may not be", atHome([ADMINISTRATOR], NONE), attached],
      ["both branches, said once", atHome([ADMINISTRATOR], [READER, ADMINISTRATOR]), attached],
      ["neither branch", [atHome(READER, NONE)]],
    ];
    for (const [title, ManagedPolicyArns, ...expected] of rows) {
      it(`finds what ${title} attaches`, async () => {
        const said = await pack.short(administrators, [role({ ManagedPolicyArns })]);
        assert.deepEqual(said, expected);
      });
    }

    it("finds what properties attach that hang on one as a whole", async () => {
      const Properties = {
        "Fn::If": [
          "Home",
          { AssumeRolePolicyDocument: TRUST, ManagedPolicyArns: [READER] },
          { AssumeRolePolicyDocument: TRUST, ManagedPolicyArns: [ADMINISTRATOR] },
        ],
      };
      const whole = template({ App: { Type: "AWS::IAM::Role", Properties } });
      assert.deepEqual(await pack.short(administrators, [whole]), [attached]);
    });

    it("leave a permissions boundary its effect", async () => {
      const within = (PolicyDocument: object) => {
        const bounded = {
          AssumeRolePolicyDocument: TRUST,
          PermissionsBoundary: { Ref: "Boundary" },
          ManagedPolicyArns: [atHome(ADMINISTRATOR, READER)],
        };
        return template({
          Boundary: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument } },
          App: { Type: "AWS::IAM::Role", Properties: bounded },
        });
      };
      const said = await pack.short(administrators, [within(allow("*"))]);
      assert.ok(said.includes(attached), said.join("; "));
      assert.deepEqual(await pack.short(administrators, [within(allow("s3:GetObject"))]), []);
    });

    it("reads YAML, and says under which conditions", async () => {
      const templateBody = [
        "Parameters: {Level: {Type: String}}",
        "Conditions:",
        "  BreakGlass: !Equals [!Ref Level, emergency]",
        "Resources:",
        "  App:",
        "    Type: AWS::IAM::Role",
        "    Properties:",
        `      AssumeRolePolicyDocument: ${JSON.stringify(TRUST)}`,
        `      ManagedPolicyArns: [!If [BreakGlass, ${ADMINISTRATOR}, !Ref AWS::NoValue]]`,
      ].join("\n");
      const stack = (parameters: object) =>
        resource(STACK, "template", { templateBody, parameters });
      const [unknown] = await pack.judge(administrators, [stack({})]);
      assert.match(
        unknown?.message ?? "",
        /^place: App \(AWS::IAM::Role\) in the template, where BreakGlass holds$\nseen: /m,
      );
      const [known] = await pack.judge(administrators, [stack({ Level: "emergency" })]);
      assert.match(
        known?.message ?? "",
        /^place: App \(AWS::IAM::Role\) in the template$\nseen: /m,
      );
      assert.deepEqual(await pack.judge(administrators, [stack({ Level: "normal" })]), []);
    });
    it("don't put a condition on what is there in any case", async () => {
      const inline = { PolicyName: "all", PolicyDocument: allow("*") };
      const resources = [role({ Policies: [inline], Path: atHome("/a/", "/b/") })];
      const all = await pack.judge(administrators, resources);
      assert.equal(all.length, 1);
      assert.match(all[0]?.message ?? "", /in the template\nseen: Policies\[0\]/);
    });
    it("don't put a resource's own condition on what is there whenever it is", async () => {
      const resources = [
        role({ ManagedPolicyArns: [atHome(ADMINISTRATOR, READER)] }, { Condition: "Home" }),
      ];
      const all = await pack.judge(administrators, resources);
      assert.equal(all.length, 1);
      assert.match(all[0]?.message ?? "", /in the template\nseen: ManagedPolicyArns/);
    });
    it("leave exemptions their ids", async () => {
      const exemptions = [
        {
          resource: "template",
          finding: "App.administrator-access:*",
          reason: "break glass",
          expires: "2999-12-31",
        },
      ];
      const resources = [role({ ManagedPolicyArns: [atHome(ADMINISTRATOR, READER)] })];
      assert.deepEqual(await pack.short(administrators, resources, { exemptions }), []);
    });
    it("are judged in statements and conditions of policies", async () => {
      const statement = {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "sts:AssumeRole",
        Condition: atHome({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, NONE),
      };
      const AssumeRolePolicyDocument = { ...TRUST, Statement: [...TRUST.Statement, statement] };
      const said = await pack.judge("iam-trust-no-anyone", [role({ AssumeRolePolicyDocument })]);
      assert.equal(said.length, 1);
      assert.match(said[0]?.message ?? "", /where Home doesn't hold\nseen: .*Statement\[1\]/);
    });
    it("are judged in managed policies, which the stack as a whole shows", async () => {
      const PolicyDocument = allow(["s3:GetObject", atHome("iam:*", NONE)]);
      const policy = { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument } };
      const said = await pack.judge("iam-no-full-service-access", [template({ Made: policy })]);
      assert.equal(said.length, 1);
      assert.match(said[0]?.message ?? "", /^place: Made .* where Home holds\nseen: /);
    });
    it("leave no doubt about what was judged either way", async () => {
      const PolicyDocument = allow("s3:GetObject", atHome("arn:aws:s3:::a/*", "arn:aws:s3:::b/*"));
      const Policies = [{ PolicyName: "read", PolicyDocument }];
      assert.deepEqual(await pack.judgeAll([role({ Policies })]), []);
    });
    it("leave the doubt about what isn't known otherwise", async () => {
      const PolicyDocument = allow("s3:GetObject", [
        atHome("arn:aws:s3:::a/*", NONE),
        { "Fn::ImportValue": "shared-BucketArn" },
      ]);
      const resources = [role({ Policies: [{ PolicyName: "read", PolicyDocument }] })];
      assert.deepEqual(await pack.short("policy-grammar", resources), [
        "advisory App.unknown:read template",
      ]);
    });
    it("leave the stack's memberships and attachments as they are known", async () => {
      const Deny = {
        Effect: "Deny",
        NotAction: ["iam:ListMFADevices", "iam:EnableMFADevice", "iam:CreateVirtualMFADevice"],
        Resource: "*",
        Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
      };
      const PolicyDocument = { Version: "2012-10-17", Statement: [Deny] };
      const user = {
        Type: "AWS::IAM::User",
        Properties: { LoginProfile: { Password: "x" }, Path: atHome("/a/", "/b/") },
      };
      const policy = {
        Type: "AWS::IAM::Policy",
        Properties: { PolicyName: "mfa", PolicyDocument, Users: [{ Ref: "Ada" }] },
      };
      const resources = [template({ Ada: user, Mfa: policy })];
      assert.deepEqual(await pack.short("iam-users-denied-without-mfa", resources), []);
    });
  });

  describe("that a macro completes", () => {
    const bare = { App: { Type: "AWS::IAM::Role", Properties: { Type: "Lambda" } } };
    it("may have the policies that are missing", async () => {
      const said = await pack.short("policy-grammar", [
        template(bare, { Transform: "ExecutionRoleBuilder" }),
      ]);
      assert.deepEqual(said, ["advisory App.unknown template", "advisory template template"]);
    });
    it("may have resources that only the macro reads", async () => {
      const resources = { App: { Build: "Role" } };
      const said = await pack.short("policy-grammar", [
        template(resources, { Transform: "ExecutionRoleBuilder" }),
      ]);
      assert.deepEqual(said, ["advisory template template"]);
    });
    it("have no policies that are wrong all the same", async () => {
      const AssumeRolePolicyDocument = { Version: "2012-10-17", Statement: [] };
      const broken = { App: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument } } };
      const said = await pack.short("policy-grammar", [
        template(broken, { Transform: "ExecutionRoleBuilder" }),
      ]);
      assert.deepEqual(said, ["mandatory App.no-statement template", "advisory template template"]);
    });
    it("lack nothing without one", async () => {
      assert.deepEqual(await pack.short("policy-grammar", [template(bare, {})]), [
        "mandatory App.no-object template",
      ]);
      const said = await pack.short("policy-grammar", [
        template(bare, { Transform: "AWS::Serverless-2016-10-31" }),
      ]);
      assert.deepEqual(said, ["mandatory App.no-object template"]);
    });
  });
});
