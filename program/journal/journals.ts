import { homedir } from "node:os";
import { join } from "node:path";

/** Names the journal of an update to the program that it runs: the folder of {@link JournalFiles}. */
export const JOURNAL_VARIABLE = "IDENTITY_CENTER_JOURNAL";

/** Where `npm run up` keeps journals of updates; undefined where it shall keep none. */
export function journalsFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const { IDENTITY_CENTER_JOURNALS, PULUMI_HOME } = environment;
  if (IDENTITY_CENTER_JOURNALS !== undefined) return IDENTITY_CENTER_JOURNALS || undefined;
  return join(PULUMI_HOME || join(homedir(), ".pulumi"), "identity-center", "journals");
}

/** What is in the folder of a journal. */
export interface JournalFiles {
  /** Who began the update, and from which state. */
  readonly note: string;
  /** Process id of the engine. */
  readonly engine: string;
  /** What the engine did, as it logs its events. */
  readonly events: string;
  /** What the program registered with the engine: what its events don't tell of a resource. */
  readonly registrations: string;
  /** The state that is made of it. */
  readonly state: string;
}

export function journalFiles(folder: string): JournalFiles {
  return {
    note: join(folder, "note.json"),
    engine: join(folder, "engine.pid"),
    events: join(folder, "events.jsonl"),
    registrations: join(folder, "registrations.jsonl"),
    state: join(folder, "state.json"),
  };
}

/** What is known of an update from its beginning. */
export interface JournalNote {
  readonly project: string;
  readonly stack: string;
  /** URL of the backend. */
  readonly backend: string;
  readonly host: string;
  /** Process id of `npm run up`. */
  readonly pid: number;
  /** When it began, as an ISO date and time. */
  readonly began: string;
  /** Digest of the state that it began from. */
  readonly base: string;
}
