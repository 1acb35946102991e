import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { LiveError } from "./liveError.ts";
import { pageToken } from "./pages.ts";

/** What an interrupted run had read is taken for true so long, in milliseconds: a day. */
const OLDEST = 24 * 60 * 60 * 1000;

/** Whose answers a journal holds. */
export interface Owner {
  readonly organization: string;
  readonly instance: string;
}

interface Line {
  readonly owner?: Owner;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly action?: string;
  readonly input?: object;
  readonly output?: object;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * AWS's answers so far, in a file that only its owner may read: an interrupted run is gone on from there. Every answer is
 * a line, written before it is used.
 */
export class Journal {
  readonly path: string;
  readonly #file: number;
  /** By list, then by page token. */
  readonly #answers = new Map<string, Map<string, object>>();
  readonly #head: Line | undefined;
  #noted = 0;

  private constructor(path: string, lines: readonly Line[]) {
    this.path = path;
    this.#head = lines.find(({ owner }) => owner !== undefined);
    for (const { action, input, output } of lines) {
      if (action && input && output) this.#keep(action, input as Input, output);
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, "a", 0o600);
    chmodSync(path, 0o600);
  }

  /** A new one; what an earlier run left there is dropped. */
  static begun(path: string): Journal {
    rmSync(path, { force: true });
    return new Journal(path, []);
  }

  /** What an interrupted run left; a new one where it left nothing. */
  static resumed(path: string): Journal {
    if (!existsSync(path)) return Journal.begun(path);
    return new Journal(path, readFileSync(path, "utf8").split("\n").flatMap(lineOf));
  }

  /** How many answers it holds. */
  get size(): number {
    let sum = this.#noted;
    for (const pages of this.#answers.values()) sum += pages.size;
    return sum;
  }

  /**
   * Says whose answers these are.
   * @throws LiveError where they are somebody else's, or too old
   */
  claim(owner: Owner, now: number): void {
    const { owner: before, at = 0 } = this.#head ?? {};
    if (before === undefined) {
      this.#write({ owner, at: now });
      return;
    }
    const kinds = ["organization", "instance"] as const;
    const other = kinds.find((kind) => before[kind] !== owner[kind]);
    if (other !== undefined) {
      throw new LiveError(
        `what was interrupted read ${other} ${before[other]}, and these credentials lead to ${owner[other]}: run it without --resume`,
      );
    }
    if (now - at > OLDEST) {
      throw new LiveError(
        `what was interrupted began on ${new Date(at).toISOString()}, more than a day ago, and may be true no more: run it without --resume`,
      );
    }
  }

  find(action: string, input: Input): object | undefined {
    return this.#answers.get(listOf(action, input))?.get(tokenOf(input));
  }

  note(action: string, input: Input, output: object): void {
    this.#noted++;
    this.#write({ action, input, output });
  }

  /** Drops the pages of a list; whether there were any. */
  forget(action: string, input: Input): boolean {
    return this.#answers.delete(listOf(action, input));
  }

  /** Everything was read: nothing is kept. */
  done(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  close(): void {
    closeSync(this.#file);
  }

  #keep(action: string, input: Input, output: object): void {
    const list = listOf(action, input);
    const pages = this.#answers.get(list) ?? new Map<string, object>();
    this.#answers.set(list, pages.set(tokenOf(input), output));
  }

  /** A line that was cut is ended by the empty one that comes before the next. */
  #write(line: Line): void {
    writeSync(this.#file, `\n${JSON.stringify(line, withDates)}\n`);
  }
}

function listOf(
  action: string,
  { NextToken: _, nextToken: __, Marker: ___, ...input }: Input,
): string {
  return `${action} ${JSON.stringify(input)}`;
}

function tokenOf(input: Input): string {
  return String(pageToken(input) ?? "");
}

/** JSON makes texts of dates before it asks. */
function withDates(this: Input, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? { $date: original.toISOString() } : value;
}

function toDates(_key: string, value: unknown): unknown {
  const isDate = typeof value === "object" && value !== null && "$date" in value;
  return isDate ? new Date(String(value.$date)) : value;
}

/** A line that was cut when the process was killed never happened. */
function lineOf(text: string): Line[] {
  if (text === "") return [];
  try {
    return [JSON.parse(text, toDates) as Line];
  } catch {
    return [];
  }
}
