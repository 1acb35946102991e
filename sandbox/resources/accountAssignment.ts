import { instanceArn, permissionSetArn } from "./arns.ts";
import { call, callIfFound, unexpectedState, waitFor } from "./awsClient.ts";
import { type OperationContext, type ResourceDefinition, text } from "./resource.ts";

const uuid = "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

export const accountAssignment: ResourceDefinition = {
  type: "aws:ssoadmin/accountAssignment:AccountAssignment",
  inputs: {
    instanceArn,
    permissionSetArn,
    principalId: {
      required: true,
      replaces: true,
      length: [1, 47],
      pattern: new RegExp(`^([0-9a-f]{10}-|)${uuid}$`),
      patternText: "must match ([0-9a-f]{10}-|) and a UUID",
    },
    principalType: { required: true, replaces: true, values: ["USER", "GROUP"] },
    targetId: {
      required: true,
      replaces: true,
      pattern: /^\d{12}$/,
      patternText: "must be a 12-digit account id",
    },
    targetType: { required: true, replaces: true, values: ["AWS_ACCOUNT"] },
  },
  computed: [],

  async create(context, inputs) {
    const id = ["principalId", "principalType", "targetId", "targetType", "permissionSetArn"]
      .concat("instanceArn")
      .map((key) => text(inputs, key))
      .join(",");
    const request = requestOf(id);
    if (await exists(context, id)) {
      throw new Error(
        `creating SSO Account Assignment for ${request.PrincipalType} (${request.PrincipalId}): already exists`,
      );
    }
    const started = await call(context, "CreateAccountAssignment", request);
    const reason = await waitFor(context, async () => {
      const status = await call(context, "DescribeAccountAssignmentCreationStatus", {
        InstanceArn: request.InstanceArn,
        AccountAssignmentCreationRequestId: started.AccountAssignmentCreationStatus.RequestId,
      });
      return status.AccountAssignmentCreationStatus;
    });
    if (reason !== undefined) {
      throw new Error(
        `waiting for SSO Account Assignment for ${request.PrincipalType} (${request.PrincipalId}) to be created: ${unexpectedState(reason)}`,
      );
    }
    return { id, outputs: inputs };
  },

  async read(context, id) {
    if (!(await exists(context, id))) return undefined;
    const request = requestOf(id);
    return {
      instanceArn: request.InstanceArn,
      permissionSetArn: request.PermissionSetArn,
      principalId: request.PrincipalId,
      principalType: request.PrincipalType,
      targetId: request.TargetId,
      targetType: request.TargetType,
      region: context.region,
    };
  },

  async delete(context, id) {
    const request = requestOf(id);
    const started = await callIfFound(context, "DeleteAccountAssignment", request);
    if (!started) return;
    const reason = await waitFor(context, async () => {
      const status = await call(context, "DescribeAccountAssignmentDeletionStatus", {
        InstanceArn: request.InstanceArn,
        AccountAssignmentDeletionRequestId: started.AccountAssignmentDeletionStatus.RequestId,
      });
      return status.AccountAssignmentDeletionStatus;
    });
    if (reason === undefined || reason.includes("EntitlementItem doesn't exist")) return;
    throw new Error(
      `waiting for SSO Account Assignment for ${request.PrincipalType} (${request.PrincipalId}) to be deleted: ${unexpectedState(reason)}`,
    );
  },
};

async function exists(context: OperationContext, id: string): Promise<boolean> {
  const request = requestOf(id);
  const list = await callIfFound(context, "ListAccountAssignments", {
    InstanceArn: request.InstanceArn,
    PermissionSetArn: request.PermissionSetArn,
    AccountId: request.TargetId,
  });
  const isThis = (one: { PrincipalType: string; PrincipalId: string }) =>
    one.PrincipalType === request.PrincipalType && one.PrincipalId === request.PrincipalId;
  return list?.AccountAssignments.some(isThis) ?? false;
}

function requestOf(id: string) {
  const [PrincipalId = "", PrincipalType = "", TargetId = "", TargetType = "", ...arns] =
    id.split(",");
  const [PermissionSetArn = "", InstanceArn = ""] = arns;
  return { InstanceArn, PermissionSetArn, PrincipalId, PrincipalType, TargetId, TargetType };
}
