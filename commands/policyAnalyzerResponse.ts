import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { EnforcementLevel, PolicyInfo } from "./policyConfiguration.ts";

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

/** What a pack says about a policy. */
export function toPolicyInfo(
  info: analyzer.PolicyInfo,
): PolicyInfo & { readonly severity?: Severity } {
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
