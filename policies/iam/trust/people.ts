import { or, type Verdict } from "../../verdict.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import type { Demand } from "./demand.ts";
import { type Fixed, text } from "./fixed.ts";
import { demandsExternalId } from "./foreignAccount.ts";
import { isFixed } from "./insiders.ts";
import { restricts } from "./strangers.ts";

/**
 * Whether only such can use a statement as show no MFA: roles, networks of workloads, a vendor that shows
 * an external id.
 */
export function admitsNoPeople(policy: Policy, allow: Statement): Verdict {
  return or(demandsExternalId(policy, allow), restricts(policy, allow, isSystem));
}

function isSystem(demand: Demand): Verdict {
  switch (demand.key) {
    case "aws:principalarn":
      return isFixed(demand, roleArn);
    case "aws:userid":
      return isFixed(demand, (value) => value.startsWith("AROA"));
    case "aws:principaltype":
      return isFixed(demand, (value) => value === "AssumedRole" || value === "FederatedUser");
    case "aws:federatedprovider":
    case "aws:sourcevpc":
    case "aws:sourcevpce":
    case "ec2:sourceinstancearn":
    case "lambda:sourcefunctionarn":
      return isFixed(demand, text);
    default:
      return "no";
  }
}

/** Of a template's placeholder: that of a resource, which a person seldom is. */
const roleArn: Fixed = (value) => /:(role|assumed-role)\//.test(value) || hasPlaceholder(value);
