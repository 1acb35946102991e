import { partitionOf } from "../world/identifiers.ts";
import type { World } from "../world/world.ts";

export function getCallerIdentity(world: World) {
  const { Account, Arn, UserId } = world.call("GetCallerIdentity", {});
  return { id: Account, accountId: Account, arn: Arn, userId: UserId };
}

export function getPartition(_world: World, _args: object, region: string) {
  const partition = partitionOf(region);
  const isChina = partition === "aws-cn";
  return {
    id: partition,
    partition,
    dnsSuffix: isChina ? "amazonaws.com.cn" : "amazonaws.com",
    reverseDnsPrefix: isChina ? "cn.com.amazonaws" : "com.amazonaws",
  };
}

export function getRegion(_world: World, _args: object, region: string) {
  return {
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  };
}
