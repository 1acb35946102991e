import { instanceArn, managedPolicyArn, permissionSetArn } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { changeThenProvision, removeThenProvision } from "./policyOperation.ts";
import { type OperationContext, type ResourceDefinition, text } from "./resource.ts";

export const managedPolicyAttachment: ResourceDefinition = {
  type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  inputs: { instanceArn, managedPolicyArn, permissionSetArn },
  computed: ["managedPolicyName"],

  async create(context, inputs) {
    const policy = text(inputs, "managedPolicyArn");
    const id = [policy, text(inputs, "permissionSetArn"), text(inputs, "instanceArn")].join(",");
    const { ManagedPolicyArn, ...set } = partsOf(id);
    if (await attached(context, id)) {
      throw new Error(
        `creating SSO Managed Policy Attachment: Managed Policy (${policy}) is already attached to Permission Set (${set.PermissionSetArn})`,
      );
    }
    const outputs = { ...inputs, managedPolicyName: nameOf(policy) };
    return changeThenProvision(context, set, id, outputs, () =>
      call(context, "AttachManagedPolicyToPermissionSet", { ...set, ManagedPolicyArn }),
    );
  },

  async read(context, id) {
    if (!(await attached(context, id))) return undefined;
    const { ManagedPolicyArn, PermissionSetArn, InstanceArn } = partsOf(id);
    return {
      instanceArn: InstanceArn,
      managedPolicyArn: ManagedPolicyArn,
      managedPolicyName: nameOf(ManagedPolicyArn),
      permissionSetArn: PermissionSetArn,
      region: context.region,
    };
  },

  async delete(context, id) {
    const { ManagedPolicyArn, ...set } = partsOf(id);
    await removeThenProvision(context, set, () =>
      callIfFound(context, "DetachManagedPolicyFromPermissionSet", { ...set, ManagedPolicyArn }),
    );
  },
};

async function attached(context: OperationContext, id: string): Promise<boolean> {
  const { ManagedPolicyArn, ...set } = partsOf(id);
  const list = await callIfFound(context, "ListManagedPoliciesInPermissionSet", set);
  return list?.AttachedManagedPolicies.some(({ Arn }) => Arn === ManagedPolicyArn) ?? false;
}

function nameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf("/") + 1);
}

function partsOf(id: string) {
  const [ManagedPolicyArn = "", PermissionSetArn = "", InstanceArn = ""] = id.split(",");
  return { ManagedPolicyArn, PermissionSetArn, InstanceArn };
}
