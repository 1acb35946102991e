const globalRegions: Readonly<Record<string, string>> = {
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** Where events of IAM, Organizations and root users arrive: services without a Region of their own are in one. */
export function globalRegion(region: string): string {
  const partition = region.startsWith("cn-")
    ? "aws-cn"
    : region.startsWith("us-gov-")
      ? "aws-us-gov"
      : "aws";
  return globalRegions[partition] ?? "us-east-1";
}
