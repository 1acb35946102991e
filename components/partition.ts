import * as pulumi from "@pulumi/pulumi";

/** The AWS partition (`aws`, `aws-cn`, `aws-us-gov`, …) that an ARN belongs to. */
export function partitionOf(arn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(arn).apply((value) => value.split(":")[1] ?? "aws");
}
