import type { Statement } from "../../iam/policy/statement.ts";
import { conditionText } from "../../iam/trust/conditionText.ts";
import { isAboutMfa, mfaEffect } from "../../iam/trust/mfa.ts";
import { type MfaFault, mfaFaults } from "../../iam/trust/mfaFault.ts";
import { type Principal, principalsOf } from "../../iam/trust/principal.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";

export const iamMfaConditionsWork: Rule = {
  id: "iam-mfa-conditions-work",
  severity: "high",
  level: "mandatory",
  title: "MFA conditions work as intended",
  why: "requests with access keys carry no MFA key at all, and sessions by SAML, OIDC and Identity Center never a true one: a condition that forgets it lets everybody pass, or nobody",
  fix: 'to allow with MFA only, use {"Bool": {"aws:MultiFactorAuthPresent": "true"}}; to deny without MFA, use {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}; for people of Identity Center, demand MFA there',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  controls: { bestPractice: "Require multi-factor authentication (MFA)" },
  settings: {},
  facts: {
    *policy(fact) {
      if (isOfPermissionSet(fact)) {
        for (const statement of fact.policy.statements) yield* inPermissionSet(fact, statement);
        return;
      }
      const faults = mfaFaults(fact.policy);
      for (const fault of faults) yield ineffective(fact, fault);
      if (fact.use !== "trust") return;
      for (const statement of fact.policy.statements) {
        if (!faults.some((fault) => fault.statement === statement))
          yield* ofOthers(fact, statement);
      }
    },
  },
};

const WANTED = {
  Allow:
    'Bool aws:MultiFactorAuthPresent "true" (or NumericLessThan aws:MultiFactorAuthAge), which holds for requests with MFA only',
  Deny: 'BoolIfExists aws:MultiFactorAuthPresent "false", which holds for all requests without MFA',
} as const;

function ineffective(fact: PolicyFact, { id, statement, conditions, means }: MfaFault): Report {
  const { effect } = statement;
  return {
    id: findingId(id, partOf(fact, statement.place)),
    seen: `${statementPlace(fact, statement)}: ${effect} with ${conditions.map(conditionText).join(" and ")}; ${means}`,
    wanted: WANTED[effect],
    ...(id === "wrong-type" && { level: "advisory" as const }),
  };
}

function isOfPermissionSet({ owner, holders }: PolicyFact): boolean {
  return (
    owner?.principal === "permission-set" ||
    holders.some(({ target }) => target === "permission-set")
  );
}

/**
 * Its sessions come by SAML, of which AWS can't tell whether the provider asked for MFA ("Secure API access
 * with MFA").
 */
function* inPermissionSet(fact: PolicyFact, statement: Statement): Iterable<Report> {
  const conditions = statement.conditions.filter(isAboutMfa);
  if (conditions.length === 0) return;
  const text = conditions.map(conditionText).join(" and ");
  yield {
    id: findingId("permission-set", partOf(fact, statement.place)),
    seen: `${statementPlace(fact, statement)}: ${statement.effect} with ${text} in a permission set, whose sessions never show MFA`,
    wanted: "no condition on MFA: Identity Center asks for it at sign-in, as its settings say",
    fix: "remove the condition, and have Identity Center prompt for MFA at every sign-in",
  };
}

/** An Allow that asks MFA of those who can't show it. */
function* ofOthers(fact: PolicyFact, statement: Statement): Iterable<Report> {
  const effect = mfaEffect(statement);
  if (statement.effect !== "Allow" || !effect) return;
  if (effect["access keys"] !== "no" || effect["session without MFA"] !== "no") return;
  const others = principalsOf(statement).known.filter(neverShowsMfa);
  if (others.length === 0) return;
  const names = others.flatMap((principal) => ("text" in principal ? [principal.text] : []));
  yield {
    id: findingId("principal", partOf(fact, statement.place)),
    seen: `${statementPlace(fact, statement)} asks MFA of ${names.join(", ")}, which can never show it: nobody can assume the role so`,
    wanted: "a condition on MFA for users and accounts only, and a statement of its own for others",
    fix: "remove the condition on MFA from the statement of these principals",
  };
}

function neverShowsMfa(principal: Principal): boolean {
  switch (principal.kind) {
    case "service":
    case "saml":
    case "oidc":
      return true;
    case "role":
    case "session":
      return principal.identityCenter;
    default:
      return false;
  }
}
