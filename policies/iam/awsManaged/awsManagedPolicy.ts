/**
 * Name of an AWS managed policy, with its path, from its ARN in any partition:
 * `arn:aws-cn:iam::aws:policy/job-function/Billing` → `job-function/Billing`.
 *
 * @returns `undefined` when it is no AWS managed policy
 */
export function awsManagedPolicy(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}
