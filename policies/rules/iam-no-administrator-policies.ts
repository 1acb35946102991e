import { administration } from "../iam/administrator.ts";
import { awsManagedPolicy } from "../iam/awsManagedPolicy.ts";
import { parseDocument } from "../iam/document.ts";
import { notKnownYet, type Report, type Rule } from "../rule.ts";
import { list, object, UNKNOWN, type Unknown, type Value } from "../value.ts";

/** Input that holds a policy document, by type. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
};

/** Input that holds one ARN, or many, of attached policies, by type. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
  "aws:iam/role:Role": "managedPolicyArns",
};

export const iamNoAdministratorPolicies: Rule = {
  id: "iam-no-administrator-policies",
  severity: "high",
  level: "mandatory",
  title: "No IAM policy allows everything",
  why: "whoever takes over such a role, user or group has taken over the account",
  fix: "allow the actions that are needed; give people administration for hours through a permission set instead",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  controls: {
    cis: { "3.0.0": "1.16", "5.0.0": "1.15", "6.0.0": "2.15" },
    securityHub: ["IAM.1"],
  },
  settings: {},
  resource: {
    types: [...Object.keys(DOCUMENTS), ...Object.keys(ATTACHMENTS)],
    *check({ type, inputs }) {
      const document = DOCUMENTS[type];
      if (document) yield* judgeDocument(document, inputs[document]);
      const attachment = ATTACHMENTS[type];
      if (attachment) yield* judgeAttachments(attachment, inputs[attachment]);
      if (type === "aws:iam/role:Role") yield* judgeInlinePolicies(inputs.inlinePolicies);
    },
  },
};

function* judgeDocument(property: string, source: Value | undefined): Iterable<Report> {
  const parsed = parseDocument(source);
  if (parsed === UNKNOWN) {
    yield notKnownYet(property);
  } else if (parsed.statements === undefined) {
    yield {
      id: "malformed",
      seen: `${property}: ${parsed.problem}`,
      wanted: "a policy that AWS takes",
    };
  } else {
    const { verdict, by } = administration(parsed.statements);
    if (verdict === "yes") {
      yield {
        id: "allows-everything",
        seen: `${property}: ${by} allows everything`,
        wanted: "only what is needed",
      };
    } else if (verdict === "conditional") {
      const doubt = `${property}: ${by} allows everything, and a Condition or a Deny decides when; look whether that is narrow enough`;
      yield { id: "allows-everything-conditionally", doubt };
    }
  }
}

function* judgeAttachments(property: string, value: Value | undefined): Iterable<Report> {
  const arns: readonly Value[] | Unknown = typeof value === "string" ? [value] : list(value);
  if (arns === UNKNOWN || arns.includes(UNKNOWN)) yield notKnownYet(property);
  for (const arn of arns === UNKNOWN ? [] : arns) {
    if (typeof arn !== "string" || awsManagedPolicy(arn) !== "AdministratorAccess") continue;
    yield {
      id: "administrator-access",
      seen: `${property}: ${arn}`,
      wanted: "only what is needed",
    };
  }
}

function* judgeInlinePolicies(value: Value | undefined): Iterable<Report> {
  const policies = list(value);
  if (policies === UNKNOWN) {
    yield notKnownYet("inlinePolicies");
    return;
  }
  for (const [index, one] of policies.entries()) {
    const known = object(one);
    if (known === UNKNOWN) yield notKnownYet(`inlinePolicies[${index}]`);
    // An empty entry is how the provider removes all inline policies.
    else if (known?.policy !== undefined) {
      yield* judgeDocument(`inlinePolicies[${index}].policy`, known.policy);
    }
  }
}
