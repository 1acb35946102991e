import { basename, dirname, join } from "node:path";
import { problemLines } from "../report/report.ts";
import type { Comparison } from "./comparison.ts";
import type { EmergencyComparison } from "./emergency.ts";
import { notesOf } from "./notes.ts";
import type { Revision } from "./revision.ts";
import { privilegeSections, protectionSections, sectionsOf } from "./sections.ts";
import { emergencySummary, summaryOf } from "./summary.ts";
import type { Told } from "./told.ts";

/** What people are told of a comparison. */
export function tell(comparison: Comparison, revision: Revision): Told {
  const { after, difference } = comparison;
  return {
    title: titleOf(after.file.stack, revision),
    isCompared: difference !== undefined,
    summary: summaryOf(comparison),
    problems: problemLines(after.file, after.found),
    notes: notesOf(comparison, revision),
    sections: sectionsOf(comparison, revision),
  };
}

/** The same of a stack for emergencies. */
export function tellEmergency(comparison: EmergencyComparison, revision: Revision): Told {
  const { file, found, state, wrongBefore, protection, privileges } = comparison;
  const isCompared = state !== "broken";
  const wrong = wrongBefore.map(({ place, path, message }) =>
    place === undefined ? message : `${place}: ${path}: ${message}`,
  );
  const isNew = `${file.name} isn't in ${revision.name}: the stack is new`;
  const inRevision = wrong.length > 0 ? ` in ${revision.name}` : "";
  const why = `${file.name} can't be compared, since it has errors${inRevision}`;
  return {
    ...{ title: titleOf(file.stack, revision), isCompared },
    summary: isCompared ? emergencySummary(comparison) : "not compared",
    problems: problemLines(file, found),
    notes: [...(state === "new" ? [isNew] : []), ...(isCompared ? [] : [why, ...wrong])],
    sections: [
      ...privilegeSections(privileges, revision),
      ...protectionSections(protection, revision),
    ],
  };
}

/** The same of a stack whose file is gone, or can't be read. */
export function tellUncompared(stack: string, note: string, revision: Revision): Told {
  return {
    title: titleOf(stack, revision),
    isCompared: false,
    summary: "not compared",
    problems: [],
    notes: [note],
    sections: [],
  };
}

/** That the working tree has no file of a stack any more. */
export function removedNote(stack: string, { name }: Revision): string {
  return `${stackFileName(stack)} is in ${name} and no longer here: what the stack made stays in AWS, and gives what it gave, until somebody runs npx pulumi destroy --run-program from ${name}`;
}

/** Path of a stack's file; that of emergency/prod is in emergency/. */
export function stackFileName(stack: string): string {
  return join(dirname(stack), `Pulumi.${basename(stack)}.yaml`);
}

function titleOf(stack: string, { name, commit, day }: Revision): string {
  return `stack ${stack}: against ${name} (${commit.slice(0, 7)}, ${day})`;
}
