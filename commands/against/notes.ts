import { organizationName } from "../organization/organizationFile.ts";
import type { Comparison } from "./comparison.ts";
import type { Revision } from "./revision.ts";

/** What a reader must know before the changes: what was taken for what, and why something isn't compared. */
export function notesOf(comparison: Comparison, { name }: Revision): string[] {
  const { state, after, before, wrongBefore } = comparison;
  const { file } = after;
  const notes: string[] = [];
  if (state === "new") {
    notes.push(`${file.name} isn't in ${name}: the stack is new, and all of its access is gained`);
  }
  if (before?.isOrganizationOfToday) {
    const organization = organizationName(file.stack);
    notes.push(`${organization} isn't in ${name}: that of the working tree is taken for both`);
  }
  if (wrongBefore.length > 0) {
    notes.push(`${file.name} can't be compared, since it has errors in ${name}:`);
    for (const { place, path, message } of wrongBefore) {
      notes.push(place === undefined ? message : `${place}: ${path}: ${message}`);
    }
  } else if (state === "broken") {
    notes.push(`${file.name} can't be compared, since it has errors`);
  }
  return notes;
}
