import { parseDocument } from "yaml";
import { isObject } from "../../policies/isObject.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { differences } from "./difference.ts";
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
    if (name.startsWith("organizations/") && meansTheSame(name, before, text)) return [];
    const [old, now] = [parsed(before), parsed(text)];
    if (old === undefined) return [{ name, text, differences: ["it is not valid YAML"] }];
    const found = differences("", old, now);
    if (found.length === 0) return [];
    const isStart = name.startsWith("Pulumi.") && !saysAccess(old);
    return [{ name, text, differences: isStart ? [] : found }];
  });
}

/** Whether two organization files describe one organization: units that accounts are in need no list, and empty lists none at all. */
function meansTheSame(name: string, before: string, after: string): boolean {
  const [old, now] = [before, after].map((text) => organization(name, text));
  return old !== undefined && JSON.stringify(old) === JSON.stringify(now);
}

/** @returns undefined where it is no organization file */
function organization(name: string, text: string): object | undefined {
  try {
    const snapshot = parseSnapshot(text, name);
    return { ...snapshot, organizationalUnits: snapshot.organizationalUnits.toSorted() };
  } catch {
    return undefined;
  }
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
