import { uuid } from "./identifiers.ts";
import { managedInstance } from "./instances.ts";
import { managedSet, permissionSet, refuseWhileProvisioning } from "./permissionSets.ts";
import { notFound } from "./serviceError.ts";
import type { OperationRecord, PolicyReference, RoleContent } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** What AWS answers when roles are updated while an assignment is being removed (terraform-provider-aws #35158). */
export const assignmentNotFound = "Received a 404 status error: Assignment not found.";

interface ProvisionRequest {
  InstanceArn: string;
  PermissionSetArn: string;
  TargetType: "ALL_PROVISIONED_ACCOUNTS" | "AWS_ACCOUNT";
  TargetId?: string;
}

/** Brings the roles of a permission set up to date: one account's, or those of all accounts that have one. */
export function ProvisionPermissionSet(tx: Transaction, request: ProvisionRequest) {
  const { arn } = managedSet(tx, request);
  refuseWhileProvisioning(tx, arn);
  const deleting = tx
    .rows("running")
    .some((one) => one.permissionSetArn === arn && one.operation === "DeleteAccountAssignment");
  const record = start(tx, {
    operation: "ProvisionPermissionSet",
    permissionSetArn: arn,
    ...(request.TargetId ? { account: request.TargetId } : {}),
    ...(deleting ? { failureReason: assignmentNotFound } : {}),
  });
  return { PermissionSetProvisioningStatus: provisioningStatus(record) };
}

function provisioningStatus(record: OperationRecord) {
  return {
    ...status(record),
    PermissionSetArn: record.permissionSetArn,
    ...(record.account === undefined ? {} : { AccountId: record.account }),
  };
}

export function DescribePermissionSetProvisioningStatus(
  tx: Transaction,
  request: { InstanceArn: string; ProvisionPermissionSetRequestId: string },
) {
  return {
    PermissionSetProvisioningStatus: provisioningStatus(
      operation(tx, request.ProvisionPermissionSetRequestId),
    ),
  };
}

/** Accounts that have a role of this permission set: all, or those whose role is, or isn't, as the set is now. */
export function ListAccountsForProvisionedPermissionSet(
  tx: Transaction,
  request: { InstanceArn: string; PermissionSetArn: string; ProvisioningStatus?: string },
) {
  const { arn, content } = permissionSet(tx, request);
  const roles = tx
    .rows("provisioned", `${arn}|`)
    .filter((role) => isWanted(request.ProvisioningStatus, role.content, content));
  return { AccountIds: roles.map((role) => role.account) };
}

/** The other way round: permission sets of which an account has a role. */
export function ListPermissionSetsProvisionedToAccount(
  tx: Transaction,
  request: { InstanceArn: string; AccountId: string; ProvisioningStatus?: string },
) {
  managedInstance(tx, request.InstanceArn);
  const roles = tx.rows("provisioned").filter(({ account, permissionSetArn, content }) => {
    if (account !== request.AccountId) return false;
    const set = tx.get("permissionSets", permissionSetArn);
    return set !== undefined && isWanted(request.ProvisioningStatus, content, set.content);
  });
  return { PermissionSets: roles.map((role) => role.permissionSetArn) };
}

function isWanted(status: string | undefined, role: RoleContent, set: RoleContent): boolean {
  if (status === undefined) return true;
  const isLatest = JSON.stringify(role) === JSON.stringify(set);
  return isLatest === (status === "LATEST_PERMISSION_SET_PROVISIONED");
}

type Kind = OperationRecord["operation"];

/** Asynchronous operations of a kind, running ones first. */
export function operationsOf(
  tx: Transaction,
  kind: Kind,
  request: { InstanceArn: string; Filter?: { Status?: string } },
) {
  managedInstance(tx, request.InstanceArn);
  const wanted = request.Filter?.Status;
  return [...tx.rows("running"), ...tx.rows("ended")]
    .filter(({ operation, status }) => operation === kind && (wanted ?? status) === status)
    .map(({ requestId, status, endsAt }) => ({
      RequestId: requestId,
      Status: status,
      CreatedDate: endsAt,
    }));
}

export function ListPermissionSetProvisioningStatus(
  tx: Transaction,
  request: { InstanceArn: string; Filter?: { Status?: string } },
) {
  return {
    PermissionSetsProvisioningStatus: operationsOf(tx, "ProvisionPermissionSet", request),
  };
}

/** Notes that an asynchronous operation is under way. A `failureReason` given now is how it will end. */
export function start(
  tx: Transaction,
  operation: Omit<OperationRecord, "requestId" | "status" | "endsAt">,
): OperationRecord {
  const requestId = uuid(`request ${tx.generation("request")}`);
  const endsAt = tx.now + tx.latency;
  const record: OperationRecord = { requestId, status: "IN_PROGRESS", endsAt, ...operation };
  tx.put("running", requestId, record);
  return record;
}

export function operation(tx: Transaction, requestId: string): OperationRecord {
  const record = tx.get("running", requestId) ?? tx.get("ended", requestId);
  if (!record) throw notFound(`request ${requestId}`);
  return record;
}

/** As the API shows an operation: a reason only once it has failed. */
export function status(record: OperationRecord) {
  return {
    RequestId: record.requestId,
    Status: record.status,
    CreatedDate: record.endsAt,
    ...(record.status === "FAILED" ? { FailureReason: record.failureReason } : {}),
  };
}

/** Copies what is wanted of the set into roles; answers why it cannot, having changed nothing. */
export function updateRoles(
  tx: Transaction,
  arn: string,
  accounts: readonly string[],
): string | undefined {
  const set = tx.get("permissionSets", arn);
  if (!set) return `Received a 404 status error: PermissionSet ${arn} not found.`;
  for (const account of accounts) {
    const reason = obstacle(tx, set.content, account);
    if (reason) return reason;
  }
  for (const account of accounts) {
    tx.put("provisioned", `${arn}|${account}`, {
      permissionSetArn: arn,
      account,
      content: set.content,
    });
  }
  return undefined;
}

function obstacle(tx: Transaction, content: RoleContent, account: string): string | undefined {
  const { policiesPerRole, state } = tx.get("accounts", account) ?? {};
  if (state !== undefined && state !== "ACTIVE") return unreachable(account);
  const boundary = content.permissionsBoundary?.CustomerManagedPolicyReference;
  const references = [...content.customerManagedPolicies, ...(boundary ? [boundary] : [])];
  for (const reference of references) {
    if (!exists(tx, account, reference)) {
      // Customer managed policies are looked up by name and path in each account (terraform-provider-aws #27889).
      return `Received a 404 status error: Not supported policy arn:aws:iam::${account}:policy${reference.Path}${reference.Name}.`;
    }
  }
  const count = content.managedPolicies.length + content.customerManagedPolicies.length;
  if (policiesPerRole !== undefined && count > policiesPerRole) {
    return `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: ${policiesPerRole} in account ${account}.`;
  }
  return undefined;
}

/** What AWS answers of accounts that are closed (aws-samples/aws-identitycenter-codepipeline-auto-assignment #31). */
export function unreachable(account: string): string {
  return `AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '${account}' is taking longer than usual. Please try again in a few minutes. If this problem continues, contact AWS Support.`;
}

function exists(tx: Transaction, account: string, { Name, Path }: PolicyReference): boolean {
  if (tx.get("organization", "organization")?.complete === false) return true;
  return tx.get("customerManagedPolicies", `${account}:${Path}${Name}`) !== undefined;
}
