import type { Problem } from "../problems/problem.ts";

/**
 * What is wrong with the accounts of something that means nothing now, a line that has ended or a section that is off. It is
 * still checked, but doesn't stop a deployment: one of its accounts may have left since. That one was closed since is as it
 * should be.
 */
export function withoutConsequence(problems: readonly Problem[]): Problem[] {
  return problems
    .filter(({ kind }) => kind !== "closed" && kind !== "excepted")
    .map((problem) => ({ ...problem, severity: "warning" }));
}
