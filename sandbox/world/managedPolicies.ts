import { awsManagedPolicies } from "../../policies/iam/awsManaged/awsManagedPolicies.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Refuses an AWS managed policy that the instance's partition doesn't have, or that belongs to a service-linked role, in
 * the words of IAM. `scope` is what IAM calls a permissions boundary. Where nothing is known of the organization, a policy
 * may be newer than the table.
 *
 * @throws ServiceError
 */
export function refuseUnknownPolicy(
  tx: Transaction,
  instanceArn: string,
  arn: string,
  use: "policy" | "scope",
): void {
  const [, partition, , , , resource = ""] = arn.split(":");
  const name = resource.replace(/^policy\//, "");
  if (name.startsWith("aws-service-role/")) {
    throw new ServiceError(
      "ValidationException",
      "Cannot attach a Service Role Policy to a Customer Role.",
    );
  }
  const { awsManagedPolicies: newer, complete } = theOrganization(tx);
  const isKnown = awsManagedPolicies.has(name) || newer.includes(name) || !complete;
  if (isKnown && partition === instanceArn.split(":")[1]) return;
  const what = use === "scope" ? `Scope ARN: ${arn}` : `Policy ${arn}`;
  throw new ServiceError(
    "ResourceNotFoundException",
    `${what} does not exist or is not attachable.`,
  );
}
