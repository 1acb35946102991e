import { markdown } from "../../model/problems/shown.ts";
import type { Told } from "./told.ts";

/** For a comment on a pull request, or the summary of a job. Names are names there, whatever they hold. */
export function markdownLines(told: Told): string[] {
  const { title, isCompared, summary, problems, notes, sections } = told;
  return [
    `### ${capital(markdown(title))}`,
    "",
    `${isCompared ? "**" : "⚠️ **"}${capital(markdown(summary))}**`,
    ...paragraph([...problems, ...notes].map((note) => `- ${markdown(note)}`)),
    ...sections.flatMap((section) =>
      paragraph([
        `#### ${markdown(section.title)}`,
        "",
        ...section.items.flatMap(({ text, details }) => [
          `- ${details.length > 0 ? `**${markdown(text)}**` : markdown(text)}`,
          ...details.map((detail) => `  - ${markdown(detail)}`),
        ]),
      ]),
    ),
    "",
  ];
}

function paragraph(lines: readonly string[]): string[] {
  return lines.length > 0 ? ["", ...lines] : [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
