import type { Rule } from "../rule.ts";

/** Types by what they are to a reader. */
const KINDS: Readonly<Record<string, string>> = {
  "aws:iam/user:User": "an IAM user",
  "aws:iam/userLoginProfile:UserLoginProfile": "a console password of an IAM user",
  "aws:iam/accessKey:AccessKey": "an access key that never ends",
  "aws:iam/sshKey:SshKey": "an SSH key of an IAM user",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential":
    "a service-specific credential of an IAM user",
  "aws:iam/signingCertificate:SigningCertificate": "a signing certificate of an IAM user",
};

export const iamNoUsers: Rule = {
  id: "iam-no-users",
  severity: "high",
  level: "mandatory",
  title: "No IAM users, passwords or access keys",
  why: "they never end, they leak, and they stay behind when a person leaves",
  fix: "let people sign in through Identity Center and workloads assume roles (IAM Roles Anywhere and OIDC outside AWS); for a system that can do neither, configure an exemption that ends",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
  controls: { cis: { "3.0.0": "1.21", "5.0.0": "1.20", "6.0.0": "2.20" } },
  settings: {},
  resource: {
    types: Object.keys(KINDS),
    *check({ type, name }) {
      const id = type.split(":")[2] ?? type;
      yield { id, seen: `${KINDS[type]}, ${name}`, wanted: "temporary credentials only" };
    },
  },
};
