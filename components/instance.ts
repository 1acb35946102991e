import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import * as organizations from "@pulumi/aws/organizations/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { wording } from "./wording.ts";

/** The organization's Identity Center, as this program found it. */
export interface Instance {
  readonly instanceArn: string;
  /** Such as `d-1234567890`. */
  readonly identityStoreId: string;
  /** 12 digits. */
  readonly managementAccountId: string;
}

const ENABLE =
  "enable it once by hand in the management account's console (IAM Identity Center > Enable, with AWS Organizations): no API does that; https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center.html";

/**
 * Finds the organization's instance in its home Region.
 *
 * @param region home Region; AWS answers with an empty list in any other
 * @param instanceArn only needed where an account instance stands beside the organization's
 * @throws an error that says what to do, when there is no instance, several, or only an account instance
 */
export async function findInstance(
  region: string,
  instanceArn: string | undefined,
  opts: pulumi.InvokeOptions,
): Promise<Instance> {
  const [instances, caller, organization] = await Promise.all([
    ssoadmin.getInstances({ region }, opts),
    getCallerIdentity({}, opts),
    readOrganizationSummary(opts),
  ]);
  const { arns, identityStoreIds } = instances;
  if (arns.length === 0) {
    throw new Error(
      `there is no IAM Identity Center instance in ${region}; if its home Region is another, set ${wording().setting("region")} to it; if there is none yet, ${ENABLE}`,
    );
  }
  const index = instanceArn === undefined ? 0 : arns.indexOf(instanceArn);
  if (index < 0 || (instanceArn === undefined && arns.length > 1)) {
    throw new Error(
      `${wording().setting("instanceArn")} is ${instanceArn ?? "not set"}, and ${region} has ${arns.join(", ")}; set it to the organization's instance`,
    );
  }
  if (organization === undefined) {
    throw new Error(
      `${arns[index]} is an account instance: account ${caller.accountId} belongs to no organization, and only an organization instance can assign access to accounts; create an organization, then ${ENABLE}`,
    );
  }
  const { masterAccountId } = organization;
  if (caller.accountId !== masterAccountId && !(await isDelegated(caller.accountId, opts))) {
    throw new Error(
      `account ${caller.accountId} can't assign access with ${arns[index]}: it is neither the management account (${masterAccountId}) nor the delegated administrator of Identity Center; use credentials of one of them`,
    );
  }
  return {
    instanceArn: arns[index] as string,
    identityStoreId: identityStoreIds[index] as string,
    managementAccountId: masterAccountId,
  };
}

async function readOrganizationSummary(
  opts: pulumi.InvokeOptions,
): Promise<{ masterAccountId: string } | undefined> {
  try {
    return await organizations.getOrganization({ returnOrganizationOnly: true }, opts);
  } catch (error) {
    if (/AWSOrganizationsNotInUseException/.test(String(error))) return undefined;
    throw error;
  }
}

async function isDelegated(accountId: string, opts: pulumi.InvokeOptions): Promise<boolean> {
  try {
    const { delegatedAdministrators } = await organizations.getDelegatedAdministrators(
      { servicePrincipal: "sso.amazonaws.com" },
      opts,
    );
    return delegatedAdministrators.some((administrator) => administrator.id === accountId);
  } catch (error) {
    // Only the management account and delegated administrators may list them.
    if (/AccessDenied/.test(String(error))) return false;
    throw error;
  }
}
