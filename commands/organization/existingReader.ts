import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { GetGroupIdCommand, GetUserIdCommand } from "@aws-sdk/client-identitystore";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import {
  DescribePermissionSetCommand,
  paginateListInstances,
  paginateListPermissionSets,
} from "@aws-sdk/client-sso-admin";
import type { ExistingNames } from "./existingNames.ts";

/** Which of these names Identity Center really has. Other names are not read: they are nobody's business here. */
export async function readExistingNames(
  ssoAdmin: SSOAdminClient,
  identityStore: IdentitystoreClient,
  wanted: ExistingNames,
  progress: (message: string) => void,
): Promise<ExistingNames> {
  for await (const page of paginateListInstances({ client: ssoAdmin }, {})) {
    for (const { InstanceArn, IdentityStoreId } of page.Instances ?? []) {
      progress(`names in ${IdentityStoreId}`);
      const has = (attribute: string) => async (name: string) =>
        (await isInStore(identityStore, IdentityStoreId, attribute, name)) ? [name] : [];
      const names = await Promise.all([
        Promise.all(wanted.groups.map(has("displayName"))),
        Promise.all(wanted.people.map(has("userName"))),
        permissionSetNames(ssoAdmin, InstanceArn, new Set(wanted.permissionSets)),
      ]);
      return { groups: names[0].flat(), people: names[1].flat(), permissionSets: names[2] };
    }
  }
  throw new Error(
    "there is no IAM Identity Center instance in this Region; give the home Region with --region",
  );
}

async function isInStore(
  client: IdentitystoreClient,
  IdentityStoreId: string | undefined,
  AttributePath: string,
  AttributeValue: string,
): Promise<boolean> {
  const request = {
    IdentityStoreId,
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  };
  try {
    await (AttributePath === "userName"
      ? client.send(new GetUserIdCommand(request))
      : client.send(new GetGroupIdCommand(request)));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return false;
    throw error;
  }
}

async function permissionSetNames(
  client: SSOAdminClient,
  InstanceArn: string | undefined,
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  if (wanted.size === 0) return found;
  for await (const page of paginateListPermissionSets({ client }, { InstanceArn })) {
    for (const PermissionSetArn of page.PermissionSets ?? []) {
      const { PermissionSet } = await client.send(
        new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }),
      );
      if (PermissionSet?.Name && wanted.has(PermissionSet.Name)) found.push(PermissionSet.Name);
      if (found.length === wanted.size) return found;
    }
  }
  return found;
}
