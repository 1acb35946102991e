import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { firstFew } from "../../../model/problems/seen.ts";
import { exportedText } from "../exported.ts";
import type { Pulumi } from "../pulumi.ts";
import type { ExportedState } from "./deployment.ts";
import { BrokenLog, type EventStep, loggedEvents } from "./engineLog.ts";
import type { Journal } from "./journal.ts";
import { Registrations } from "./registrations.ts";
import { Replay } from "./replay.ts";

/** Whether the state has all that is known, and an update may begin. */
export type Settled = "settled" | "failed";

/** The state of the stack. @throws when it can't be had; Pulumi has said why */
export async function exportedState(pulumi: Pulumi): Promise<ExportedState> {
  return JSON.parse(await exportedText(pulumi)) as ExportedState;
}

/** What every run registers, whatever becomes of it, and nothing in AWS. */
const OF_EVERY_RUN = /^pulumi:(pulumi:Stack$|providers:)/;

/** The same for two states where nothing was made, changed or deleted between them. */
export function digestOf({ deployment }: ExportedState): string {
  const resources = (deployment.resources ?? []).filter(({ type }) => !OF_EVERY_RUN.test(type));
  return createHash("sha256").update(JSON.stringify(resources)).digest("hex");
}

/**
 * Brings what an update did into the state, where the engine couldn't: it writes it at its end alone. The journal is
 * removed once the state has it.
 *
 * @param ended whether the engine was seen to end, so that a state that changed since is its own
 */
export async function settle(
  journal: Journal,
  pulumi: Pulumi,
  ended: boolean,
  tell: (line: string) => void,
): Promise<Settled> {
  const state = await exportedState(pulumi);
  if (digestOf(state) !== journal.note.base) {
    return ended || (await isComplete(journal)) ? remove(journal) : superseded(journal, tell);
  }
  const replay = new Replay(state, await Registrations.read(journal.files.registrations));
  const missing = await play(journal, replay);
  if (replay.done === 0) return remove(journal);
  const { began, host } = journal.note;
  tell(
    `The update that began at ${began} on ${host} was killed before it wrote the state. Its journal has what it completed, ${count(replay.done)}:`,
  );
  writeFileSync(journal.files.state, JSON.stringify(replay.state), { mode: 0o600 });
  const code = await pulumi.show(["stack", "import", "--file", journal.files.state], {});
  if (code !== 0) {
    tell(
      `The state couldn't be written. Repair what pulumi said, and run the same command: the journal stays in ${journal.folder}.`,
    );
    return "failed";
  }
  for (const line of underWayLines(replay.underWay)) tell(line);
  remove(journal);
  if (missing === undefined) return "settled";
  tell(`${missing}: run npm run up once with --refresh, which reads from AWS what is there.`);
  return "failed";
}

/** @returns what is missing in the log, if anything is */
async function play(journal: Journal, replay: Replay): Promise<string | undefined> {
  try {
    for await (const event of loggedEvents(journal.files.events)) replay.hear(event);
    return undefined;
  } catch (error) {
    if (error instanceof BrokenLog) return error.message;
    throw error;
  }
}

async function isComplete(journal: Journal): Promise<boolean> {
  try {
    for await (const { summaryEvent } of loggedEvents(journal.files.events)) {
      if (summaryEvent) return true;
    }
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error;
  }
  return false;
}

function superseded({ note, folder }: Journal, tell: (line: string) => void): Settled {
  tell(
    `The update that began at ${note.began} on ${note.host} was killed before it wrote the state, and another one has written it since: its journal doesn't fit any more. Remove ${folder}, and run npm run up -- --stack ${note.stack} --refresh, which reads from AWS what is there and takes in what the state doesn't know.`,
  );
  return "failed";
}

function underWayLines(steps: readonly EventStep[]): string[] {
  if (steps.length === 0) return [];
  const names = steps.map(({ op, urn }) => `${op} ${urn.split("::").slice(3).join("::")}`);
  return [
    `${steps.length} more were under way: AWS may have done them or not, and the next update finds out: ${firstFew(names, 8)}`,
  ];
}

function count(steps: number): string {
  return steps === 1 ? "1 step" : `${steps} steps`;
}

function remove(journal: Journal): Settled {
  journal.remove();
  return "settled";
}
