import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { policy } from "./engine/adapter.ts";
import { configurationPolicy } from "./engine/configuration.ts";
import { cutDeepMessages } from "./engine/deepMessages.ts";
import { checkRuleNames } from "./engine/ruleNames.ts";
import { type RuleDefaults, Run } from "./engine/run.ts";
import { families, rules } from "./pack.ts";
import { readPropertiesLate } from "./resources/lateProperties.ts";

export interface PoliciesOptions {
  /** Ids of the rules to have. @default all */
  readonly only?: readonly string[];
  /** Ids of rules to leave out. @default none */
  readonly except?: readonly string[];
  /** By rule: its level, settings and exemptions where they differ from the rule's own. A `--policy-pack-config` overrides each. */
  readonly rules?: Readonly<Record<string, RuleDefaults>>;
}

/**
 * The rules as policies for a `PolicyPack` of one's own, and a last one that checks their configuration.
 *
 * @throws Error when an id is none of a rule; says which may have been meant
 */
export function policies(
  options: PoliciesOptions = {},
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const { only, except = [], rules: defaults = {} } = options;
  checkRuleNames({ only: only ?? [], except, rules: Object.keys(defaults) }, families);
  const chosen = rules.filter(({ id }) => (only?.includes(id) ?? true) && !except.includes(id));
  const run = new Run(chosen, defaults);
  readPropertiesLate();
  cutDeepMessages();
  return [...chosen.map((rule) => policy(rule, run)), configurationPolicy(chosen, run)];
}
