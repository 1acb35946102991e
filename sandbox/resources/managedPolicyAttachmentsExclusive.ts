import { instanceArn, permissionSetArn } from "./arns.ts";
import { call, callIfFound, provision } from "./awsClient.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** The id that pulumi-terraform-bridge gives resources whose schema has none. */
export const missingId = "missing ID";

export const managedPolicyAttachmentsExclusive: ResourceDefinition = {
  type: "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
  inputs: {
    instanceArn,
    permissionSetArn,
    managedPolicyArns: { required: true, kind: "set" },
    timeouts: { kind: "object" },
  },
  computed: [],

  async create(context, inputs) {
    await synchronise(context, inputs);
    return { id: missingId, outputs: inputs };
  },

  async read(context, id, outputs = {}) {
    const set = setOf(id, outputs);
    const list = await callIfFound(context, "ListManagedPoliciesInPermissionSet", set);
    if (!list) return undefined;
    return {
      ...outputs,
      instanceArn: set.InstanceArn,
      permissionSetArn: set.PermissionSetArn,
      managedPolicyArns: list.AttachedManagedPolicies.map(({ Arn }) => Arn),
      region: context.region,
    };
  },

  async update(context, _id, _olds, news, changed) {
    if (changed.has("managedPolicyArns")) await synchronise(context, news);
    return news;
  },

  /** The policies stay attached. */
  async delete() {},
};

/** Attaches first, then detaches, then provisions once; a set that is right already is not provisioned. */
async function synchronise(context: OperationContext, inputs: Properties): Promise<void> {
  const set = setOf(missingId, inputs);
  const list = await call(context, "ListManagedPoliciesInPermissionSet", set);
  const present = list.AttachedManagedPolicies.map(({ Arn }) => Arn);
  const wanted = [...new Set(inputs.managedPolicyArns as string[])];
  const missing = wanted.filter((arn) => !present.includes(arn));
  const extra = present.filter((arn) => !wanted.includes(arn));
  for (const ManagedPolicyArn of missing) {
    await call(context, "AttachManagedPolicyToPermissionSet", { ...set, ManagedPolicyArn });
  }
  for (const ManagedPolicyArn of extra) {
    await callIfFound(context, "DetachManagedPolicyFromPermissionSet", {
      ...set,
      ManagedPolicyArn,
    });
  }
  if (missing.length + extra.length === 0) return;
  await provision(context, set.InstanceArn, set.PermissionSetArn);
}

/** From the state, or for an import from an id with both ARNs: the instance's comes first. */
export function setOf(id: string, properties: Properties) {
  if (id !== missingId) {
    const [InstanceArn = "", PermissionSetArn = ""] = id.split(",");
    return { InstanceArn, PermissionSetArn };
  }
  return {
    InstanceArn: text(properties, "instanceArn"),
    PermissionSetArn: text(properties, "permissionSetArn"),
  };
}
