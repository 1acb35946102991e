import { awsManagedPolicy } from "../iam/awsManaged/awsManagedPolicy.ts";
import { awsManagedStatements, EVERYTHING } from "../iam/awsManaged/statements.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { type Grants, reach } from "../iam/reach/reach.ts";
import { fullServices } from "../iam/risk/fullService.ts";
import { isLikely } from "../verdict.ts";
import { type Holder, heldPolicies } from "./holder.ts";

/** How much holders of a permission set may change who can't give themselves more. */
export interface Power {
  /** Of (nearly) everything but IAM, or all that single services keep. */
  readonly over: "account" | "services";
  /** What makes them so able, for messages. */
  readonly by: string;
  /** Whether a boundary that can't be read here may take it away. */
  readonly mayBeBounded: boolean;
}

/** Whoever may do these to all resources of their kind may change nearly everything. */
const EVERYWHERE = [
  "cloudformation:CreateStack",
  "dynamodb:DeleteTable",
  "ec2:RunInstances",
  "ec2:TerminateInstances",
  "kms:ScheduleKeyDeletion",
  "lambda:UpdateFunctionCode",
  "rds:DeleteDBInstance",
  "s3:DeleteBucket",
  "secretsmanager:PutSecretValue",
  "sqs:DeleteQueue",
];

/** AWS managed policies that leave only reading when they are the boundary. */
const READING = ["ReadOnlyAccess", "SecurityAudit", "job-function/ViewOnlyAccess"];

const ADMINISTRATOR_ACCESS = EVERYTHING.map((one) => ({ ...one, label: "AdministratorAccess" }));

/** Those that leave nearly everything. */
const POWERFUL = ["AdministratorAccess", "PowerUserAccess"];

/**
 * What a permission set may change, by the meaning of its policies and the names of AWS's. What customer managed
 * policies allow is written in each account; they don't count.
 *
 * @returns `undefined` when it may change little, or nobody knows yet
 */
export function powerOf(holder: Holder): Power | undefined {
  const { awsManaged, boundary } = holder;
  const limit = typeof boundary === "object" && "elsewhere" in boundary ? boundary.elsewhere : "";
  const name = awsManagedPolicy(limit) ?? "";
  if (READING.includes(name)) return undefined;
  const mayBeBounded = boundary === "unknown" || (limit !== "" && !POWERFUL.includes(name));
  const own = heldPolicies(holder).flatMap(({ policy }) => policy.statements);
  const grants: Grants = {
    identity: [...own, ...awsManaged.flatMap(statementsOf)],
    ...(typeof boundary === "object" &&
      "policy" in boundary && { boundary: boundary.policy.policy.statements }),
  };
  const changes = EVERYWHERE.map((action) =>
    reach(grants, { action, on: "all", stance: "reviewer" }),
  );
  if (changes.every(({ verdict }) => isLikely(verdict))) {
    const by = new Set(changes.map(({ by }) => by?.label ?? ""));
    return { over: "account", by: [...by].join(", "), mayBeBounded };
  }
  const whole = fullServices(grants).map(({ service }) => `${service}:*`);
  const named = awsManaged.filter((name) => /FullAccess(_?v\d+)?$/i.test(name));
  const by = [...new Set([...named, ...whole])];
  return by.length > 0 ? { over: "services", by: by.join(", "), mayBeBounded } : undefined;
}

function statementsOf(name: string): readonly Statement[] {
  return name === "AdministratorAccess" ? ADMINISTRATOR_ACCESS : awsManagedStatements(name);
}
