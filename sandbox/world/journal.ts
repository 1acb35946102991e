import { closeSync, mkdirSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { FileLock } from "./fileLock.ts";
import type { Change } from "./tables.ts";

/** One API call, or the end of an asynchronous operation. */
export interface JournalEntry {
  /** Counts from 1. */
  readonly sequence: number;
  /** The API operation; the end of an asynchronous one is written as `CreateAccountAssignment (ended)`. */
  readonly operation: string;
  readonly region?: string;
  readonly request: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  /** The fault switch that acted on the call. */
  readonly fault?: string;
  readonly changes: readonly Change[];
}

/** What happened to the world, in order. Nothing in it is ever rewritten. */
export interface Journal {
  /** Runs `work` while no other process works on this journal, after handing out what others wrote meanwhile. */
  exclusively<T>(received: (entry: JournalEntry) => void, work: () => T): T;
  append(entry: JournalEntry): void;
}

/** A journal that ends with the process. */
export class MemoryJournal implements Journal {
  readonly entries: JournalEntry[] = [];

  exclusively<T>(_received: (entry: JournalEntry) => void, work: () => T): T {
    return work();
  }

  append(entry: JournalEntry): void {
    this.entries.push(entry);
  }
}

/** A JSON Lines file. Each provider resource of a program is a process of its own: they share the file. */
export class FileJournal implements Journal {
  readonly #path: string;
  readonly #file: number;
  readonly #lock: FileLock;
  #offset = 0;
  #torn = false;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, "a+");
    this.#lock = new FileLock(`${path}.lock`);
  }

  exclusively<T>(received: (entry: JournalEntry) => void, work: () => T): T {
    return this.#lock.whileHeld(() => {
      for (const line of this.#unreadLines()) {
        const entry = parse(line);
        if (entry) received(entry);
      }
      return work();
    });
  }

  append(entry: JournalEntry): void {
    const line = `${this.#torn ? "\n" : ""}${JSON.stringify(entry)}\n`;
    this.#torn = false;
    this.#offset += writeSync(this.#file, line);
  }

  close(): void {
    closeSync(this.#file);
  }

  #unreadLines(): string[] {
    const size = statSync(this.#path).size;
    if (size <= this.#offset) return [];
    const buffer = Buffer.alloc(size - this.#offset);
    const length = readSync(this.#file, buffer, 0, buffer.length, this.#offset);
    this.#offset += length;
    const text = buffer.toString("utf8", 0, length);
    this.#torn = !text.endsWith("\n");
    return text.split("\n");
  }
}

/** A line that a killed process left half-written never happened. */
function parse(line: string): JournalEntry | undefined {
  if (line === "") return undefined;
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    return undefined;
  }
}

/** All entries of a journal file, or none when there is no file yet. */
export function readJournal(path: string): JournalEntry[] {
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  const journal = new FileJournal(path);
  const entries: JournalEntry[] = [];
  journal.exclusively(
    (entry) => entries.push(entry),
    () => undefined,
  );
  journal.close();
  return entries;
}
