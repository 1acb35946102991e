import { isNotFound } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";

/** Empty lists, and no error, in a Region without an instance. */
export function getInstances(world: World, _args: object, region: string) {
  const { Instances } = world.call("ListInstances", {}, region);
  return {
    id: region,
    region,
    arns: Instances.map(({ InstanceArn }) => InstanceArn),
    identityStoreIds: Instances.map(({ IdentityStoreId }) => IdentityStoreId),
  };
}

/** By name, every permission set is described until one fits. */
export function getPermissionSet(
  world: World,
  args: { instanceArn: string; arn?: string; name?: string },
  region: string,
) {
  const { instanceArn: InstanceArn, arn, name } = args;
  if (Boolean(arn) === Boolean(name)) {
    throw new Error('"arn": only one of `arn,name` can be specified');
  }
  const arns = arn
    ? [arn]
    : world.call("ListPermissionSets", { InstanceArn }, region).PermissionSets;
  for (const PermissionSetArn of arns) {
    const set = describe(world, { InstanceArn, PermissionSetArn }, region);
    if (!set || (name && set.Name !== name)) continue;
    const { Tags } = world.call(
      "ListTagsForResource",
      { InstanceArn, ResourceArn: PermissionSetArn },
      region,
    );
    return {
      id: PermissionSetArn,
      arn: PermissionSetArn,
      instanceArn: InstanceArn,
      region,
      name: set.Name,
      description: set.Description ?? "",
      relayState: set.RelayState ?? "",
      sessionDuration: set.SessionDuration,
      createdDate: set.CreatedDate,
      tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    };
  }
  throw new Error(`reading SSO Permission Set: not found (${arn ?? name})`);
}

function describe(
  world: World,
  request: { InstanceArn: string; PermissionSetArn: string },
  region: string,
) {
  try {
    return world.call("DescribePermissionSet", request, region).PermissionSet;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
