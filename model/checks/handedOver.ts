import { isObject } from "../../policies/isObject.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Sections } from "../sections/sections.ts";

/** Sections whose entries can be handed over, by the word before the key. */
const handedOver = ["people", "groups", "permissionSets"] as const;

/** What is handed over must stand in the stack file as something that is made elsewhere. */
export function handOverProblems(sections: Sections): Problem[] {
  const { handOver } = sections.limits;
  if (!Array.isArray(handOver)) return [];
  const seen = new Set<string>();
  return handOver.flatMap((name, index): Problem[] => {
    const section = handedOver.find(
      (one) => typeof name === "string" && name.startsWith(`${one}.`),
    );
    if (section === undefined) return [];
    const path = pathOf("access:limits", "handOver", index);
    if (seen.has(name)) return [error(path, `"${name}" is listed twice; remove one`)];
    seen.add(name);
    const entries = sections[section];
    const key = name.slice(section.length + 1);
    if (!Object.hasOwn(entries, key)) {
      const advice = "keep it there with existing: true, or remove it here";
      const meant = didYouMean(key, Object.keys(entries), advice);
      return [error(path, `"${key}" is not in access:${section}${meant}`)];
    }
    const entry = entries[key];
    if (isObject(entry) && entry.existing === true) return [];
    const at = pathOf(`access:${section}`, key);
    return [error(path, `${at} is made here; write existing: true there, or remove it here`)];
  });
}
