import { or, type Verdict } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import type { Demand } from "./demand.ts";
import { arn, type Fixed, text, uniqueId } from "./fixed.ts";
import { excludesStrangers, isFixed, ORGANIZATION_KEYS } from "./insiders.ts";
import { demandsMfa } from "./mfa.ts";
import { restricts } from "./strangers.ts";

/**
 * Whether another account's administrators can't let just anyone use a statement: it asks for an external
 * id, which keeps a vendor from being used by its other customers ("The confused deputy problem"), for the
 * organization, for certain principals, or for a person with MFA.
 */
export function guardsAgainstAccount(policy: Policy, allow: Statement): Verdict {
  return or(restricts(policy, allow, isGuard), demandsMfa(policy, allow));
}

/** A text that isn't empty: `*` is no secret between two. */
const externalId: Fixed = (value, wildcards) => value !== "" && text(value, wildcards);

function isGuard(demand: Demand): Verdict {
  const { key } = demand;
  if (key === "sts:externalid") return isFixed(demand, externalId);
  if (ORGANIZATION_KEYS.has(key)) return excludesStrangers(demand);
  if (key === "aws:principalarn") return isFixed(demand, principal);
  if (key === "aws:userid") return isFixed(demand, uniqueId);
  if (key.startsWith("aws:principaltag/")) return isFixed(demand, text);
  return key === "aws:sourcevpc" || key === "aws:sourcevpce" ? excludesStrangers(demand) : "no";
}

/** The ARN of a principal that says more than the account. */
const principal: Fixed = (value, wildcards) => arn(value, wildcards) && !/:(\*|root)$/.test(value);

/** Whether a statement asks for an external id, as for a vendor's systems, which have no MFA. */
export function demandsExternalId(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, (demand) =>
    demand.key === "sts:externalid" ? isFixed(demand, externalId) : "no",
  );
}

/** Whether a statement is for the accounts of an organization only. */
export function demandsOrganization(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, (demand) =>
    ORGANIZATION_KEYS.has(demand.key) ? excludesStrangers(demand) : "no",
  );
}
