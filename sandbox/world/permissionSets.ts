import { permissionSetArn } from "./identifiers.ts";
import { managedInstance, refuseProvisionedInManagement } from "./instances.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { PermissionSetRecord, RoleContent } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import type { Transaction } from "./transaction.ts";

interface SetRequest {
  InstanceArn: string;
  PermissionSetArn: string;
}
interface Settings {
  Description?: string;
  SessionDuration?: string;
  RelayState?: string;
}

export const emptyRole: RoleContent = {
  managedPolicies: [],
  customerManagedPolicies: [],
  inlinePolicy: null,
  permissionsBoundary: null,
  sessionDuration: "PT1H",
};

export function CreatePermissionSet(
  tx: Transaction,
  request: Settings & { InstanceArn: string; Name: string; Tags?: Tag[] },
) {
  const instance = managedInstance(tx, request.InstanceArn);
  const { Name: name } = request;
  checkSessionDuration(request.SessionDuration);
  if (tx.rows("permissionSets").some((set) => set.name === name)) {
    throw new ServiceError("ConflictException", `PermissionSet with name ${name} already exists.`);
  }
  const generation = tx.generation(`permission set ${name}`);
  const record: PermissionSetRecord = {
    arn: permissionSetArn(instance.arn, `${name} ${generation}`),
    instanceArn: instance.arn,
    name,
    ...described(request),
    createdDate: new Date(Date.UTC(2026, 0, 1) + generation * 1000).toISOString(),
    tags: withTags({}, request.Tags ?? []),
    content: { ...emptyRole, sessionDuration: request.SessionDuration ?? "PT1H" },
  };
  tx.put("permissionSets", record.arn, record);
  return { PermissionSet: view(record) };
}

export function DescribePermissionSet(tx: Transaction, request: SetRequest) {
  return { PermissionSet: view(permissionSet(tx, request)) };
}

export function ListPermissionSets(tx: Transaction, request: { InstanceArn: string }) {
  managedInstance(tx, request.InstanceArn);
  return { PermissionSets: tx.rows("permissionSets").map((set) => set.arn) };
}

/** Replaces all settings: what the request omits is cleared (terraform-provider-aws #17411). Does not provision. */
export function UpdatePermissionSet(tx: Transaction, request: SetRequest & Settings) {
  const { description: _, relayState: __, ...kept } = managedSet(tx, request);
  checkSessionDuration(request.SessionDuration);
  refuseWhileProvisioning(tx, request.PermissionSetArn);
  tx.put("permissionSets", kept.arn, {
    ...kept,
    ...described(request),
    content: { ...kept.content, sessionDuration: request.SessionDuration ?? "PT1H" },
  });
  return {};
}

export function DeletePermissionSet(tx: Transaction, request: SetRequest) {
  const { arn } = managedSet(tx, request);
  if (tx.rows("assignments").some((assignment) => assignment.permissionSetArn === arn)) {
    throw new ServiceError(
      "ConflictException",
      `PermissionSet ${arn} still has account assignments`,
    );
  }
  refuseWhileProvisioning(tx, arn);
  tx.remove("permissionSets", arn);
  return {};
}

export function TagResource(
  tx: Transaction,
  request: { InstanceArn: string; ResourceArn: string; Tags: Tag[] },
) {
  const set = managedSet(tx, { ...request, PermissionSetArn: request.ResourceArn });
  tx.put("permissionSets", set.arn, { ...set, tags: withTags(set.tags, request.Tags) });
  return {};
}

export function UntagResource(
  tx: Transaction,
  request: { InstanceArn: string; ResourceArn: string; TagKeys: string[] },
) {
  const set = managedSet(tx, { ...request, PermissionSetArn: request.ResourceArn });
  const kept = Object.entries(set.tags).filter(([key]) => !request.TagKeys.includes(key));
  tx.put("permissionSets", set.arn, { ...set, tags: Object.fromEntries(kept) });
  return {};
}

export function ListTagsForResource(
  tx: Transaction,
  request: { InstanceArn: string; ResourceArn: string },
) {
  const set = permissionSet(tx, { ...request, PermissionSetArn: request.ResourceArn });
  return { Tags: Object.entries(set.tags).map(([Key, Value]) => ({ Key, Value })) };
}

export function permissionSet(tx: Transaction, request: SetRequest): PermissionSetRecord {
  managedInstance(tx, request.InstanceArn);
  const set = tx.get("permissionSets", request.PermissionSetArn);
  if (!set) throw notFound(`PermissionSet ${request.PermissionSetArn}`);
  return set;
}

/** A permission set for a call that changes it, or who has it. */
export function managedSet(tx: Transaction, request: SetRequest): PermissionSetRecord {
  const set = permissionSet(tx, request);
  refuseProvisionedInManagement(tx, set.arn);
  return set;
}

/** Identity Center does not change a set while it provisions it. */
export function refuseWhileProvisioning(tx: Transaction, arn: string): void {
  for (const running of tx.rows("running")) {
    if (running.permissionSetArn !== arn || running.operation === "DeleteAccountAssignment")
      continue;
    throw new ServiceError(
      "ConflictException",
      `There is a conflict with another in-progress operation on ${arn}: ${running.operation}`,
      { transient: true },
    );
  }
}

/** PT1H to PT12H (User Guide, "Set session duration for AWS accounts"). The provider does not check it. */
function checkSessionDuration(duration = "PT1H"): void {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration);
  const seconds = match
    ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
    : 0;
  if (seconds >= 3600 && seconds <= 12 * 3600) return;
  throw new ServiceError(
    "ValidationException",
    `SessionDuration ${duration} is not an ISO 8601 duration from PT1H to PT12H`,
  );
}

function described(settings: Settings) {
  return {
    ...(settings.Description ? { description: settings.Description } : {}),
    ...(settings.RelayState ? { relayState: settings.RelayState } : {}),
  };
}

function view(set: PermissionSetRecord) {
  return {
    PermissionSetArn: set.arn,
    Name: set.name,
    ...(set.description ? { Description: set.description } : {}),
    ...(set.relayState ? { RelayState: set.relayState } : {}),
    SessionDuration: set.content.sessionDuration,
    CreatedDate: set.createdDate,
  };
}
