import { and, type Verdict } from "../../verdict.ts";
import { awsManagedPolicy } from "../awsManaged/awsManagedPolicy.ts";
import { meaningOf, statementsOf } from "../awsManaged/catalogue.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { EVERYTHING } from "./everyAction.ts";

/** What somebody holds who may be the last to administer Identity Center. */
export interface Recoverer {
  /** AWS managed policies by name, such as `job-function/Billing`. */
  readonly awsManaged: readonly string[];
  /** Names, or ARNs, of policies whose content isn't known here. */
  readonly elsewhere: readonly string[];
  /** Statements of the policies whose content is known. */
  readonly statements: readonly Statement[];
  /** Whether some of these policies aren't known completely: they may allow more, or deny. */
  readonly isUnread: boolean;
  /** Whether it may hold more policies than these. */
  readonly isIncomplete: boolean;
  /** Statements of its boundary, or name or ARN of one that isn't known here. */
  readonly boundary:
    | "none"
    | "unknown"
    | { readonly statements: readonly Statement[] }
    | { readonly elsewhere: string };
}

/** Enough to give oneself any access again: the least that the last administrator needs. */
export const RECOVERY_ACTIONS: readonly string[] = [
  "sso:CreateAccountAssignment",
  "sso:ProvisionPermissionSet",
];

/**
 * Whether holders can repair everybody's access in Identity Center: what their policies allow, less what they deny, within
 * their boundary.
 *
 * @param customerManaged names of customer managed policies known to allow that
 */
export function repairsAccess(who: Recoverer, customerManaged: readonly string[]): Verdict {
  const { awsManaged, elsewhere, isUnread, isIncomplete } = who;
  const denials = statementsOf(awsManaged).filter(({ effect }) => effect === "Deny");
  const statements = [...who.statements, ...denials];
  const isNamed =
    awsManaged.some((name) => meaningOf(name)?.repairs) ||
    elsewhere.some((name) => customerManaged.includes(nameOf(name)));
  // What is denied stays so, whatever else may allow it.
  const most = permits([...EVERYTHING, ...statements]);
  const allowed = isNamed ? most : permits(statements);
  const mayAllow = isIncomplete || isUnread || elsewhere.length > 0;
  const given = allowed === "no" && most !== "no" && mayAllow ? "unknown" : allowed;
  return and(given, isUnread ? "unknown" : "yes", within(who, customerManaged));
}

function permits(identity: readonly Statement[], boundary?: readonly Statement[]): Verdict {
  return and(...RECOVERY_ACTIONS.map((action) => allows(identity, action, boundary)));
}

/** Under a condition on who asks, an Allow counts as not known; a Deny leaves it to those whom it doesn't mean. */
function allows(
  identity: readonly Statement[],
  action: string,
  boundary?: readonly Statement[],
): Verdict {
  const wanted = { action, on: "all", stance: "reviewer" } as const;
  const grants: Grants = { identity, ...(boundary && { boundary }) };
  const { verdict } = reach(grants, wanted);
  if (verdict !== "conditional") return verdict;
  const undenied: Grants = {
    identity: allowsOf(identity),
    ...(boundary && { boundary: allowsOf(boundary) }),
  };
  return reach(undenied, wanted).verdict === "yes" ? "yes" : "unknown";
}

function allowsOf(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ effect }) => effect === "Allow");
}

/** Whether the boundary leaves it. */
function within({ boundary }: Recoverer, customerManaged: readonly string[]): Verdict {
  if (boundary === "none") return "yes";
  if (boundary === "unknown") return "unknown";
  if ("statements" in boundary) return permits(EVERYTHING, boundary.statements);
  const name = awsManagedPolicy(boundary.elsewhere);
  if (name === undefined) {
    return customerManaged.includes(nameOf(boundary.elsewhere)) ? "yes" : "unknown";
  }
  const meaning = meaningOf(name);
  if (!meaning) return "unknown";
  if (meaning.repairs) return "yes";
  // One that leaves Identity Center may leave out what assignments in the management account need of IAM.
  return permits(EVERYTHING, meaning.statements) === "no" ? "no" : "unknown";
}

/** A permission set names customer managed policies, a role has their ARNs. */
function nameOf(policy: string): string {
  return policy.startsWith("arn:") ? policy.slice(policy.lastIndexOf("/") + 1) : policy;
}
