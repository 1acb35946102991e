// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges, type Row } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const ROLE = "aws:iam/role:Role";
const OWN = "111122223333";
const OTHER = "444455556666";
const ORGANIZATION = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

/** A trust policy of one statement. */
function trust(Principal: unknown, Condition?: unknown, Action: unknown = "sts:AssumeRole") {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action, ...(Condition ? { Condition } : {}) }],
  });
}

function role(Principal: unknown, Condition?: unknown, Action?: unknown) {
  return { assumeRolePolicy: trust(Principal, Condition, Action) };
}

/** The same role as aws-native and as CloudFormation, JSON and YAML, declare it. */
function everywhere(Principal: unknown, Condition?: unknown, Action: unknown = "sts:AssumeRole") {
  const statement = { Effect: "Allow", Principal, Action, ...(Condition ? { Condition } : {}) };
  const document = { Version: "2012-10-17", Statement: [statement] };
  const template = (properties: unknown) => ({
    Resources: { App: { Type: "AWS::IAM::Role", Properties: properties } },
  });
  return [
    resource("aws-native:iam:Role", "native", { assumeRolePolicyDocument: document }),
    resource("aws:cloudformation/stack:Stack", "template", {
      templateBody: JSON.stringify(template({ AssumeRolePolicyDocument: document })),
    }),
  ];
}

describe("rules about whom roles trust", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  const anyone: readonly Row[] = [
    ["a service", role({ Service: "ec2.amazonaws.com" })],
    ["a role", role({ AWS: `arn:aws:iam::${OTHER}:role/ci` })],
    ["anyone of the organization", role("*", ORGANIZATION)],
    [
      "anyone by an account's ARN",
      role({ AWS: "*" }, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/*` } }),
    ],
    ["tags for anyone, without sessions", role("*", undefined, "sts:TagSession")],
    ["what isn't known yet", { assumeRolePolicy: NOT_KNOWN_YET }],
    ["anyone", role("*"), "mandatory anyone:Statement[0]"],
    ["any AWS principal", role({ AWS: "*" }), "mandatory anyone:Statement[0]"],
    [
      "anyone among others",
      role({ AWS: [`arn:aws:iam::${OWN}:root`, "*"] }),
      "mandatory anyone:Statement[0]",
    ],
    [
      "anyone with an external id",
      role("*", { StringEquals: { "sts:ExternalId": "x" } }),
      "mandatory anyone:Statement[0]",
    ],
    [
      "anyone of any organization",
      role("*", { StringLike: { "aws:PrincipalOrgID": "o-*" } }),
      "mandatory anyone:Statement[0]",
    ],
    [
      "anyone without an organization too",
      role("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "mandatory anyone:Statement[0]",
    ],
    [
      "a role of that name in any account",
      role("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } }),
      "mandatory anyone:Statement[0]",
    ],
  ];
  judges(pack, "iam-trust-no-anyone", ROLE, anyone);

  it("iam-trust-no-anyone judges aws-native and CloudFormation", async () => {
    assert.deepEqual(await pack.short("iam-trust-no-anyone", everywhere("*")), [
      "mandatory anyone:Statement[0] native",
      "mandatory App.anyone:Statement[0] template",
    ]);
    assert.deepEqual(await pack.short("iam-trust-no-anyone", everywhere("*", ORGANIZATION)), []);
  });

  it("iam-trust-no-anyone judges what of a template is known", async () => {
    const templateBody = [
      "Resources:",
      "  App:",
      "    Type: AWS::IAM::Role",
      "    Properties:",
      "      AssumeRolePolicyDocument:",
      "        Statement:",
      "          - Sid: Inside",
      "            Effect: Allow",
      "            Principal: '*'",
      "            Action: sts:AssumeRole",
      "            Condition: {StringEquals: {aws:PrincipalOrgID: !Ref Organization}}",
      "          - Sid: Everyone",
      "            Effect: Allow",
      "            Principal: {AWS: '*'}",
      "            Action: sts:AssumeRole",
      "            Condition: {StringEquals: {'sts:ExternalId': !Ref Id}}",
    ].join("\n");
    const template = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
    assert.deepEqual(await pack.short("iam-trust-no-anyone", [template]), [
      "mandatory App.anyone:Everyone template",
    ]);
  });

  describe("iam-trust-other-accounts", () => {
    const rule = "iam-trust-other-accounts";
    const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });
    const inOwn = { outputs: { arn: `arn:aws:iam::${OWN}:role/app` } };
    const cases: readonly (readonly [string, Record<string, unknown>, ...string[]])[] = [
      ["one's own account", role(root(OWN))],
      ["a role of one's own account", role({ AWS: `arn:aws:iam::${OWN}:role/ci` })],
      [
        "a role of another account",
        role({ AWS: `arn:aws:iam::${OTHER}:role/ci` }),
        `advisory named:Statement[0]/${OTHER}`,
      ],
      [
        "roles, users and sessions of another account, said once",
        role({
          AWS: [
            `arn:aws:iam::${OTHER}:role/ci`,
            `arn:aws:iam::${OTHER}:user/ada`,
            `arn:aws:sts::${OTHER}:assumed-role/ci/build`,
            `arn:aws:iam::${OWN}:role/ci`,
          ],
        }),
        `advisory named:Statement[0]/${OTHER}`,
      ],
      [
        "a role of another account with an external id",
        role({ AWS: `arn:aws:iam::${OTHER}:role/ci` }, { StringEquals: { "sts:ExternalId": "k" } }),
      ],
      [
        "a role of another account of the organization",
        role({ AWS: `arn:aws:iam::${OTHER}:role/ci` }, ORGANIZATION),
      ],
      [
        "a role of another account with any external id",
        role({ AWS: `arn:aws:iam::${OTHER}:role/ci` }, { StringLike: { "sts:ExternalId": "*" } }),
        `advisory named:Statement[0]/${OTHER}`,
      ],
      [
        "a role of another account with an external id not known yet",
        {
          assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${OTHER}:role/ci` },
                Action: "sts:AssumeRole",
                Condition: { StringLike: { "sts:ExternalId": NOT_KNOWN_YET } },
              },
            ],
          },
        },
      ],
      [
        "another account with an external id",
        role(root(OTHER), { StringEquals: { "sts:ExternalId": "k3" } }),
      ],
      ["another account of the organization", role(root(OTHER), ORGANIZATION)],
      [
        "certain roles of another account",
        role(root(OTHER), { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/ci-*` } }),
      ],
      [
        "another account's people with MFA",
        role(root(OTHER), { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      ],
      ["a service", role({ Service: "ec2.amazonaws.com" })],
      ["another account", role(root(OTHER)), `mandatory account:Statement[0]/${OTHER}`],
      [
        "another account by its number",
        role({ AWS: OTHER }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "another account beside one's own",
        role({ AWS: [OWN, OTHER] }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "another account in China",
        role({ AWS: `arn:aws-cn:iam::${OTHER}:root` }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "any external id",
        role(root(OTHER), { StringLike: { "sts:ExternalId": "*" } }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "an empty external id",
        role(root(OTHER), { StringEquals: { "sts:ExternalId": "" } }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "an external id if there is one",
        role(root(OTHER), { StringEqualsIfExists: { "sts:ExternalId": "k3" } }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "every other external id",
        role(root(OTHER), { StringNotEquals: { "sts:ExternalId": "k3" } }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
      [
        "all principals of another account",
        role(root(OTHER), { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:*` } }),
        `mandatory account:Statement[0]/${OTHER}`,
      ],
    ];
    for (const [title, inputs, ...expected] of cases) {
      const isRefused = expected.some((one) => one.startsWith("mandatory"));
      const verdict = isRefused ? "refuses" : expected.length > 0 ? "points at" : "accepts";
      it(`${verdict} ${title}`, async () => {
        const said = await pack.short(rule, [resource(ROLE, "judged", inputs, inOwn)]);
        assert.deepEqual(
          said,
          expected.map((one) => `${one} judged`),
        );
      });
    }

    it("only points at an account that may be one's own", async () => {
      const said = await pack.short(rule, [resource(ROLE, "judged", role(root(OTHER)))]);
      assert.deepEqual(said, [`advisory account:Statement[0]/${OTHER} judged`]);
    });
    it("says nothing of a role in an account that may be one's own", async () => {
      const named = role({ AWS: `arn:aws:iam::${OTHER}:role/ci` });
      assert.deepEqual(await pack.short(rule, [resource(ROLE, "judged", named)]), []);
      const known = [resource(ROLE, "judged", named, inOwn)];
      assert.deepEqual(await pack.short(rule, known, { trustedAccounts: [OTHER] }), []);
    });
    it("learns one's own account from other resources", async () => {
      const arn = `arn:aws:s3:eu-west-1:${OTHER}:bucket/b`;
      const bucket = resource("aws:s3/bucket:Bucket", "b", {}, { outputs: { arn } });
      assert.deepEqual(
        await pack.short(rule, [resource(ROLE, "judged", role(root(OTHER))), bucket]),
        [],
      );
      const said = await pack.short(rule, [resource(ROLE, "judged", role(root(OWN))), bucket]);
      assert.deepEqual(said, [`mandatory account:Statement[0]/${OWN} judged`]);
    });
    it("accepts trusted accounts", async () => {
      const roles = [resource(ROLE, "judged", role(root(OTHER)))];
      assert.deepEqual(await pack.short(rule, roles, { trustedAccounts: [OTHER] }), []);
      assert.deepEqual(await pack.short(rule, roles, { trustedAccounts: [OWN] }), [
        `mandatory account:Statement[0]/${OTHER} judged`,
      ]);
    });
    it("accepts the account of a template's stack, and points at its parameters", async () => {
      const templateBody = [
        "Parameters: {Vendor: {Type: String}}",
        "Resources:",
        "  Own:",
        "    Type: AWS::IAM::Role",
        "    Properties:",
        "      AssumeRolePolicyDocument:",
        "        Statement: {Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, Action: 'sts:AssumeRole'}",
        "  Other:",
        "    Type: AWS::IAM::Role",
        "    Properties:",
        "      AssumeRolePolicyDocument:",
        "        Statement: {Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${Vendor}:root'}, Action: 'sts:AssumeRole'}",
      ].join("\n");
      const template = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
      const said = await pack.short(rule, [template]);
      assert.equal(said.length, 1);
      assert.match(said[0] ?? "", /^advisory Other\.account:/);
    });
    it("judges aws-native and CloudFormation", async () => {
      const said = await pack.short(rule, everywhere(root(OTHER)), { trustedAccounts: [OWN] });
      assert.deepEqual(said, [
        `mandatory account:Statement[0]/${OTHER} native`,
        `mandatory App.account:Statement[0]/${OTHER} template`,
      ]);
      const named = everywhere({ AWS: `arn:aws:iam::${OTHER}:role/ci` });
      assert.deepEqual(await pack.short(rule, named, { trustedAccounts: [OWN] }), [
        `advisory named:Statement[0]/${OTHER} native`,
        `advisory App.named:Statement[0]/${OTHER} template`,
      ]);
    });
  });

  const GITHUB = "token.actions.githubusercontent.com";
  const github = { Federated: `arn:aws:iam::${OWN}:oidc-provider/${GITHUB}` };
  const WEB = "sts:AssumeRoleWithWebIdentity";
  const pinned = {
    StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
    StringLike: { [`${GITHUB}:sub`]: "repo:octo-org/octo-repo:*" },
  };
  const circle = "oidc.circleci.com/org/11111111-2222-3333-4444-555555555555";
  const part = `Statement[0]/${GITHUB}`;
  const oidc: readonly Row[] = [
    ["a repository of GitHub", role(github, pinned, WEB)],
    ["what isn't known yet", { assumeRolePolicy: NOT_KNOWN_YET }],
    [
      "a SAML provider",
      role(
        { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` },
        undefined,
        "sts:AssumeRoleWithSAML",
      ),
    ],
    [
      "Pulumi Cloud by its audience",
      role(
        { Federated: `arn:aws:iam::${OWN}:oidc-provider/api.pulumi.com/oidc` },
        { StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" } },
        WEB,
      ),
    ],
    [
      "Auth0 by its audience",
      role(
        { Federated: `arn:aws:iam::${OWN}:oidc-provider/acme.eu.auth0.com/` },
        { StringEquals: { "acme.eu.auth0.com/:aud": "app" } },
        WEB,
      ),
    ],
    [
      "anybody of GitHub",
      role(github, undefined, WEB),
      `mandatory subject:${part}`,
      `advisory audience:${part}`,
    ],
    [
      "anybody of GitHub who says sts.amazonaws.com",
      role(github, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }, WEB),
      `mandatory subject:${part}`,
    ],
    [
      "any repository",
      role(github, { ...pinned, StringLike: { [`${GITHUB}:sub`]: "repo:*" } }, WEB),
      `mandatory subject:${part}`,
    ],
    [
      "a subject if there is one",
      role(
        github,
        {
          ...pinned,
          StringLike: undefined,
          StringLikeIfExists: { [`${GITHUB}:sub`]: "repo:o/r:*" },
        },
        WEB,
      ),
      `mandatory subject:${part}`,
    ],
    [
      "keys of another path of the issuer, which nobody's tokens carry",
      role(
        github,
        {
          StringEquals: { [`${GITHUB}/octo-corp:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${GITHUB}/octo-corp:sub`]: "repo:octo-org/octo-repo:*" },
        },
        WEB,
      ),
      `advisory other-provider:${part}`,
    ],
    [
      "keys of the path that the provider has",
      role(
        { Federated: `arn:aws:iam::${OWN}:oidc-provider/${GITHUB}/octo-corp` },
        {
          StringEquals: { [`${GITHUB}/octo-corp:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${GITHUB}/octo-corp:sub`]: "repo:octo-org/octo-repo:*" },
        },
        WEB,
      ),
    ],
    [
      "a key of another path if there is one",
      role(
        github,
        {
          StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
          StringLikeIfExists: { [`${GITHUB}/octo-corp:sub`]: "repo:octo-org/octo-repo:*" },
        },
        WEB,
      ),
      `mandatory subject:${part}`,
    ],
    [
      "all subjects but one of another path",
      role(
        github,
        {
          StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
          StringNotLike: { [`${GITHUB}/octo-corp:sub`]: "repo:octo-org/octo-repo:*" },
        },
        WEB,
      ),
      `mandatory subject:${part}`,
    ],
    [
      "a repository without audience",
      role(github, { StringLike: { [`${GITHUB}:sub`]: "repo:octo-org/octo-repo:*" } }, WEB),
      `advisory audience:${part}`,
    ],
    [
      "any project of one's organization at CircleCI",
      role(
        { Federated: `arn:aws:iam::${OWN}:oidc-provider/${circle}` },
        { StringEquals: { [`${circle}:aud`]: "x" } },
        WEB,
      ),
      `advisory subject:Statement[0]/${circle}`,
    ],
    [
      "any identity pool of Cognito",
      role(
        { Federated: "cognito-identity.amazonaws.com" },
        { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
        WEB,
      ),
      "mandatory subject:Statement[0]/cognito-identity.amazonaws.com",
      "advisory audience:Statement[0]/cognito-identity.amazonaws.com",
    ],
    [
      "guests of an identity pool",
      role(
        { Federated: "cognito-identity.amazonaws.com" },
        { StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:1" } },
        WEB,
      ),
      "advisory guests:Statement[0]/cognito-identity.amazonaws.com",
    ],
  ];
  judges(pack, "iam-trust-oidc-pinned", ROLE, oidc);
  judges(pack, "iam-trust-oidc-pinned", "aws:iam/openIdConnectProvider:OpenIdConnectProvider", [
    ["a provider", { url: `https://${GITHUB}`, clientIdLists: ["sts.amazonaws.com"] }],
    ["a provider not known yet", { url: NOT_KNOWN_YET, clientIdLists: NOT_KNOWN_YET }],
    [
      "a provider without TLS",
      { url: "http://idp.example.com", clientIdLists: ["app"] },
      "mandatory url",
    ],
    [
      "a wildcard as audience",
      { url: `https://${GITHUB}`, clientIdLists: ["*"] },
      "mandatory client-id",
    ],
  ]);
  it("iam-trust-oidc-pinned judges aws-native and CloudFormation", async () => {
    const provider = { url: "https://idp.example.com", clientIdList: ["*"] };
    assert.deepEqual(
      await pack.short("iam-trust-oidc-pinned", [
        resource("aws-native:iam:OidcProvider", "native", provider),
      ]),
      ["mandatory client-id native"],
    );
    const open = { StringLike: { [`${GITHUB}:sub`]: "*", [`${GITHUB}:aud`]: "sts.amazonaws.com" } };
    assert.deepEqual(await pack.short("iam-trust-oidc-pinned", everywhere(github, open, WEB)), [
      `mandatory subject:${part} native`,
      `mandatory App.subject:${part} template`,
    ]);
    assert.deepEqual(
      await pack.short("iam-trust-oidc-pinned", everywhere(github, pinned, WEB)),
      [],
    );
  });
  it("iam-trust-oidc-pinned finds keys of another provider in aws-native and CloudFormation", async () => {
    const other = { StringLike: { [`${GITHUB}/octo-corp:sub`]: "repo:octo-org/octo-repo:*" } };
    assert.deepEqual(await pack.short("iam-trust-oidc-pinned", everywhere(github, other, WEB)), [
      `advisory other-provider:${part} native`,
      `advisory App.other-provider:${part} template`,
    ]);
  });
  it("iam-trust-oidc-pinned judges a template's reference to its provider by the conditions", async () => {
    const templateBody = [
      "Resources:",
      "  GitHub:",
      "    Type: AWS::IAM::OIDCProvider",
      `    Properties: {Url: 'https://${GITHUB}', ClientIdList: [sts.amazonaws.com]}`,
      "  App:",
      "    Type: AWS::IAM::Role",
      "    Properties:",
      "      AssumeRolePolicyDocument:",
      "        Statement:",
      "          Effect: Allow",
      "          Principal: {Federated: !Ref GitHub}",
      `          Action: ${WEB}`,
      `          Condition: {StringLike: {'${GITHUB}:sub': !Sub 'repo:\${Org}*', '${GITHUB}:aud': sts.amazonaws.com}}`,
    ].join("\n");
    const template = resource("aws:cloudformation/stack:Stack", "template", { templateBody });
    assert.deepEqual(await pack.short("iam-trust-oidc-pinned", [template]), [
      `mandatory App.subject:${part} template`,
    ]);
  });

  judges(pack, "iam-trust-service-source", ROLE, [
    [
      "a service that tells no source",
      role({ Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] }),
    ],
    [
      "a source's account",
      role({ Service: "states.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": OWN } }),
    ],
    [
      "a source's ARN",
      role(
        { Service: "bedrock.amazonaws.com" },
        { ArnLike: { "aws:SourceArn": `arn:aws:bedrock:us-east-1:${OWN}:agent/*` } },
      ),
    ],
    ["what isn't known yet", { assumeRolePolicy: NOT_KNOWN_YET }],
    [
      "a service for anyone",
      role({ Service: "states.amazonaws.com" }),
      "advisory source:Statement[0]",
    ],
    [
      "a service for any account",
      role({ Service: "scheduler.amazonaws.com" }, { StringLike: { "aws:SourceAccount": "*" } }),
      "advisory source:Statement[0]",
    ],
    [
      "a service for any account's resource",
      role(
        { Service: "pipes.amazonaws.com" },
        { ArnLike: { "aws:SourceArn": "arn:aws:pipes:*:*:pipe/p" } },
      ),
      "advisory source:Statement[0]",
    ],
  ]);
  it("iam-trust-service-source judges aws-native and CloudFormation", async () => {
    assert.deepEqual(
      await pack.short("iam-trust-service-source", everywhere({ Service: "states.amazonaws.com" })),
      ["advisory source:Statement[0] native", "advisory App.source:Statement[0] template"],
    );
  });

  const service = role({ Service: "ec2.amazonaws.com" });
  judges(pack, "iam-role-session-duration", ROLE, [
    ["the default", service],
    ["AWS's longest", { ...service, maxSessionDuration: 43_200 }],
    ["longer than AWS takes", { ...service, maxSessionDuration: 50_000 }, "advisory malformed"],
    ["what isn't known yet", { ...service, maxSessionDuration: NOT_KNOWN_YET }, "advisory unknown"],
    [
      "an administrator for half a day",
      {
        ...service,
        maxSessionDuration: 43_200,
        managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      },
      "advisory administrator-too-long",
    ],
    [
      "an administrator for an hour",
      { ...service, managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    ],
  ]);
  it("iam-role-session-duration asks for what its settings say", async () => {
    const long = [resource(ROLE, "judged", { ...service, maxSessionDuration: 14_400 })];
    const said = await pack.short("iam-role-session-duration", long, { maximum: 7200 });
    assert.deepEqual(said, ["advisory too-long judged"]);
  });
  it("iam-role-session-duration judges aws-native and CloudFormation", async () => {
    const properties = {
      AssumeRolePolicyDocument: {},
      MaxSessionDuration: 28_800,
      Policies: [
        {
          PolicyName: "all",
          PolicyDocument: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
        },
      ],
    };
    const templateBody = JSON.stringify({
      Resources: { App: { Type: "AWS::IAM::Role", Properties: properties } },
    });
    const said = await pack.short("iam-role-session-duration", [
      resource("aws-native:iam:Role", "native", {
        assumeRolePolicyDocument: {},
        maxSessionDuration: 60,
      }),
      resource("aws:cloudformation/stack:Stack", "template", { templateBody }),
    ]);
    assert.deepEqual(said, [
      "advisory malformed native",
      "advisory App.administrator-too-long template",
    ]);
  });
});
