import { stepsOf } from "../../model/problems/path.ts";
import { isObject } from "../../policies/isObject.ts";
import type { StackFile } from "../stack/stackFile.ts";

/** Parts of a permission set that don't decide what it allows. */
const OTHERS = ["name", "aliases", "description", "relayState", "tags"];

/** What is encrypted of each permission set's policies, by its key: as it stands in the file, so that it is equal where it stays. */
export function secretPolicies({ secrets, source }: StackFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of secrets) {
    const [section, key, part] = stepsOf(path);
    if (section !== "access:permissionSets" || key === undefined) continue;
    if (OTHERS.includes(String(part))) continue;
    const value = valueAt(source.value, ["config", ...stepsOf(path)]);
    const text = JSON.stringify([stepsOf(path).slice(2), value]);
    found.set(String(key), `${found.get(String(key)) ?? ""}${text}`);
  }
  return found;
}

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)];
    return isObject(inner) ? inner[step] : undefined;
  }, value);
}
