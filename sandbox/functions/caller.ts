import { partitionOfRegion } from "../../model/schema/partition.ts";
import type { World } from "../world/world.ts";

export function getCallerIdentity(world: World, _args: object, _region: string, account?: string) {
  const { Account, Arn, UserId } = world.call("GetCallerIdentity", {}, undefined, { account });
  return { id: Account, accountId: Account, arn: Arn, userId: UserId };
}

/** Domains of AWS's services outside the partitions that have amazonaws.com (AWS SDKs, partitions.json). */
const domains: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
};

export function getPartition(_world: World, _args: object, region: string) {
  const partition = partitionOfRegion(region);
  const dnsSuffix = domains[partition] ?? "amazonaws.com";
  return {
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
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
