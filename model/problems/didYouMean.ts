import { suggestion } from "../../policies/suggestion.ts";
import { otherUnicode } from "./otherUnicode.ts";

/** `; did you mean "grace"?`, or the advice where nothing is close. */
export function didYouMean(word: string, candidates: Iterable<string>, advice: string): string {
  const meant = suggestion(word, candidates);
  if (meant === undefined) return `; ${advice}`;
  const why = otherUnicode(word, meant);
  return `; did you mean "${meant}"?${why === undefined ? "" : ` ${why}: copy it`}`;
}

/** ` (did you mean "grace"?)`, or nothing where nothing is close. */
export function orDidYouMean(word: string, candidates: Iterable<string>): string {
  const meant = suggestion(word, candidates);
  if (meant === undefined) return "";
  const why = otherUnicode(word, meant);
  return ` (did you mean "${meant}"?${why === undefined ? "" : ` ${why}: copy it`})`;
}
