import type { StackValidationPolicy } from "@pulumi/policy";
import type { Rule, RuleContext } from "../rule.ts";
import type { Stack } from "../stack/stack.ts";
import { today } from "../today.ts";
import { cut } from "./cut.ts";
import { evaluateResource, evaluateStack, findingOf, isAbout, type Result } from "./evaluation.ts";
import { type Exemption, hiding, isExpired } from "./exemption.ts";
import type { Run, Told } from "./run.ts";

/**
 * Says what is wrong with the pack's own configuration: misspelt settings, which Pulumi accepts in
 * silence, and exemptions that have ended or hide nothing. It may be asked before or after the others.
 */
export function configurationPolicy(rules: readonly Rule[], run: Run): StackValidationPolicy {
  return {
    name: "policy-configuration",
    displayName: "Configuration of these policies",
    description:
      "Configuration of these policies: settings are spelt right and exemptions still needed",
    enforcementLevel: "advisory",
    severity: "low",
    validateStack: (args, reportViolation) => {
      const { stack, asked } = run.stack(args);
      for (const rule of rules) {
        const getConfig = asked.get(rule);
        if (!getConfig) continue;
        for (const problem of problems(rule, run, stack, { getConfig }))
          reportViolation(cut(problem));
      }
    },
  };
}

function* problems(rule: Rule, run: Run, stack: Stack, told: Told): Iterable<string> {
  const { exemptions = [], ...settings } = run.configurationOf(rule, told);
  const allowed = [...Object.keys(rule.settings), "exemptions", "enforcementLevel"];
  for (const key of Object.keys(settings)) {
    if (allowed.includes(key)) continue;
    yield `${rule.id} has no setting "${key}", so it does nothing; allowed are ${allowed.join(", ")}`;
  }
  if (exemptions.length === 0) return;
  const used = usedOf(exemptions, rule, stack, run.contextOf(rule, told));
  for (const exemption of exemptions) {
    const which = `the exemption of ${exemption.resource} from ${rule.id} ("${exemption.reason}")`;
    if (isExpired(exemption, today())) {
      yield `${which} ended on ${exemption.expires}; remove it, or decide again and give it another date`;
    } else if (!used.has(exemption)) {
      yield `${which} hid nothing in this run; remove it unless another stack needs it`;
    }
  }
}

/**
 * The exemptions that hide something. The rule is judged once more: what it was asked, and whether it was already, is
 * not known here.
 */
function usedOf(
  exemptions: readonly Exemption[],
  rule: Rule,
  stack: Stack,
  context: RuleContext<Record<string, unknown>>,
): ReadonlySet<Exemption> {
  const used = new Set<Exemption>();
  const note = (result: Result) => {
    const urn = result.about?.urn ?? "";
    const exemption = hiding(exemptions, findingOf(result), urn, context.today);
    if (exemption) used.add(exemption);
  };
  for (const reading of stack.declarations) {
    if (isAbout(rule, reading)) evaluateResource(rule, reading, context, note);
  }
  if (rule.stack) evaluateStack(rule, stack, context, note);
  return used;
}
