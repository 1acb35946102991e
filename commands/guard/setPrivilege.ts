import { awsManagedPolicy } from "../../policies/iam/awsManaged/awsManagedPolicy.ts";
import { meaningOf } from "../../policies/iam/awsManaged/catalogue.ts";
import { administersIdentityCenter } from "../../policies/rules/identityCenter/recovery.ts";
import type { Holder } from "../../policies/stack/holder.ts";
import { managementPrivilegeOf, privilegeOf } from "../../policies/stack/privilege.ts";
import { or, type Verdict } from "../../policies/verdict.ts";

/** Whether somebody, or something, administers, and why. */
export interface Judged {
  readonly verdict: Verdict;
  /** For messages, such as `permission set administrator in 000000000001`. */
  readonly by: string;
}

const UNREAD = "one of its policies isn't known here";
export const NO: Judged = { verdict: "no", by: "" };

/** Whether its holders can give themselves what they weren't given, wherever they hold it. */
export function privilege(holder: Holder): Judged {
  const { verdict, by } = privilegeOf(holder);
  return verdict === "unknown" ? { verdict, by: UNREAD } : { verdict, by };
}

/** AWS managed policies of a set that administer an account or Identity Center, or that nobody here knows. */
export function administeringPolicies({ awsManaged }: Holder): readonly string[] {
  return awsManaged.filter((name) => {
    const meaning = meaningOf(name);
    return !meaning || meaning.administers !== undefined;
  });
}

/** Whether its holders administer where they hold it in the management account. */
export function inManagementAccount(holder: Holder): Judged {
  const { verdict, by } = managementPrivilegeOf(holder);
  if (verdict === "yes") return { verdict, by };
  const isNew = holder.awsManaged.some((name) => !meaningOf(name));
  const all = or(verdict, administersIdentityCenter(holder, []), isNew ? "unknown" : "no");
  if (all === "yes") return { verdict: all, by: "which repairs everybody's access" };
  const [own] = holder.elsewhere.filter((name) => awsManagedPolicy(name) === undefined);
  const why = own === undefined ? UNREAD : `what ${own} allows is written in each account`;
  return all === "unknown" ? { verdict: all, by: why } : NO;
}
