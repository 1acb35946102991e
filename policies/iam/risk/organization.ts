import { exceeds } from "../../verdict.ts";
import { type Grants, type Reach, reach } from "../reach/reach.ts";

/**
 * Each lets its holder in the management account rule the organization's accounts: take guardrails from them, take them out
 * of the organization or close them, or hand a service such as Identity Center to an account that it has. Elsewhere AWS
 * refuses them to all but delegated administrators ("Actions, resources, and condition keys for AWS Organizations").
 */
export const ORGANIZATION_ACTIONS: readonly string[] = [
  "organizations:CloseAccount",
  "organizations:DetachPolicy",
  "organizations:DisablePolicyType",
  "organizations:MoveAccount",
  "organizations:PutResourcePolicy",
  "organizations:RegisterDelegatedAdministrator",
  "organizations:RemoveAccountFromOrganization",
  "organizations:UpdatePolicy",
];

/** The one of these actions that is reached furthest in the management account. */
export function rulesOrganization(grants: Grants): Reach & { readonly action: string } {
  let best: Reach & { action: string } = { verdict: "no", action: "" };
  for (const action of ORGANIZATION_ACTIONS) {
    for (const service of POWERFUL_SERVICES) {
      const asking = { "organizations:serviceprincipal": service };
      const found = reach(grants, { action, on: "all", asking, stance: "attacker" });
      if (exceeds(found.verdict, best.verdict)) best = { ...found, action };
      if (best.verdict === "yes") return best;
    }
  }
  return best;
}

/** Whoever administers these for an organization reaches into all of its accounts. */
const POWERFUL_SERVICES = [
  "sso.amazonaws.com",
  "member.org.stacksets.cloudformation.amazonaws.com",
  "iam.amazonaws.com",
];
