import type { Check } from "../doctor/check.ts";
import { checks } from "../doctor/checks.ts";

/** A table of all checks of the doctor. */
export function checkTable(): string {
  return [
    "| check | severity | what should be |",
    "| --- | --- | --- |",
    ...checks.map(({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${title} |`),
  ].join("\n");
}

/** A section for each check. */
export function checkSections(): string {
  return checks.map(section).join("\n\n");
}

function section({ id, severity, title, why, fix, url, limits }: Check): string {
  return [
    `### ${id}`,
    "",
    `**${title}**: ${why}.`,
    "",
    `- Severity: ${severity}`,
    `- Fix: ${markdown(fix)}`,
    `- Source: <${url}>`,
    ...(limits === undefined ? [] : [`- What it can't see: ${limits}`]),
  ].join("\n");
}

/** `>` leads through the console, and begins no quotation. */
function markdown(text: string): string {
  return text.replaceAll("*", "\\*");
}
