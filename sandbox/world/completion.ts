import { assignmentKey } from "./accountAssignments.ts";
import { unreachable, updateRoles } from "./provisioning.ts";
import type { AssignmentRecord, OperationRecord } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** Ends an asynchronous operation: its effect takes place now, or it fails without one. */
export function complete(tx: Transaction, record: OperationRecord): OperationRecord {
  const failureReason = record.failureReason ?? carryOut(tx, record);
  const ended: OperationRecord = failureReason
    ? { ...record, status: "FAILED", failureReason }
    : { ...record, status: "SUCCEEDED" };
  tx.remove("running", record.requestId);
  tx.put("ended", record.requestId, ended);
  return ended;
}

function carryOut(tx: Transaction, record: OperationRecord): string | undefined {
  if (record.operation === "ProvisionPermissionSet") return provision(tx, record);
  const assignment = record.assignment as AssignmentRecord;
  return record.operation === "CreateAccountAssignment"
    ? create(tx, assignment)
    : remove(tx, assignment);
}

function provision(tx: Transaction, record: OperationRecord): string | undefined {
  const roles = tx.rows("provisioned", `${record.permissionSetArn}|`);
  const accounts = record.account ? [record.account] : roles.map((role) => role.account);
  return updateRoles(tx, record.permissionSetArn, accounts);
}

function create(tx: Transaction, assignment: AssignmentRecord): string | undefined {
  if (!tx.get("accounts", assignment.account)) return unreachable(assignment.account);
  const reason =
    missingPrincipal(tx, assignment) ??
    updateRoles(tx, assignment.permissionSetArn, [assignment.account]);
  if (reason) return reason;
  tx.put("assignments", assignmentKey(assignment), assignment);
  return undefined;
}

/** With the last assignment of a set the account's role goes, too (User Guide, "Referencing permission sets in resource policies"). */
function remove(tx: Transaction, assignment: AssignmentRecord): string | undefined {
  if (!tx.get("assignments", assignmentKey(assignment))) {
    return "Received a 404 status error: EntitlementItem doesn't exist.";
  }
  const reason = missingPrincipal(tx, assignment);
  if (reason) return reason;
  tx.remove("assignments", assignmentKey(assignment));
  const { account, permissionSetArn } = assignment;
  if (tx.rows("assignments", `${account}|${permissionSetArn}|`).length === 0) {
    tx.remove("provisioned", `${permissionSetArn}|${account}`);
  }
  return undefined;
}

/** A deleted principal's assignment cannot be removed by API any more (terraform-provider-aws #19341). */
function missingPrincipal(tx: Transaction, assignment: AssignmentRecord): string | undefined {
  const { principalId, principalType } = assignment;
  const table = principalType === "USER" ? "users" : "groups";
  if (tx.get(table, principalId)) return undefined;
  const store = tx.rows("instances")[0]?.identityStoreId;
  return `Received a 404 status error: ${principalType} ${principalId} was not found in directory ${store}.`;
}
