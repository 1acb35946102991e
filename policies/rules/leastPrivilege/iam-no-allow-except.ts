import type { Statement } from "../../iam/policy/statement.ts";
import type { AllowExcept } from "../../iam/risk/allowExcept.ts";
import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import { isStar } from "../../iam/risk/resourceStar.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Finding, Rule } from "../../rule.ts";
import { some } from "../text.ts";
import { eachPolicy } from "./eachPolicy.ts";

const checks = eachPolicy(function* (fact, today) {
  for (const { by, element, isDenied } of diagnosisOf(fact.policy, today).allowExcepts) {
    yield finding(fact, by, element, isDenied);
  }
});

export const iamNoAllowExcept: Rule = {
  id: "iam-no-allow-except",
  severity: "medium",
  level: "mandatory",
  title: "Least privilege: no Allow with NotAction, NotResource or NotPrincipal",
  why: "such an Allow grows with every service, resource and account that is ever added, and what it should leave out is easily forgotten",
  fix: "list what is allowed: Action, Resource and Principal; take away with a Deny what must never be allowed",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  controls: { bestPractice: "Apply least-privilege permissions" },
  settings: {},
  ...checks,
  facts: {
    policy: (fact, context) => {
      return fact.use === "trust" || fact.use === "resource"
        ? exceptPrincipals(fact)
        : (checks.facts.policy?.(fact, context) ?? []);
    },
  },
};

/** Policies of roles and resources, which name principals. */
function* exceptPrincipals(fact: PolicyFact): Iterable<Finding> {
  for (const statement of fact.policy.statements) {
    if (statement.effect !== "Allow") continue;
    const { actions, notActions, notPrincipals } = statement;
    if (notPrincipals) yield finding(fact, statement, "NotPrincipal");
    if (notActions) yield finding(fact, statement, "NotAction");
    // Of other resources an account may get everything, as in the default policy of a key.
    const isAll = fact.use === "trust" && actions?.known.some((one) => /^(sts:)?\*+$/i.test(one));
    if (isAll) yield finding(fact, statement, "Action");
  }
}

const WANTED = {
  NotAction: "Action with what is needed",
  Action: "the actions that are needed",
  NotResource: "Resource with what it is needed for",
  NotPrincipal: "Principal with those who need it",
} as const;

function finding(
  fact: PolicyFact,
  statement: Statement,
  element: AllowExcept["element"],
  isDenied = false,
): Finding {
  return {
    id: findingId(
      `allow-${element.toLowerCase().replace("not", "not-")}`,
      partOf(fact, statement.place),
    ),
    seen: `${statementPlace(fact, statement)} ${exception(statement, element, isDenied)}`,
    wanted: WANTED[element],
    ...(isWeak(statement, element) && { level: "advisory" as const }),
  };
}

/** NotAction is how PowerUserAccess works; all resources but all are none, which nobody means. */
function isWeak({ notResources }: Statement, element: AllowExcept["element"]): boolean {
  return /Action$/.test(element) || (notResources?.known.some(isStar) ?? false);
}

function exception(
  { notActions, notResources, notPrincipals, principals }: Statement,
  element: AllowExcept["element"],
  isDenied: boolean,
): string {
  switch (element) {
    case "NotAction":
      return `allows all actions but ${some(notActions?.known ?? [])}`;
    case "NotResource":
      return `allows on all resources but ${some(notResources?.known ?? [])}`;
    case "NotPrincipal":
      return `allows all principals but ${some((notPrincipals?.known ?? []).map(({ value }) => value))}, anonymous ones among them`;
    default:
      return principals
        ? "allows all actions on the role, of which tagging and naming its sessions are some"
        : `allows all actions, and only ${isDenied ? "a Deny takes" : "conditions take"} some away`;
  }
}
