import { administration } from "../iam/administrator.ts";
import { allows } from "../iam/allows.ts";
import { awsManagedPolicy } from "../iam/awsManagedPolicy.ts";
import { parseDocument, type Statement } from "../iam/document.ts";
import type { Stack } from "../rule.ts";
import { list, object, text, UNKNOWN, type Unknown, type Value, type Verdict } from "../value.ts";
import { isSame, permissionSetOf, type Reference } from "./references.ts";
import {
  CUSTOMER_POLICIES,
  CUSTOMER_POLICY,
  INLINE_POLICY,
  MANAGED_POLICIES,
  MANAGED_POLICY,
  POLICY_TYPES,
} from "./types.ts";

/** What a permission set gives, as far as this stack tells. */
export interface Grants {
  /** AWS managed policies by name, such as `job-function/Billing`. */
  readonly managed: readonly string[];
  /** Customer managed policies by name. What they allow is written in each account. */
  readonly customer: readonly string[];
  /** Statements of the inline policy. */
  readonly inline: readonly Statement[];
  /** Whether some of it isn't known yet. */
  readonly incomplete: boolean;
}

/** Everything but the boundary, which grants nothing. */
export function grantsOf(set: Reference, stack: Stack): Grants {
  const managed: Value[] = [];
  const customer: Value[] = [];
  const inline: Statement[] = [];
  let incomplete = false;
  const add = (to: Value[], values: readonly Value[] | Unknown) => {
    if (values === UNKNOWN || values.includes(UNKNOWN)) incomplete = true;
    if (values !== UNKNOWN) to.push(...values);
  };
  for (const policy of stack.ofType(...POLICY_TYPES)) {
    const owner = permissionSetOf(policy, stack);
    if (owner === UNKNOWN) incomplete = true;
    if (owner === UNKNOWN || !isSame(owner, set)) continue;
    const { outputs } = policy;
    if (policy.type === MANAGED_POLICY) add(managed, [outputs.managedPolicyArn ?? UNKNOWN]);
    if (policy.type === MANAGED_POLICIES) add(managed, list(outputs.managedPolicyArns));
    if (policy.type === CUSTOMER_POLICY) {
      add(customer, [nameOf(outputs.customerManagedPolicyReference ?? UNKNOWN)]);
    }
    if (policy.type === CUSTOMER_POLICIES) {
      const references = list(outputs.customerManagedPolicyReferences);
      add(customer, references === UNKNOWN ? UNKNOWN : references.map(nameOf));
    }
    if (policy.type === INLINE_POLICY) {
      const parsed = parseDocument(outputs.inlinePolicy ?? UNKNOWN);
      if (parsed === UNKNOWN) incomplete = true;
      else inline.push(...(parsed.statements ?? []));
    }
  }
  return {
    managed: managed.flatMap((arn) =>
      typeof arn === "string" ? (awsManagedPolicy(arn) ?? []) : [],
    ),
    customer: customer.filter((name) => typeof name === "string"),
    inline,
    incomplete,
  };
}

function nameOf(reference: Value): Value {
  const known = object(reference);
  return known === UNKNOWN ? UNKNOWN : (text(known?.name) ?? null);
}

/** AWS managed policies that let their holder do anything, or grant it to themselves. */
const ADMINISTRATOR_POLICIES = [
  "AdministratorAccess",
  "IAMFullAccess",
  "AWSSSOMasterAccountAdministrator",
];

/**
 * What makes holders of these grants administrators of an account or of everybody's access.
 * PowerUserAccess doesn't: it leaves IAM out.
 *
 * @returns its name, or `undefined`
 */
export function administratorGrant({ managed, inline }: Grants): string | undefined {
  const policy = managed.find((name) => ADMINISTRATOR_POLICIES.includes(name));
  if (policy) return policy;
  return administration(inline).verdict === "no" ? undefined : "its inline policy";
}

/** Enough to give oneself any access again: the least that the last administrator needs. */
const RECOVERY = ["sso:CreateAccountAssignment", "sso:ProvisionPermissionSet"];

/**
 * Whether holders of these grants can repair everybody's access in Identity Center.
 *
 * @param customerManaged names of customer managed policies known to allow that
 */
export function administersIdentityCenter(
  { managed, customer, inline, incomplete }: Grants,
  customerManaged: readonly string[],
): Verdict {
  const policies = ["AdministratorAccess", "AWSSSOMasterAccountAdministrator"];
  if (managed.some((name) => policies.includes(name))) return "yes";
  if (customer.some((name) => customerManaged.includes(name))) return "yes";
  const permissions = RECOVERY.map((action) => allows(inline, action));
  if (permissions.every((permission) => permission === "yes")) return "yes";
  return incomplete || customer.length > 0 || !permissions.includes("no") ? "unknown" : "no";
}
