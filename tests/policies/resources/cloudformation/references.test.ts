// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import { evaluated, resource } from "./evaluated.ts";

const ACCOUNT = "arn:aws:iam::${AWS::AccountId}";

/** A resource, and what `Ref` and its ARN's `Fn::GetAtt` are. */
const rows: readonly (readonly [
  title: string,
  declared: string,
  attribute: string,
  ref: string,
  arn: string,
])[] = [
  ["a role without a name", "Type: AWS::IAM::Role", "Arn", "${X}", "${X.Arn}"],
  [
    "a role with a name",
    "Type: AWS::IAM::Role, Properties: {RoleName: audit}",
    "Arn",
    "audit",
    `${ACCOUNT}:role/audit`,
  ],
  [
    "a role with a path",
    "Type: AWS::IAM::Role, Properties: {RoleName: audit, Path: /team/}",
    "Arn",
    "audit",
    `${ACCOUNT}:role/team/audit`,
  ],
  [
    "a role with a path that isn't known",
    "Type: AWS::IAM::Role, Properties: {RoleName: audit, Path: !Ref Unset}",
    "Arn",
    "audit",
    "${X.Arn}",
  ],
  [
    "a role with a name that isn't known",
    "Type: AWS::IAM::Role, Properties: {RoleName: !Ref Unset}",
    "Arn",
    "${X}",
    "${X.Arn}",
  ],
  [
    "a role named after the stack",
    "Type: AWS::IAM::Role, Properties: {RoleName: !Sub '${AWS::StackName}-r'}",
    "Arn",
    "${AWS::StackName}-r",
    `${ACCOUNT}:role/\${AWS::StackName}-r`,
  ],
  ["a user", "Type: AWS::IAM::User, Properties: {UserName: ci}", "Arn", "ci", `${ACCOUNT}:user/ci`],
  [
    "a group",
    "Type: AWS::IAM::Group, Properties: {GroupName: ops}",
    "Arn",
    "ops",
    `${ACCOUNT}:group/ops`,
  ],
  [
    "a managed policy",
    "Type: AWS::IAM::ManagedPolicy, Properties: {ManagedPolicyName: p, Path: /a/}",
    "PolicyArn",
    `${ACCOUNT}:policy/a/p`,
    `${ACCOUNT}:policy/a/p`,
  ],
  ["a managed policy without a name", "Type: AWS::IAM::ManagedPolicy", "PolicyArn", "${X}", "${X}"],
  [
    "an OIDC provider",
    "Type: AWS::IAM::OIDCProvider, Properties: {Url: https://token.actions.githubusercontent.com}",
    "Arn",
    `${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    `${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
  ],
  ["a SAML provider", "Type: AWS::IAM::SAMLProvider", "Arn", "${X}", "${X}"],
  ["a bucket", "Type: AWS::S3::Bucket, Properties: {BucketName: b}", "Arn", "${X}", "${X.Arn}"],
  [
    "a role that is named after itself",
    "Type: AWS::IAM::Role, Properties: {RoleName: !Sub 'x-${X}'}",
    "Arn",
    "x-${X}",
    `${ACCOUNT}:role/x-\${X}`,
  ],
];

describe("references to resources of a CloudFormation template", () => {
  for (const [title, declared, attribute, ref, arn] of rows) {
    const sections = "Parameters: {Unset: {Type: String}}";
    const resources = `X: {${declared}}`;
    it(`say name and ARN of ${title}`, () => {
      assert.equal(evaluated("!Ref X", { sections, resources }), ref);
      assert.equal(evaluated(`!GetAtt X.${attribute}`, { sections, resources }), arn);
    });

    it(`are told with ${title}`, () => {
      const { resources: read } = readTemplate(`{${sections}, Resources: {${resources}}}`, {});
      assert.deepEqual(resource(read, "X").references, [...new Set([ref, arn])]);
    });
  }

  const spellings = {
    "!Ref X": ["{Ref: X}", "!Sub '${X}'", "!Join ['', [!Ref X]]", "!Sub ['${y}', {y: !Ref X}]"],
    "!GetAtt X.Arn": [
      "!GetAtt [X, Arn]",
      "{'Fn::GetAtt': [X, Arn]}",
      "{'Fn::GetAtt': X.Arn}",
      "!Sub '${X.Arn}'",
      "!Join ['', [!GetAtt X.Arn]]",
    ],
  };
  for (const [expression, others] of Object.entries(spellings)) {
    for (const other of others) {
      it(`read the same as ${expression} and as ${other}`, () => {
        for (const resources of [
          "X: {Type: AWS::IAM::Role}",
          "X: {Type: AWS::IAM::Role, Properties: {RoleName: a}}",
        ]) {
          assert.equal(evaluated(other, { resources }), evaluated(expression, { resources }));
        }
      });
    }
  }

  it("use the account, partition and Region of the stack", () => {
    const resources = "X: {Type: AWS::IAM::Role, Properties: {RoleName: a}}";
    const place = { region: "cn-north-1", accountId: "111111111111" };
    const arn = evaluated("!GetAtt X.Arn", { resources, place });
    assert.equal(arn, "arn:aws-cn:iam::111111111111:role/a");
  });
});
