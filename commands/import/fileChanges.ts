import { parseDocument } from "yaml";
import { isObject } from "../../policies/isObject.ts";
import { differences } from "./difference.ts";
import { organizationForm } from "./organizationForm.ts";
import type { OutputFolder } from "./outputFolder.ts";
import { isImported } from "./stackBefore.ts";

/** A file that would be written. */
export interface FileChange {
  readonly name: string;
  readonly text: string;
  /** Where the file that is there says otherwise; none where there is none, or only what Pulumi left there. */
  readonly differences: readonly string[];
}

/** Files that aren't there, and those that say otherwise; what says the same stays as somebody wrote it, comments too. */
export function fileChanges(
  folder: OutputFolder,
  files: ReadonlyMap<string, string>,
): FileChange[] {
  return [...files].flatMap(([name, text]) => {
    const before = folder.read(name);
    if (before === undefined) return [{ name, text, differences: [] }];
    const [old, now] = formsOf(name, before, text);
    if (old === undefined) return [{ name, text, differences: ["it is not valid YAML"] }];
    const found = differences("", old, now);
    if (found.length === 0) return [];
    const isStart = name.startsWith("Pulumi.") && !saysAccess(old);
    return [{ name, text, differences: isStart ? [] : found }];
  });
}

/** Both texts as they are compared; undefined: it isn't YAML. */
function formsOf(name: string, before: string, after: string): readonly unknown[] {
  if (name.startsWith("organizations/")) {
    const [old, now] = [before, after].map((text) => organizationForm(name, text));
    if (old !== undefined && now !== undefined) return [old, now];
  }
  return [parsed(before), parsed(after)];
}

/** Stack files have plain keys at their top: what stands below `config:` is what is compared. Undefined: it isn't YAML. */
function parsed(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS();
  return isObject(value) && isObject(value.config) ? value.config : value;
}

/** Whether a stack file has sections of an import already; `pulumi stack init` and `pulumi config set` leave one that hasn't. */
function saysAccess(config: unknown): boolean {
  return isObject(config) && Object.keys(config).some(isImported);
}
