import { type Clock, systemClock } from "./clock.ts";

/** Calls a second that AWS takes of all operations of sso-admin together (IAM Identity Center User Guide, "Quotas"). */
export const SSO_ADMIN_CALLS = 20;

/** So many calls a second, evenly: what was saved up in a pause would be refused. */
export class Budget {
  readonly perSecond: number;
  readonly #clock: Clock;
  #next = 0;

  constructor(perSecond: number = SSO_ADMIN_CALLS, clock: Clock = systemClock) {
    this.perSecond = perSecond;
    this.#clock = clock;
  }

  /** Waits until the next call may be made. */
  async take(): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.perSecond;
    if (at > now) await this.#clock.sleep(at - now);
  }
}
