import { removeOwn } from "./followed.ts";
import { managedInstance } from "./instances.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Deletes Identity Center with its permission sets, assignments and the roles of them in all accounts. For the
 * organization's instance AWS has this in the console only (IAM Identity Center User Guide, "Delete your IAM Identity
 * Center configuration").
 */
export function DeleteInstance(tx: Transaction, { InstanceArn }: { InstanceArn: string }) {
  managedInstance(tx, InstanceArn);
  const sets = tx.rows("permissionSets").filter(({ instanceArn }) => instanceArn === InstanceArn);
  for (const { arn } of sets) {
    for (const { permissionSetArn, account } of tx.rows("provisioned")) {
      if (permissionSetArn === arn) tx.remove("provisioned", `${arn}|${account}`);
    }
    for (const one of tx.rows("assignments")) {
      if (one.permissionSetArn !== arn) continue;
      tx.remove("assignments", [one.account, arn, one.principalType, one.principalId].join("|"));
    }
    tx.remove("permissionSets", arn);
  }
  tx.remove("accessControlAttributes", InstanceArn);
  removeOwn(tx, "instances", InstanceArn);
  return {};
}
