import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { readJournalNote } from "../../../program/journal/findJournal.ts";
import {
  type JournalFiles,
  type JournalNote,
  journalFiles,
} from "../../../program/journal/journals.ts";
import { isRunning } from "./isRunning.ts";

/** What an update did, as long as the state doesn't know it: a folder that only its owner may read. */
export class Journal {
  readonly folder: string;
  readonly files: JournalFiles;
  readonly note: JournalNote;

  private constructor(folder: string, note: JournalNote) {
    this.folder = folder;
    this.files = journalFiles(folder);
    this.note = note;
  }

  /** @throws where there is one already */
  static begin(folder: string, about: Omit<JournalNote, "host" | "pid" | "began">): Journal {
    const note = { ...about, host: hostname(), pid: process.pid, began: new Date().toISOString() };
    const made = join(dirname(folder), `.${randomUUID()}`);
    mkdirSync(made, { recursive: true, mode: 0o700 });
    const { note: path, events } = journalFiles(made);
    writeFileSync(path, JSON.stringify(note), { mode: 0o600 });
    // The engine keeps the permissions of a file that is there.
    writeFileSync(events, "", { mode: 0o600 });
    // What is left of one that was removed.
    if (!Journal.left(folder)) rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(made, folder);
    } catch (error) {
      rmSync(made, { recursive: true, force: true });
      const left = Journal.left(folder);
      throw left ? new Error(runningText(left.note)) : error;
    }
    return new Journal(folder, note);
  }

  /** The one that an update left; undefined where none did. */
  static left(folder: string): Journal | undefined {
    const found = readJournalNote(folder);
    return found && new Journal(folder, found.note);
  }

  /** Notes which process the engine is. */
  engineStarted(pid: number): void {
    writeFileSync(this.files.engine, String(pid), { mode: 0o600 });
  }

  /** Whether its update may still go on. On another machine nobody can tell: there the backend's lock decides. */
  get isUnderWay(): boolean {
    if (this.note.host !== hostname()) return false;
    const engine = this.#engine();
    return (
      (this.note.pid !== process.pid && isRunning(this.note.pid, /\bup\b/)) ||
      (engine !== undefined && isRunning(engine, /pulumi/))
    );
  }

  remove(): void {
    rmSync(this.files.note, { force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }

  #engine(): number | undefined {
    try {
      return Number(readFileSync(this.files.engine, "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }
}

export function runningText({ stack, host, pid, began }: JournalNote): string {
  return `an update of stack ${stack} that began at ${began} still runs on ${host} (npm run up is, or was, process ${pid}): wait for it, or end it and its pulumi`;
}
