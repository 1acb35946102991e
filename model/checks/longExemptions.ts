import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { type DoctorExemption, longestExemption } from "../schema/doctor.ts";

/** Exemptions of the doctor that last longer than may be decided at once. @param today YYYY-MM-DD */
export function longExemptionProblems(
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
