import * as model from "@aws-sdk/client-identitystore";
import { json } from "../protocols/json.ts";
import { lists, type Service, same } from "./service.ts";

export const identityStore: Service = {
  name: "identitystore",
  protocol: json,
  target: "AWSIdentityStore",
  model,
  paging: {
    token: "NextToken",
    size: "MaxResults",
    maximum: 100,
    usual: 100,
    wrongToken: "ValidationException",
  },
  operations: {
    ...lists({
      ListUsers: "Users",
      ListGroups: "Groups",
      ListGroupMemberships: "GroupMemberships",
      ListGroupMembershipsForMember: "GroupMemberships",
    }),
    ...same(
      "CreateUser",
      "DescribeUser",
      "GetUserId",
      "UpdateUser",
      "DeleteUser",
      "CreateGroup",
      "DescribeGroup",
      "GetGroupId",
      "UpdateGroup",
      "DeleteGroup",
      "CreateGroupMembership",
      "DescribeGroupMembership",
      "GetGroupMembershipId",
      "IsMemberInGroups",
      "DeleteGroupMembership",
    ),
  },
};
