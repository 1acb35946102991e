import { call, callIfFound } from "./awsClient.ts";
import { type ResourceDefinition, text } from "./resource.ts";

export const groupMembership: ResourceDefinition = {
  type: "aws:identitystore/groupMembership:GroupMembership",
  inputs: {
    identityStoreId: { required: true, replaces: true, length: [1, 36] },
    groupId: { required: true, replaces: true, length: [1, 47] },
    memberId: { required: true, replaces: true, length: [1, 47] },
  },
  computed: ["membershipId"],

  async create(context, inputs) {
    const IdentityStoreId = text(inputs, "identityStoreId");
    const { MembershipId } = await call(context, "CreateGroupMembership", {
      IdentityStoreId,
      GroupId: text(inputs, "groupId"),
      MemberId: { UserId: text(inputs, "memberId") },
    });
    const outputs = { ...inputs, membershipId: MembershipId };
    return { id: `${IdentityStoreId}/${MembershipId}`, outputs };
  },

  async read(context, id) {
    const [IdentityStoreId = "", MembershipId = ""] = id.split("/");
    const request = { IdentityStoreId, MembershipId };
    const found = await callIfFound(context, "DescribeGroupMembership", request);
    if (!found) return undefined;
    return {
      groupId: found.GroupId,
      identityStoreId: IdentityStoreId,
      memberId: found.MemberId.UserId,
      membershipId: MembershipId,
      region: context.region,
    };
  },

  async delete(context, id) {
    const [IdentityStoreId = "", MembershipId = ""] = id.split("/");
    await callIfFound(context, "DeleteGroupMembership", { IdentityStoreId, MembershipId });
  },
};
