import { createHash } from "node:crypto";
import { join } from "node:path";
import { JOURNAL_VARIABLE, journalsFolder } from "../../../program/journal/journals.ts";
import type { Pulumi } from "../pulumi.ts";
import { Journal, runningText } from "./journal.ts";
import { digestOf, exportedState, settle } from "./settle.ts";

/** Changes of an update for which the engine may write the whole state twice each; beyond that it takes longest. */
const FEW = 100;

type Environment = Readonly<Record<string, string>>;

/**
 * Updates whose state is written once, at their end, and a journal meanwhile. On backends in files and buckets the engine
 * writes the whole state before and after each step otherwise, which takes the square of what there is.
 */
export class Journalling {
  readonly #pulumi: Pulumi;
  readonly #backend: string;
  /** Of this stack. */
  readonly #folder: string;
  readonly #tell: (line: string) => void;

  private constructor(
    pulumi: Pulumi,
    backend: string,
    journals: string,
    tell: (line: string) => void,
  ) {
    this.#pulumi = pulumi;
    this.#backend = backend;
    const about = JSON.stringify([backend, pulumi.project, pulumi.stack]);
    this.#folder = join(journals, createHash("sha256").update(about).digest("hex").slice(0, 32));
    this.#tell = tell;
  }

  /** Undefined where the backend keeps a journal itself, as Pulumi Cloud does, or isn't known; or none is wanted. */
  static async on(pulumi: Pulumi, tell: (line: string) => void): Promise<Journalling | undefined> {
    const { home } = pulumi;
    const journals = journalsFolder({ ...process.env, ...(home ? { PULUMI_HOME: home } : {}) });
    if (journals === undefined) return undefined;
    const { code, stdout } = await pulumi.ask(["whoami", "--json"], {});
    const url = code === 0 ? urlIn(stdout) : undefined;
    if (url === undefined || /^https?:/.test(url)) return undefined;
    return new Journalling(pulumi, url, journals, tell);
  }

  /**
   * Brings what the last update did into the state, where that was killed.
   *
   * @returns whether an update may begin
   */
  async settleLeft(): Promise<boolean> {
    const left = Journal.left(this.#folder);
    if (!left) return true;
    if (left.isUnderWay) {
      this.#tell(`up: ${runningText(left.note)}`);
      return false;
    }
    return (await settle(left, this.#pulumi, false, this.#tell)) === "settled";
  }

  /** Whether an update with so many changes is worth it, and nothing would be lost that isn't otherwise. */
  async isFor(changes: number, hasSecrets: boolean): Promise<boolean> {
    const { PULUMI_SKIP_CHECKPOINTS, CI, IDENTITY_CENTER_JOURNALS } = process.env;
    if (/^(false|0)$/i.test(PULUMI_SKIP_CHECKPOINTS ?? "")) return false;
    // Events hide secrets, and what they hide couldn't be brought into the state.
    if (hasSecrets) return false;
    if (!this.#pulumi.skipsCheckpoints) {
      if (changes <= FEW) return false;
      // The disk of a runner goes with it.
      if (CI && CI !== "false" && !IDENTITY_CENTER_JOURNALS) return false;
    }
    return await this.#logsEvents();
  }

  /** One `pulumi up`. @returns its exit code */
  async update(args: readonly string[], environment: Environment): Promise<number> {
    const { project, stack } = this.#pulumi;
    const base = digestOf(await exportedState(this.#pulumi));
    const about = { project, stack, backend: this.#backend, base };
    const journal = Journal.begin(this.#folder, about);
    const code = await this.#pulumi.show(
      [...args, "--event-log", journal.files.events],
      { ...environment, ...ONCE, [JOURNAL_VARIABLE]: journal.folder },
      (pid) => journal.engineStarted(pid),
    );
    const settled = await settle(journal, this.#pulumi, true, this.#tell);
    return settled === "settled" ? code : code || 1;
  }

  /** Whether this CLI can log its events; without, an update is slower. */
  async #logsEvents(): Promise<boolean> {
    const { code, stdout } = await this.#pulumi.ask(["help", "up"], ONCE);
    return code === 0 && stdout.includes("--event-log");
  }
}

/** Makes the engine write the state at its end alone, and know the flag for its log of events. */
const ONCE = {
  PULUMI_SKIP_CHECKPOINTS: "true",
  // Pulumi takes it only together with this.
  PULUMI_EXPERIMENTAL: "true",
  PULUMI_DEBUG_COMMANDS: "true",
};

function urlIn(json: string): string | undefined {
  try {
    const { url } = JSON.parse(json) as { url?: unknown };
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}
