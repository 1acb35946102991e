import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../model/schema/policyArn.ts";

/** ARN of an AWS managed policy, by its name or ARN. */
export function managedArn(
  policy: pulumi.Input<string>,
  partition: pulumi.Output<string>,
): pulumi.Output<string> {
  return pulumi.all([policy, partition]).apply(([name, part]) => managedPolicyArn(name, part));
}
