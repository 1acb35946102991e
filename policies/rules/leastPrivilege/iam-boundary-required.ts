import type { Grants } from "../../iam/reach/reach.ts";
import type { Diagnosis } from "../../iam/risk/diagnosis.ts";
import { identityWriting } from "../../iam/risk/identityWriting.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";
import { boundlessFor } from "../../stack/boundless.ts";
import { heldPolicies, holdersIn } from "../../stack/holder.ts";
import { resourcesText, some } from "../text.ts";
import { isHeldHere, unlessBoundary } from "./boundaryUse.ts";
import { diagnoseAlone, diagnoseHolder } from "./holderEscalation.ts";

export const iamBoundaryRequired: Rule = {
  id: "iam-boundary-required",
  severity: "medium",
  level: "advisory",
  title: "Anyone who can write policies must have a permissions boundary",
  why: "who may create a role and write its policy can give it everything, and then act as it",
  fix: 'allow writing only with {"StringEquals": {"iam:PermissionsBoundary": "arn:…"}}, or only policies that iam:PolicyARN names; or give the writer a permissions boundary that demands it',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate",
  controls: {
    bestPractice: "Use permissions boundaries to delegate permissions management within an account",
  },
  settings: {},
  stack: {
    *check(stack, { today }) {
      for (const holder of holdersIn(stack)) {
        const { boundary, principal } = holder;
        // What a group gives is judged with its members, who may have boundaries, if the stack has any.
        if (boundary !== "none") continue;
        const { diagnosis } = diagnoseHolder(holder, today);
        yield* judge(
          heldPolicies(holder),
          diagnosis,
          principal.resource,
          "it has no permissions boundary",
          { today, boundless: holder.boundless },
        );
      }
      for (const fact of stack.facts("policy")) {
        if (fact.use !== "identity" || isHeldHere(fact, stack)) continue;
        const lack = "no condition limits what is written";
        for (const report of judge([fact], diagnoseAlone(fact, stack, today), fact.resource, lack, {
          today,
          boundless: boundlessFor([fact], stack),
        })) {
          const said = unlessBoundary(report, fact, stack);
          if (said) yield said;
        }
      }
    },
  },
};

function* judge(
  policies: readonly PolicyFact[],
  diagnosis: Diagnosis,
  resource: Resource,
  lack: string,
  circumstances: Pick<Grants, "today" | "boundless">,
): Iterable<Report> {
  if (isWorse(diagnosis)) return;
  const statements = policies.flatMap(({ policy }) => policy.statements);
  const [first, ...others] = identityWriting({ identity: statements, ...circumstances });
  if (!first) return;
  const fact = policies.find(({ policy }) => policy.statements.includes(first.by));
  const actions = [first, ...others].flatMap((one) => one.actions);
  const where = fact ? statementPlace(fact, first.by) : first.by.label;
  yield {
    id: "no-boundary",
    resource,
    seen: `${where} allows ${some(actions)} on ${resourcesText(first.by)}, and ${lack}`,
    wanted: "a condition on iam:PermissionsBoundary or iam:PolicyARN, or a permissions boundary",
  };
}

/** Whether something is named already that lets its holder write any policy anywhere. */
function isWorse({ administrator, fullServices, escalations }: Diagnosis): boolean {
  return (
    administrator.verdict !== "no" ||
    fullServices.some(({ service }) => service === "iam") ||
    escalations.some(({ path }) => path.family === "identity")
  );
}
