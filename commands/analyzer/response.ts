import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { EnforcementLevel, PolicyInfo } from "./configuration.ts";

export type Severity = "low" | "medium" | "high" | "critical";

export interface Violation {
  readonly policy: string;
  /** `mandatory` is what stops an update. */
  readonly enforcementLevel: EnforcementLevel;
  readonly severity?: Severity;
  readonly message: string;
  /** Absent when it is about the whole stack. */
  readonly urn?: string;
}

/** In the order of their numbers in pulumirpc.EnforcementLevel and pulumirpc.PolicySeverity. */
export const LEVEL_NUMBERS: readonly EnforcementLevel[] = [
  "advisory",
  "mandatory",
  "disabled",
  "remediate",
];
const SEVERITY_NUMBERS: readonly (Severity | undefined)[] = [
  undefined,
  "low",
  "medium",
  "high",
  "critical",
];

/** What a pack says about itself. */
export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly (PolicyInfo & { readonly severity?: Severity })[];
}

export function toPackInfo(info: analyzer.AnalyzerInfo): PackInfo {
  return {
    name: info.getName(),
    version: info.getVersion(),
    policies: info.getPoliciesList().map((policy) => {
      return withInitialConfiguration(toPolicyInfo(policy), info);
    }),
  };
}

/**
 * A policy as its pack configures it (the third argument of PolicyPack). As for the engine, a level that isn't given
 * there is advisory, the protocol's zero (convertPolicyConfig in pulumi pkg/resource/plugin/analyzer_plugin.go).
 */
function withInitialConfiguration<Policy extends PolicyInfo>(
  policy: Policy,
  info: analyzer.AnalyzerInfo,
): Policy {
  const initial = info.getInitialconfigMap();
  const own: analyzer.PolicyConfig | undefined = initial.get(policy.name);
  const level = own ?? initial.get("all");
  if (!level) return policy;
  const given = Object.entries(own?.getProperties()?.toJavaScript() ?? {});
  const defaults = given.map(([name, value]) => [
    name,
    { ...policy.settings[name], default: value },
  ]);
  return {
    ...policy,
    enforcementLevel: LEVEL_NUMBERS[level.getEnforcementlevel()] ?? "advisory",
    settings: { ...policy.settings, ...Object.fromEntries(defaults) },
  };
}

function toPolicyInfo(info: analyzer.PolicyInfo): PackInfo["policies"][number] {
  const severity = SEVERITY_NUMBERS[info.getSeverity()];
  const schema = info.getConfigschema();
  return {
    name: info.getName(),
    enforcementLevel: LEVEL_NUMBERS[info.getEnforcementlevel()] ?? "advisory",
    settings: (schema?.getProperties()?.toJavaScript() ?? {}) as PolicyInfo["settings"],
    required: schema?.getRequiredList() ?? [],
    ...(severity && { severity }),
  };
}

/** What a pack says about resources. */
export function toViolations(response: analyzer.AnalyzeResponse): Violation[] {
  return response.getDiagnosticsList().map((diagnostic) => {
    const severity = SEVERITY_NUMBERS[diagnostic.getSeverity()];
    const urn = diagnostic.getUrn();
    return {
      policy: diagnostic.getPolicyname(),
      enforcementLevel: LEVEL_NUMBERS[diagnostic.getEnforcementlevel()] ?? "mandatory",
      message: diagnostic.getMessage(),
      ...(severity && { severity }),
      ...(urn && { urn }),
    };
  });
}
