import { type Problem, problemLine } from "../../model/problems/problem.ts";
import { shown } from "../../model/problems/shown.ts";
import { shownLines } from "../cli/shownLines.ts";
import type { PolicyFinding } from "../deploy/policyFinding.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { locate } from "./locate.ts";
import { counted } from "./resourceName.ts";
import { terminalWidth, wrappedText } from "./textWidth.ts";

/** Problems as a compiler prints them: file, line, path, what is wrong, and below it what to do step by step. Errors first. */
export function problemLines(file: StackFile, problems: readonly Problem[]): string[] {
  const ordered = [...problems].sort(
    (one, other) => Number(one.severity !== "error") - Number(other.severity !== "error"),
  );
  return ordered.flatMap((problem) => [
    problemLine({ ...problem, place: problem.place ?? locate(file, problem.path) }),
    ...(problem.steps ?? []).map((step) => `  ${shown(step)}`),
  ]);
}

/** The policy pack's verdict: one line that sums it up, then every finding. */
export function verdictLines(
  rules: number | undefined,
  findings: readonly PolicyFinding[],
): string[] {
  const mandatory = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const asked = rules === undefined ? "policies" : counted(rules, "policy", "policies");
  const summary =
    findings.length === 0
      ? `✓ ${asked}, nothing found`
      : `${mandatory.length > 0 ? "✗" : "!"} ${asked}, ${findingsInShort(findings)}`;
  const details = findings.flatMap(({ policy, enforcementLevel, message, urn }) => [
    `  [${enforcementLevel}] ${policy}${urn === undefined ? "" : ` on ${nameOf(urn)}`}`,
    ...findingLines(message),
  ]);
  return [summary, ...details];
}

/** What a policy said, below its name. */
export function findingLines(message: string): string[] {
  return shownLines(message).flatMap((line) => wrappedText(`    ${line}`, terminalWidth()));
}

/** `2 mandatory and 1 advisory finding`, of which there is at least one. */
export function findingsInShort(
  findings: readonly Pick<PolicyFinding, "enforcementLevel">[],
): string {
  const levels = Map.groupBy(findings, ({ enforcementLevel }) => enforcementLevel);
  const counts = ["mandatory", "advisory"].flatMap((level) => {
    const some = levels.get(level)?.length ?? 0;
    return some === 0 ? [] : [{ some, text: `${some} ${level}` }];
  });
  const noun = counts.at(-1)?.some === 1 ? "finding" : "findings";
  return `${counts.map(({ text }) => text).join(" and ")} ${noun}`;
}

/** How many resources of which kind. */
export function resourceLines(types: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([type, count]) => `${String(count).padStart(6)}  ${type}`);
}

/** A heading for a section of what a command prints. */
export function heading(text: string): string {
  const line = `── ${shown(text)} `;
  return `\n${line}${"─".repeat(Math.max(4, terminalWidth() - line.length))}`;
}

/** Name of a resource; `::` may be part of it. */
function nameOf(urn: string): string {
  return shown(urn.split("::").slice(3).join("::") || urn);
}
