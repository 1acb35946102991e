import { calls, done, oneOf, SSO } from "./calls.ts";
import type { Events } from "./events.ts";
import type { Watched } from "./watched.ts";

/** Groups are changed by the console as `sso-directory`, by the API as `identitystore`, and by SCIM as below. */
const DIRECTORIES = oneOf("sso-directory.amazonaws.com", "identitystore.amazonaws.com");

/** Changes of administrators' groups and permission sets, and of what they are assigned to. */
export function administratorsChanged({ groupIds, permissionSetArns }: Watched): Events[] {
  return [
    ...(groupIds.length > 0 ? ofGroups(groupIds) : []),
    ...(permissionSetArns.length > 0 ? ofSets(permissionSetArns) : []),
  ];
}

function ofGroups(groupIds: readonly string[]): Events[] {
  return [
    {
      eventSource: DIRECTORIES,
      eventName: oneOf(
        "AddMemberToGroup",
        "CreateGroupMembership",
        "DeleteGroup",
        "RemoveMemberFromGroup",
        "UpdateGroup",
        "UpdateGroupDisplayName",
      ),
      "requestParameters.groupId": { is: groupIds },
      ...done,
    },
    {
      ...calls("identitystore-scim.amazonaws.com", "DeleteGroup", "PatchGroup"),
      "requestParameters.id": { is: groupIds },
    },
    {
      ...calls(SSO, "CreateAccountAssignment", "DeleteAccountAssignment"),
      "requestParameters.principalId": { is: groupIds },
    },
  ];
}

function ofSets(permissionSetArns: readonly string[]): Events[] {
  return [
    {
      eventSource: oneOf(SSO),
      // Of what only reads, nothing ends so.
      eventName: {
        endsWith: [
          "ToPermissionSet",
          "FromPermissionSet",
          "AccountAssignment",
          "DeletePermissionSet",
          "UpdatePermissionSet",
        ],
      },
      ...done,
      "requestParameters.permissionSetArn": { is: permissionSetArns },
    },
  ];
}
