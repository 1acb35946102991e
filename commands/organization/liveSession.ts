import { join, relative } from "node:path";
import { Journal } from "../../live/journal.ts";
import { LiveError } from "../../live/liveError.ts";
import { statusText } from "../../live/progress.ts";
import { Session } from "../../live/session.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { Progress } from "../cli/progress.ts";
import { awsCause } from "./awsCause.ts";

/** What a command reads of AWS, and for which stack. */
export interface LiveWanted {
  readonly stack: string;
  readonly region: string;
  /** Whether to go on from where an earlier run was interrupted. */
  readonly resume: boolean;
}

/** What AWS answered to a run that was interrupted; of users' names and addresses, so that nobody else may read it. */
export function journalPath(stack: string): string {
  return join(PROJECT_ROOT, ".live", `${stack}.jsonl`);
}

/**
 * Reads AWS for a command: says how far it is, and keeps what was read when it is interrupted.
 * @throws what stopped it, in words that say what to do
 */
export async function withLiveSession<Result>(
  { stack, region, resume }: LiveWanted,
  tell: Progress,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const path = journalPath(stack);
  const journal = resume ? Journal.resumed(path) : Journal.begun(path);
  if (resume && journal.size === 0) console.error("there is nothing to resume: reading anew");
  const session = new Session({ region, journal, report: reporter(tell) });
  const interrupted = () => {
    tell.clear();
    console.error(`interrupted${resumption(journal)}`);
    process.exit(130);
  };
  process.once("SIGINT", interrupted);
  try {
    const result = await work(session);
    journal.done();
    return result;
  } catch (error) {
    journal.close();
    const cause = error instanceof LiveError ? error : awsCause(error, region);
    throw new Error(`${cause.message}${resumption(journal)}`, { cause: error });
  } finally {
    process.off("SIGINT", interrupted);
    session.close();
  }
}

function resumption({ path, size }: Journal): string {
  if (size === 0) return "";
  const name = relative(process.cwd(), path);
  return `\nWhat was read until then is in ${name}: --resume goes on from there.`;
}

/** A line for each thing that is read, and how far it is in the line that is rewritten. */
function reporter(tell: Progress): Session["report"] {
  let last: string | undefined;
  return (status) => {
    const text = `reading ${statusText(status)}`;
    if (status.what !== last) {
      tell.clear();
      console.error(text);
    }
    last = status.what;
    tell.now(text);
  };
}
