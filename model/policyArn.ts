/** `arn:<partition>:iam::aws:policy/<path and name>`, the form of every AWS managed policy's ARN (IAM User Guide, "IAM identifiers"). */
const managedPolicyForm = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/;

/**
 * The ARN of an AWS managed policy given by its name, with its path if it has one
 * (`job-function/ViewOnlyAccess`), in a partition (`aws`, `aws-us-gov`, `aws-cn`). ARNs stay as they are.
 */
export function managedPolicyArn(nameOrArn: string, partition: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : `arn:${partition}:iam::aws:policy/${nameOrArn}`;
}

/** Path and name of an AWS managed policy, however it was given: equal for a name and its ARN. */
export function managedPolicyName(nameOrArn: string): string {
  return managedPolicyForm.exec(nameOrArn)?.[1] ?? nameOrArn;
}
