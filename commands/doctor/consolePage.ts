import { partitionOfRegion } from "../../model/schema/partition.ts";

/** Where the console of a partition is. */
const HOSTS: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

/** Address of a page of AWS's console; of partitions whose console isn't known, that of the commercial one. */
export function consolePage(region: string, path: string): string {
  return `https://${HOSTS[partitionOfRegion(region)] ?? HOSTS.aws}/${path}`;
}

/** The settings of Identity Center. */
export function identityCenterSettings(region: string): string {
  return consolePage(region, `singlesignon/home?region=${region}#!/instances/settings`);
}
