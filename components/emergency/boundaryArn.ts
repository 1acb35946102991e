import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import type { EmergencyBoundaryArgs } from "./emergencyAccessArgs.ts";

/** ARN of a boundary in an account; undefined where there is none. */
export function boundaryArn(
  boundary: EmergencyBoundaryArgs | undefined,
  partition: string,
  account: string,
): string | undefined {
  const { managedPolicy, customerManagedPolicy: own } = boundary ?? {};
  if (own) return `arn:${partition}:iam::${account}:policy${own.path ?? "/"}${own.name}`;
  return managedPolicy === undefined ? undefined : managedPolicyArn(managedPolicy, partition);
}
