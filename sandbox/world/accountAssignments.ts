import { managedInstance, refuseManagementAccount } from "./instances.ts";
import { managedSet, permissionSet, refuseWhileProvisioning } from "./permissionSets.ts";
import { assignmentNotFound, operation, operationsOf, start, status } from "./provisioning.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { AssignmentRecord, OperationRecord } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

interface StatusRequest {
  InstanceArn: string;
  Filter?: { Status?: string };
}

interface AssignmentRequest {
  InstanceArn: string;
  PermissionSetArn: string;
  PrincipalId: string;
  PrincipalType: string;
  TargetId: string;
  TargetType: string;
}

/** Also provisions the permission set to the account (API_CreateAccountAssignment). */
export function CreateAccountAssignment(tx: Transaction, request: AssignmentRequest) {
  const assignment = check(tx, request);
  if (!tx.get("accounts", request.TargetId)) throw notFound(`Account ${request.TargetId}`);
  for (const one of tx.rows("running")) {
    if (one.operation === "ProvisionPermissionSet") refuseOn(tx, one, assignment);
  }
  refuseTooManyOutstanding(tx);
  const record = start(tx, {
    operation: "CreateAccountAssignment",
    permissionSetArn: assignment.permissionSetArn,
    assignment,
  });
  return { AccountAssignmentCreationStatus: assignmentStatus(record) };
}

export function DescribeAccountAssignmentCreationStatus(
  tx: Transaction,
  request: { InstanceArn: string; AccountAssignmentCreationRequestId: string },
) {
  const record = operation(tx, request.AccountAssignmentCreationRequestId);
  return { AccountAssignmentCreationStatus: assignmentStatus(record) };
}

export function DeleteAccountAssignment(tx: Transaction, request: AssignmentRequest) {
  const assignment = check(tx, request);
  refuseTooManyOutstanding(tx);
  const record = start(tx, {
    operation: "DeleteAccountAssignment",
    permissionSetArn: assignment.permissionSetArn,
    assignment,
  });
  for (const one of tx.rows("running")) {
    if (one.operation !== "ProvisionPermissionSet") continue;
    if (one.permissionSetArn !== assignment.permissionSetArn) continue;
    tx.put("running", one.requestId, { ...one, failureReason: assignmentNotFound });
  }
  return { AccountAssignmentDeletionStatus: assignmentStatus(record) };
}

export function DescribeAccountAssignmentDeletionStatus(
  tx: Transaction,
  request: { InstanceArn: string; AccountAssignmentDeletionRequestId: string },
) {
  const record = operation(tx, request.AccountAssignmentDeletionRequestId);
  return { AccountAssignmentDeletionStatus: assignmentStatus(record) };
}

/** Assignments of principals that were deleted meanwhile are listed, too. */
export function ListAccountAssignments(
  tx: Transaction,
  request: { InstanceArn: string; AccountId: string; PermissionSetArn: string },
) {
  const { arn } = permissionSet(tx, request);
  const rows = tx.rows("assignments", `${request.AccountId}|${arn}|`);
  return {
    AccountAssignments: rows.map(assignmentView),
  };
}

/**
 * What a principal is assigned: a group's own, or a person's own and those of the groups that the person is in, each with
 * the principal that it belongs to.
 */
export function ListAccountAssignmentsForPrincipal(
  tx: Transaction,
  request: {
    InstanceArn: string;
    PrincipalId: string;
    PrincipalType: string;
    Filter?: { AccountId?: string };
  },
) {
  managedInstance(tx, request.InstanceArn);
  const { PrincipalId: id, PrincipalType: type } = request;
  const memberships = tx
    .rows("memberships")
    .filter(({ userId }) => type === "USER" && userId === id);
  const principals = new Set([id, ...memberships.map(({ groupId }) => groupId)]);
  const wanted = request.Filter?.AccountId;
  const rows = tx.rows("assignments", wanted === undefined ? "" : `${wanted}|`);
  return {
    AccountAssignments: rows.filter((row) => principals.has(row.principalId)).map(assignmentView),
  };
}

export function ListAccountAssignmentCreationStatus(tx: Transaction, request: StatusRequest) {
  return {
    AccountAssignmentsCreationStatus: operationsOf(tx, "CreateAccountAssignment", request),
  };
}

export function ListAccountAssignmentDeletionStatus(tx: Transaction, request: StatusRequest) {
  return {
    AccountAssignmentsDeletionStatus: operationsOf(tx, "DeleteAccountAssignment", request),
  };
}

function assignmentView(row: AssignmentRecord) {
  return {
    AccountId: row.account,
    PermissionSetArn: row.permissionSetArn,
    PrincipalType: row.principalType,
    PrincipalId: row.principalId,
  };
}

export function assignmentKey(one: AssignmentRecord): string {
  return [one.account, one.permissionSetArn, one.principalType, one.principalId].join("|");
}

function check(tx: Transaction, request: AssignmentRequest): AssignmentRecord {
  refuseManagementAccount(tx, request.TargetId);
  const { arn } = managedSet(tx, request);
  return {
    account: request.TargetId,
    permissionSetArn: arn,
    principalType: request.PrincipalType,
    principalId: request.PrincipalId,
  };
}

function refuseOn(tx: Transaction, running: OperationRecord, assignment: AssignmentRecord): void {
  if (running.permissionSetArn === assignment.permissionSetArn) {
    refuseWhileProvisioning(tx, assignment.permissionSetArn);
  }
}

/** 10 outstanding asynchronous calls per account (User Guide, "IAM Identity Center throttle limits"). */
function refuseTooManyOutstanding(tx: Transaction): void {
  const outstanding = tx
    .rows("running")
    .filter((one) => one.operation !== "ProvisionPermissionSet").length;
  if (outstanding < tx.outstandingLimit) return;
  throw new ServiceError(
    "ThrottlingException",
    `Rate exceeded: ${outstanding} assignment operations are outstanding`,
    { transient: true },
  );
}

function assignmentStatus(record: OperationRecord) {
  return {
    ...status(record),
    TargetId: record.assignment?.account,
    TargetType: "AWS_ACCOUNT",
    PermissionSetArn: record.permissionSetArn,
    PrincipalType: record.assignment?.principalType,
    PrincipalId: record.assignment?.principalId,
  };
}
