import type { SetContent } from "../../../../model/access/setContent.ts";

/** What there is to be done, as far as these tests go. */
export const ACTIONS = [
  "s3:GetObject",
  "s3:DeleteBucket",
  "iam:GetUser",
  "iam:CreateUser",
  "ec2:RunInstances",
  "ec2:DescribeInstances",
  "sso:CreateAccountAssignment",
  "sso:ProvisionPermissionSet",
] as const;

/** Allowed and denied actions, as patterns with a star at the end. */
export interface Document {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** AWS managed policies, as far as these actions go. */
export const MANAGED: Readonly<Record<string, Document>> = {
  AdministratorAccess: { allow: ["*"], deny: [] },
  PowerUserAccess: { allow: ["s3:*", "ec2:*", "sso:*"], deny: [] },
  IAMFullAccess: { allow: ["iam:*"], deny: [] },
  AmazonS3FullAccess: { allow: ["s3:*"], deny: [] },
  "job-function/ViewOnlyAccess": { allow: ["ec2:DescribeInstances"], deny: [] },
  AWSSSOMasterAccountAdministrator: { allow: ["sso:*"], deny: [] },
  ReadOnlyAccess: { allow: ["s3:GetObject", "iam:GetUser", "ec2:DescribeInstances"], deny: [] },
  SecurityAudit: { allow: ["iam:GetUser", "ec2:DescribeInstances"], deny: [] },
  AmazonEC2ReadOnlyAccess: { allow: ["ec2:DescribeInstances"], deny: [] },
  AWSDenyAll: { allow: [], deny: ["*"] },
};

/** Customer managed policies: their documents are the judge's secret. */
export const OWN: Readonly<Record<string, Document>> = {
  guard: { allow: ["s3:GetObject"], deny: ["iam:*"] },
  tools: { allow: ["ec2:*", "iam:GetUser"], deny: [] },
  fence: { allow: ["*"], deny: ["s3:DeleteBucket"] },
};

/** What a role with this content may do: what its policies allow, less what they deny, within its boundary. */
export function allowedBy(content: SetContent): ReadonlySet<string> {
  const documents = [
    ...content.managedPolicies.map((name) => MANAGED[name] as Document),
    ...content.customerManagedPolicies.map(({ name }) => OWN[name] as Document),
    ...(content.inlinePolicy === undefined ? [] : [documentOf(content.inlinePolicy)]),
  ];
  const own = content.customerManagedBoundary;
  const limit =
    content.managedBoundary !== undefined ? MANAGED[content.managedBoundary] : own && OWN[own.name];
  const may = (all: readonly Document[], action: string) =>
    all.some(({ allow }) => allow.some((one) => means(one, action))) &&
    !all.some(({ deny }) => deny.some((one) => means(one, action)));
  return new Set(
    ACTIONS.filter((action) => may(documents, action) && (!limit || may([limit], action))),
  );
}

/** An inline policy of these tests. */
export function inline(allow: readonly string[], deny: readonly string[]): string {
  const statement = (Effect: string, Action: readonly string[]) =>
    Action.length === 0 ? [] : [{ Effect, Action, Resource: "*" }];
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [...statement("Allow", allow), ...statement("Deny", deny)],
  });
}

function documentOf(text: string): Document {
  const { Statement } = JSON.parse(text) as { Statement: { Effect: string; Action: string[] }[] };
  const of = (effect: string) =>
    Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action);
  return { allow: of("Allow"), deny: of("Deny") };
}

function means(pattern: string, action: string): boolean {
  return pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}
