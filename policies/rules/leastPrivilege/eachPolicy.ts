import { memoize } from "../../memoize.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import type { Report, Rule, RuleContext } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { unlessBoundary } from "./boundaryUse.ts";

type Judge = (fact: PolicyFact, today: string) => Iterable<Report>;

/**
 * The checks of a rule that judges what identity policies give, each by itself. Inline policies are judged before they are
 * created; managed ones with the whole stack, which tells whether they give anything or are permissions boundaries.
 *
 * @param isEarly managed policies that are judged at once: no sensible boundary looks like that
 */
export function eachPolicy<Settings>(
  judge: Judge,
  isEarly: (fact: PolicyFact) => boolean = () => false,
): Required<Pick<Rule<Settings>, "facts" | "stack">> {
  const isLate = (fact: PolicyFact) => fact.form === "managed" && !isEarly(fact);
  function* late(stack: Stack, { today }: RuleContext<Settings>): Iterable<Report> {
    for (const fact of managedIn(stack)) {
      if (isEarly(fact)) continue;
      for (const report of judge(fact, today)) {
        const said = unlessBoundary(report, fact, stack);
        if (said) yield said;
      }
    }
  }
  return {
    facts: {
      policy: (fact, { today }) => {
        return fact.use === "identity" && !isLate(fact) ? judge(fact, today) : [];
      },
    },
    stack: { check: late },
  };
}

const managedIn = memoize((stack: Stack): readonly PolicyFact[] =>
  stack.possibleFacts("policy").filter(({ use, form }) => use === "identity" && form === "managed"),
);
