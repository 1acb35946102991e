import { type Clock, systemClock } from "./clock.ts";

/** How far reading is. */
export interface Status {
  /** What is being read, such as `permission sets`. */
  readonly what: string;
  readonly done: number;
  /** How many there are; absent where nobody knows yet. */
  readonly of?: number;
  /** What is counted where nobody knows how many there are. */
  readonly counted?: string;
  /** How long it still takes; absent where nobody knows. */
  readonly secondsLeft?: number;
}

export type Report = (status: Status) => void;

/** So many items tell the pace. Before, it is what the budget allows. */
const ENOUGH = 5;

/** One list of things that are read one after the other. */
export class Steps {
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #what: string;
  readonly #of: number;
  readonly #secondsEach: number;
  readonly #begin: number;
  #done = 0;

  /** @param secondsEach how long one takes at least */
  constructor(
    report: Report,
    what: string,
    of: number,
    { secondsEach = 0, clock = systemClock }: { secondsEach?: number; clock?: Clock } = {},
  ) {
    this.#report = report;
    this.#clock = clock;
    this.#what = what;
    this.#of = of;
    this.#secondsEach = secondsEach;
    this.#begin = clock.now();
    if (of > 0) this.#say();
  }

  step(): void {
    this.#done++;
    this.#say();
  }

  #say(): void {
    const [done, of] = [this.#done, this.#of];
    const measured = (this.#clock.now() - this.#begin) / 1000 / done;
    const each = done < ENOUGH ? this.#secondsEach : Math.max(measured, this.#secondsEach);
    const secondsLeft = Math.round((of - done) * each);
    this.#report({ what: this.#what, done, of, ...(secondsLeft > 0 ? { secondsLeft } : {}) });
  }
}

/** `permission sets: 40 of 200, about 2 min left` */
export function statusText({ what, done, of, counted, secondsLeft }: Status): string {
  if (of === undefined) return counted === undefined ? what : `${what} (${done} ${counted} so far)`;
  const left = secondsLeft === undefined ? "" : `, about ${duration(secondsLeft)} left`;
  return `${what}: ${number(done)} of ${number(of)}${left}`;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
