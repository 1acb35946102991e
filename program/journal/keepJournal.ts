import { openSync, statSync, writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { findJournal } from "./findJournal.ts";
import { JOURNAL_VARIABLE, journalFiles, journalsFolder } from "./journals.ts";
import { toRegistration } from "./registration.ts";

/** Seconds until the engine's log of events must have begun, which it does before the program starts. */
const PATIENCE = 30;

/**
 * Where this is an update of `npm run up` whose state is written at its end alone, adds to its journal what the
 * engine's events don't tell. Any other run is refused while a journal is left: the state doesn't know what was done.
 *
 * @throws before anything is registered
 */
export async function keepJournal(): Promise<void> {
  const folder = process.env[JOURNAL_VARIABLE];
  if (folder) {
    const files = journalFiles(folder);
    await begun(files.events);
    noteRegistrations(files.registrations);
  } else refuseBesideJournal();
}

/** An engine that can't write its log says nothing of it. */
async function begun(events: string): Promise<void> {
  for (let left = PATIENCE; !statSync(events, { throwIfNoEntry: false })?.size; left -= 0.1) {
    if (left <= 0) {
      throw new pulumi.RunError(
        `Pulumi doesn't write its events to ${events}, and without them an update that is killed would lose what it did; is there room on that disk? PULUMI_SKIP_CHECKPOINTS=false npm run up does without`,
      );
    }
    await wait(100);
  }
}

function noteRegistrations(path: string): void {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("there is no engine");
  const file = openSync(path, "a", 0o600);
  const register = monitor.registerResource;
  monitor.registerResource = function (this: typeof monitor, ...args: Parameters<typeof register>) {
    writeSync(file, `${JSON.stringify(toRegistration(args[0]))}\n`);
    return register.apply(this, args);
  } as typeof register;
}

function refuseBesideJournal(): void {
  const journals = journalsFolder(process.env);
  const left = journals && findJournal(journals, pulumi.getProject(), pulumi.getStack());
  if (!left) return;
  const { began, host, backend } = left.note;
  throw new pulumi.RunError(
    `an update that npm run up began at ${began} on ${host} is under way or was killed, and the state in ${backend} doesn't know yet what it did: wait for it, or run npm run up -- --stack ${pulumi.getStack()}, which takes it from ${left.folder}; where that is about another stack of this name, it may be removed`,
  );
}
