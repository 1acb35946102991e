import type { Verdict } from "../../verdict.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";

/** What stands for the stack's own account in a CloudFormation template. */
export const ACCOUNT_ID = /^\$\{AWS::AccountId\}$/;

/**
 * Whether an account is one of the owner's.
 *
 * @param account 12 digits, or a placeholder such as `${AWS::AccountId}`, which is the stack's own account
 * @param own accounts known to be; empty when none is known, and then no other account is sure not to be
 */
export function isOwn(account: string, own: ReadonlySet<string>): Verdict {
  if (own.has(account) || ACCOUNT_ID.test(account)) return "yes";
  if (hasPlaceholder(account)) return "unknown";
  return own.size === 0 ? "unknown" : "no";
}
