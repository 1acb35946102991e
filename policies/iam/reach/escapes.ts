import { all, type Verdict } from "../../verdict.ts";
import type { Condition, Statement } from "../policy/statement.ts";
import { byKey } from "./conditionOutcome.ts";
import { CONSTANT } from "./contextKey.ts";
import { judge } from "./judge.ts";
import type { Asked } from "./question.ts";
import { isExact, samples } from "./samples.ts";

type Sample = readonly string[] | undefined;

/**
 * Whether some request meets an Allow's conditions and escapes denials that are about the same. Not if, key by key, each
 * value that the Allow lets pass is denied: then nothing is open.
 */
export function escapes(allow: Statement, denials: readonly Statement[], asked: Asked): boolean {
  const open = denials.filter(({ conditions, hasUnknownConditions }) => {
    return conditions.length > 0 && !hasUnknownConditions;
  });
  if (open.length + allow.conditions.length < 2) return true;
  const own = new Map(byKey(allow).map((group) => [keyOf(group), group]));
  const single = Map.groupBy(
    open.flatMap((deny) => (byKey(deny).length === 1 ? byKey(deny) : [])),
    keyOf,
  );
  /** Whether some value of a key passes, also by some group of a Deny. What is nothing already stays so, whatever else is denied. */
  const isOpen = (key: string, group: readonly (readonly Condition[])[] = []) => {
    const denied = single.get(key) ?? [];
    const parts = [[], ...denied.map((one) => [one]), denied];
    return parts.every((part) => passes(key, own.get(key) ?? [], [...part, ...group], asked));
  };
  return (
    [...new Set([...own.keys(), ...single.keys()])].every((key) => isOpen(key)) &&
    open.every((deny) => {
      const groups = byKey(deny);
      return groups.length === 1 || groups.some((group) => isOpen(keyOf(group), [group]));
    })
  );
}

/** Whether some value of a key may meet conditions and escape others. */
function passes(
  key: string,
  wanted: readonly Condition[],
  unwanted: readonly (readonly Condition[])[],
  asked: Asked,
): boolean {
  const all = [...wanted, ...unwanted.flat()];
  return (
    !isExact(all) ||
    valuesOf(key, all, asked).some((value) => {
      return (
        verdictOf(wanted, key, value) !== "no" &&
        unwanted.every((conditions) => verdictOf(conditions, key, value) !== "yes")
      );
    })
  );
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
  const constants = CONSTANT.has(key) ? [["true"], ["false"]] : [];
  // A request through a VPC endpoint has no address, and others one of the other kind.
  return [undefined, ["2600:1f18::1"], ...samples(conditions, key, "caller", asked), ...constants];
}
