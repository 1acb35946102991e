import type {
  PolicyConfigSchema,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { concerns, exemptionsSchema, isExpired } from "./exemption.ts";
import type { Ledger, RuleConfiguration } from "./ledger.ts";
import { message } from "./message.ts";
import type { Context, Report, Rule } from "./rule.ts";
import { toStack } from "./stack.ts";
import { type Properties, plainProperties } from "./value.ts";

/** @pulumi/policy takes level and severity for each violation, but its types don't say so. */
type ReportViolation = (violation: {
  message: string;
  description: string;
  urn?: string | undefined;
  enforcementLevel?: "advisory" | undefined;
}) => void;

/** Turns a rule into a policy of a Pulumi policy pack. The policy never throws: that would end the whole update. */
export function policy(
  rule: Rule,
  ledger: Ledger,
): ResourceValidationPolicy | StackValidationPolicy {
  const types = new Set(rule.resource?.types);
  const inputsOf = new Set(rule.stack?.inputsOf);
  const inputs = new Map<string, Properties>();

  const validateResource = (args: ResourceValidationArgs, report: unknown) => {
    const context = configured(rule, ledger, args.getConfig());
    const report_ = reporter(rule, ledger, context, report as ReportViolation, args.urn);
    report_(() => {
      if (inputsOf.has(args.type)) inputs.set(args.urn, plainProperties(args.props));
      if (!rule.resource || !types.has(args.type)) return [];
      const { type, urn, name } = args;
      return rule.resource.check({ type, urn, name, inputs: plainProperties(args.props) }, context);
    });
  };
  const validateStack = (args: StackValidationArgs, report: unknown) => {
    const context = configured(rule, ledger, args.getConfig());
    const report_ = reporter(rule, ledger, context, report as ReportViolation);
    report_(() => rule.stack?.check(toStack(args.resources, inputs), context) ?? []);
  };

  return {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}: ${rule.why}`,
    enforcementLevel: rule.level,
    severity: rule.severity,
    remediationSteps: rule.fix,
    url: rule.url,
    configSchema: configSchema(rule),
    ...((rule.resource || inputsOf.size > 0) && { validateResource }),
    ...(rule.stack && { validateStack }),
  } as ResourceValidationPolicy | StackValidationPolicy;
}

/** Runs a check and passes on what it reports, except what is exempt. */
function reporter(
  rule: Rule,
  ledger: Ledger,
  { today }: Context<unknown>,
  reportViolation: ReportViolation,
  resource?: string,
) {
  const pass = (report: Report) => {
    const urn = resource ?? report.urn;
    const exemptions = (ledger.configurationOf(rule.id)?.exemptions ?? []).filter((exemption) =>
      concerns(exemption, report.id, urn ?? ""),
    );
    const valid = exemptions.find((exemption) => !isExpired(exemption, today));
    if (valid) return ledger.use(rule.id, valid);
    const [expired] = exemptions;
    const note = expired && `the exemption "${expired.reason}" ended on ${expired.expires}`;
    reportViolation({
      message: message(rule, report, note),
      description: rule.title,
      urn,
      enforcementLevel: "doubt" in report || report.level ? "advisory" : undefined,
    });
  };
  return (check: () => Iterable<Report>): void => {
    try {
      for (const report of check()) pass(report);
    } catch (error) {
      const seen = `the rule itself failed: ${(error as Error)?.stack ?? error}`;
      // At the rule's own level: what wasn't judged isn't good.
      pass({ id: "rule-failed", seen, wanted: "a judgement; please report this as an issue" });
    }
  };
}

function configured(
  rule: Rule,
  ledger: Ledger,
  configuration: RuleConfiguration,
): Context<Record<string, unknown>> {
  ledger.configured(rule.id, configuration);
  const settings: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(rule.settings)) {
    settings[name] = configuration[name] ?? setting.default;
  }
  return { settings, today: new Date().toISOString().slice(0, 10) };
}

function configSchema(rule: Rule): PolicyConfigSchema {
  const settings = Object.entries(rule.settings).map(([name, { schema, description, ...rest }]) => [
    name,
    { ...schema, description, default: rest.default },
  ]);
  return { properties: { ...Object.fromEntries(settings), exemptions: exemptionsSchema } };
}
