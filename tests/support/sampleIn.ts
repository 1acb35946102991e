import { readFileSync } from "node:fs";

/** Lines of the output that a page shows after these words, without those left out (`…`). */
export function sampleIn(page: "README.md" | "docs/commands.md", words: string): string[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");
  const sample = text.slice(text.indexOf(words)).split("```\n")[1] ?? "";
  return sample.split("\n").filter((line) => line !== "" && line !== "…");
}
