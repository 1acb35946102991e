import { parse } from "yaml";
import { isObject } from "../../policies/isObject.ts";
import { differences } from "./difference.ts";
import type { OutputFolder } from "./outputFolder.ts";

/** Where files that are there say otherwise than those that would be written. */
export function otherwise(folder: OutputFolder, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) => {
    const before = folder.read(name);
    if (before === undefined) return [];
    const [old, now] = [before, text].map((one) => parsed(one));
    const isStart = name.startsWith("Pulumi.") && !saysAccess(old);
    if (isStart) return [];
    const found = differences("", old, now);
    return found.length > 0 ? [`${folder.nameOf(name)}:`, ...found.map((line) => `  ${line}`)] : [];
  });
}

/** Stack files have plain keys at their top: what stands below `config:` is what is compared. */
function parsed(text: string): unknown {
  const value = parse(text);
  return isObject(value) && isObject(value.config) ? value.config : value;
}

/** Whether a stack file has sections already; `pulumi stack init` and `pulumi config set` leave one that hasn't. */
function saysAccess(config: unknown): boolean {
  return isObject(config) && Object.keys(config).some((key) => key.startsWith("access:"));
}
