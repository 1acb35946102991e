import { UNKNOWN, type Value } from "../../../value.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import { isPartial } from "../partial.ts";
import type { Policy, Statement, Use } from "../statement.ts";
import { elementsOf, type JsonObject } from "./elements.ts";
import { type ReportFault, shown } from "./fault.ts";
import { readStatement } from "./readStatement.ts";
import { hasVariable } from "./variableGrammar.ts";

const ELEMENTS = new Map(["Version", "Id", "Statement"].map((name) => [name.toLowerCase(), name]));
const VERSIONS = ["2012-10-17", "2008-10-17"];

/**
 * Reads a policy's elements: `Version`, `Statement` and the ignored `Id`. What is wrong is reported.
 */
export function readDocument(
  document: JsonObject,
  use: Use,
  report: ReportFault,
): Omit<Policy, "problems" | "size"> {
  const elements = elementsOf(document, ELEMENTS, "", report);
  const id = elements.get("id");
  if (id !== undefined && id !== UNKNOWN && typeof id !== "string") {
    report({ id: "no-text", place: "Id", seen: shown(id), wanted: "text" });
  }
  const version = versionOf(elements.get("version"), use, report);
  const { statements, hasUnknownStatements } = statementsOf(elements.get("statement"), use, report);
  if (!elements.has("version") || version === "2008-10-17") {
    reportVariables(statements, version, report);
  }
  reportSids(statements, use, report);
  return {
    ...(version !== undefined && { version }),
    statements,
    hasUnknownStatements,
    isIncomplete:
      hasUnknownStatements ||
      statements.some(isPartial) ||
      [...elements.values()].includes(UNKNOWN),
  };
}

function versionOf(value: Value | undefined, use: Use, report: ReportFault): string | undefined {
  if (value === UNKNOWN || (typeof value === "string" && hasPlaceholder(value))) return undefined;
  const isOpen = use === "identity" || use === "trust" || use === "resource";
  if (value === undefined && isOpen) return undefined;
  const wanted = `Version ${isOpen ? VERSIONS.join(" or ") : VERSIONS[0]}`;
  if (value === undefined) {
    report({ id: "no-version", place: "", seen: "no Version", wanted });
    return undefined;
  }
  const isRight = isOpen ? VERSIONS.includes(value as string) : value === VERSIONS[0];
  if (!isRight) report({ id: "bad-version", place: "Version", seen: shown(value), wanted });
  return typeof value === "string" ? value : undefined;
}

function statementsOf(
  value: Value | undefined,
  use: Use,
  report: ReportFault,
): { statements: Statement[]; hasUnknownStatements: boolean } {
  if (value === UNKNOWN) return { statements: [], hasUnknownStatements: true };
  const sources = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (sources.length === 0) {
    const seen = value === undefined ? "no Statement" : "an empty Statement";
    report({ id: "no-statement", place: "", seen, wanted: "at least one statement" });
  }
  const statements: Statement[] = [];
  let hasUnknownStatements = false;
  for (const [index, source] of sources.entries()) {
    const statement = readStatement(source, `Statement[${index}]`, use, report);
    if (statement === UNKNOWN) hasUnknownStatements = true;
    else if (statement) statements.push(statement);
  }
  return { statements, hasUnknownStatements };
}

/** Variables are compared as they are written in policies of the old version. */
function reportVariables(
  statements: readonly Statement[],
  version: string | undefined,
  report: ReportFault,
): void {
  for (const { place, resources, notResources, conditions } of statements) {
    const values = [
      ...(resources?.known ?? []),
      ...(notResources?.known ?? []),
      ...conditions.flatMap((condition) => condition.values.known),
    ];
    const variable = values.find(hasVariable);
    if (variable === undefined) continue;
    const seen = `${shown(variable)} with ${version ? `Version ${version}` : "no Version"}`;
    const wanted = "Version 2012-10-17, without which policy variables are compared as they are";
    report({ id: "variable-in-old-version", place, seen, wanted });
  }
}

/** IAM wants each `Sid` once; services that take resource policies differ. */
function reportSids(statements: readonly Statement[], use: Use, report: ReportFault): void {
  if (use !== "identity" && use !== "boundary") return;
  const first = new Map<string, string>();
  for (const { label, place } of statements) {
    const other = first.get(label);
    if (other === undefined) {
      first.set(label, place);
    } else if (!hasPlaceholder(label)) {
      const seen = `the Sid ${shown(label)}, which ${other} has too`;
      report({ id: "duplicate-sid", place: `${place}.Sid`, seen, wanted: "each Sid once" });
    }
  }
}
