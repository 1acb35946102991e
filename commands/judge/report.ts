import { styleText } from "node:util";
import { shown } from "../../model/problems/shown.ts";
import type { AnalyzedResource } from "../analyzer/request.ts";
import type { Severity, Violation } from "../analyzer/response.ts";
import { findingJson } from "../report/findingJson.ts";
import { findingLines, findingsInShort, heading } from "../report/report.ts";
import { counted } from "../report/resourceName.ts";
import { terminalWidth, wrappedText } from "../report/textWidth.ts";
import { type Judgement, passes } from "./judgement.ts";

/** A judgement for machines. */
export function toJson(judgement: Judgement): object {
  const { source, state, pack, findings } = judgement;
  return {
    source,
    project: state.project,
    stack: state.stack,
    pack: { name: pack.name, version: pack.version },
    resources: state.resources.length,
    encryptedValues: state.encrypted,
    passed: passes(judgement),
    findings: findings.map(findingJson),
  };
}

/** A judgement for people: what is wrong with which resource, the worst first, then the sum by policy. */
export function judgementLines(judgement: Judgement): string[] {
  const { source, state, findings } = judgement;
  const lines = [heading(`${source}: stack ${state.stack} of project ${state.project}`)];
  if (state.resources.length === 0 && findings.length === 0)
    return [...lines, "no resources, nothing to judge"];
  const byUrn = new Map(state.resources.map((resource) => [resource.urn, resource]));
  const groups = Map.groupBy(findings, ({ urn }) => byUrn.get(urn ?? ""));
  for (const [resource, found] of [...groups].sort(([, one], [, other]) => worse(one, other))) {
    lines.push("", ...resourceLines(resource, found));
  }
  lines.push("", ...policyLines(findings), ...verdictLines(judgement, groups));
  if (state.encrypted > 0) {
    const [values, verb] =
      state.encrypted === 1
        ? ["1 secret value", "counts"]
        : [`${state.encrypted} secret values`, "count"];
    const told = `  ${values} could not be read and ${verb} as unknown; to have them judged, export the stack with --show-secrets, and delete that file afterwards`;
    lines.push(...wrappedText(told, terminalWidth()));
  }
  return lines;
}

/** @param resource undefined for the stack as a whole */
function resourceLines(
  resource: AnalyzedResource | undefined,
  findings: readonly Violation[],
): string[] {
  const sorted = findings.toSorted((one, other) => rank(one) - rank(other));
  const name = styleText("bold", shown(resource?.name ?? "the stack as a whole"));
  return [
    `${mark(sorted[0])} ${resource ? `${name} (${shown(resource.type)})` : name}`,
    ...(resource ? [styleText("dim", `  ${shown(resource.urn)}`)] : []),
    ...sorted.flatMap(({ policy, enforcementLevel, severity, message }) => [
      `  [${[enforcementLevel, severity].filter(Boolean).join(", ")}] ${policy}`,
      ...findingLines(message),
    ]),
  ];
}

/** How often which policy spoke, the worst first. */
function policyLines(findings: readonly Violation[]): string[] {
  const groups = Map.groupBy(findings, ({ policy, enforcementLevel }) => {
    return `${enforcementLevel.padEnd(10)} ${policy}`;
  });
  return [...groups]
    .sort(([, one], [, other]) => worse(one, other))
    .map(([policy, found]) => `${String(found.length).padStart(6)}  ${policy}`);
}

function verdictLines(
  { state, pack, findings }: Judgement,
  groups: ReadonlyMap<AnalyzedResource | undefined, unknown>,
): string[] {
  const asked = `${pack.name} ${pack.version}, ${counted(pack.policies.length, "policy", "policies")}`;
  const resources = counted(state.resources.length, "resource");
  const where = groups.size - Number(groups.has(undefined));
  const told =
    findings.length === 0
      ? `nothing found in ${resources}`
      : `${findingsInShort(findings)} in ${where} of ${resources}`;
  const worst = findings.find(isMandatory) ?? findings[0];
  // Marks have colours, which are no columns.
  const [first = "", ...others] = wrappedText(`${told} (${asked})`, terminalWidth() - 2);
  return [`${mark(worst)} ${first}`, ...others];
}

const SEVERITIES: readonly (Severity | undefined)[] = [
  "critical",
  "high",
  "medium",
  "low",
  undefined,
];

/** Less is worse. */
function rank(finding: Violation): number {
  const severity = SEVERITIES.indexOf(finding.severity);
  return isMandatory(finding) ? severity : SEVERITIES.length + severity;
}

/** Compares groups by the worst of their findings. */
function worse(some: readonly Violation[], others: readonly Violation[]): number {
  const worst = (findings: readonly Violation[]) =>
    findings.reduce((least, finding) => Math.min(least, rank(finding)), Number.MAX_VALUE);
  return worst(some) - worst(others);
}

function isMandatory({ enforcementLevel }: Violation): boolean {
  return enforcementLevel === "mandatory";
}

/** @param worst undefined when nothing was found */
function mark(worst: Violation | undefined): string {
  if (!worst) return styleText("green", "✓");
  return isMandatory(worst) ? styleText("red", "✗") : styleText("yellow", "!");
}
