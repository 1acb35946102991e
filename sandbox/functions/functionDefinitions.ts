import { orDidYouMean } from "../../model/problems/didYouMean.ts";
import type { ProviderConfiguration } from "../resources/resource.ts";
import { ServiceError } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";
import { getCallerIdentity, getPartition, getRegion } from "./caller.ts";
import { getLogGroup } from "./cloudWatch.ts";
import { getGroup, getGroupMemberships, getUser } from "./identityStore.ts";
import { getKey } from "./kms.ts";
import * as organizations from "./organizations.ts";
import { getInstances, getPermissionSet } from "./ssoAdmin.ts";

type Arguments = Readonly<Record<string, unknown>>;
type ProviderFunction = (world: World, args: never, region: string, account?: string) => object;

const functions: ReadonlyMap<string, ProviderFunction> = new Map<string, ProviderFunction>([
  ["aws:cloudwatch/getLogGroup:getLogGroup", getLogGroup],
  ["aws:index/getCallerIdentity:getCallerIdentity", getCallerIdentity],
  ["aws:index/getPartition:getPartition", getPartition],
  ["aws:index/getRegion:getRegion", getRegion],
  ["aws:kms/getKey:getKey", getKey],
  ["aws:ssoadmin/getInstances:getInstances", getInstances],
  ["aws:ssoadmin/getPermissionSet:getPermissionSet", getPermissionSet],
  ["aws:identitystore/getGroup:getGroup", getGroup],
  ["aws:identitystore/getGroupMemberships:getGroupMemberships", getGroupMemberships],
  ["aws:identitystore/getUser:getUser", getUser],
  ...organizationFunctions(),
]);

function organizationFunctions(): [string, ProviderFunction][] {
  return Object.entries(organizations).map(([name, one]) => [
    `aws:organizations/${name}:${name}`,
    one as ProviderFunction,
  ]);
}

/**
 * Calls a function of the provider.
 * @param account whose credentials the provider has; default: the caller's
 * @throws Error for a function that the sandbox does not have, or as the provider words its failure.
 */
export function invoke(
  world: World,
  token: string,
  args: Arguments,
  { region, account }: Pick<ProviderConfiguration, "region" | "account">,
): object {
  const found = functions.get(token);
  if (!found) {
    throw new Error(
      `the sandbox has no function "${token}"${orDidYouMean(token, [...functions.keys()])}`,
    );
  }
  const own = typeof args.region === "string" && args.region !== "" ? args.region : region;
  try {
    return found(world, args as never, own, account);
  } catch (error) {
    // The provider passes AWS's error code on, and programs tell errors apart by it.
    if (!(error instanceof ServiceError) || error.message.includes(error.code)) throw error;
    throw new Error(`${error.code}: ${error.message}`);
  }
}
