import { suggestion } from "../../policies/suggestion.ts";

/** `; did you mean "grace"?`, or the advice where nothing is close. */
export function didYouMean(word: string, candidates: Iterable<string>, advice: string): string {
  const meant = suggestion(word, candidates);
  if (meant === undefined) return `; ${advice}`;
  const looksAlike = meant.normalize("NFC") === word.normalize("NFC") && meant !== word;
  const why = looksAlike
    ? " It looks the same, but is written with other Unicode characters (NFC and NFD): copy it"
    : "";
  return `; did you mean "${meant}"?${why}`;
}

/** ` (did you mean "grace"?)`, or nothing where nothing is close. */
export function orDidYouMean(word: string, candidates: Iterable<string>): string {
  const meant = suggestion(word, candidates);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}
