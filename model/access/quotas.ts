import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Access } from "./access.ts";

/** Permission sets that an account takes unless AWS raises the quota (IAM Identity Center User Guide, "Quotas"). */
const usualPermissionSets = 500;

/** Accounts that get more permission sets than AWS allows without a raised quota. */
export function permissionSetQuotaProblems({ groups }: Access): Problem[] {
  const sets = new Map<string, Set<string>>();
  for (const [permissionSet, accounts] of [...groups.values()].flatMap((group) => [...group])) {
    for (const account of accounts.keys()) {
      const known = sets.get(account);
      if (known) known.add(permissionSet);
      else sets.set(account, new Set([permissionSet]));
    }
  }
  const over = [...sets].filter(([, known]) => known.size > usualPermissionSets).sort();
  if (over.length === 0) return [];
  const accounts = firstFew(over.map(([account, known]) => `${account} (${known.size})`));
  return [
    warning(
      "access:groups",
      `these accounts get more than ${usualPermissionSets} permission sets, which AWS allows only after raising the quota: ${accounts}; ask for it first, or give them fewer`,
    ),
  ];
}
