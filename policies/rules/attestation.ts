import { type Finding, quote } from "../rule.ts";
import type { Value } from "../value.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Somebody's word that something was looked at or tried on a day. */
interface Attestation {
  readonly by: Value | undefined;
  readonly on: Value | undefined;
}

/** How findings speak of it. */
interface Words {
  /** Names of the two properties. */
  readonly by: string;
  readonly on: string;
  /** What somebody is wanted for, such as `who did the drill`. */
  readonly who: string;
  /** Begins "… N days ago", such as `drilled`. */
  readonly done: string;
  /** What is wanted of the last days, such as `a drill`. */
  readonly what: string;
}

/** What is wrong with an attestation: nobody's, without a day, or too old. */
export function* attestationFindings(
  { by, on }: Attestation,
  words: Words,
  { maximumAge, today }: { readonly maximumAge: number; readonly today: string },
): Generator<Finding> {
  if (typeof by !== "string" || by.trim() === "") {
    yield { id: "nobody", seen: `no ${words.by}`, wanted: words.who };
  }
  const age = (Date.parse(today) - dayOf(on)) / DAY;
  if (Number.isNaN(age) || age < -1) {
    const seen = `${words.on} ${quote(on)}`;
    yield { id: "date", seen, wanted: `a date YYYY-MM-DD, not later than today (${today})` };
  } else if (age > maximumAge) {
    const seen = `${words.done} ${age} days ago, on ${String(on)}`;
    const wanted = `${words.what} of the last ${maximumAge} days`;
    // Time alone must not stop an urgent update.
    yield { id: "too-old", seen, wanted, level: "advisory" };
  }
}

function dayOf(date: Value | undefined): number {
  return typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? Date.parse(date)
    : Number.NaN;
}
