import { uuid } from "./identifiers.ts";
import { managedInstance, theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import type { Transaction } from "./transaction.ts";

/** Applications of Identity Center: told, and nothing else. */
export function ListApplications(tx: Transaction, request: { InstanceArn: string }) {
  const { arn } = managedInstance(tx, request.InstanceArn);
  const { managementAccount } = theOrganization(tx);
  const instance = arn.slice(arn.lastIndexOf("/") + 1);
  return {
    Applications: tx.rows("applications").map(({ name, provider }) => {
      const id = `apl-${uuid(`application ${name}`).replaceAll("-", "").slice(0, 16)}`;
      return {
        ApplicationArn: `arn:${partition(tx)}:sso::${managementAccount}:application/${instance}/${id}`,
        ApplicationProviderArn: `arn:${partition(tx)}:sso::aws:applicationProvider/${provider}`,
        Name: name,
        ApplicationAccount: managementAccount,
        InstanceArn: arn,
        Status: "ENABLED",
        CreatedDate: "2026-01-01T00:00:00Z",
      };
    }),
  };
}
