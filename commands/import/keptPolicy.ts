import { statementText } from "../../model/access/policyText.ts";
import { isObject } from "../../policies/isObject.ts";

/** A policy document that AWS has: statements that mean what somebody wrote stay as they wrote them, in their order. */
export function keptPolicy(before: unknown, now: unknown): unknown {
  if (!isObject(before) || !isObject(now)) return now;
  const left = [...listOf(now.Statement)];
  const kept = listOf(before.Statement).flatMap((statement) => {
    const text = statementText(statement);
    const at = left.findIndex((one) => statementText(one) === text);
    if (at < 0) return [];
    left.splice(at, 1);
    return [statement];
  });
  if (kept.length === 0) return now;
  const Statement = [...kept, ...left];
  return { ...now, Statement: Array.isArray(before.Statement) ? Statement : only(Statement) };
}

function only(list: readonly unknown[]): unknown {
  return list.length === 1 ? list[0] : list;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
