/** `arn:<partition>:iam::aws:policy/<path and name>`, the form of every AWS managed policy's ARN (IAM User Guide, "IAM identifiers"). */
const arnForm = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/;

/** How an AWS managed policy is given: by name, with its path if it has one, or by ARN. */
export const managedPolicyForm =
  /^(arn:aws[a-z-]*:iam::aws:policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

/**
 * The ARN of an AWS managed policy given by its name, with its path if it has one
 * (`job-function/ViewOnlyAccess`), in a partition (`aws`, `aws-us-gov`, `aws-cn`). ARNs stay as they are.
 */
export function managedPolicyArn(nameOrArn: string, partition: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : `arn:${partition}:iam::aws:policy/${nameOrArn}`;
}

/** Path and name of an AWS managed policy, however it was given: equal for a name and its ARN. */
export function managedPolicyName(nameOrArn: string): string {
  return arnForm.exec(nameOrArn)?.[1] ?? nameOrArn;
}
