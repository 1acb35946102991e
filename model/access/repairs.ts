import { awsManagedPolicies } from "../../policies/iam/awsManaged/awsManagedPolicies.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import { type Recoverer, repairsAccess } from "../../policies/iam/risk/recovery.ts";
import type { Verdict } from "../../policies/verdict.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Group } from "../schema/group.ts";
import type { PermissionSet } from "../schema/permissionSet.ts";
import { managedPolicyArn, managedPolicyName } from "../schema/policyArn.ts";
import type { LineMeaning } from "./line.ts";
import { contentOf, type SetContent } from "./setContent.ts";

/** Where administrators work. */
interface AdministrationPlace {
  /** 12 digits; absent where it isn't known, which is told elsewhere. */
  readonly administration: string | undefined;
  /** It is the delegated administrator's account, and not the management account. */
  readonly isDelegated: boolean;
}

const ADVICE =
  "attach AWSSSOMasterAccountAdministrator, and let neither a Deny nor the boundary take away sso:CreateAccountAssignment and sso:ProvisionPermissionSet";

/**
 * Administrators must be able to repair everybody's access: for good, in the management account or in that of the
 * delegated administrator whose stack it is, by one of their permission sets.
 */
export function repairProblems(
  group: Group,
  lines: readonly LineMeaning[],
  path: string,
  { permissionSets }: Configuration,
  { administration, isDelegated }: AdministrationPlace,
): Problem[] {
  if (!group.administrators || lines.some((line) => line.refused)) return [];
  if (administration === undefined) return [];
  const place = `the ${isDelegated ? "delegated administrator's" : "management"} account ${administration}`;
  const lasting = lines.filter(
    (line) => line.until === undefined && line.accounts.includes(administration),
  );
  if (lasting.length === 0) {
    return [
      error(
        path,
        `a group with administrators: true has no line without until that reaches ${place}; add one: { permissionSet: …, accounts: [${isDelegated ? `"${administration}"` : "management"}] }`,
      ),
    ];
  }
  const names = [...new Set(lasting.map(({ permissionSet }) => permissionSet))];
  const sets = names.map((name) => permissionSets[name]);
  // What is wrong with them is told where it is wrong.
  if (sets.some((set) => set === undefined || set.refused || hasNewPolicy(set))) return [];
  const verdicts = sets.map((set) => (set ? canRepairAccess(set) : "unknown"));
  if (verdicts.includes("yes")) return [];
  const which = firstFew(names.map((name) => pathOf("access:permissionSets", name)));
  if (verdicts.includes("unknown")) {
    return [
      warning(
        path,
        `whether these administrators can repair access can't be told from here: what ${which} allows is decided by policies or sets that are made elsewhere; make sure that it does, or ${ADVICE}`,
      ),
    ];
  }
  return [
    error(
      path,
      `a group with administrators: true could repair nobody's access: what it has for good in ${place}, ${which}, doesn't allow that; ${ADVICE}`,
    ),
  ];
}

/** AWS may have made it since, which is a warning of its own. */
function hasNewPolicy({ managedPolicies }: Pick<SetContent, "managedPolicies">): boolean {
  return !managedPolicies.every((name) => awsManagedPolicies.has(managedPolicyName(name)));
}

/**
 * Whether holders of a permission set can repair everybody's access in Identity Center. Unknown where a customer
 * managed policy decides, whose content each account has, of a set that is made elsewhere, and of one with a policy that
 * AWS made since.
 */
export function canRepairAccess(set: PermissionSet): Verdict {
  return set.existing ? "unknown" : repairs(contentOf(set));
}

/** The same of what a permission set holds. */
export function repairs(content: SetContent): Verdict {
  const { inlinePolicy, customerManagedPolicies, managedPolicies } = content;
  if (hasNewPolicy(content)) return "unknown";
  const inline = inlinePolicy ? [readPolicy(inlinePolicy, "identity")] : [];
  return repairsAccess(
    {
      awsManaged: managedPolicies.map(managedPolicyName),
      elsewhere: customerManagedPolicies.map(({ name }) => name),
      statements: inline.flatMap(({ statements }) => statements),
      isUnread: inline.some(({ isIncomplete }) => isIncomplete),
      isIncomplete: false,
      boundary: limitOf(content),
    },
    [],
  );
}

function limitOf({ managedBoundary, customerManagedBoundary }: SetContent): Recoverer["boundary"] {
  if (managedBoundary !== undefined) {
    return { elsewhere: managedPolicyArn(managedPolicyName(managedBoundary), "aws") };
  }
  return customerManagedBoundary === undefined
    ? "none"
    : { elsewhere: customerManagedBoundary.name };
}
