import type {
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { ReadResource } from "../resources/intake.ts";
import type { Rule } from "../rule.ts";
import {
  type Collect,
  evaluateResource,
  evaluateStack,
  failure,
  isAbout,
  type Result,
} from "./evaluation.ts";
import { exemptionsSchema } from "./exemption.ts";
import { Reporter, type ReportViolation } from "./reporter.ts";
import type { ResourceQuestion, Run, StackQuestion, Told } from "./run.ts";

/**
 * Turns a rule into a policy of a Pulumi policy pack. The policy never throws: that would end the whole update.
 * It is asked about resources even if the rule judges stacks only, by how their resources were declared.
 */
export function policy(rule: Rule, run: Run): ResourceValidationPolicy & StackValidationPolicy {
  const answer = (
    told: Told,
    report: unknown,
    judge: (collect: Collect) => void,
    about?: { readonly urn: string },
  ) => {
    let reporter: Reporter | undefined;
    const collect = (result: Result) => {
      reporter ??= new Reporter(rule, run.configurationOf(rule, told).exemptions ?? []);
      reporter.collect(result);
    };
    try {
      judge(collect);
    } catch (error) {
      // Rules' own failures are among what they say: this is one of reading what they judge.
      collect({ report: failure(error), about });
    }
    reporter?.pass(report as ReportViolation);
  };
  const judgeResource = (reading: ReadResource, args: ResourceQuestion, report: unknown) => {
    const judge = (collect: Collect) =>
      evaluateResource(rule, reading, run.contextOf(rule, args), collect);
    answer(args, report, judge, args);
  };
  const fail = (error: unknown, args: ResourceQuestion, report: unknown) =>
    answer(args, report, (collect) => collect({ report: failure(error), about: args }));
  const validateResource = (args: ResourceQuestion, report: unknown) => {
    try {
      const reading = run.resource(rule, args);
      if (reading && isAbout(rule, reading)) judgeResource(reading, args, report);
    } catch (error) {
      fail(error, args, report);
    }
  };
  const validateStack = (args: StackQuestion, report: unknown) => {
    const judge = (collect: Collect) =>
      evaluateStack(rule, run.stack(args).stack, run.contextOf(rule, args), collect);
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
