import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Properties } from "./deployment.ts";

/** A resource before or after a step (apitype.StepEventStateMetadata). */
export interface EventState {
  readonly type: string;
  readonly urn: string;
  readonly custom?: boolean;
  readonly delete?: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly taint?: boolean;
  readonly external?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  readonly provider?: string;
  readonly initErrors?: readonly string[];
  readonly hideDiffs?: readonly unknown[];
}

/** What the engine does with a resource (apitype.StepEventMetadata). */
export interface EventStep {
  readonly op: string;
  readonly urn: string;
  readonly old?: EventState | null;
  readonly new?: EventState | null;
}

/** One line of the engine's log (apitype.EngineEvent). */
export interface LoggedEvent {
  readonly sequence: number;
  /** In seconds since 1970. */
  readonly timestamp: number;
  readonly resourcePreEvent?: { readonly metadata: EventStep };
  readonly resOutputsEvent?: { readonly metadata: EventStep };
  readonly resOpFailedEvent?: { readonly metadata: EventStep; readonly status: number };
  readonly summaryEvent?: object;
}

/** A line that isn't whole, and isn't the last one. */
export class BrokenLog extends Error {}

/**
 * Values of a file that has one as JSON in each line, in their order. What a process wrote when it was killed is left
 * out: the last line, where it isn't whole.
 *
 * @throws BrokenLog where another one isn't
 */
export async function* jsonLines(path: string): AsyncGenerator<unknown> {
  let broken: number | undefined;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path, "utf8") })) {
    number += 1;
    if (broken !== undefined) throw new BrokenLog(`line ${broken} of ${path} isn't whole`);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      broken = number;
      continue;
    }
    yield value;
  }
}

/** @throws BrokenLog where an event is missing */
export async function* loggedEvents(path: string): AsyncGenerator<LoggedEvent> {
  let last: number | undefined;
  for await (const value of jsonLines(path)) {
    const event = value as LoggedEvent;
    if (last !== undefined && event.sequence !== last + 1) {
      throw new BrokenLog(`event ${last + 1} is missing in ${path}`);
    }
    last = event.sequence;
    yield event;
  }
}
