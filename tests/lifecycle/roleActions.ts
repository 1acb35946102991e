import { publishedDocuments } from "../../commands/data/publishedDocuments.ts";
import type { Grant } from "../../sandbox/world/history.ts";

/** What there is to be done, as far as tests of updates look. */
const ACTIONS = [
  "s3:GetObject",
  "s3:DeleteBucket",
  "iam:CreateUser",
  "iam:GetUser",
  "ec2:RunInstances",
  "ec2:DescribeInstances",
  "organizations:LeaveOrganization",
  "sso:CreateAccountAssignment",
  "cloudtrail:GetTrail",
];

export interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Condition?: unknown;
}

let documents: ReturnType<typeof publishedDocuments> | undefined;

/**
 * What a role allows of these actions, by the documents that AWS publishes: what its policies allow, less what they deny,
 * within its boundary. A customer managed policy counts as an action of its own, and, where it is among `own`, for what
 * it says. Reads documents by itself, so that it judges the planner and not along with it.
 *
 * @param own statements of customer managed policies by path and name
 */
export function mayDo(
  role: Grant["role"],
  own: ReadonlyMap<string, readonly Statement[]> = new Map(),
): ReadonlySet<string> {
  const statements = [
    ...role.managedPolicies.flatMap(statementsOf),
    ...role.customerManagedPolicies.flatMap((policy) => own.get(policy) ?? []),
    ...(role.inlinePolicy === null ? [] : listOf(JSON.parse(role.inlinePolicy).Statement)),
  ] as Statement[];
  const boundary = role.permissionsBoundary;
  const limit = boundary?.startsWith("arn:") ? statementsOf(boundary) : own.get(boundary ?? "");
  const allowed = ACTIONS.filter(
    (action) => may(statements, action) && (!limit || may(limit, action)),
  );
  return new Set([...allowed, ...role.customerManagedPolicies]);
}

function may(statements: readonly Statement[], action: string): boolean {
  const about = (effect: string) =>
    statements.filter(
      (one) =>
        one.Effect === effect && (effect === "Allow" || !one.Condition) && isAbout(one, action),
    );
  return about("Allow").length > 0 && about("Deny").length === 0;
}

function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction !== undefined) return !listOf(NotAction).some((one) => matches(one, action));
  return listOf(Action ?? []).some((one) => matches(one, action));
}

function matches(pattern: string, action: string): boolean {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`, "i").test(action);
}

function statementsOf(arn: string): Statement[] {
  documents ??= publishedDocuments();
  const document = documents.get(arn.replace(/^arn:aws:iam::aws:policy\//, ""));
  return listOf((document as { Statement?: Statement | Statement[] }).Statement ?? []);
}

function listOf<Value>(value: Value | Value[]): Value[] {
  return Array.isArray(value) ? value : [value];
}
