import { call, callIfFound } from "./awsClient.ts";
import { externalIds } from "./externalIds.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";
import { fromApi, toApi, userInputs } from "./userAttributes.ts";

export const user: ResourceDefinition = {
  type: "aws:identitystore/user:User",
  inputs: {
    identityStoreId: { required: true, replaces: true, length: [1, 36] },
    userName: { required: true, replaces: true, length: [1, 128] },
    ...userInputs,
  },
  computed: ["externalIds", "userId", "userStatus"],
  // The bridge takes the block `name` for a name: it fills it in when it is missing, which then fails
  // as "must be a list" (pulumi-aws #3199), and an explicit one makes replacements delete first.
  nameProperty: "name",

  async create(context, inputs) {
    const IdentityStoreId = text(inputs, "identityStoreId");
    const given = Object.keys(userInputs).filter((key) => inputs[key] !== undefined);
    const attributes = Object.fromEntries(given.map((key) => toApi(key, inputs[key])));
    const UserName = text(inputs, "userName");
    const request = { IdentityStoreId, UserName, ...attributes };
    const { UserId } = await call(context, "CreateUser", request);
    const id = `${IdentityStoreId}/${UserId}`;
    return { id, outputs: { ...inputs, ...(await readBack(read, context, id)) } };
  },
  read,

  async update(context, id, _olds, news, changed) {
    const [IdentityStoreId = "", UserId = ""] = id.split("/");
    const Operations = [...changed].map((key) => {
      const [name, value] = toApi(key, news[key]);
      const path = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return { AttributePath: path, AttributeValue: value === "" ? null : (value ?? null) };
    });
    await call(context, "UpdateUser", { IdentityStoreId, UserId, Operations });
    return await readBack(read, context, id);
  },

  async delete(context, id) {
    const [IdentityStoreId = "", UserId = ""] = id.split("/");
    await callIfFound(context, "DeleteUser", { IdentityStoreId, UserId });
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const [IdentityStoreId = "", UserId = ""] = id.split("/");
  const found = await callIfFound(context, "DescribeUser", { IdentityStoreId, UserId });
  if (!found) return undefined;
  return {
    ...fromApi(found),
    externalIds: externalIds(found),
    identityStoreId: IdentityStoreId,
    region: context.region,
    userId: UserId,
    userName: found.UserName,
    userStatus: found.UserStatus,
  };
}
