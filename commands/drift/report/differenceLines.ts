import { shown } from "../../../model/problems/shown.ts";
import { wrappedText } from "../../report/textWidth.ts";
import type { Difference, Remedy } from "../differences.ts";

/** What becomes of it, in short. */
const WORDS: Readonly<Record<Remedy, string>> = {
  update: "the next update heals it",
  refresh: "refresh first",
  adopt: "unknown to the state",
  hand: "by hand",
};

/** Longer values are cut. */
const LONGEST = 60;

/** A line for each difference, and one below it for what is done by hand. */
export function differenceLines(all: readonly Difference[], width: number): string[] {
  return all.flatMap((one) => {
    const { remedy, byHand } = one;
    const after = remedy === undefined ? "" : ` [${WORDS[remedy]}]`;
    return [
      ...wrappedText(`  ${shown(one.kind)} ${shown(one.name)}: ${sides(one)}${after}`, width),
      ...(byHand === undefined ? [] : [`      ${shown(byHand)}`]),
    ];
  });
}

function sides({ what, code, aws }: Difference): string {
  if (what === undefined) {
    if (code === undefined) return "in AWS, not in the code";
    return aws === undefined ? "in the code, not in AWS" : "as wanted";
  }
  const isAttached = code === "attached" || aws === "attached";
  if (code === undefined)
    return `${shown(what)}${isAttached ? "" : ` ${value(aws)}`} in AWS, not in the code`;
  if (aws === undefined)
    return `${shown(what)}${isAttached ? "" : ` ${value(code)}`} in the code, not in AWS`;
  return `${shown(what)} is ${value(aws)} in AWS, ${value(code)} in the code`;
}

function value(text: string | undefined): string {
  const all = shown(text ?? "");
  return `"${all.length > LONGEST ? `${all.slice(0, LONGEST)}…` : all}"`;
}
