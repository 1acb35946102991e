import type { CheckId } from "../../model/schema/doctor.ts";
import type { Severity } from "../../policies/rule.ts";
import type { FactName, Facts } from "./facts.ts";
import type { Gap } from "./gap.ts";
import type { ExaminedStack } from "./stack.ts";

/** Something that isn't as AWS recommends it. */
export interface Finding {
  /** Names it within the check, so that an exemption can name it: a user, an account. */
  readonly what: string;
  /** What is there. Never a secret. */
  readonly seen: string;
  /** What to do about this one. Default: the check's. */
  readonly fix?: string;
}

/** Something that no API tells. */
export interface Look {
  readonly look: string;
  /** Address of a page where somebody sees it. */
  readonly at: string;
}

/** That there is nothing which the recommendation is about: it is neither followed nor not. */
export interface Absence {
  /** What isn't there. */
  readonly absent: string;
}

export type Report = Finding | Gap | Look;

export interface CheckContext {
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** Where Identity Center is looked for. */
  readonly region: string;
  /** Absent where none is given. */
  readonly stack: ExaminedStack | undefined;
}

/** One recommendation of AWS, and whether an organization follows it. */
export interface Check<Needs extends FactName = FactName> {
  readonly id: CheckId;
  readonly severity: Severity;
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What to do: a command, a key of the configuration or a page of the console. */
  readonly fix: string;
  /** Where the recommendation is written. */
  readonly url: string;
  /** What it can't see. */
  readonly limits?: string;
  /** What it looks at. Where one of these isn't read, nothing is judged. */
  readonly needs: readonly Needs[];
  /** @returns what was seen where nothing is wrong, or that nothing is there */
  judge(
    facts: Pick<Facts, Needs>,
    context: CheckContext,
  ): Generator<Report, string | Absence, void>;
}
