import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** Lines of the output that the README shows after these words, without those left out (`…`). */
export function readmeSample(words: string): string[] {
  const sample = readme.slice(readme.indexOf(words)).split("```\n")[1] ?? "";
  return sample.split("\n").filter((line) => line !== "" && line !== "…");
}
