import { matches } from "../../iam/patterns/wildcard.ts";
import type { Setting } from "../../rule.ts";
import type { Holder } from "../../stack/holder.ts";
import { UNKNOWN } from "../../value.ts";

/** A setting with names of permission sets. */
export function namesSetting(
  description: string,
  names: readonly string[],
): Setting<readonly string[]> {
  return {
    description: `${description}; * and ? are wildcards, case doesn't matter`,
    default: names,
    schema: { type: "array", items: { type: "string" } },
  };
}

/** The name of a permission set, or else the resource's; `undefined` while it isn't known. */
export function nameOf({ principal: { name, resource } }: Holder): string | undefined {
  if (name === UNKNOWN) return undefined;
  return typeof name === "string" ? name : (resource.logicalId ?? resource.name);
}

/** Whether one of the patterns is about the name. */
export function isNamed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(pattern, name));
}
