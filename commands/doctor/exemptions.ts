import { pathOf } from "../../model/problems/path.ts";
import { error, type Problem } from "../../model/problems/problem.ts";
import { seen } from "../../model/problems/seen.ts";
import { type CheckId, type DoctorExemption, longestExemption } from "../../model/schema/doctor.ts";
import { matches } from "../../policies/iam/patterns/wildcard.ts";
import type { Finding } from "./check.ts";

/** Exemptions that last longer than may be decided at once. */
export function exemptionProblems(
  exemptions: readonly DoctorExemption[],
  today: string,
): Problem[] {
  const latest = latestDay(today);
  return exemptions.flatMap(({ until }, index) =>
    until <= latest
      ? []
      : [
          error(
            pathOf("access:doctor", "exemptions", index, "until"),
            `is ${seen(until)}, more than ${longestExemption} days ahead; ${latest} is the latest today`,
          ),
        ],
  );
}

function latestDay(today: string): string {
  const last = new Date(`${today}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() + longestExemption);
  return last.toISOString().slice(0, 10);
}

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
