import assert from "node:assert/strict";
import type { PrincipalType } from "../../../policies/iam/policy/statement.ts";
import { isOwn } from "../../../policies/iam/trust/ownership.ts";
import { type Principal, principal } from "../../../policies/iam/trust/principal.ts";

const ROWS: readonly (readonly [PrincipalType, string, Partial<Record<string, unknown>>])[] = [
  ["AWS", "*", { kind: "anyone" }],
  ["AWS", "111122223333", { kind: "account", account: "111122223333" }],
  ["AWS", "arn:aws:iam::111122223333:root", { kind: "account", account: "111122223333" }],
  ["AWS", "arn:aws-cn:iam::111122223333:root", { kind: "account", account: "111122223333" }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  ["AWS", "arn:${AWS::Partition}:iam::${AWS::AccountId}:root", { kind: "account" }],
  ["AWS", "arn:aws:iam::111122223333:user/team/ann", { kind: "user", account: "111122223333" }],
  ["AWS", "arn:aws:iam::111122223333:role/ci", { kind: "role", identityCenter: false }],
  [
    "AWS",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    { kind: "role", identityCenter: true },
  ],
  [
    "AWS",
    "arn:aws:sts::111122223333:assumed-role/ci/build",
    { kind: "session", account: "111122223333" },
  ],
  [
    "AWS",
    "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ann",
    { kind: "session", identityCenter: true },
  ],
  ["AWS", "arn:aws:iam::*:root", { kind: "anyone" }],
  ["AWS", "AROAEXAMPLEEXAMPLE123", { kind: "unknown" }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  ["AWS", "${TrustedRole.Arn}", { kind: "unknown" }],
  ["Service", "ec2.amazonaws.com", { kind: "service", service: "ec2" }],
  ["Service", "logs.eu-central-1.amazonaws.com", { kind: "service", service: "logs" }],
  ["Service", "delivery.logs.amazonaws.com", { kind: "service", service: "delivery.logs" }],
  ["Service", "ec2.amazonaws.com.cn", { kind: "service", service: "ec2" }],
  ["Service", "alexa-appkit.amazon.com", { kind: "service", service: "alexa-appkit" }],
  ["Federated", "arn:aws:iam::111122223333:saml-provider/okta", { kind: "saml" }],
  [
    "Federated",
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    { kind: "oidc", issuer: "token.actions.githubusercontent.com" },
  ],
  [
    "Federated",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
    "arn:aws:iam::${AWS::AccountId}:oidc-provider/Token.Actions.GitHubUserContent.com",
    { kind: "oidc", issuer: "token.actions.githubusercontent.com" },
  ],
  [
    "Federated",
    "cognito-identity.amazonaws.com",
    { kind: "oidc", issuer: "cognito-identity.amazonaws.com" },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
  ["Federated", "${GitHub}", { kind: "unknown" }],
  [
    "CanonicalUser",
    "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
    { kind: "canonical-user" },
  ],
];

describe("whom a principal means", () => {
  for (const [kind, value, wanted] of ROWS) {
    it(`${kind} ${value} is ${JSON.stringify(wanted)}`, () => {
      const actual: Principal = principal({ kind, value });
      assert.partialDeepStrictEqual(actual, wanted);
    });
  }
});

describe("whether an account is one's own", () => {
  const own = new Set(["111122223333"]);
  it("is so when it is among the known ones", () =>
    assert.equal(isOwn("111122223333", own), "yes"));
  it("isn't when others are known", () => assert.equal(isOwn("444455556666", own), "no"));
  it("can't be told when none is known", () =>
    assert.equal(isOwn("444455556666", new Set()), "unknown"));
  it("is so for the account of a template's stack", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
    assert.equal(isOwn("${AWS::AccountId}", new Set()), "yes");
  });
  it("can't be told of a template's parameter", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation
    assert.equal(isOwn("${Vendor}", own), "unknown");
  });
});
