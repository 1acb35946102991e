/** Partitions by the start of their Regions' names (AWS SDKs, partitions.json); the others are in `aws`. */
const partitions: readonly (readonly [region: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
];

/** The partition of a Region: `aws`, or `aws-cn`, `aws-us-gov`, `aws-eusc` … */
export function partitionOfRegion(region: string): string {
  return partitions.find(([start]) => region.startsWith(start))?.[1] ?? "aws";
}
