import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import * as pulumi from "@pulumi/pulumi";

/**
 * The management account's id, once it is sure that it is where things are made.
 *
 * @param failure makes the error for credentials of another account
 */
export function inManagementAccount(
  managementAccountId: pulumi.Input<string>,
  parent: pulumi.Resource,
  failure: (owner: string, account: string) => Error,
): pulumi.Output<string> {
  const caller = getCallerIdentityOutput({}, { parent }).accountId;
  return pulumi.all([managementAccountId, caller]).apply(([owner, account]) => {
    if (owner === account) return owner;
    throw failure(owner, account);
  });
}
