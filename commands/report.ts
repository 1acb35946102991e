import type { Access } from "../model/access.ts";
import type { Configuration } from "../model/configuration.ts";
import type { Problem } from "../model/problem.ts";
import { drawAccessMatrix, listAccess } from "./accessMatrix.ts";
import { locate } from "./locate.ts";
import type { StackFile } from "./stackFile.ts";

/** What is known of a policy violation, from the pack itself or from the engine's events. */
export interface PolicyFinding {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly message: string;
  readonly urn?: string;
}

/** Problems as a compiler prints them: file, line, path, what is wrong. Errors first. */
export function problemLines(file: StackFile, problems: readonly Problem[]): string[] {
  const ordered = [...problems].sort(
    (one, other) => Number(one.severity !== "error") - Number(other.severity !== "error"),
  );
  return ordered.map(
    ({ severity, path, message }) => `${locate(file, path)}: ${severity}: ${path}: ${message}`,
  );
}

/** The policy pack's verdict: one line that sums it up, then every finding. */
export function verdictLines(
  rules: number | undefined,
  findings: readonly PolicyFinding[],
): string[] {
  const mandatory = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const asked = rules === undefined ? "policies" : `${rules} policies`;
  const summary =
    findings.length === 0
      ? `✓ ${asked}, nothing found`
      : `${mandatory.length > 0 ? "✗" : "!"} ${asked}, ${mandatory.length} mandatory and ${findings.length - mandatory.length} advisory findings`;
  const details = findings.flatMap(({ policy, enforcementLevel, message, urn }) => [
    `  [${enforcementLevel}] ${policy}${urn === undefined ? "" : ` on ${urn.split("::").at(-1)}`}`,
    ...message.split("\n").map((line) => `    ${line}`),
  ]);
  return [summary, ...details];
}

/** How many resources of which kind. */
export function resourceLines(types: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([type, count]) => `${String(count).padStart(6)}  ${type}`);
}

/** The access matrix, drawn and in words. */
export function accessLines(configuration: Configuration, access: Access): string[] {
  return [drawAccessMatrix(configuration, access), "", listAccess(configuration, access)];
}

/** A heading for a section of what a command prints. */
export function heading(text: string): string {
  return `\n── ${text} ${"─".repeat(Math.max(4, 96 - text.length))}`;
}
