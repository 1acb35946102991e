import type { Family } from "../pack.ts";
import type { Rule } from "../rule.ts";
import { controlList } from "./message.ts";

/** The rules by family, as Markdown, for the pack's README. */
export function ruleTables(families: readonly Family[], pages: string): string {
  return families
    .flatMap(({ title, rules }) => [
      `### ${title}`,
      "",
      ...table(
        ["rule", "level", "what it wants"],
        rules.map((rule) => [`[${rule.id}](${pages}/${rule.id}.md)`, levelOf(rule), rule.title]),
      ),
      "",
    ])
    .join("\n")
    .trim();
}

/** What a rule says of itself, as Markdown, for the top of its page. */
export function ruleHead(rule: Rule): string {
  const { id, title, why, fix, url, controls, limits, settings } = rule;
  const names = Object.keys(settings);
  return [
    `# ${id}`,
    "",
    `**${title}**: ${why}.`,
    "",
    `- Level: ${levelOf(rule)}`,
    `- Fix: ${fix}`,
    `- Source: <${url}>`,
    ...(controlList(controls) ? [`- Controls: ${controlList(controls)}`] : []),
    ...(limits ? [`- What a stack can't show: ${limits}`] : []),
    ...(names.length > 0 ? ["", ...settingTable(rule)] : []),
  ].join("\n");
}

function levelOf({ level, severity }: Rule): string {
  return `${level}, ${severity}`;
}

function settingTable({ settings }: Rule): string[] {
  const rows = Object.entries(settings).map(([name, setting]) => {
    return [`\`${name}\``, `\`${JSON.stringify(setting.default)}\``, setting.description];
  });
  return table(["setting", "default", "meaning"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
