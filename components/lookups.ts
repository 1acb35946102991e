import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { keyAdvice } from "./encryptionErrors.ts";
import type { IdentityCenter } from "./identityCenter.ts";
import { plainError } from "./plainError.ts";

// For programs of others that use the components (README, "Using the components from another program"): this program
// looks up what exists before it registers anything.

/** Id of a group that was made elsewhere, by its display name. Fails when there is none. */
export function lookupGroupId(displayName: string, center: IdentityCenter): pulumi.Output<string> {
  return pulumi
    .all([center.identityStoreId, center.region])
    .apply(async ([identityStoreId, region]) => {
      const alternateIdentifier = {
        uniqueAttribute: { attributePath: "DisplayName", attributeValue: displayName },
      };
      const group = await identitystore
        .getGroup({ identityStoreId, region, alternateIdentifier }, { parent: center })
        .catch((error: unknown) => fail("group", displayName, error));
      return group.groupId;
    });
}

/** Id of a person who was made elsewhere, by sign-in name. Fails when there is none. */
export function lookupUserId(userName: string, center: IdentityCenter): pulumi.Output<string> {
  return pulumi
    .all([center.identityStoreId, center.region])
    .apply(async ([identityStoreId, region]) => {
      const alternateIdentifier = {
        uniqueAttribute: { attributePath: "UserName", attributeValue: userName },
      };
      const user = await identitystore
        .getUser({ identityStoreId, region, alternateIdentifier }, { parent: center })
        .catch((error: unknown) => fail("person", userName, error));
      return user.userId;
    });
}

/** ARN of a permission set that was made elsewhere, by its name. Fails when there is none. */
export function lookupPermissionSetArn(
  name: string,
  center: IdentityCenter,
): pulumi.Output<string> {
  return pulumi.all([center.instanceArn, center.region]).apply(async ([instanceArn, region]) => {
    const set = await ssoadmin
      .getPermissionSet({ instanceArn, region, name }, { parent: center })
      .catch((error: unknown) => fail("permission set", name, error));
    return set.arn;
  });
}

function fail(kind: string, name: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = keyAdvice(reason);
  const isMissing = /not ?found|no .* found/i.test(reason);
  if (advice !== undefined) {
    throw plainError(
      `existing ${kind} "${name}" could not be looked up in Identity Center: ${advice} (${reason})`,
    );
  }
  throw plainError(
    isMissing
      ? `existing ${kind} "${name}" was not found in Identity Center; check its spelling (${reason})`
      : `existing ${kind} "${name}" could not be looked up in Identity Center: ${reason}`,
  );
}
