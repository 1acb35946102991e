import { partitionOfRegion } from "../../model/schema/partition.ts";

/** By partition: where IAM and Organizations have their endpoints (AWS SDKs; `aws organizations`, "Endpoint to call"). */
const byPartition: Readonly<Record<string, readonly string[]>> = {
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-east-1"],
  "aws-iso-b": ["us-isob-east-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-south-1"],
  "aws-us-gov": ["us-gov-west-1"],
};

/** Where events of IAM, Organizations and root users arrive: services without a Region of their own are in one of these. */
export function globalRegions(region: string): readonly string[] {
  return byPartition[partitionOfRegion(region)] ?? ["us-east-1"];
}
