import { problemLines } from "../report/report.ts";
import type { Comparison } from "./comparison.ts";
import { notesOf } from "./notes.ts";
import type { Revision } from "./revision.ts";
import { sectionsOf } from "./sections.ts";
import { summaryOf } from "./summary.ts";
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
  return `Pulumi.${stack}.yaml is in ${name} and no longer here: what the stack made stays in AWS, and gives what it gave, until somebody runs npx pulumi destroy --run-program from ${name}`;
}

function titleOf(stack: string, { name, commit, day }: Revision): string {
  return `stack ${stack}: against ${name} (${commit.slice(0, 7)}, ${day})`;
}
