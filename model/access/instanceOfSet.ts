/** ARN of the instance that a permission set is of: arn:aws:sso:::permissionSet/ssoins-1/ps-1 is of arn:aws:sso:::instance/ssoins-1. */
export function instanceOfSet(setArn: string): string {
  return setArn.replace(/permissionSet\/([^/]+)\/.*$/, "instance/$1");
}
