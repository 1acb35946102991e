import { instanceArn, permissionSetArn } from "./arns.ts";
import { call, callIfFound, provision } from "./awsClient.ts";
import { changeThenProvision, removeThenProvision } from "./policyOperation.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

export const permissionSetInlinePolicy: ResourceDefinition = {
  type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
  inputs: { instanceArn, permissionSetArn, inlinePolicy: { required: true, kind: "json" } },
  computed: [],

  create(context, inputs) {
    const id = `${text(inputs, "permissionSetArn")},${text(inputs, "instanceArn")}`;
    return changeThenProvision(context, setOf(id), id, inputs, () => put(context, id, inputs));
  },

  async read(context, id) {
    const { InstanceArn, PermissionSetArn } = setOf(id);
    const found = await callIfFound(context, "GetInlinePolicyForPermissionSet", setOf(id));
    if (!found?.InlinePolicy) return undefined;
    return {
      inlinePolicy: found.InlinePolicy,
      instanceArn: InstanceArn,
      permissionSetArn: PermissionSetArn,
      region: context.region,
    };
  },

  async update(context, id, _olds, news) {
    await put(context, id, news);
    const { InstanceArn, PermissionSetArn } = setOf(id);
    await provision(context, InstanceArn, PermissionSetArn);
    return news;
  },

  async delete(context, id) {
    await removeThenProvision(context, setOf(id), () =>
      callIfFound(context, "DeleteInlinePolicyFromPermissionSet", setOf(id)),
    );
  },
};

function put(context: OperationContext, id: string, inputs: Properties) {
  const InlinePolicy = text(inputs, "inlinePolicy");
  return call(context, "PutInlinePolicyToPermissionSet", { ...setOf(id), InlinePolicy });
}

function setOf(id: string) {
  const [PermissionSetArn = "", InstanceArn = ""] = id.split(",");
  return { InstanceArn, PermissionSetArn };
}
