import type {
  PolicyConfigSchema,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Rule } from "../rule.ts";
import { exemptionsSchema } from "./exemption.ts";
import { failure, type Hear, type Said, sayOfResource, sayOfStack } from "./opinion.ts";
import { Reporter, type ReportViolation } from "./reporter.ts";
import type { Run, Told } from "./run.ts";

/**
 * Turns a rule into a policy of a Pulumi policy pack. The policy never throws: that would end the whole update.
 * It is asked about resources even if the rule judges stacks only, by how their resources were declared.
 */
export function policy(rule: Rule, run: Run): ResourceValidationPolicy & StackValidationPolicy {
  const answer = (
    told: Told,
    report: unknown,
    judge: (hear: Hear) => void,
    about?: { readonly urn: string },
  ) => {
    let reporter: Reporter | undefined;
    const hear = (said: Said) => {
      reporter ??= new Reporter(rule, run.configurationOf(rule, told).exemptions ?? []);
      reporter.hear(said);
    };
    try {
      judge(hear);
    } catch (error) {
      // Rules' own failures are among what they say: this is one of reading what they judge.
      hear({ report: failure(error), about });
    }
    reporter?.pass(report as ReportViolation);
  };
  const validateResource = (args: ResourceValidationArgs, report: unknown) => {
    const judge = (hear: Hear) => {
      const reading = run.resource(rule, args);
      if (reading) sayOfResource(rule, reading, () => run.contextOf(rule, args), hear);
    };
    answer(args, report, judge, args);
  };
  const validateStack = (args: StackValidationArgs, report: unknown) => {
    const judge = (hear: Hear) =>
      sayOfStack(rule, run.stack(args).stack, run.contextOf(rule, args), hear);
    answer(args, report, judge);
  };
  const made = {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}: ${rule.why}`,
    enforcementLevel: run.levelOf(rule),
    severity: rule.severity,
    remediationSteps: rule.fix,
    url: rule.url,
    configSchema: configSchema(rule, run),
    validateResource,
    ...(rule.stack && { validateStack }),
  };
  return made as ResourceValidationPolicy & StackValidationPolicy;
}

/** With the defaults of the pack's author: the engine fills what a configuration leaves out from them. */
function configSchema(rule: Rule, run: Run): PolicyConfigSchema {
  const given = run.defaultsOf(rule);
  const settings = Object.entries(rule.settings).map(([name, { schema, description, ...rest }]) => [
    name,
    { ...schema, description, default: given[name] ?? rest.default },
  ]);
  const exemptions = { ...exemptionsSchema, default: given.exemptions ?? [] };
  return { properties: { ...Object.fromEntries(settings), exemptions } };
}
