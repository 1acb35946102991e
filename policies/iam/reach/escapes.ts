import type { Verdict } from "../../value.ts";
import type { Condition, Statement } from "../statement.ts";
import { all } from "../verdicts.ts";
import { CONSTANT, keyKind } from "./contextKey.ts";
import { byKey } from "./effect.ts";
import { judge } from "./judge.ts";
import type { Asked } from "./question.ts";
import { isExact, samples } from "./samples.ts";

type Sample = readonly string[] | undefined;

/**
 * Whether some request meets an Allow's conditions and escapes denials that are about the same. Not if, key by key, each
 * value that the Allow lets pass is denied: then nothing is open.
 */
export function escapes(allow: Statement, denials: readonly Statement[], asked: Asked): boolean {
  const open = denials.filter(({ conditions, moreConditions }) => {
    return conditions.length > 0 && !moreConditions;
  });
  if (open.length === 0 || open.length + allow.conditions.length < 2) return true;
  const left = new Map<string, readonly Sample[]>();
  const own = new Map(byKey(allow).map((group) => [keyOf(group), group]));
  const single = Map.groupBy(
    open.filter((deny) => byKey(deny).length === 1),
    (deny) => keyOf(byKey(deny)[0] ?? []),
  );
  for (const key of new Set([...own.keys(), ...single.keys()])) {
    const wanted = own.get(key) ?? [];
    const unwanted = (single.get(key) ?? []).map(({ conditions }) => conditions);
    const all = [...wanted, ...unwanted.flat()];
    const some = valuesOf(key, all, asked).filter((value) => {
      return (
        verdictOf(wanted, key, value) !== "no" &&
        unwanted.every((conditions) => verdictOf(conditions, key, value) !== "yes")
      );
    });
    if (some.length === 0 && isExact(all)) return false;
    if (some.length > 0) left.set(key, some);
  }
  return open.every((deny) => {
    const groups = byKey(deny);
    if (groups.length === 1) return true;
    return groups.some((conditions) => {
      const key = keyOf(conditions);
      const values = left.get(key) ?? valuesOf(key, conditions, asked);
      return values.some((value) => verdictOf(conditions, key, value) !== "yes");
    });
  });
}

function keyOf([first]: readonly Condition[]): string {
  return first?.key.toLowerCase() ?? "";
}

function verdictOf(conditions: readonly Condition[], key: string, value: Sample): Verdict {
  return all(conditions, (condition) => judge(condition, key, value));
}

/** All values that some request may have, whoever makes it. */
function valuesOf(key: string, conditions: readonly Condition[], asked: Asked): readonly Sample[] {
  const given = asked.asking && Object.hasOwn(asked.asking, key) ? asked.asking[key] : undefined;
  if (given !== undefined) return [[given]];
  const kind = keyKind(key, asked.action);
  return [
    ...samples(conditions, key, kind, asked),
    ...(CONSTANT.has(key) ? [["true"], ["false"]] : []),
  ];
}
