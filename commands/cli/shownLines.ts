import { shown } from "../../model/problems/shown.ts";

/** A text of several lines as it may reach a terminal. */
export function shownLines(text: string): string[] {
  return text.trimEnd().split(/\r?\n/).map(shown);
}
