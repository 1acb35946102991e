import { iamRoles, roleView, wantedRole } from "./iamRoles.ts";
import { hex } from "./identifiers.ts";
import { theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import type { Transaction } from "./transaction.ts";

/** Roles of the caller's account: those of permission sets, and those that were made here. */
export function ListRoles(tx: Transaction, request: { PathPrefix?: string }) {
  const { PathPrefix = "/" } = request;
  const made = iamRoles(tx).map((role) => {
    // These aren't listed (IAM API Reference, ListRoles).
    const { Tags: _, PermissionsBoundary: __, ...listed } = roleView(tx, role);
    return listed;
  });
  return { Roles: [...roles(tx), ...made].filter(({ Path }) => Path.startsWith(PathPrefix)) };
}

export function GetRole(tx: Transaction, request: { RoleName: string }) {
  const Role = roles(tx).find(({ RoleName }) => RoleName === request.RoleName);
  return { Role: Role ?? roleView(tx, wantedRole(tx, request.RoleName)) };
}

/** `AWSReservedSSO_<set>_<16 hex>` (IAM Identity Center User Guide, "Referencing permission sets in resource policies"). */
function roles(tx: Transaction) {
  const { callerAccount: account } = theOrganization(tx);
  return tx.rows("provisioned").flatMap((role) => {
    if (role.account !== account) return [];
    const { permissionSetArn: arn } = role;
    const set = tx.get("permissionSets", arn);
    const region = tx.get("instances", set?.instanceArn ?? "")?.region;
    // us-east-1 isn't named.
    const inner = region === undefined || region === "us-east-1" ? "" : `${region}/`;
    const Path = `/aws-reserved/sso.amazonaws.com/${inner}`;
    const RoleName = `AWSReservedSSO_${set?.name}_${hex(`role ${arn} ${account}`, 16)}`;
    return [
      {
        Path,
        RoleName,
        RoleId: `AROA${hex(`role id ${arn} ${account}`, 17).toUpperCase()}`,
        Arn: `arn:${partition(tx)}:iam::${account}:role${Path}${RoleName}`,
        CreateDate: "2026-01-01",
        MaxSessionDuration: 43_200,
      },
    ];
  });
}
