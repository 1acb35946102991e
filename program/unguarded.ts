import type { Organization } from "../model/access/organization.ts";
import type { ResolvedTarget } from "../model/access/policyTargets.ts";
import type { Deployed } from "../model/transition/deployed.ts";

/**
 * Where the guardrails are attached and, after this update, neither there nor anywhere above, as people call it. What
 * isn't in the organization any more is left out.
 */
export function unguarded(
  targets: readonly ResolvedTarget[],
  { accounts, isPartial, organizationalUnits, unitIds = new Map() }: Organization,
  { guardrailNames }: Pick<Deployed, "guardrailNames">,
): string[] {
  const units = new Map([...unitIds].map(([path, id]) => [id, path]));
  const guardedUnits = targets.flatMap((target) => ("unit" in target ? [target.unit] : []));
  const guardedAccounts = targets.flatMap((target) => ("account" in target ? target.account : []));
  const isGuarded = (path: string) =>
    guardedUnits.some((unit) => unit === "" || path === unit || path.startsWith(`${unit}/`));
  return [...guardrailNames.keys()].flatMap((id) => {
    if (guardedAccounts.includes(id) || isGuarded("")) return [];
    const account = accounts.find((one) => one.id === id);
    const path = account ? account.organizationalUnit : units.get(id);
    if (path === "" && !account) return [`the organization's root (${id})`];
    if (path !== undefined) return isGuarded(path) ? [] : [`${account?.name ?? path} (${id})`];
    const isRead = /^\d{12}$/.test(id) ? !isPartial && !account : organizationalUnits !== undefined;
    return isRead ? [] : [id];
  });
}
