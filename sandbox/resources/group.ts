import { partitionOfRegion } from "../../model/schema/partition.ts";
import { call, callIfFound } from "./awsClient.ts";
import { externalIds } from "./externalIds.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

export const group: ResourceDefinition = {
  type: "aws:identitystore/group:Group",
  inputs: {
    identityStoreId: { required: true, replaces: true, length: [1, 36] },
    displayName: { required: true, length: [1, 1024] },
    description: { length: [1, 1024] },
  },
  computed: ["arn", "externalIds", "groupId"],

  async create(context, inputs) {
    const IdentityStoreId = text(inputs, "identityStoreId");
    const { GroupId } = await call(context, "CreateGroup", {
      IdentityStoreId,
      DisplayName: text(inputs, "displayName"),
      ...(inputs.description ? { Description: text(inputs, "description") } : {}),
    });
    const id = `${IdentityStoreId}/${GroupId}`;
    return { id, outputs: { ...inputs, ...(await readBack(read, context, id)) } };
  },
  read,

  async update(context, id, _olds, news, changed) {
    const [IdentityStoreId = "", GroupId = ""] = id.split("/");
    const Operations = ["displayName", "description"]
      .filter((key) => changed.has(key))
      .map((key) => ({ AttributePath: key, AttributeValue: text(news, key) }));
    await call(context, "UpdateGroup", { IdentityStoreId, GroupId, Operations });
    return await readBack(read, context, id);
  },

  async delete(context, id) {
    const [IdentityStoreId = "", GroupId = ""] = id.split("/");
    await callIfFound(context, "DeleteGroup", { IdentityStoreId, GroupId });
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const [IdentityStoreId = "", GroupId = ""] = id.split("/");
  const found = await callIfFound(context, "DescribeGroup", { IdentityStoreId, GroupId });
  if (!found) return undefined;
  return {
    arn: `arn:${partitionOfRegion(context.region)}:identitystore:::group/${GroupId}`,
    ...(found.Description ? { description: found.Description } : {}),
    displayName: found.DisplayName,
    externalIds: externalIds(found),
    groupId: GroupId,
    identityStoreId: IdentityStoreId,
    region: context.region,
  };
}
