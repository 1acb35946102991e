import type { StackValidationPolicy } from "@pulumi/policy";
import { isExpired } from "./exemption.ts";
import type { Ledger } from "./ledger.ts";
import type { Rule } from "./rule.ts";
import type { Run } from "./run.ts";
import { today } from "./today.ts";

/**
 * Says what is wrong with the pack's own configuration: misspelt settings, which Pulumi accepts in
 * silence, and exemptions that have ended or hide nothing. It has to come after all other policies.
 */
export function configurationPolicy(rules: readonly Rule[], run: Run): StackValidationPolicy {
  return {
    name: "policy-configuration",
    displayName: "Configuration of these policies",
    description:
      "Configuration of these policies: settings are spelt right and exemptions still needed",
    enforcementLevel: "advisory",
    severity: "low",
    validateStack: (_, reportViolation) => {
      for (const rule of rules) {
        for (const problem of problems(rule, run.ledger, today())) reportViolation(problem);
      }
      run.finish();
    },
  };
}

function* problems(rule: Rule, ledger: Ledger, today: string): Iterable<string> {
  const { exemptions = [], ...settings } = ledger.configurationOf(rule.id) ?? {};
  const allowed = [...Object.keys(rule.settings), "exemptions", "enforcementLevel"];
  for (const key of Object.keys(settings)) {
    if (allowed.includes(key)) continue;
    yield `${rule.id} has no setting "${key}", so it does nothing; allowed are ${allowed.join(", ")}`;
  }
  for (const exemption of exemptions) {
    const which = `the exemption of ${exemption.resource} from ${rule.id} ("${exemption.reason}")`;
    if (isExpired(exemption, today)) {
      yield `${which} ended on ${exemption.expires}; remove it, or decide again and give it another date`;
    } else if (!ledger.isUsed(rule.id, exemption)) {
      yield `${which} hid nothing in this run; remove it unless another stack needs it`;
    }
  }
}
