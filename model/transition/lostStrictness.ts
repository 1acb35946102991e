import type { Problem } from "../problems/problem.ts";
import { type Limit, NEVER } from "./protection.ts";
import { takesAway } from "./takesAway.ts";

type Limits = ReadonlyMap<Limit, number>;

interface Strictness {
  /** Which of two numbers asks for less. */
  readonly weaker: "higher" | "lower";
  readonly said: (now: number, before: number) => string;
}

const strictness: Readonly<Record<Limit, Strictness>> = {
  "detection.accessAnalyzer.unused.days": {
    weaker: "higher",
    said: (now, before) =>
      `access that nobody uses is found after ${now} days, and was found after ${before}`,
  },
  "detection.config.maximumKeyAge": {
    weaker: "higher",
    said: (now, before) => `access keys may be ${now} days old, and ${before} were the most`,
  },
  "detection.passwordPolicy.maximumAge": {
    weaker: "higher",
    said: (now, before) =>
      `passwords ${now === NEVER ? "never end" : `end after ${now} days`}, and ended after ${before}`,
  },
  "detection.passwordPolicy.minimumLength": {
    weaker: "lower",
    said: (now, before) => `${now} characters are enough for a password, and ${before} were needed`,
  },
  "detection.passwordPolicy.reusePrevention": {
    weaker: "lower",
    said: (now, before) =>
      `a password may come again after ${now} others, and had to wait for ${before}`,
  },
};

/** Limits that ask for less than before, of what stays on. */
export function lostStrictness(before: Limits, after: Limits): Problem[] {
  return [...before].flatMap(([limit, former]) => {
    const now = after.get(limit);
    if (now === undefined) return [];
    const { weaker, said } = strictness[limit];
    const isWeaker = weaker === "higher" ? now > former : now < former;
    return isWeaker ? [takesAway(limit, said(now, former))] : [];
  });
}
