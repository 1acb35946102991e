import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import type { CustomerManagedPolicy, PermissionSet } from "./permissionSet.ts";
import { managedPolicyName } from "./policyArn.ts";

/** AWS and customer managed policies together that a permission set takes (IAM Identity Center User Guide, "Quotas"). */
const maximumPolicies = 20;

/** What is wrong with the policies of a permission set, taken together. */
export function policyProblems(set: PermissionSet, hasInline: boolean, path: string): Problem[] {
  const managed = pathOf(path, "managedPolicies");
  const own = pathOf(path, "customerManagedPolicies");
  const problems = [
    ...repeated(set.managedPolicies.map(managedPolicyName), managed),
    ...repeated(set.customerManagedPolicies.map(fullName), own),
  ];
  const count = set.managedPolicies.length + set.customerManagedPolicies.length;
  if (count > maximumPolicies) {
    const advice = "merge some into a customer managed policy";
    problems.push(
      error(
        count === set.customerManagedPolicies.length ? own : managed,
        `has ${count} AWS and customer managed policies; at most ${maximumPolicies} are allowed: ${advice}`,
      ),
    );
  }
  if (count === 0 && !hasInline) {
    problems.push(
      warning(
        path,
        "has no policy, so that it allows nothing; give managedPolicies, customerManagedPolicies or inlinePolicy",
      ),
    );
  }
  return problems;
}

/** IAM doesn't tell names apart by upper and lower case (IAM User Guide, "IAM name requirements"). */
function repeated(names: readonly string[], path: string): Problem[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const earlier = first.get(name.toLowerCase());
    if (earlier === undefined) {
      first.set(name.toLowerCase(), index);
      return [];
    }
    return [
      error(pathOf(path, index), `"${name}" is listed twice, first at [${earlier}]; remove one`),
    ];
  });
}

function fullName({ path, name }: CustomerManagedPolicy): string {
  return path === "/" ? name : path + name;
}
