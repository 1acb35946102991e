import { partitionOfRegion } from "../model/schema/partition.ts";
import { regions } from "../model/schema/regions.ts";

/** The other Regions of its partition, as far as they are known. */
export function regionsBeside(region: string): string[] {
  const partition = partitionOfRegion(region);
  return regions.filter((one) => one !== region && partitionOfRegion(one) === partition);
}
