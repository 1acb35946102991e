import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type JournalNote, journalFiles } from "./journals.ts";

/** A journal that is there. */
export interface FoundJournal {
  readonly folder: string;
  readonly note: JournalNote;
}

/** The journal in a folder; undefined where there is none. */
export function readJournalNote(folder: string): FoundJournal | undefined {
  try {
    const note = JSON.parse(readFileSync(journalFiles(folder).note, "utf8")) as JournalNote;
    return { folder, note };
  } catch (error) {
    // Its folder is made with the note in it, and the note goes first.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A journal of a stack, in whatever backend that is: the program isn't told. */
export function findJournal(
  journals: string,
  project: string,
  stack: string,
): FoundJournal | undefined {
  return foldersIn(journals)
    .map((name) => readJournalNote(join(journals, name)))
    .find((one) => one?.note.project === project && one.note.stack === stack);
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
