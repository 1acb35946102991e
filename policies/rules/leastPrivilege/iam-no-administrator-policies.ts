import { diagnosisOf } from "../../iam/risk/diagnosis.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import type { Report, Rule } from "../../rule.ts";
import { type Holder, holdersIn } from "../../stack/holder.ts";
import { exceeds } from "../../verdict.ts";
import { placeWithConditions } from "../text.ts";
import {
  type Approval,
  attachments,
  boundedAttachments,
  byName,
  hasAdministratorPolicy,
  ofUnknownPolicies,
  ofUnknownSets,
} from "./administratorAccess.ts";
import { mayBeBoundary } from "./boundaryUse.ts";
import { eachPolicy } from "./eachPolicy.ts";
import { diagnoseHolder } from "./holderEscalation.ts";

function* judge(fact: PolicyFact, today: string): Iterable<Report> {
  const { verdict, by } = diagnosisOf(fact.policy, today).administrator;
  const [first] = by;
  if (verdict === "no" || !first) return;
  const together =
    by.length > 1 ? ` and ${by.length - 1} more statements together allow` : " allows";
  yield {
    id: findingId("allows-everything", partOf(fact, first.place)),
    seen: `${placeWithConditions(fact, first)}${together} everything${verdict === "conditional" ? ", when a condition or a Deny lets it" : ""}`,
    wanted: "only what is needed",
    // Who must show MFA, or comes from an office, is an administrator still, but somebody thought about it.
    ...((verdict !== "yes" || isBounded(fact)) && { level: "advisory" as const }),
  };
}

/** Whether the policy stands in the declaration of a principal with a permissions boundary, which may leave little of it. */
function isBounded({ owner }: PolicyFact): boolean {
  return owner?.boundary !== undefined && owner.boundary !== null;
}

// A boundary that allows everything and denies nothing limits nothing.
const checks = eachPolicy<Approval>(judge, (fact) => !mayBeBoundary(fact));

export const iamNoAdministratorPolicies: Rule<Approval> = {
  id: "iam-no-administrator-policies",
  severity: "high",
  level: "mandatory",
  title: "Least privilege: no wildcard administrator policies",
  why: "whoever takes over such a role, user or group has taken over the account",
  fix: "allow the actions that are needed; give people administration for hours through a permission set instead",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  controls: {
    cis: { "3.0.0": "1.16", "4.0.0": "1.16", "5.0.0": "1.15", "6.0.0": "2.15", "7.0.0": "2.14" },
    securityHub: ["IAM.1"],
    bestPractice: "Apply least-privilege permissions",
  },
  settings: {
    approved: {
      description:
        "who may have AWS's administrator policies, such as AdministratorAccess and IAMFullAccess: kind/name, with wildcards, such as role/break-glass; kinds are user, group, role and permission-set",
      default: ["permission-set/*"],
      schema: { type: "array", items: { type: "string" } },
    },
  },
  facts: {
    ...checks.facts,
    attachment: (fact, { settings }) => attachments(fact, settings),
  },
  stack: {
    *check(stack, context) {
      yield* checks.stack.check(stack, context);
      yield* boundedAttachments(stack, context.settings);
      yield* ofUnknownSets(stack, context.settings);
      yield* ofUnknownPolicies(stack, context.settings);
      for (const holder of holdersIn(stack)) {
        yield* inUnion(holder, context.today);
        yield* byName(holder, context.settings);
      }
    },
  },
};

/** Policies none of which surely allows everything, but which do together, AWS's among them, or for this holder. */
function* inUnion(holder: Holder, today: string): Iterable<Report> {
  const { diagnosis, policies, limit } = diagnoseHolder(holder, today);
  const { verdict } = diagnosis.administrator;
  if (verdict === "no" || hasAdministratorPolicy(holder)) return;
  const alone = policies.map(({ policy }) => diagnosisOf(policy, today).administrator.verdict);
  if (alone.some((one) => one !== "no" && !exceeds(verdict, one))) return;
  const count = policies.length + holder.awsManaged.length;
  yield {
    id: "allows-everything-together",
    seen:
      count > 1
        ? `its ${count} policies together allow everything`
        : "its policy allows it everything: it meets the conditions always",
    wanted: "only what is needed",
    resource: holder.principal.resource,
    // What a boundary that isn't here leaves of it isn't known.
    ...((verdict !== "yes" || limit === "elsewhere") && { level: "advisory" as const }),
  };
}
