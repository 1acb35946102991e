import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const KEYS = "iam-no-root-access-keys";
const STATIC = "provider-no-static-keys";
const CENTRAL = "organizations-root-access-central";
const DENIED = "organizations-root-denied";
const PROVIDER = "pulumi:providers:aws";
const TEMPLATE = "aws:cloudformation/stack:Stack";
const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";
const AKIA = "AKIAIOSFODNN7EXAMPLE";
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

function template(resources: object) {
  return { templateBody: JSON.stringify({ Resources: resources }) };
}

describe("policies about the root user", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  judges(pack, KEYS, "aws:iam/accessKey:AccessKey", [
    ["a key of a user", { user: "groot" }],
    ["a key of the root user", { user: "root" }, "mandatory root-access-key"],
    ["one by the report's name", { user: "<root_account>" }, "mandatory root-access-key"],
    ["one by ARN", { user: "arn:aws:iam::111122223333:root" }, "mandatory root-access-key"],
    ["a key of an unknown user", { user: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  judges(pack, KEYS, "aws:iam/signingCertificate:SigningCertificate", [
    ["a certificate of the root user", { userName: "root" }, "mandatory root-signing-certificate"],
  ]);
  judges(pack, KEYS, "aws:iam/user:User", [
    ["a user named like the root user", { name: "Root" }, "mandatory root-user"],
    ["a user whose name merely holds it", { name: "rooter" }],
  ]);
  judges(pack, KEYS, "aws-native:iam:AccessKey", [
    ["a key by aws-native", { userName: "root" }, "mandatory root-access-key"],
  ]);
  judges(pack, KEYS, TEMPLATE, [
    [
      "a template's key of the root user",
      template({ K: { Type: "AWS::IAM::AccessKey", Properties: { UserName: "root" } } }),
      "mandatory K.root-access-key",
    ],
    [
      "a template's key of its user",
      template({
        U: { Type: "AWS::IAM::User" },
        K: { Type: "AWS::IAM::AccessKey", Properties: { UserName: { Ref: "U" } } },
      }),
    ],
  ]);
  const trust = (Condition: object, Effect = "Allow") => ({
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "S",
          Effect,
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "sts:AssumeRole",
          Condition,
        },
      ],
    },
  });
  const rootArn = { "aws:PrincipalArn": "arn:aws:iam::111122223333:root" };
  judges(pack, KEYS, "aws:iam/role:Role", [
    ["an account as principal", trust({})],
    ["the root user alone", trust({ ArnEquals: rootArn }), "advisory root-principal:S"],
    [
      "the root user by type",
      trust({ StringEquals: { "aws:PrincipalType": "Account" } }),
      "advisory root-principal:S",
    ],
    [
      "the root user among others",
      trust({
        ArnLike: { "aws:PrincipalArn": [rootArn["aws:PrincipalArn"], "arn:aws:iam::*:role/a"] },
      }),
    ],
    ["all but the root user", trust({ ArnNotEquals: rootArn })],
    ["a Deny for the root user", trust({ ArnEquals: rootArn }, "Deny")],
  ]);

  const local = JSON.stringify([{ s3: "http://localhost:4566", sts: "http://127.0.0.1:4566" }]);
  for (const provider of [PROVIDER, "pulumi:providers:aws-native"]) {
    judges(pack, STATIC, provider, [
      [`${provider} without keys`, { region: "eu-west-1" }],
      [
        `${provider} with a key`,
        { accessKey: AKIA, secretKey: SECRET },
        "mandatory static-access-key",
      ],
      [`${provider} with an unknown key`, { accessKey: NOT_KNOWN_YET }, "advisory unknown"],
    ]);
  }
  judges(pack, STATIC, PROVIDER, [
    [
      "profile and roles",
      {
        profile: "acme",
        assumeRoles: JSON.stringify([{ roleArn: "arn:aws:iam::111122223333:role/deploy" }]),
      },
    ],
    [
      "web identity",
      {
        assumeRoleWithWebIdentity: JSON.stringify({ roleArn: "arn:aws:iam::111122223333:role/ci" }),
      },
    ],
    ["shared credentials", { sharedCredentialsFiles: JSON.stringify(["~/.aws/credentials"]) }],
    [
      "temporary keys",
      { accessKey: "ASIAIOSFODNN7EXAMPLE", secretKey: SECRET, token: "FwoGZXIvYXdz" },
    ],
    [
      "a token with a key that never ends",
      { accessKey: AKIA, secretKey: SECRET, token: "x" },
      "mandatory static-access-key",
    ],
    [
      "any literal",
      { accessKey: "my-access-key", secretKey: "my-secret-key" },
      "mandatory static-access-key",
    ],
    ["a secret without its id", { secretKey: SECRET }, "mandatory static-secret-key"],
    ["an unknown secret", { secretKey: NOT_KNOWN_YET }, "advisory unknown"],
    ["an emulator", { accessKey: "test", secretKey: "test", skipCredentialsValidation: "true" }],
    [
      "an emulator by its words alone",
      { accessKey: "mock_access_key", secretKey: "mock_secret_key" },
    ],
    ["an emulator by its endpoints", { accessKey: AKIA, secretKey: SECRET, endpoints: local }],
    [
      "another vendor's endpoint",
      {
        accessKey: "GK31c2f2",
        secretKey: SECRET,
        endpoints: JSON.stringify([{ s3: "https://s3.eu.example.com" }]),
      },
    ],
    [
      "AWS's own endpoints",
      {
        accessKey: AKIA,
        secretKey: SECRET,
        endpoints: JSON.stringify([{ s3: "https://s3.eu-west-1.amazonaws.com" }]),
      },
      "mandatory static-access-key",
    ],
    ["empty keys", { accessKey: "", secretKey: "" }],
  ]);

  it(`${STATIC} never repeats a key`, async () => {
    const provider = resource(PROVIDER, "k", { accessKey: AKIA, secretKey: SECRET });
    const [violation] = await pack.judge(STATIC, [provider]);
    assert.match(violation?.message ?? "", /AKIA…MPLE/);
    assert.doesNotMatch(violation?.message ?? "", /IOSFODNN7|wJalr/);
  });

  const both = ["RootCredentialsManagement", "RootSessions"];
  judges(pack, CENTRAL, FEATURES, [
    ["both features", { enabledFeatures: both }],
    [
      "one without the other",
      { enabledFeatures: ["RootSessions"] },
      "mandatory missing:RootCredentialsManagement",
    ],
    [
      "the other without the one",
      { enabledFeatures: ["RootCredentialsManagement"] },
      "mandatory missing:RootSessions",
    ],
    ["features not known yet", { enabledFeatures: NOT_KNOWN_YET }, "advisory unknown"],
    [
      "one not known yet",
      { enabledFeatures: ["RootSessions", NOT_KNOWN_YET] },
      "advisory unknown:RootCredentialsManagement",
    ],
  ]);

  const said = async (rule: string, ...resources: AnalyzedResource[]) =>
    await pack.short(rule, resources);
  const organization = (inputs: Record<string, unknown>) =>
    resource(
      "aws:organizations/organization:Organization",
      "acme",
      { featureSet: "ALL", enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"], ...inputs },
      {
        outputs: {
          masterAccountId: "111122223333",
          arn: "arn:aws:organizations::111122223333:organization/o-a",
        },
      },
    );
  const features = resource(FEATURES, "features", { enabledFeatures: both });
  const trusting = { awsServiceAccessPrincipals: ["iam.amazonaws.com"] };

  describe("central root access", () => {
    it("is wanted where the organization is managed", async () => {
      assert.deepEqual(await said(CENTRAL, organization(trusting)), ["advisory not-enabled acme"]);
      const native = resource("aws-native:organizations:Organization", "n", { featureSet: "ALL" });
      assert.deepEqual(await said(CENTRAL, native), ["advisory not-enabled n"]);
      assert.deepEqual(await said(CENTRAL, organization(trusting), features), []);
      assert.deepEqual(await said(CENTRAL, resource("aws:s3/bucket:Bucket", "b", {})), []);
    });
    it("needs the organization's trust in IAM", async () => {
      assert.deepEqual(await said(CENTRAL, organization({}), features), [
        "mandatory no-trusted-access acme",
      ]);
      const access = resource("aws:organizations/awsServiceAccess:AwsServiceAccess", "iam", {
        servicePrincipal: "iam.amazonaws.com",
      });
      assert.deepEqual(await said(CENTRAL, organization({}), features, access), []);
      const open = organization({ awsServiceAccessPrincipals: NOT_KNOWN_YET });
      assert.deepEqual(await said(CENTRAL, open, features), []);
    });
  });

  describe("the root user's denial", () => {
    const content = (Condition: object, more: object = {}) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Sid: "Root", Effect: "Deny", Action: "*", Resource: "*", Condition, ...more },
        ],
      });
    const ROOT = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } };
    const SPARING = { ...ROOT, Null: { "aws:AssumedRoot": "true" } };
    const scp = (text: unknown, name = "guard") =>
      resource(
        "aws:organizations/policy:Policy",
        name,
        { name, content: text },
        { outputs: { id: `p-${name}` } },
      );
    const attach = (targetId: unknown, name = "guard", details = {}) =>
      resource(
        "aws:organizations/policyAttachment:PolicyAttachment",
        `attach-${name}`,
        { policyId: `p-${name}`, targetId },
        details,
      );
    const good = scp(content(SPARING));
    const unit = resource("aws:organizations/organizationalUnit:OrganizationalUnit", "unit", {});

    const other = scp(content({}, { Action: "organizations:LeaveOrganization" }));

    const stacks: readonly [string, readonly AnalyzedResource[], ...string[]][] = [
      ["nothing of an organization", [resource("aws:s3/bucket:Bucket", "b", {})]],
      ["it on the organization's root", [organization({}), good, attach("r-ab12")]],
      ["it on a unit", [good, attach("ou-ab12-11111111")]],
      ["an organization without policies", [organization({})], "advisory not-denied acme"],
      ["a policy about something else alone", [other, attach("ou-ab12-11111111")]],
      ["a policy not known yet alone", [scp(NOT_KNOWN_YET)]],
      [
        "a policy about something else beside units",
        [unit, other, attach("ou-ab12-11111111")],
        "advisory not-denied guard",
      ],
      [
        "a policy about something else beside central root access",
        [features, other],
        "advisory not-denied guard",
      ],
      ["units alone", [unit]],
      [
        "policies about something else",
        [organization({}), other, attach("r-ab12")],
        "advisory not-denied acme",
      ],
      [
        "a quarantine, which denies everybody",
        [organization({}), scp(content({})), attach("ou-ab12-11111111")],
        "advisory not-denied acme",
      ],
      [
        "resource control policies alone",
        [
          resource("aws:organizations/policy:Policy", "rcp", {
            type: "RESOURCE_CONTROL_POLICY",
            content: content({}),
          }),
        ],
      ],
      ["it without an attachment", [good], "advisory not-attached:guard guard"],
      [
        "it on single accounts",
        [good, attach("444455556666")],
        "advisory attached-to-accounts:guard guard",
      ],
      [
        "it on the management account",
        [organization({}), good, attach("111122223333")],
        "mandatory attached-to-management-account:guard guard",
      ],
      ["a target not known yet", [good, attach(NOT_KNOWN_YET)], "advisory unknown:guard guard"],
      [
        "a unit that doesn't exist yet",
        [
          unit,
          good,
          attach(NOT_KNOWN_YET, "guard", {
            from: {
              targetId: [unit],
            },
          }),
        ],
      ],
      [
        "an id that isn't known yet, by what it came from",
        [
          scp(content(SPARING), "new"),
          resource(
            "aws:organizations/policyAttachment:PolicyAttachment",
            "attach",
            { policyId: NOT_KNOWN_YET, targetId: "r-ab12" },
            { from: { policyId: [scp(content(SPARING), "new")] } },
          ),
        ],
      ],
      [
        "policy types that are off",
        [organization({ enabledPolicyTypes: ["TAG_POLICY"] }), good, attach("r-ab12")],
        "mandatory policy-type-off acme",
      ],
      [
        "billing only",
        [organization({ featureSet: "CONSOLIDATED_BILLING" }), good, attach("r-ab12")],
        "mandatory feature-set acme",
      ],
      [
        "StringEquals",
        [scp(content({ StringEquals: ROOT.ArnLike })), attach("r-ab12")],
        "mandatory never-matches-root:Root guard",
      ],
      [
        "an Allow",
        [scp(content(ROOT, { Effect: "Allow" })), attach("r-ab12")],
        "mandatory allows-root:Root guard",
      ],
      [
        "some actions",
        [scp(content(ROOT, { Action: "iam:CreateAccessKey" })), attach("r-ab12")],
        "advisory partly:guard guard",
      ],
      [
        "all but IAM",
        [scp(content(ROOT, { Action: undefined, NotAction: "iam:*" })), attach("r-ab12")],
        "advisory partly:guard guard",
      ],
      [
        "a document not known yet",
        [organization({}), scp(NOT_KNOWN_YET)],
        "advisory unknown guard",
      ],
      [
        "no exception for sessions, which are turned on",
        [scp(content(ROOT)), attach("r-ab12"), features],
        "advisory denies-sessions:guard guard",
      ],
      ["sessions, which aren't", [scp(content(ROOT)), attach("r-ab12")]],
      [
        "Control Tower's own control",
        [
          organization({}),
          resource("aws:controltower/controlTowerControl:ControlTowerControl", "c", {
            controlIdentifier: "arn:aws:controltower:eu-west-1::control/AWS-GR_RESTRICT_ROOT_USER",
            targetIdentifier: "arn:aws:organizations::111122223333:ou/o-a/ou-ab12-11111111",
          }),
        ],
      ],
      [
        "an organization in GovCloud, with ARNs of another partition",
        [
          resource(
            "aws:organizations/organization:Organization",
            "gov",
            { featureSet: "ALL", enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] },
            { outputs: { arn: "arn:aws-us-gov:organizations::111122223333:organization/o-a" } },
          ),
          good,
          attach("r-ab12"),
        ],
        "advisory not-denied gov",
      ],
    ];
    for (const [title, resources, ...expected] of stacks) {
      it(`${expected.length === 0 ? "accepts" : "judges"} ${title}`, async () => {
        assert.deepEqual(await said(DENIED, ...resources), expected);
      });
    }

    it("is found in aws-native and in templates", async () => {
      const native = (targetIds: readonly string[], condition: object) =>
        resource("aws-native:organizations:Policy", "native", {
          name: "native",
          type: "SERVICE_CONTROL_POLICY",
          content: JSON.parse(content(condition)),
          targetIds,
        });
      assert.deepEqual(await said(DENIED, native(["r-ab12"], SPARING)), []);
      assert.deepEqual(await said(DENIED, native([], SPARING)), [
        "advisory not-attached:native native",
      ]);
      const declared = (TargetIds: readonly unknown[], condition: object = SPARING) =>
        resource(
          TEMPLATE,
          "t",
          template({
            Org: { Type: "AWS::Organizations::Organization", Properties: {} },
            Unit: {
              Type: "AWS::Organizations::OrganizationalUnit",
              Properties: { Name: "u", ParentId: "r-ab12" },
            },
            Guard: {
              Type: "AWS::Organizations::Policy",
              Properties: {
                Name: "g",
                Type: "SERVICE_CONTROL_POLICY",
                Content: JSON.parse(content(condition)),
                TargetIds,
              },
            },
          }),
        );
      assert.deepEqual(await said(DENIED, declared([{ "Fn::GetAtt": ["Org", "RootId"] }])), []);
      assert.deepEqual(await said(DENIED, declared([{ Ref: "Unit" }])), []);
      assert.deepEqual(
        await said(DENIED, declared([{ "Fn::GetAtt": ["Org", "ManagementAccountId"] }])),
        ["mandatory Guard.attached-to-management-account:Guard t"],
      );
      assert.deepEqual(await said(DENIED, declared(["r-ab12"], { StringEquals: ROOT.ArnLike })), [
        "mandatory Guard.never-matches-root:Root t",
      ]);
    });
  });
});
