import { or, type Verdict } from "../../verdict.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import type { Constraint } from "./constraint.ts";
import { requiresExternalId } from "./externalAccount.ts";
import { type Fixed, text } from "./fixed.ts";
import { isFixed } from "./narrowKeys.ts";
import { restricts } from "./publicAccess.ts";

/**
 * Whether only such can use a statement as show no MFA: roles, networks of workloads, a vendor that shows
 * an external id.
 */
export function admitsNoPeople(policy: Policy, allow: Statement): Verdict {
  return or(requiresExternalId(policy, allow), restricts(policy, allow, isSystem));
}

function isSystem(constraint: Constraint): Verdict {
  switch (constraint.key) {
    case "aws:principalarn":
      return isFixed(constraint, roleArn);
    case "aws:userid":
      return isFixed(constraint, (value) => value.startsWith("AROA"));
    case "aws:principaltype":
      return isFixed(constraint, (value) => value === "AssumedRole" || value === "FederatedUser");
    case "aws:federatedprovider":
    case "aws:sourcevpc":
    case "aws:sourcevpce":
    case "ec2:sourceinstancearn":
    case "lambda:sourcefunctionarn":
      return isFixed(constraint, text);
    default:
      return "no";
  }
}

/** Of a template's placeholder: that of a resource, which a person seldom is. */
const roleArn: Fixed = (value) => /:(role|assumed-role)\//.test(value) || hasPlaceholder(value);
