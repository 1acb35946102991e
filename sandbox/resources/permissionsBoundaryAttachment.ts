import type { PermissionsBoundary } from "../world/tables.ts";
import { instanceArn, permissionSetArn, policyReference } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { changeThenProvision, removeThenProvision } from "./policyOperation.ts";
import { type ResourceDefinition, text } from "./resource.ts";

interface Boundary {
  managedPolicyArn?: string;
  customerManagedPolicyReference?: { name: string; path: string };
}

/**
 * Every change replaces, the new one is put before the old one is deleted, and both have the same id:
 * the deletion removes the new boundary.
 */
export const permissionsBoundaryAttachment: ResourceDefinition = {
  type: "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
  inputs: {
    instanceArn,
    permissionSetArn,
    permissionsBoundary: {
      required: true,
      replaces: true,
      kind: "object",
      properties: {
        managedPolicyArn: { length: [20, 2048] },
        customerManagedPolicyReference: { kind: "object", properties: policyReference },
      },
    },
  },
  computed: [],

  create(context, inputs) {
    const id = `${text(inputs, "permissionSetArn")},${text(inputs, "instanceArn")}`;
    const boundary = inputs.permissionsBoundary as Boundary;
    return changeThenProvision(context, setOf(id), id, inputs, () =>
      call(context, "PutPermissionsBoundaryToPermissionSet", {
        ...setOf(id),
        PermissionsBoundary: toRequest(boundary),
      }),
    );
  },

  async read(context, id) {
    const set = setOf(id);
    const found = await callIfFound(context, "GetPermissionsBoundaryForPermissionSet", set);
    if (!found) return undefined;
    return {
      instanceArn: set.InstanceArn,
      permissionSetArn: set.PermissionSetArn,
      permissionsBoundary: fromRequest(found.PermissionsBoundary),
      region: context.region,
    };
  },

  async delete(context, id) {
    const set = setOf(id);
    await removeThenProvision(context, set, () =>
      callIfFound(context, "DeletePermissionsBoundaryFromPermissionSet", set),
    );
  },
};

function toRequest(boundary: Boundary): PermissionsBoundary {
  const reference = boundary.customerManagedPolicyReference;
  return {
    ...(boundary.managedPolicyArn ? { ManagedPolicyArn: boundary.managedPolicyArn } : {}),
    ...(reference
      ? { CustomerManagedPolicyReference: { Name: reference.name, Path: reference.path } }
      : {}),
  };
}

function fromRequest(boundary: PermissionsBoundary): Boundary {
  const reference = boundary.CustomerManagedPolicyReference;
  return {
    ...(boundary.ManagedPolicyArn ? { managedPolicyArn: boundary.ManagedPolicyArn } : {}),
    ...(reference
      ? { customerManagedPolicyReference: { name: reference.Name, path: reference.Path } }
      : {}),
  };
}

function setOf(id: string) {
  const [PermissionSetArn = "", InstanceArn = ""] = id.split(",");
  return { InstanceArn, PermissionSetArn };
}
