import { isAttachable } from "./iamRoles.ts";
import { hex } from "./identifiers.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

interface RoleProperties {
  readonly RoleName: string;
  readonly Path?: string;
  readonly MaxSessionDuration?: number;
  readonly AssumeRolePolicyDocument: object;
  readonly PermissionsBoundary?: { readonly "Fn::Sub": string };
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
}

/**
 * Makes the roles of a template in an account, or changes those that a former template made.
 *
 * @throws ServiceError where something else made one of that name
 */
export function makeRoles(
  tx: Transaction,
  account: string,
  template: string,
  former?: string,
): void {
  const made = new Set((former === undefined ? [] : rolesIn(former)).map((one) => one.RoleName));
  const kept = new Set(rolesIn(template).map((one) => one.RoleName));
  for (const name of made) {
    if (!kept.has(name)) tx.remove("iamRoles", `${account}|${name.toLowerCase()}`);
  }
  for (const role of rolesIn(template)) {
    const { RoleName: name, Path: path = "/", Policies = [] } = role;
    const row = `${account}|${name.toLowerCase()}`;
    const there = tx.get("iamRoles", row);
    if (there && !made.has(name)) {
      throw new ServiceError(
        "OperationFailed",
        `Account ${account}: Role with name ${name} already exists.`,
      );
    }
    for (const arn of role.ManagedPolicyArns ?? []) {
      if (isAttachable(tx, arn, account)) continue;
      throw new ServiceError(
        "OperationFailed",
        `Account ${account}: Policy ${arn} does not exist or is not attachable.`,
      );
    }
    const seed = `stack role ${account} ${name}`;
    tx.put("iamRoles", row, {
      ...{ account, name, path, description: "", tags: {} },
      id: there?.id ?? `AROA${hex(`${seed} ${tx.generation(seed)}`, 17).toUpperCase()}`,
      trust: JSON.stringify(role.AssumeRolePolicyDocument),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts it in (Fn::Sub)
      boundary: role.PermissionsBoundary?.["Fn::Sub"].replace("${AWS::AccountId}", account),
      maxSessionDuration: role.MaxSessionDuration ?? 3600,
      createdOn: there?.createdOn ?? new Date(tx.now).toISOString(),
      inlinePolicies: Object.fromEntries(
        Policies.map((one) => [one.PolicyName, JSON.stringify(one.PolicyDocument)]),
      ),
      attachedPolicies: [...(role.ManagedPolicyArns ?? [])],
    });
  }
}

export function removeRoles(tx: Transaction, account: string, template: string): void {
  for (const { RoleName } of rolesIn(template)) {
    tx.remove("iamRoles", `${account}|${RoleName.toLowerCase()}`);
  }
}

function rolesIn(template: string): RoleProperties[] {
  const { Resources } = JSON.parse(template) as {
    Resources: Record<string, { Type: string; Properties: RoleProperties }>;
  };
  return Object.values(Resources)
    .filter(({ Type }) => Type === "AWS::IAM::Role")
    .map(({ Properties }) => Properties);
}
