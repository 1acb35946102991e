import type { AccountDirectory } from "../access/accountDirectory.ts";
import type { Organization } from "../access/organization.ts";
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
  const found = directory.find(account === "management" ? managementAccountId : account);
  if (!("id" in found)) {
    if (directory.isMisdeclared(account)) return { problems: [] };
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
