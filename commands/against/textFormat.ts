import { shown } from "../../model/problems/shown.ts";
import { heading } from "../report/report.ts";
import { terminalWidth, wrapped } from "../report/textWidth.ts";
import type { Told } from "./told.ts";

/** For a terminal. */
export function textLines({
  title,
  isCompared,
  summary,
  problems,
  notes,
  sections,
}: Told): string[] {
  const width = terminalWidth();
  const words = (start: string, text: string) => wrapped(start, shown(text).split(" "), width, " ");
  return [
    heading(title),
    ...problems,
    ...notes.map(shown),
    ...sections.flatMap((section) => [
      "",
      shown(section.title),
      ...section.items.flatMap(({ text, details }) => [
        ...words("- ", text),
        ...details.flatMap((detail) => words("    ", detail)),
      ]),
    ]),
    ...(sections.length > 0 ? [""] : []),
    `${isCompared ? "✓" : "✗"} ${shown(summary)}`,
  ];
}
