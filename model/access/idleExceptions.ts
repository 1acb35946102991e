import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { AccountSelector } from "../schema/accountSelector.ts";
import type { Unusable } from "../schema/usable.ts";
import type { Selection, Selectors } from "./select.ts";

type Selector = AccountSelector | Unusable;

/** Accounts, what is left out of them, and what each selector means. */
export interface LeftOut {
  readonly accounts: readonly Selector[];
  readonly except: readonly Selector[];
  readonly given: readonly Selection[];
  readonly left: readonly Selection[];
  /** Of what holds the two lists. */
  readonly path: string;
}

/**
 * Exceptions that leave out nothing of what is given. One by tag or name, or of accounts that are given so, may be a
 * precaution: any account may get such a tag or name.
 */
export function idleExceptions(
  { accounts, except, given, left, path }: LeftOut,
  selectors: Selectors,
): Problem[] {
  const isKnown = given.every(({ sure, unjudged }) => sure.length > 0 && unjudged.length === 0);
  if (!isKnown || selectors.isPartial || !accounts.every(stays)) return [];
  const ids = new Set(given.flatMap(({ sure }) => sure));
  return left.flatMap(({ sure, unjudged }, index) => {
    const selector = except[index];
    const active = sure.filter((id) => selectors.isActive(id));
    const isIdle = unjudged.length === 0 && active.length > 0 && !active.some((id) => ids.has(id));
    if (!isIdle || selector === undefined || !stays(selector)) return [];
    const isManagement =
      accounts.some((one) => "all" in one) && active.every((id) => selectors.isManagement(id));
    const why = isManagement ? "all never means the management account" : "no account is in both";
    return [
      warning(
        pathOf(path, "except", index),
        `has no effect, since accounts beside it don't mean what it leaves out: ${why}; remove it, or correct one of the two`,
      ),
    ];
  });
}

/** Whether what a selector means stays so when accounts get other tags and names. */
function stays(selector: Selector): boolean {
  if ("unusable" in selector) return false;
  return !("nested" in selector) || (selector.tag === undefined && selector.name === undefined);
}
