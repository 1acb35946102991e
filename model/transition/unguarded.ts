import type { Organization } from "../access/organization.ts";
import type { ResolvedTarget } from "../access/policyTargets.ts";

/** Where guardrails were attached: an account, a unit by its path, or what only its id is known of. */
export interface Attached {
  readonly account?: string;
  readonly unit?: string;
  /** Id of it; absent where nobody asked AWS. */
  readonly id?: string;
}

/**
 * Where the guardrails were attached and are, after a change, neither there nor anywhere above, as people call it. What
 * isn't in the organization any more is left out.
 */
export function unguarded(
  before: readonly Attached[],
  targets: readonly ResolvedTarget[],
  { accounts, isPartial, organizationalUnits }: Organization,
): string[] {
  const guardedUnits = targets.flatMap((target) => ("unit" in target ? [target.unit] : []));
  const guardedAccounts = targets.flatMap((target) => ("account" in target ? target.account : []));
  const isGuarded = (path: string) =>
    guardedUnits.some((unit) => unit === "" || path === unit || path.startsWith(`${unit}/`));
  return before.flatMap(({ account: accountId, unit, id = accountId }) => {
    if (isGuarded("") || (accountId !== undefined && guardedAccounts.includes(accountId)))
      return [];
    const called = (name: string) => (id === undefined ? name : `${name} (${id})`);
    if (unit === "") return [called("the organization's root")];
    const account = accounts.find((one) => one.id === accountId);
    const path = account ? account.organizationalUnit : unit;
    if (path !== undefined && isGuarded(path)) return [];
    const isGone =
      accountId === undefined
        ? organizationalUnits !== undefined && !organizationalUnits.includes(unit ?? "")
        : !isPartial && !account;
    if (isGone) return [];
    const name = account && path !== undefined ? account.name : unit;
    return name === undefined ? (id ?? []) : [called(name)];
  });
}
