import type { PolicyReference } from "../world/tables.ts";
import { instanceArn, permissionSetArn, policyReference } from "./arns.ts";
import { call, callIfFound, provision } from "./awsClient.ts";
import { missingId, setOf } from "./managedPolicyAttachmentsExclusive.ts";
import type { OperationContext, Properties, ResourceDefinition } from "./resource.ts";

export const customerManagedPolicyAttachmentsExclusive: ResourceDefinition = {
  type: "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
  inputs: {
    instanceArn,
    permissionSetArn,
    customerManagedPolicyReferences: { kind: "list", properties: policyReference },
    timeouts: { kind: "object" },
  },
  computed: [],

  async create(context, inputs) {
    await synchronise(context, inputs);
    return { id: missingId, outputs: inputs };
  },

  async read(context, id, outputs = {}) {
    const set = setOf(id, outputs);
    const operation = "ListCustomerManagedPolicyReferencesInPermissionSet";
    const list = await callIfFound(context, operation, set);
    if (!list) return undefined;
    return {
      ...outputs,
      instanceArn: set.InstanceArn,
      permissionSetArn: set.PermissionSetArn,
      customerManagedPolicyReferences: list.CustomerManagedPolicyReferences.map(
        ({ Name, Path }) => ({ name: Name, path: Path }),
      ),
      region: context.region,
    };
  },

  async update(context, _id, _olds, news, changed) {
    if (changed.has("customerManagedPolicyReferences")) await synchronise(context, news);
    return news;
  },

  /** The policies stay attached. */
  async delete() {},
};

/** As for AWS managed policies; no list means that all are detached. */
async function synchronise(context: OperationContext, inputs: Properties): Promise<void> {
  const set = setOf(missingId, inputs);
  const operation = "ListCustomerManagedPolicyReferencesInPermissionSet";
  const { CustomerManagedPolicyReferences: present } = await call(context, operation, set);
  const given = (inputs.customerManagedPolicyReferences ?? []) as { name: string; path: string }[];
  const wanted = given.map(({ name, path }) => ({ Name: name, Path: path }));
  const missing = wanted.filter((one) => !includes(present, one));
  const extra = present.filter((one) => !includes(wanted, one));
  for (const CustomerManagedPolicyReference of missing) {
    const request = { ...set, CustomerManagedPolicyReference };
    await call(context, "AttachCustomerManagedPolicyReferenceToPermissionSet", request);
  }
  for (const CustomerManagedPolicyReference of extra) {
    const request = { ...set, CustomerManagedPolicyReference };
    await callIfFound(context, "DetachCustomerManagedPolicyReferenceFromPermissionSet", request);
  }
  if (missing.length + extra.length === 0) return;
  await provision(context, set.InstanceArn, set.PermissionSetArn);
}

function includes(list: readonly PolicyReference[], { Name, Path }: PolicyReference): boolean {
  return list.some((one) => one.Name === Name && one.Path === Path);
}
