import { or, type Verdict } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import type { Constraint } from "./constraint.ts";
import { arn, type Fixed, text, uniqueId } from "./fixed.ts";
import { requiresMfa } from "./mfa.ts";
import { excludesPublic, isFixed, ORGANIZATION_KEYS } from "./narrowKeys.ts";
import { restricts } from "./publicAccess.ts";

/**
 * Whether another account's administrators can't let just anyone use a statement: it asks for an external
 * id, which keeps a vendor from being used by its other customers ("The confused deputy problem"), for the
 * organization, for certain principals, or for a person with MFA.
 */
export function guardsAgainstAccount(policy: Policy, allow: Statement): Verdict {
  return or(restricts(policy, allow, isGuard), requiresMfa(policy, allow));
}

/** A text that isn't empty: `*` is no secret between two. */
const externalId: Fixed = (value, wildcards) => value !== "" && text(value, wildcards);

function isGuard(constraint: Constraint): Verdict {
  const { key } = constraint;
  if (key === "sts:externalid") return isFixed(constraint, externalId);
  if (ORGANIZATION_KEYS.has(key)) return excludesPublic(constraint);
  if (key === "aws:principalarn") return isFixed(constraint, principal);
  if (key === "aws:userid") return isFixed(constraint, uniqueId);
  if (key.startsWith("aws:principaltag/")) return isFixed(constraint, text);
  return key === "aws:sourcevpc" || key === "aws:sourcevpce" ? excludesPublic(constraint) : "no";
}

/** The ARN of a principal that says more than the account. */
const principal: Fixed = (value, wildcards) => arn(value, wildcards) && !/:(\*|root)$/.test(value);

/** Whether a statement asks for an external id, as for a vendor's systems, which have no MFA. */
export function requiresExternalId(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, (constraint) =>
    constraint.key === "sts:externalid" ? isFixed(constraint, externalId) : "no",
  );
}

/** Whether a statement is for the accounts of an organization only. */
export function requiresOrganization(policy: Policy, allow: Statement): Verdict {
  return restricts(policy, allow, (constraint) =>
    ORGANIZATION_KEYS.has(constraint.key) ? excludesPublic(constraint) : "no",
  );
}
