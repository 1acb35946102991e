import type { CheckId, DoctorExemption } from "../../model/schema/doctor.ts";
import { matches } from "../../policies/iam/patterns/wildcard.ts";
import type { Finding } from "./check.ts";

/** Exemptions of one day, which remember what they were good for. */
export class Exemptions {
  readonly #all: readonly DoctorExemption[];
  readonly #today: string;
  readonly #used = new Set<DoctorExemption>();

  /** @param today `YYYY-MM-DD` */
  constructor(all: readonly DoctorExemption[], today: string) {
    this.#all = all;
    this.#today = today;
  }

  /** The one that a finding is exempt by: of several, one that lasts. */
  of(check: CheckId, { what }: Finding): DoctorExemption | undefined {
    const concerned = this.#all.filter((one) => one.check === check && matches(one.what, what));
    for (const one of concerned) this.#used.add(one);
    return concerned.find((one) => !this.isOver(one));
  }

  /** Whether its last day is over. */
  isOver({ until }: DoctorExemption): boolean {
    return until < this.#today;
  }

  /** Those that are over while what they are about is still found. */
  get over(): readonly DoctorExemption[] {
    return this.#all.filter((one) => this.#used.has(one) && this.isOver(one));
  }

  /** Those of these checks that nothing found is about. */
  unused(checks: ReadonlySet<CheckId>): readonly DoctorExemption[] {
    return this.#all.filter((one) => checks.has(one.check) && !this.#used.has(one));
  }
}
