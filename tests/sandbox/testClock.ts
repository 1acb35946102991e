import type { Clock } from "../../sandbox/world/clock.ts";

/** Time that passes only while everybody waits, and then at once: what a test sees doesn't depend on the machine. */
export class TestClock implements Clock {
  #now: number;
  #waiting: { readonly until: number; readonly wake: () => void }[] = [];

  /** @param start milliseconds since the epoch */
  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await new Promise<void>((wake) => {
      this.#waiting.push({ until, wake });
      setImmediate(() => this.#wakeFirst());
    });
  }

  /** Each sleeper brings one such call, so that all wake in their order. */
  #wakeFirst(): void {
    const [first] = this.#waiting.toSorted((one, other) => one.until - other.until);
    if (!first) return;
    this.#waiting = this.#waiting.filter((one) => one !== first);
    this.#now = Math.max(this.#now, first.until);
    first.wake();
  }
}
