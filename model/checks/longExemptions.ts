import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { type DoctorExemption, longestExemption } from "../schema/doctor.ts";
import { tooFarAhead } from "./tooFarAhead.ts";

/** Exemptions of the doctor that last longer than may be decided at once. @param today YYYY-MM-DD */
export function longExemptionProblems(
  exemptions: readonly DoctorExemption[],
  today: string,
): Problem[] {
  const path = (index: number) => pathOf("access:doctor", "exemptions", index, "until");
  return tooFarAhead(exemptions, path, { days: longestExemption, today });
}
