import { meaningOf } from "../iam/awsManaged/catalogue.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { reach } from "../iam/reach/reach.ts";
import { EVERYTHING } from "../iam/risk/everyAction.ts";
import { fullServices } from "../iam/risk/fullService.ts";
import { isLikely } from "../verdict.ts";
import { boundaryName, grantsOf } from "./grants.ts";
import type { Holder } from "./holder.ts";

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
export const CHANGING_ACTIONS: readonly string[] = [
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

/**
 * What a permission set may change, by the meaning of its policies, AWS's among them. What customer managed policies
 * allow is written in each account; they don't count.
 *
 * @returns `undefined` when it may change little, or nobody knows yet
 */
export function powerOf(holder: Holder): Power | undefined {
  const { awsManaged, boundary } = holder;
  const limit = boundaryName(boundary);
  if (limit !== undefined && meaningOf(limit)?.readOnly) return undefined;
  const isRead = boundary === "none" || meaningOf(limit ?? "") !== undefined;
  const mayBeBounded = !isRead && !(typeof boundary === "object" && "policy" in boundary);
  const grants = grantsOf(holder);
  const changes = CHANGING_ACTIONS.map((action) =>
    reach(grants, { action, on: "all", stance: "reviewer" }),
  );
  if (changes.every(({ verdict }) => isLikely(verdict))) {
    const by = new Set(changes.map(({ by }) => by?.label ?? ""));
    return { over: "account", by: [...by].join(", "), mayBeBounded };
  }
  const identity = [...grants.identity, ...awsManaged.flatMap(wholeServices)];
  const most = grants.boundary && [
    ...grants.boundary,
    ...(limit === undefined ? [] : wholeServices(limit)),
  ];
  // Where one of both allows everything, the other names the services.
  const services = most
    ? [
        ...fullServices({ identity, boundary: most }),
        ...fullServices({ identity: most, boundary: identity }),
      ]
    : fullServices({ identity });
  const by = new Set(
    services.map(({ service, by: { label } }) =>
      awsManaged.includes(label) ? label : `${service}:*`,
    ),
  );
  return by.size > 0 ? { over: "services", by: [...by].join(", "), mayBeBounded } : undefined;
}

/** The services that an AWS managed policy gives whole, or nearly so, as a statement of its own. */
function wholeServices(name: string): readonly Statement[] {
  const services = meaningOf(name)?.services ?? [];
  const actions = { known: services.map((one) => `${one}:*`), isIncomplete: false };
  return services.length === 0 ? [] : EVERYTHING.map((one) => ({ ...one, label: name, actions }));
}
