import type {
  PolicyConfigSchema,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { exemptionsSchema } from "./exemption.ts";
import type { RuleConfiguration } from "./ledger.ts";
import { failure, type Said } from "./opinion.ts";
import { Reporter, type ReportViolation } from "./reporter.ts";
import type { Rule } from "./rule.ts";
import type { Run } from "./run.ts";
import { Stack } from "./stack.ts";

/** Turns a rule into a policy of a Pulumi policy pack. The policy never throws: that would end the whole update. */
export function policy(rule: Rule, run: Run): ResourceValidationPolicy | StackValidationPolicy {
  const answer = (
    told: RuleConfiguration,
    report: unknown,
    judge: () => readonly Said[],
    about?: { readonly urn: string },
  ) => {
    const { exemptions = [] } = run.configure(rule, told);
    const reporter = new Reporter(rule, exemptions, (one) => run.ledger.use(rule.id, one));
    try {
      reporter.pass(judge(), report as ReportViolation);
    } catch (error) {
      // Rules' own failures are among what they say: this is one of reading what they judge.
      run.restart();
      reporter.pass([{ report: failure(error), about }], report as ReportViolation);
    }
  };
  const validateResource = (args: ResourceValidationArgs, report: unknown) => {
    const judge = () => run.resources.ask(rule, () => run.intake.read(args));
    answer(args.getConfig(), report, judge, args);
  };
  const validateStack = (args: StackValidationArgs, report: unknown) => {
    const judge = () => run.stacks.ask(rule, () => new Stack(args.resources, run.intake));
    answer(args.getConfig(), report, judge);
  };

  return {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}: ${rule.why}`,
    enforcementLevel: run.levelOf(rule),
    severity: rule.severity,
    remediationSteps: rule.fix,
    url: rule.url,
    configSchema: configSchema(rule, run),
    // @pulumi/policy looks for these anew with every question, and passes over a policy that has none. Those of
    // a rule that judges stacks only are asked of resources, too: it is told its configuration, and may lead.
    get validateResource() {
      return run.resources.concerns(rule) ? validateResource : undefined;
    },
    get validateStack() {
      return rule.stack && run.stacks.concerns(rule) ? validateStack : undefined;
    },
  } as ResourceValidationPolicy | StackValidationPolicy;
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
