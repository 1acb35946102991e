import type { DoctorExemption } from "../../model/schema/doctor.ts";
import type { Check, Finding, Look } from "./check.ts";
import type { Gap } from "./gap.ts";

/**
 * What came of a check. `look`: no API tells, so that somebody looks. `not read`: something of it isn't known. `not
 * asked`: it is about a stack, and none is given. `nothing there`: what it is about isn't there.
 */
export type Verdict =
  | "holds"
  | "doesn't hold"
  | "exempt"
  | "not read"
  | "look"
  | "not asked"
  | "nothing there";

export interface JudgedFinding extends Finding {
  /** What it is exempt by. */
  readonly exemption?: DoctorExemption;
}

/** A check that was made. */
export interface Result {
  readonly check: Check;
  readonly verdict: Verdict;
  /** What was seen where it holds; where nothing is there, what isn't. */
  readonly seen?: string;
  readonly findings: readonly JudgedFinding[];
  readonly gaps: readonly Gap[];
  readonly looks: readonly Look[];
}

/** How an organization stands. */
export interface Diagnosis {
  /** Undefined where nobody may tell. */
  readonly organization: string | undefined;
  readonly managementAccount: string | undefined;
  /** Whose credentials it was read with. */
  readonly account: string | undefined;
  /** Name of the stack. */
  readonly stack: string | undefined;
  readonly results: readonly Result[];
  /** Exemptions whose last day is over while what they are about is still found. */
  readonly over: readonly DoctorExemption[];
  /** Exemptions that nothing found is about. */
  readonly unused: readonly DoctorExemption[];
}

/** 0: all holds or is exempt; 1: something doesn't hold; 2: not everything could be read. */
export function exitCode({ results }: Diagnosis): number {
  if (missing(results).length > 0) return 2;
  return results.some(({ verdict }) => verdict === "doesn't hold") ? 1 : 0;
}

/** What could not be read. */
export function missing(results: readonly Result[]): Gap[] {
  return results.flatMap(({ gaps }) => gaps.filter(({ isUnasked }) => !isUnasked));
}

/** IAM actions that are missing. */
export function missingActions(results: readonly Result[]): string[] {
  return [...new Set(missing(results).flatMap(({ action }) => action ?? []))].sort();
}
