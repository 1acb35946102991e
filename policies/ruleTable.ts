import { controlList } from "./message.ts";
import { rules } from "./pack.ts";
import type { Rule } from "./rule.ts";

/** The rules and their settings as Markdown tables, for the pack's documentation. */
export function ruleTable(rules: readonly Rule[]): string {
  return [
    ...table(["rule", "level", "severity", "what it wants", "controls"], rules.map(ruleRow)),
    "",
    ...table(["rule", "setting", "default", "meaning"], rules.flatMap(settingRows)),
  ].join("\n");
}

function ruleRow({ id, level, severity, title, url, controls }: Rule): string[] {
  return [`[${id}](rules/${id}.ts)`, level, severity, `[${title}](${url})`, controlList(controls)];
}

function settingRows({ id, settings }: Rule): string[][] {
  return Object.entries(settings).map(([name, setting]) => {
    return [id, `\`${name}\``, `\`${JSON.stringify(setting.default)}\``, setting.description];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

if (import.meta.main) console.log(ruleTable(rules));
