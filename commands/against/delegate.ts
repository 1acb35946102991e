import type { GuardedOrganization } from "../organization/resolvedStack.ts";
import type { Comparison } from "./comparison.ts";
import { accountNameOf, placeOf } from "./words.ts";

const PATH = "access:delegatedAdministration.account";

/** An account that becomes delegated administrator of Identity Center. */
export interface NewDelegate {
  /** 12 digits. */
  readonly account: string;
  /** Whose place it takes. */
  readonly before?: string;
}

/** The account that one configuration registers, and the other doesn't. */
export function newDelegate(
  before: Pick<GuardedOrganization, "registeredId"> | undefined,
  after: Pick<GuardedOrganization, "registeredId">,
): NewDelegate | undefined {
  const [former, account] = [before?.registeredId, after.registeredId];
  if (account === undefined || account === former) return undefined;
  return { account, ...(former === undefined ? {} : { before: former }) };
}

/** The same as people call it, and where it is written. */
export function delegateWords({ account, before }: NewDelegate, comparison: Comparison) {
  const called = (id: string) => {
    const name = accountNameOf(comparison, id);
    return name === undefined ? id : `${name} (${id})`;
  };
  const inPlace = before === undefined ? "" : ` in place of ${called(before)}`;
  return { who: `account ${called(account)}${inPlace}`, place: placeOf(comparison, "after", PATH) };
}
