import { appendFileSync } from "node:fs";
import { shownLines } from "../cli/shownLines.ts";
import { UsageError } from "../cli/usageError.ts";
import { stackNames } from "../stack/stackFile.ts";
import { annotation, annotations, findingAnnotations, problemAnnotations } from "./annotations.ts";
import { compareStack } from "./comparison.ts";
import { comparisonJson, emergencyJson, uncomparedJson } from "./comparisonJson.ts";
import { compareEmergency, EMERGENCY } from "./emergency.ts";
import { markdownLines } from "./markdownFormat.ts";
import { findRevision, type Revision } from "./revision.ts";
import { RevisionFiles } from "./revisionFiles.ts";
import { removedNote, stackFileName, tell, tellEmergency, tellUncompared } from "./tell.ts";
import { textLines } from "./textFormat.ts";
import type { Told } from "./told.ts";

const FORMATS = ["text", "md", "json", "github"] as const;

/** How a comparison is shown. */
export type Format = (typeof FORMATS)[number];

/** @throws UsageError for another word */
export function formatNamed(text: string): Format {
  const format = FORMATS.find((one) => one === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format is ${JSON.stringify(text)}; ${FORMATS.join(", ")} is wanted`);
}

/** One stack, in each format that is asked for. */
interface Report {
  readonly told: () => Told;
  readonly json: () => object;
  readonly annotations: () => readonly string[];
  /** 0 well, 1 something is wrong in the working tree, 2 it can't be compared. */
  readonly code: 0 | 1 | 2;
}

/**
 * Says what stacks of the working tree would change against a revision.
 *
 * @param stacks undefined: all, and those that the revision has beside them
 * @returns the exit code: a difference alone is no fault
 */
export function previewAgainst(
  name: string,
  stacks: readonly string[] | undefined,
  day: string,
  format: Format,
): number {
  let revision: Revision;
  try {
    revision = findRevision(name);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    console.error(`preview:offline: ${shownLines(messageOf(error)).join("\n")}`);
    return 2;
  }
  const files = new RevisionFiles(revision);
  const here = stacks ?? stackNames();
  const removed = stacks ? [] : files.stackNames().filter((stack) => !here.includes(stack));
  const reports = [
    ...here.map((stack) => reportOf(stack, revision, files, day)),
    ...removed.map((stack) => removedReport(stack, revision)),
    ...emergencyReports(stacks, revision, files, day),
  ];
  print(reports, format);
  return Math.max(0, ...reports.map(({ code }) => code));
}

function reportOf(stack: string, revision: Revision, files: RevisionFiles, day: string): Report {
  try {
    const comparison = compareStack(stack, revision, files, day);
    const isWrong = comparison.after.found.some(({ severity }) => severity === "error");
    return {
      told: () => tell(comparison, revision),
      json: () => comparisonJson(comparison, revision),
      annotations: () => annotations(comparison, revision),
      code: comparison.wrongBefore.length > 0 ? 2 : isWrong ? 1 : 0,
    };
  } catch (error) {
    // A file that can't be read takes nothing from the other stacks.
    return unreadableReport(stack, messageOf(error), revision);
  }
}

function unreadableReport(stack: string, message: string, revision: Revision): Report {
  return {
    told: () => tellUncompared(stack, message, revision),
    json: () => uncomparedJson(stack, revision, "unreadable", message),
    annotations: () => [
      annotation("error", stackFileName(stack), "Access isn't compared", message),
    ],
    code: 1,
  };
}

/** Stacks of emergency/, of which the ways in are compared. */
function emergencyReports(
  stacks: readonly string[] | undefined,
  revision: Revision,
  files: RevisionFiles,
  day: string,
): Report[] {
  const isMeant = (stack: string) => stacks?.includes(stack) ?? true;
  const here = stackNames(EMERGENCY).filter(isMeant);
  const then = files.stackNames(EMERGENCY).filter(isMeant);
  const removed = then.filter((stack) => !here.includes(stack));
  return [
    ...here.map((stack) => emergencyReport(stack, revision, files, day)),
    ...removed.map((stack) => removedReport(`${EMERGENCY}/${stack}`, revision)),
  ];
}

function emergencyReport(
  stack: string,
  revision: Revision,
  files: RevisionFiles,
  day: string,
): Report {
  try {
    const comparison = compareEmergency(stack, files, day);
    const { file, found, protection, privileges, wrongBefore } = comparison;
    const isWrong = found.some(({ severity }) => severity === "error");
    const { notes } = tellEmergency(comparison, revision);
    const uncompared = annotation("warning", file.name, "Ways in aren't compared", notes.join(" "));
    return {
      told: () => tellEmergency(comparison, revision),
      json: () => emergencyJson(comparison, revision),
      annotations: () => [
        ...problemAnnotations(found, file, revision),
        ...findingAnnotations([...privileges, ...protection], file.name, revision),
        ...(comparison.state === "broken" ? [uncompared] : []),
      ],
      code: wrongBefore.length > 0 ? 2 : isWrong ? 1 : 0,
    };
  } catch (error) {
    return unreadableReport(`${EMERGENCY}/${stack}`, messageOf(error), revision);
  }
}

function removedReport(stack: string, revision: Revision): Report {
  const note = removedNote(stack, revision);
  return {
    told: () => tellUncompared(stack, note, revision),
    json: () => uncomparedJson(stack, revision, "removed", note),
    annotations: () => [annotation("warning", undefined, "Stack file removed", note)],
    code: 0,
  };
}

function print(reports: readonly Report[], format: Format): void {
  if (format === "json") {
    console.log(
      JSON.stringify(
        reports.map(({ json }) => json()),
        null,
        2,
      ),
    );
    return;
  }
  const lines = reports.flatMap(({ told, annotations: found }) => {
    if (format === "text") return textLines(told());
    return format === "md" ? markdownLines(told()) : found();
  });
  for (const line of lines) console.log(line);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (format === "github" && summary) {
    const text = reports.flatMap(({ told }) => markdownLines(told())).join("\n");
    appendFileSync(summary, `${text}\n`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
