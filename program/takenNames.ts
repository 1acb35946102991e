import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type { ErrorHookArgs, InvokeOptions } from "@pulumi/pulumi";
import { inputsOf } from "../components/failure.ts";

/**
 * Id, as `pulumi import` takes it, of what Identity Center has under the name of a person, group or permission
 * set that couldn't be made, or of the membership that is there. Undefined where it can't be found out.
 */
export async function idOfTaken(
  args: ErrorHookArgs,
  opts: InvokeOptions,
): Promise<string | undefined> {
  if (args.failedOperation !== "create") return undefined;
  const { name, instanceArn, identityStoreId, userName, displayName, groupId, memberId, region } =
    inputsOf(args) as Record<string, string>;
  const alternately = (attributePath: string, attributeValue = "") => ({
    identityStoreId: identityStoreId ?? "",
    ...(region === undefined ? {} : { region }),
    alternateIdentifier: { uniqueAttribute: { attributePath, attributeValue } },
  });
  try {
    if (args.type.endsWith(":User")) {
      const { userId } = await identitystore.getUser(alternately("UserName", userName), opts);
      return `${identityStoreId}/${userId}`;
    }
    if (args.type.endsWith(":Group")) {
      const found = await identitystore.getGroup(alternately("DisplayName", displayName), opts);
      return `${identityStoreId}/${found.groupId}`;
    }
    if (args.type.endsWith(":GroupMembership")) {
      const where = { identityStoreId: identityStoreId ?? "", groupId: groupId ?? "" };
      const pinned = region === undefined ? {} : { region };
      const listed = await identitystore.getGroupMemberships({ ...where, ...pinned }, opts);
      const found = listed.groupMemberships.find((one) => one.memberId.userId === memberId);
      return found && `${identityStoreId}/${found.membershipId}`;
    }
    if (!args.type.endsWith(":PermissionSet") || !instanceArn || !name) return undefined;
    const set = { instanceArn, name, ...(region === undefined ? {} : { region }) };
    return `${(await ssoadmin.getPermissionSet(set, opts)).arn},${instanceArn}`;
  } catch {
    return undefined;
  }
}
