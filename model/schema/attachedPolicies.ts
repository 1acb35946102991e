import { z } from "zod";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { patterned, text } from "./field.ts";
import { managedPolicyForm, managedPolicyName } from "./policyArn.ts";

/** An inline policy as stack files give it; what it says is read by readInlinePolicy. */
export const inlinePolicy = z
  .union([text(1024), z.record(z.string(), z.unknown())])
  .describe(
    "Policy document, or the path of a .json file beside the stack file. At most 10,240 characters without white space, of Latin-1.",
  );

const policyName = patterned(
  128,
  /^[\w+=,.@-]+$/,
  "letters, digits and _ + = , . @ - are allowed in the name of a policy; give its path as { name, path }",
);

/** Form of an IAM path (IAM API, CreatePolicy). */
const policyPath = patterned(
  512,
  /^\/([A-Za-z0-9.,+@=_-]+\/)*$/,
  "a path begins and ends with a slash, such as /boundaries/",
);

/** A policy that AWS looks up by name and path in each account that the permission set reaches. */
export const customerManagedPolicy = z.union([
  policyName.transform((policy) => ({ name: policy, path: "/" })),
  z.strictObject({
    name: policyName.describe("Name of the policy, without its path."),
    path: policyPath.default("/").describe("Path of the policy. Default: /."),
  }),
]);

/** An AWS managed policy, by name or ARN. @param own where policies of one's own are written instead */
function managedPolicyBeside(own: string) {
  return patterned(
    2048,
    managedPolicyForm,
    `the name of an AWS managed policy is wanted, with its path if it has one (job-function/ViewOnlyAccess), or its ARN; ${own}`,
  );
}

/** An AWS managed policy of a permission set. */
export const managedPolicy = managedPolicyBeside(
  "policies of your own belong in customerManagedPolicies",
);

/** The same of a role for emergencies, which takes none of one's own: each of its accounts would have to have it. */
export const managedPolicyOfRole = managedPolicyBeside(
  "what a policy of your own allows belongs in inlinePolicy",
);

/** The policy that bounds a permission set: AWS's, or one's own. */
export const permissionsBoundary = z
  .strictObject({
    managedPolicy: managedPolicyBeside("a policy of your own belongs in customerManagedPolicy")
      .describe("AWS managed policy, by name or ARN.")
      .exactOptional(),
    customerManagedPolicy: customerManagedPolicy
      .describe(
        "Your own policy, by name or { name, path }; it must exist in every account reached.",
      )
      .exactOptional(),
  })
  .refine(
    (given) => (given.managedPolicy === undefined) !== (given.customerManagedPolicy === undefined),
    { error: "a boundary is one policy: give either managedPolicy or customerManagedPolicy" },
  )
  .transform(({ managedPolicy: managed, customerManagedPolicy: own }) =>
    own ? { customerManagedPolicy: own } : { managedPolicy: managed ?? "" },
  );

/** A customer managed policy; `path` begins and ends with a slash. */
type CustomerManagedPolicy = z.output<typeof customerManagedPolicy>;

/** The policies of a permission set or role that aren't its own. */
interface AttachedPolicies {
  readonly managedPolicies: readonly string[];
  /** Absent where there is no such key. */
  readonly customerManagedPolicies?: readonly CustomerManagedPolicy[];
}

/** AWS and customer managed policies together that a permission set takes (IAM Identity Center User Guide, "Quotas"). */
const maximumPolicies = 20;

/** What is wrong with the policies of a permission set or role, taken together. */
export function policyProblems(
  { managedPolicies, customerManagedPolicies }: AttachedPolicies,
  hasInline: boolean,
  path: string,
): Problem[] {
  const customerManaged = customerManagedPolicies ?? [];
  const managed = pathOf(path, "managedPolicies");
  const own = pathOf(path, "customerManagedPolicies");
  const problems = [
    ...repeated(managedPolicies.map(managedPolicyName), managed),
    ...repeated(customerManaged.map(fullName), own),
  ];
  const count = managedPolicies.length + customerManaged.length;
  if (count > maximumPolicies) {
    const advice = "merge some into a customer managed policy";
    problems.push(
      error(
        count === customerManaged.length ? own : managed,
        `has ${count} AWS and customer managed policies; at most ${maximumPolicies} are allowed: ${advice}`,
      ),
    );
  }
  if (count === 0 && !hasInline) {
    problems.push(
      warning(
        path,
        `has no policy, so that it allows nothing; give managedPolicies${customerManagedPolicies ? ", customerManagedPolicies" : ""} or inlinePolicy`,
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
