import type { AccountDirectory } from "../access/accountDirectory.ts";
import type { Account, Organization } from "../access/organization.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import type { DelegatedAdministration } from "../schema/delegatedAdministration.ts";

const ACCOUNT = pathOf("access:delegatedAdministration", "account");

/** The delegated administrator's account, and what is wrong with the one that is named. */
export interface Delegate {
  /** 12 digits; absent where there is none, or none that can be found. */
  readonly id?: string;
  readonly problems: readonly Problem[];
}

/** Finds the account that is named: an active member of the organization. */
export function findDelegate(
  section: DelegatedAdministration | undefined,
  directory: AccountDirectory,
  { managementAccountId }: Pick<Organization, "managementAccountId">,
): Delegate {
  if (!section) return { problems: [] };
  const { account } = section;
  const found = directory.find(account === "management" ? managementAccountId : account, "account");
  if (!("id" in found)) {
    if (directory.isMisdeclared(account)) return { problems: [] };
    if (found.closed) return { problems: [error(ACCOUNT, closed(found.closed, section))] };
    const { problem, kind } = found;
    const told = kind === "unjudged" ? warning(ACCOUNT, problem) : error(ACCOUNT, problem);
    return { problems: [{ ...told, ...(kind && { kind }) }] };
  }
  if (found.id === managementAccountId) {
    const why = `${found.id} is the management account, which administers Identity Center as it is; name a member account, or remove access:delegatedAdministration`;
    return { problems: [error(ACCOUNT, why)] };
  }
  return { id: found.id, problems: [] };
}

/**
 * AWS registers no closed account as delegated administrator (Organizations API Reference, ConstraintViolationException,
 * CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR); who is registered is deregistered by the management
 * account, which changes nobody's access (IAM Identity Center User Guide, "Deregister a member account"). AWS Support
 * reopens an account within 90 days (CloseAccount).
 */
function closed({ id, state }: Account, section: DelegatedAdministration): string {
  const { account, stack, otherStack } = section;
  const called = account === id ? id : `"${account}" (${id})`;
  const seen = `account ${called} is ${state}, and administers nothing any more`;
  if (stack === "management") {
    return `${seen}: name another active member account, which is registered once this one is deregistered, or take access:delegatedAdministration out, which deregisters it; nobody loses access elsewhere. Or have AWS Support reopen the account, within 90 days`;
  }
  const other = otherStack === undefined ? "the management account's stack" : `stack ${otherStack}`;
  const back =
    otherStack === undefined
      ? ""
      : ` (npm run move -- --from THIS_STACK --to ${otherStack}, docs/delegated-administration.md)`;
  return `${seen}, and its credentials can't deploy this stack: in ${other}, with credentials of the management account, name another active member account, and then the same here; or take access:delegatedAdministration out there, and move this stack's entries there${back}. Nobody loses access elsewhere. Or have AWS Support reopen the account, within 90 days`;
}

/** What is wrong with the credentials that a stack runs with; `undefined` when they are of the account that it says. */
export function credentialsProblem(
  { stack }: DelegatedAdministration,
  accounts: { readonly caller: string; readonly management: string; readonly delegate?: string },
): Problem | undefined {
  const { caller, management, delegate } = accounts;
  const wanted = stack === "management" ? management : delegate;
  if (wanted === undefined || wanted === caller) return undefined;
  const [whose, other] =
    stack === "management"
      ? ["the management account", "delegated"]
      : ["the delegated administrator", "management"];
  const why = `is ${stack}, which runs with credentials of ${whose} (${wanted}), and these are of account ${caller}; use those of ${wanted}, or, where this is the other stack, write ${other}`;
  return error(pathOf("access:delegatedAdministration", "stack"), why);
}
