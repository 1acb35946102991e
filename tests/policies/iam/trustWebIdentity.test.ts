import assert from "node:assert/strict";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { type WebIdentity, webIdentities } from "../../../policies/iam/trust/webIdentity.ts";
import { UNKNOWN, type Value } from "../../../policies/value.ts";

type Conditions = Record<string, Record<string, Value>>;

function judge(issuer: Value, Condition: Conditions | undefined): WebIdentity {
  const isBuiltIn =
    typeof issuer === "string" &&
    /^(cognito-identity|accounts\.google|graph\.facebook|www\.amazon)/.test(issuer);
  const isPlain = typeof issuer !== "string" || isBuiltIn || issuer.startsWith("$");
  const Federated = isPlain ? issuer : `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
  const Statement = {
    Effect: "Allow",
    Principal: { Federated },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(Condition && { Condition }),
  };
  const found = webIdentities(
    readPolicy({ Version: "2012-10-17", Statement: [Statement as Value] }, "trust"),
  );
  assert.equal(found.length, 1);
  return found[0] as WebIdentity;
}

const GITHUB = "token.actions.githubusercontent.com";
const POOL = "us-east-1:12345678-dc46-45fb-a8b7-aaaaaaaaaaaa";
const EKS = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

/** Subjects by `StringLike`, and whether they tell whose the token is. */
const SUBJECTS: readonly (readonly [issuer: string, subject: string | string[], "yes" | "no"])[] = [
  [GITHUB, "repo:octo-org/octo-repo:ref:refs/heads/main", "yes"],
  [GITHUB, "repo:octo-org/octo-repo:environment:production", "yes"],
  [GITHUB, "repo:octo-org/octo-repo:pull_request", "yes"],
  [GITHUB, "repo:octo-org/octo-repo:*", "yes"],
  [GITHUB, "repo:octo-org/*", "yes"],
  [GITHUB, "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main", "yes"],
  [GITHUB, "repo:octo-org@123456/*", "yes"],
  [GITHUB, "repo:octo-org@*/octo-repo@*:ref:refs/heads/main", "yes"],
  [GITHUB, ["repo:octo-org/octo-repo:*", "repo:octo-org@123456/octo-repo@456789:*"], "yes"],
  [GITHUB, "repository_owner_id:123456:repository_id:456789", "yes"],
  [GITHUB, "repository_owner:octo-org:*", "yes"],
  [GITHUB, "environment:production:repository_owner_id:123456", "yes"],
  [GITHUB, "job_workflow_ref:octo-org/octo-automation/.github/workflows/oidc.yml@*", "yes"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  [GITHUB, "repo:${Organization}/${Repository}:*", "yes"],
  [GITHUB, "*", "no"],
  [GITHUB, "repo:*", "no"],
  [GITHUB, "repo:*/*:ref:refs/heads/main", "no"],
  [GITHUB, "repo:*/octo-repo:*", "no"],
  [GITHUB, "repo:octo-*/octo-repo:*", "no"],
  [GITHUB, "repo:octo-org*", "no"],
  [GITHUB, "repo:octo-or?/octo-repo:*", "no"],
  [GITHUB, "*:octo-org/octo-repo:*", "no"],
  [GITHUB, "*octo-org/octo-repo*", "no"],
  [GITHUB, "environment:production", "no"],
  [GITHUB, "repository_visibility:private", "no"],
  [GITHUB, "repository_owner:octo*", "no"],
  [GITHUB, "ref:refs/heads/main", "no"],
  [GITHUB, "", "no"],
  [GITHUB, ["repo:octo-org/octo-repo:*", "repo:*"], "no"],
  ["gitlab.com", "project_path:group/project:ref_type:branch:ref:main", "yes"],
  ["gitlab.com", "project_path:group/*:ref_type:branch:ref:main", "yes"],
  ["gitlab.com", "project_path:*:ref_type:branch:ref:main", "no"],
  ["gitlab.com", "project_path:group*", "no"],
  ["gitlab.example.com", "project_path:group/*", "yes"],
  ["app.terraform.io", "organization:acme:project:web:workspace:prod:run_phase:*", "yes"],
  ["app.terraform.io", "organization:acme:project:*:workspace:*:run_phase:*", "yes"],
  ["app.terraform.io", "organization:*:project:web:workspace:prod:run_phase:apply", "no"],
  ["app.terraform.io", "organization:acme*", "no"],
  ["api.pulumi.com/oidc", "pulumi:deploy:org:acme:project:web:*", "yes"],
  ["api.pulumi.com/oidc", "pulumi:environments:org:acme:env:prod", "yes"],
  ["api.pulumi.com/oidc", "pulumi:deploy:org:*", "no"],
  ["agent.buildkite.com", "organization:acme:pipeline:web:ref:refs/heads/main:*", "yes"],
  ["agent.buildkite.com", "organization:*:pipeline:web:*", "no"],
  ["oidc.vercel.com", "owner:acme:project:web:environment:production", "yes"],
  ["oidc.vercel.com", "owner:*:project:web:environment:production", "no"],
  ["oidc.vercel.com/acme", "owner:acme:project:web:environment:*", "yes"],
  ["scalr.io", "account:acme:environment:prod:workspace:*", "yes"],
  ["scalr.io", "account:*", "no"],
  ["oidc.codefresh.io", "account:63f2:pipeline:*", "yes"],
  ["oidc.codefresh.io", "account:*:pipeline:64f2", "no"],
  [
    "oidc.circleci.com/org/11111111-2222-3333-4444-555555555555",
    "org/11111111-2222-3333-4444-555555555555/project/66666666-7777-8888-9999-000000000000/user/*",
    "yes",
  ],
  ["oidc.circleci.com/org/11111111-2222-3333-4444-555555555555", "org/*", "no"],
  ["acme.app.spacelift.io", "space:root:stack:web:*", "yes"],
  ["acme.app.spacelift.io", "space:*", "no"],
  ["studio.datachain.ai/api", "credentials:acme/web", "yes"],
  ["studio.datachain.ai/api", "credentials:*", "no"],
  ["proidc.upbound.io", "mcp:acme/control:provider:provider-aws", "yes"],
  ["proidc.upbound.io", "mcp:*", "no"],
  [EKS, "system:serviceaccount:kube-system:aws-node", "yes"],
  [EKS, "system:serviceaccount:web:*", "yes"],
  [EKS, "system:serviceaccount:*:*", "no"],
  [EKS, "system:serviceaccount:*:aws-node", "no"],
  [EKS, "*", "no"],
  ["kube.example.com", "system:serviceaccount:*:*", "no"],
  ["kube.example.com", "system:serviceaccount:web:app", "yes"],
  ["accounts.google.com", "112233445566778899001", "yes"],
  ["accounts.google.com", "*", "no"],
];

/** Conditions besides subjects. */
const CONDITIONS: readonly (readonly [
  issuer: Value,
  Conditions | undefined,
  identified: string,
  audience: string,
])[] = [
  [GITHUB, undefined, "no", "no"],
  [GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }, "no", "yes"],
  [
    GITHUB,
    {
      StringEquals: {
        [`${GITHUB}:aud`]: "sts.amazonaws.com",
        [`${GITHUB}:sub`]: "repo:o/r:ref:refs/heads/main",
      },
    },
    "yes",
    "yes",
  ],
  [
    GITHUB,
    { StringLike: { [`${GITHUB}:aud`]: "*", [`${GITHUB}:sub`]: "repo:o/r:*" } },
    "yes",
    "no",
  ],
  [
    GITHUB,
    { "ForAnyValue:StringLike": { [`${GITHUB}:sub`]: ["repo:o/r:*", "repo:o/s:*"] } },
    "yes",
    "no",
  ],
  [GITHUB, { "ForAllValues:StringLike": { [`${GITHUB}:sub`]: "repo:o/r:*" } }, "no", "no"],
  [
    GITHUB,
    {
      "ForAllValues:StringLike": { [`${GITHUB}:sub`]: "repo:o/r:*" },
      Null: { [`${GITHUB}:sub`]: "false" },
    },
    "yes",
    "no",
  ],
  [GITHUB, { StringLikeIfExists: { [`${GITHUB}:sub`]: "repo:o/r:*" } }, "no", "no"],
  [GITHUB, { StringNotLike: { [`${GITHUB}:sub`]: "repo:evil/*" } }, "no", "no"],
  [GITHUB, { StringEquals: { "gitlab.com:sub": "repo:o/r:*" } }, "no", "no"],
  [GITHUB, { StringEquals: { [`${GITHUB}:repository_owner_id`]: "123456" } }, "yes", "no"],
  [GITHUB, { StringLike: { [`${GITHUB}:repository`]: "o/*" } }, "yes", "no"],
  [GITHUB, { StringLike: { [`${GITHUB}:repository`]: "*/r" } }, "no", "no"],
  [
    GITHUB,
    { StringLike: { [`${GITHUB}:job_workflow_ref`]: "o/r/.github/workflows/x.yml@*" } },
    "yes",
    "no",
  ],
  [GITHUB, { StringEquals: { [`${GITHUB}:environment`]: "production" } }, "no", "no"],
  [GITHUB, { StringEquals: { [`${GITHUB}:actor`]: "octocat" } }, "no", "no"],
  [
    GITHUB,
    { StringEquals: { [`${GITHUB}:workflow`]: "deploy", [`${GITHUB}:ref`]: "refs/heads/main" } },
    "no",
    "no",
  ],
  [
    GITHUB,
    { StringEquals: { [`${GITHUB.toUpperCase()}:SUB`]: "repo:o/r:ref:refs/heads/main" } },
    "yes",
    "no",
  ],
  [GITHUB, { StringEquals: { [`${GITHUB}:sub`]: UNKNOWN } }, "yes", "no"],
  [GITHUB, { StringLike: { [`${GITHUB}:sub`]: UNKNOWN } }, "unknown", "no"],
  [GITHUB, UNKNOWN as never, "unknown", "unknown"],
  [UNKNOWN, undefined, "no", "no"],
  [UNKNOWN, { StringLike: { [`${GITHUB}:sub`]: "repo:*" } }, "no", "no"],
  [UNKNOWN, { StringLike: { [`${GITHUB}:sub`]: "repo:o/*" } }, "yes", "no"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  ["${GitHub}", { StringLike: { [`${GITHUB}:sub`]: "repo:*" } }, "no", "no"],
  [
    `${GITHUB}/octocat-inc`,
    { StringLike: { [`${GITHUB}/octocat-inc:sub`]: "repo:o/*" } },
    "yes",
    "no",
  ],
  [
    "api.pulumi.com/oidc",
    { StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" } },
    "yes",
    "yes",
  ],
  [
    "oidc.vercel.com",
    { StringEquals: { "oidc.vercel.com:aud": "https://vercel.com/acme" } },
    "yes",
    "yes",
  ],
  [
    "cognito-identity.amazonaws.com",
    { StringEquals: { "cognito-identity.amazonaws.com:aud": POOL } },
    "yes",
    "yes",
  ],
  [
    "cognito-identity.amazonaws.com",
    { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
    "no",
    "no",
  ],
  [
    "graph.facebook.com",
    { StringEquals: { "graph.facebook.com:app_id": "111122223333" } },
    "yes",
    "no",
  ],
  ["graph.facebook.com", undefined, "no", "no"],
  [
    "accounts.google.com",
    {
      StringEquals: { "accounts.google.com:aud": "66677788899900pro0.apps.googleusercontent.com" },
    },
    "yes",
    "yes",
  ],
  [
    "accounts.google.com",
    { StringEquals: { "accounts.google.com:aud": "sts.amazonaws.com" } },
    "no",
    "yes",
  ],
  [
    "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/",
    {
      StringLike: {
        "sts:RoleSessionName": "MicrosoftSentinel_11111111-2222-3333-4444-555555555555",
      },
    },
    "yes",
    "no",
  ],
  [
    "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/",
    {
      StringEquals: {
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/:aud": "api://1462b192",
      },
    },
    "no",
    "yes",
  ],
  ["login.example.com", { StringEquals: { "login.example.com:aud": "app" } }, "yes", "yes"],
  ["login.example.com", undefined, "no", "no"],
  [EKS, { StringEquals: { [`${EKS}:aud`]: "sts.amazonaws.com" } }, "no", "yes"],
];

describe("whose tokens a trust policy accepts", () => {
  for (const [issuer, subject, wanted] of SUBJECTS) {
    it(`${issuer}: ${wanted === "yes" ? "one's own" : "anybody's"} with ${JSON.stringify(subject)}`, () => {
      const { identified } = judge(issuer, { StringLike: { [`${issuer}:sub`]: subject } });
      assert.equal(identified, wanted);
    });
  }
  for (const [issuer, conditions, identified, audience] of CONDITIONS) {
    it(`${show(issuer)}: identified ${identified}, audience ${audience} with ${show(conditions)}`, () => {
      const actual = judge(issuer, conditions);
      assert.deepEqual([actual.identified, actual.audience], [identified, audience]);
    });
  }
  it("says of a claim that tokens without it pass", () => {
    const { claims } = judge(GITHUB, { StringLikeIfExists: { [`${GITHUB}:sub`]: "repo:o/r:*" } });
    assert.deepEqual(claims, [
      { claim: "sub", text: `StringLikeIfExists ${GITHUB}:sub "repo:o/r:*"`, optional: true },
    ]);
  });
  describe("takes a Deny of all other subjects for a restriction, if it is about whom the Allow is about", () => {
    const own = `arn:aws:iam::111122223333:oidc-provider/${GITHUB}`;
    const other = "arn:aws:iam::111122223333:oidc-provider/gitlab.com";
    const DENIED: readonly (readonly [title: string, Principal: Value, wanted: string])[] = [
      ["anyone", "*", "yes"],
      ["the same provider", { Federated: own }, "yes"],
      ["the same provider among others", { Federated: [other, own] }, "yes"],
      ["another provider", { Federated: other }, "no"],
      ["an account", { AWS: "111122223333" }, "no"],
      ["a provider not known yet", { Federated: UNKNOWN }, "unknown"],
    ];
    for (const [title, Principal, wanted] of DENIED) {
      it(`${title}: ${wanted}`, () => {
        const statement = {
          Principal: { Federated: own },
          Action: "sts:AssumeRoleWithWebIdentity",
        };
        const deny = { StringNotLike: { [`${GITHUB}:sub`]: "repo:o/r:*" } };
        const source = {
          Statement: [
            { Effect: "Allow", ...statement },
            { Effect: "Deny", ...statement, Principal, Condition: deny },
          ],
        };
        assert.deepEqual(
          webIdentities(readPolicy(source as Value, "trust")).map(({ identified }) => identified),
          [wanted],
        );
      });
    }
  });
  it("leaves other principals and other actions alone", () => {
    const statements = [
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
        Action: "sts:TagSession",
      },
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/okta" },
        Action: "sts:*",
      },
    ];
    assert.deepEqual(webIdentities(readPolicy({ Statement: statements }, "trust")), []);
  });
});

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, one) => (one === UNKNOWN ? "(not known yet)" : one)) ?? "no condition"
  );
}
