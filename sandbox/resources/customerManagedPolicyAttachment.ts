import { instanceArn, permissionSetArn, policyReference } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { changeThenProvision, removeThenProvision } from "./policyOperation.ts";
import { type ResourceDefinition, text } from "./resource.ts";

export const customerManagedPolicyAttachment: ResourceDefinition = {
  type: "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
  inputs: {
    instanceArn,
    permissionSetArn,
    customerManagedPolicyReference: {
      required: true,
      replaces: true,
      kind: "object",
      properties: policyReference,
    },
  },
  computed: [],

  create(context, inputs) {
    const { name, path } = inputs.customerManagedPolicyReference as { name: string; path: string };
    const set = [text(inputs, "permissionSetArn"), text(inputs, "instanceArn")];
    const id = [name, path, ...set].join(",");
    const request = requestOf(id);
    return changeThenProvision(context, request, id, inputs, () =>
      call(context, "AttachCustomerManagedPolicyReferenceToPermissionSet", request),
    );
  },

  async read(context, id) {
    const { CustomerManagedPolicyReference: wanted, ...set } = requestOf(id);
    const operation = "ListCustomerManagedPolicyReferencesInPermissionSet";
    const list = await callIfFound(context, operation, set);
    const found = list?.CustomerManagedPolicyReferences.some(
      ({ Name, Path }) => Name === wanted.Name && Path === wanted.Path,
    );
    if (!found) return undefined;
    return {
      customerManagedPolicyReference: { name: wanted.Name, path: wanted.Path },
      instanceArn: set.InstanceArn,
      permissionSetArn: set.PermissionSetArn,
      region: context.region,
    };
  },

  async delete(context, id) {
    const request = requestOf(id);
    await removeThenProvision(context, request, () =>
      callIfFound(context, "DetachCustomerManagedPolicyReferenceFromPermissionSet", request),
    );
  },
};

function requestOf(id: string) {
  const [Name = "", Path = "/", PermissionSetArn = "", InstanceArn = ""] = id.split(",");
  return { InstanceArn, PermissionSetArn, CustomerManagedPolicyReference: { Name, Path } };
}
