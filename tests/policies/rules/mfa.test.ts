import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges, type Row } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const ROLE = "aws:iam/role:Role";
const OWN = "111122223333";
const ROOT = { AWS: `arn:aws:iam::${OWN}:root` };
const ANN = { AWS: `arn:aws:iam::${OWN}:user/ann` };
const WITH_MFA = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const MAYBE_MFA = { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } };
const WITHOUT_MFA = { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } };
const WITHOUT_IN_SESSIONS = { Bool: { "aws:MultiFactorAuthPresent": "false" } };

function document(...Statement: readonly unknown[]) {
  return { Version: "2012-10-17", Statement };
}

function role(Principal: unknown, Condition?: unknown, Action: unknown = "sts:AssumeRole") {
  const statement = { Effect: "Allow", Principal, Action, ...(Condition ? { Condition } : {}) };
  return { assumeRolePolicy: JSON.stringify(document(statement)) };
}

function everywhere(Principal: unknown, Condition: unknown) {
  const trust = document({ Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition });
  const App = { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: trust } };
  return [
    resource("aws-native:iam:Role", "native", { assumeRolePolicyDocument: trust }),
    resource("aws:cloudformation/stack:Stack", "template", {
      templateBody: JSON.stringify({ Resources: { App } }),
    }),
  ];
}

function policy(...statements: readonly unknown[]) {
  return { policy: JSON.stringify(document(...statements)) };
}

describe("rules about MFA", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const trust: readonly Row[] = [
    ["a user with MFA", role(ANN, WITH_MFA)],
    ["an account with MFA", role(ROOT, WITH_MFA)],
    [
      "an account with MFA of late",
      role(ROOT, { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }),
    ],
    ["a service", role({ Service: "ec2.amazonaws.com" })],
    ["a role", role({ AWS: `arn:aws:iam::${OWN}:role/ci` })],
    [
      "a SAML provider",
      role(
        { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` },
        undefined,
        "sts:AssumeRoleWithSAML",
      ),
    ],
    [
      "Identity Center",
      role({
        AWS: `arn:aws:iam::${OWN}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
      }),
    ],
    [
      "an account's roles",
      role(ROOT, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/ci-*` } }),
    ],
    [
      "a vendor with an external id",
      role({ AWS: "444455556666" }, { StringEquals: { "sts:ExternalId": "k3" } }),
    ],
    [
      "an account of the organization",
      role(ROOT, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    ],
    ["what isn't known yet", { assumeRolePolicy: NOT_KNOWN_YET }],
    [
      "a user of the organization",
      role(ANN, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "mandatory mfa:Statement[0]",
    ],
    ["a user", role(ANN), "mandatory mfa:Statement[0]"],
    ["a user whose MFA may be missing", role(ANN, MAYBE_MFA), "mandatory mfa:Statement[0]"],
    [
      "a user who carries the key",
      role(ANN, { Null: { "aws:MultiFactorAuthPresent": "false" } }),
      "mandatory mfa:Statement[0]",
    ],
    [
      "a user beside a service",
      role({ ...ANN, Service: "ec2.amazonaws.com" }),
      "mandatory mfa:Statement[0]",
    ],
    ["an account", role(ROOT), "advisory mfa:Statement[0]"],
    [
      "an account's users",
      role(ROOT, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:user/*` } }),
      "advisory mfa:Statement[0]",
    ],
    [
      "a user of whom another statement denies those without MFA",
      {
        assumeRolePolicy: JSON.stringify(
          document(
            { Effect: "Allow", Principal: ANN, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", Condition: WITHOUT_MFA },
          ),
        ),
      },
    ],
  ];
  judges(pack, "iam-trust-requires-mfa", ROLE, trust);
  it("iam-trust-requires-mfa leaves another account to iam-trust-other-accounts", async () => {
    const arn = "arn:aws:s3:eu-west-1:444455556666:bucket/b";
    const bucket = resource("aws:s3/bucket:Bucket", "b", {}, { outputs: { arn } });
    const stack = [resource(ROLE, "judged", role(ROOT)), bucket];
    assert.deepEqual(await pack.short("iam-trust-requires-mfa", stack), []);
    assert.deepEqual(await pack.short("iam-trust-other-accounts", stack), [
      `mandatory account:Statement[0]/${OWN} judged`,
    ]);
  });
  it("iam-trust-requires-mfa judges aws-native and CloudFormation", async () => {
    assert.deepEqual(await pack.short("iam-trust-requires-mfa", everywhere(ANN, MAYBE_MFA)), [
      "mandatory mfa:Statement[0] native",
      "mandatory App.mfa:Statement[0] template",
    ]);
    assert.deepEqual(await pack.short("iam-trust-requires-mfa", everywhere(ANN, WITH_MFA)), []);
  });

  const about = { Action: "ec2:*", Resource: "*" };
  judges(pack, "iam-mfa-conditions-work", "aws:iam/policy:Policy", [
    ["an Allow with MFA", policy({ Effect: "Allow", ...about, Condition: WITH_MFA })],
    ["a Deny without MFA", policy({ Effect: "Deny", ...about, Condition: WITHOUT_MFA })],
    [
      "other conditions",
      policy({ Effect: "Allow", ...about, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ],
    ["what isn't known yet", { policy: NOT_KNOWN_YET }],
    [
      "an Allow that access keys pass",
      policy({ Sid: "Start", Effect: "Allow", ...about, Condition: MAYBE_MFA }),
      "mandatory access-keys-pass:Start",
    ],
    [
      "a Deny that access keys pass",
      policy({ Effect: "Deny", ...about, Condition: WITHOUT_IN_SESSIONS }),
      "mandatory access-keys-pass:Statement[0]",
    ],
    [
      "a Deny that sessions pass",
      policy({
        Effect: "Deny",
        ...about,
        Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } },
      }),
      "mandatory sessions-pass:Statement[0]",
    ],
    [
      "a Deny of those with MFA",
      policy({ Effect: "Deny", ...about, Condition: WITH_MFA }),
      "mandatory inverted:Statement[0]",
    ],
    [
      "MFA as a text",
      policy({
        Effect: "Allow",
        ...about,
        Condition: { StringEquals: { "aws:MultiFactorAuthPresent": "true" } },
      }),
      "advisory wrong-type:Statement[0]",
    ],
  ]);
  judges(pack, "iam-mfa-conditions-work", ROLE, [
    ["MFA of a user", role(ANN, WITH_MFA)],
    [
      "MFA of a service",
      role({ Service: "ec2.amazonaws.com" }, WITH_MFA),
      "mandatory principal:Statement[0]",
    ],
    [
      "MFA of a SAML provider",
      role(
        { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` },
        WITH_MFA,
        "sts:AssumeRoleWithSAML",
      ),
      "mandatory principal:Statement[0]",
    ],
    [
      "MFA of Identity Center",
      role(
        {
          AWS: `arn:aws:iam::${OWN}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
        },
        WITH_MFA,
      ),
      "mandatory principal:Statement[0]",
    ],
    [
      "MFA of a user or a service",
      role({ ...ANN, Service: "ec2.amazonaws.com" }, WITH_MFA),
      "mandatory principal:Statement[0]",
    ],
  ]);
  judges(
    pack,
    "iam-mfa-conditions-work",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    [
      [
        "a permission set",
        {
          instanceArn: "arn:aws:sso:::instance/ssoins-1",
          permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
          inlinePolicy: policy({ Effect: "Allow", ...about }).policy,
        },
      ],
      [
        "a Deny in a permission set",
        {
          instanceArn: "arn:aws:sso:::instance/ssoins-1",
          permissionSetArn: NOT_KNOWN_YET,
          inlinePolicy: policy({ Effect: "Deny", ...about, Condition: WITHOUT_MFA }).policy,
        },
        "mandatory permission-set:Statement[0]",
      ],
      [
        "an Allow in a permission set",
        {
          instanceArn: "arn:aws:sso:::instance/ssoins-1",
          permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
          inlinePolicy: policy({ Effect: "Allow", ...about, Condition: WITH_MFA }).policy,
        },
        "mandatory permission-set:Statement[0]",
      ],
    ],
  );
  it("iam-mfa-conditions-work judges aws-native and CloudFormation", async () => {
    const said = await pack.short("iam-mfa-conditions-work", everywhere(ROOT, MAYBE_MFA));
    assert.deepEqual(said, [
      "mandatory access-keys-pass:Statement[0] native",
      "mandatory App.access-keys-pass:Statement[0] template",
    ]);
    const templateBody = [
      "Resources:",
      "  Set:",
      "    Type: AWS::SSO::PermissionSet",
      "    Properties:",
      "      Name: Ops",
      "      InstanceArn: !Ref Instance",
      "      InlinePolicy: {Statement: [{Sid: Mfa, Effect: Allow, Action: 'ec2:*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'true'}}}]}",
    ].join("\n");
    const template = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
    const [one, ...rest] = await pack.short("iam-mfa-conditions-work", [template]);
    assert.match(one ?? "", /^mandatory Set\.permission-set:.*Mfa template$/);
    assert.deepEqual(rest, []);
  });

  describe("iam-users-denied-without-mfa", () => {
    const rule = "iam-users-denied-without-mfa";
    const SELF = [
      "iam:CreateVirtualMFADevice",
      "iam:EnableMFADevice",
      "iam:GetUser",
      "iam:GetMFADevice",
      "iam:ListMFADevices",
      "iam:ListVirtualMFADevices",
      "iam:ResyncMFADevice",
      "sts:GetSessionToken",
    ];
    const user = resource("aws:iam/user:User", "ann", { name: "ann" });
    const password = resource("aws:iam/userLoginProfile:UserLoginProfile", "ann-password", {
      user: "ann",
    });
    const group = resource("aws:iam/group:Group", "people", { name: "people" });
    const member = resource("aws:iam/userGroupMembership:UserGroupMembership", "ann-in", {
      user: "ann",
      groups: ["people"],
    });
    const inGroup = (statement: unknown) =>
      resource("aws:iam/groupPolicy:GroupPolicy", "mfa", { group: "people", ...policy(statement) });
    const deny = (more: object) => ({
      Sid: "Mfa",
      Effect: "Deny",
      NotAction: SELF,
      Resource: "*",
      Condition: WITHOUT_MFA,
      ...more,
    });
    const people = [user, password, group, member];

    const cases: readonly (readonly [
      string,
      readonly ReturnType<typeof resource>[],
      ...string[],
    ])[] = [
      ["a user whose group denies all without MFA", [...people, inGroup(deny({}))]],
      [
        "a user who has such a policy inline",
        [
          user,
          password,
          resource("aws:iam/userPolicy:UserPolicy", "mfa", { user: "ann", ...policy(deny({})) }),
        ],
      ],
      [
        "a user who may do nothing without MFA",
        [
          ...people,
          inGroup({
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Resource: "*",
            Condition: WITH_MFA,
          }),
        ],
      ],
      [
        "a Deny on all but one's own devices",
        [
          ...people,
          inGroup({
            Effect: "Deny",
            Action: "*",
            NotResource: ["arn:aws:iam::*:mfa/*", "arn:aws:iam::*:user/ann"],
            Condition: WITHOUT_MFA,
          }),
        ],
      ],
      [
        "a machine, which has keys alone",
        [user, resource("aws:iam/accessKey:AccessKey", "key", { user: "ann" })],
      ],
      ["a user without any such policy", [user, password], "mandatory not-denied ann"],
      ["a member of a group without any", [user, group, member], "mandatory not-denied ann"],
      [
        "a Deny that access keys pass",
        [...people, inGroup(deny({ Condition: WITHOUT_IN_SESSIONS }))],
        "mandatory not-denied ann",
      ],
      [
        "a Deny of some actions",
        [...people, inGroup({ ...deny({}), NotAction: undefined, Action: ["ec2:*", "s3:*"] })],
        "mandatory not-denied ann",
      ],
      [
        "a Deny on some resources",
        [...people, inGroup(deny({ Resource: "arn:aws:s3:::*" }))],
        "mandatory not-denied ann",
      ],
      [
        "a Deny that leaves more than signing in",
        [...people, inGroup(deny({ NotAction: [...SELF, "s3:*", "iam:DeactivateMFADevice"] }))],
        "mandatory too-wide ann",
      ],
      [
        "a Deny of others only",
        [
          ...people,
          inGroup(
            deny({ Condition: { ...WITHOUT_MFA, StringNotEquals: { "aws:username": "ann" } } }),
          ),
        ],
        "mandatory not-denied ann",
      ],
      [
        "a policy that the stack doesn't show",
        [
          user,
          password,
          resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "mfa", {
            user: "ann",
            policyArn: `arn:aws:iam::${OWN}:policy/mfa`,
          }),
        ],
        "advisory unknown ann",
      ],
      [
        "AWS's own policies, none of which demands MFA",
        [
          user,
          password,
          resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "read", {
            user: "ann",
            policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
          }),
        ],
        "mandatory not-denied ann",
      ],
    ];
    for (const [title, resources, ...expected] of cases) {
      it(`${expected.length > 0 ? "points at" : "accepts"} ${title}`, async () => {
        assert.deepEqual(await pack.short(rule, resources), expected);
      });
    }

    it("judges CloudFormation", async () => {
      const template = (Statement: unknown) => ({
        templateBody: JSON.stringify({
          Resources: {
            People: {
              Type: "AWS::IAM::Group",
              Properties: {
                Policies: [{ PolicyName: "mfa", PolicyDocument: document(Statement) }],
              },
            },
            Ann: {
              Type: "AWS::IAM::User",
              Properties: { Groups: [{ Ref: "People" }], LoginProfile: { Password: "x" } },
            },
          },
        }),
      });
      const stack = (Statement: unknown) => [
        resource("aws:cloudformation/stack:Stack", "template", template(Statement)),
      ];
      assert.deepEqual(await pack.short(rule, stack(deny({}))), []);
      assert.deepEqual(
        await pack.short(rule, stack({ Effect: "Allow", Action: "s3:*", Resource: "*" })),
        ["mandatory Ann.not-denied template"],
      );
    });
    it("judges aws-native", async () => {
      const native = resource("aws-native:iam:User", "ann", {
        userName: "ann",
        loginProfile: { password: "x" },
      });
      assert.deepEqual(await pack.short(rule, [native]), ["mandatory not-denied ann"]);
    });
  });

  describe("cognito-mfa-required", () => {
    const rule = "cognito-mfa-required";
    const users = (inputs: Record<string, unknown>) =>
      resource("aws:cognito/userPool:UserPool", "users", inputs, {
        outputs: { id: "eu-west-1_Ab12" },
      });
    const provider = {
      clientId: "1",
      providerName: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12",
    };
    const identities = (inputs: Record<string, unknown>, from = {}) =>
      resource("aws:cognito/identityPool:IdentityPool", "identities", inputs, { from });

    it("points at a user pool of an identity pool without MFA", async () => {
      for (const inputs of [{}, { mfaConfiguration: "OFF" }, { mfaConfiguration: "OPTIONAL" }]) {
        const said = await pack.short(rule, [
          users(inputs),
          identities({ cognitoIdentityProviders: [provider] }),
        ]);
        assert.deepEqual(said, ["advisory mfa users"]);
      }
    });
    it("accepts MFA, and signing in without a password", async () => {
      for (const inputs of [
        { mfaConfiguration: "ON" },
        { signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
      ]) {
        const said = await pack.short(rule, [
          users(inputs),
          identities({ cognitoIdentityProviders: [provider] }),
        ]);
        assert.deepEqual(said, []);
      }
    });
    it("accepts a user pool that gives no AWS credentials", async () => {
      assert.deepEqual(
        await pack.short(rule, [users({}), identities({ cognitoIdentityProviders: [] })]),
        [],
      );
      assert.deepEqual(await pack.short(rule, [users({})]), []);
    });
    it("follows where a name not known yet comes from", async () => {
      const pool = users({});
      const client = resource(
        "aws:cognito/userPoolClient:UserPoolClient",
        "web",
        {},
        { dependsOn: [pool] },
      );
      const unnamed = {
        cognitoIdentityProviders: [{ clientId: NOT_KNOWN_YET, providerName: NOT_KNOWN_YET }],
      };
      const said = await pack.short(rule, [
        pool,
        client,
        identities(unnamed, { cognitoIdentityProviders: [client] }),
      ]);
      assert.deepEqual(said, ["advisory mfa users"]);
    });
    it("says what isn't known yet", async () => {
      const pool = users({ mfaConfiguration: NOT_KNOWN_YET });
      const said = await pack.short(rule, [
        pool,
        identities({ cognitoIdentityProviders: [provider] }),
      ]);
      assert.deepEqual(said, ["advisory unknown users"]);
    });
    it("points at an identity pool that gives guests credentials", async () => {
      for (const [allowUnauthenticatedIdentities, ...expected] of [
        [true, "advisory guests identities"],
        [NOT_KNOWN_YET, "advisory unknown identities"],
        [false],
        [undefined],
      ]) {
        const said = await pack.short(rule, [identities({ allowUnauthenticatedIdentities })]);
        assert.deepEqual(said, expected);
      }
      const templateBody = [
        "Resources:",
        "  Open: {Type: 'AWS::Cognito::IdentityPool', Properties: {AllowUnauthenticatedIdentities: true}}",
        "  Quoted: {Type: 'AWS::Cognito::IdentityPool', Properties: {AllowUnauthenticatedIdentities: 'true'}}",
        "  Closed: {Type: 'AWS::Cognito::IdentityPool', Properties: {AllowUnauthenticatedIdentities: false}}",
      ].join("\n");
      const said = await pack.short(rule, [
        resource("aws-native:cognito:IdentityPool", "native", {
          allowUnauthenticatedIdentities: true,
        }),
        resource("aws:cloudformation/stack:Stack", "template", { templateBody }),
      ]);
      assert.deepEqual(said, [
        "advisory guests native",
        "advisory Open.guests template",
        "advisory Quoted.guests template",
      ]);
    });
    it("judges aws-native", async () => {
      const pool = resource(
        "aws-native:cognito:UserPool",
        "users",
        {},
        { outputs: { userPoolId: "eu-west-1_Ab12" } },
      );
      const native = resource("aws-native:cognito:IdentityPool", "identities", {
        cognitoIdentityProviders: [provider],
      });
      assert.deepEqual(await pack.short(rule, [pool, native]), ["advisory mfa users"]);
    });
    it("judges CloudFormation", async () => {
      const templateBody = [
        "Resources:",
        "  Users: {Type: 'AWS::Cognito::UserPool', Properties: {MfaConfiguration: OPTIONAL}}",
        "  Others: {Type: 'AWS::Cognito::UserPool', Properties: {}}",
        "  Identities:",
        "    Type: AWS::Cognito::IdentityPool",
        "    Properties:",
        "      AllowUnauthenticatedIdentities: false",
        "      CognitoIdentityProviders: [{ClientId: x, ProviderName: !GetAtt Users.ProviderName}]",
      ].join("\n");
      const template = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
      assert.deepEqual(await pack.short(rule, [template]), ["advisory Users.mfa template"]);
    });
  });
});
