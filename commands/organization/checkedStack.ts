import type { Problem } from "../../model/problems/problem.ts";
import { readStackFile, type StackFile } from "../stack/stackFile.ts";
import { missingExisting } from "./missingExisting.ts";
import { type ResolvedStack, resolveStack } from "./resolvedStack.ts";

/** A stack's configuration, and what is wrong with it. */
export interface CheckedStack {
  readonly file: StackFile;
  readonly resolved: ResolvedStack;
  /** What is wrong with the configuration, as a reviewer takes it. */
  readonly found: readonly Problem[];
}

/** What a stack's configuration says, and what is wrong with it. */
export function checkStack(stack: string, day: string): CheckedStack {
  const file = readStackFile(stack);
  const resolved = resolveStack(file, day);
  const { configuration, snapshot, problems, places } = resolved;
  // In a first deployment, nothing that exists was made here.
  const missing = places.on(missingExisting(configuration, snapshot));
  return { file, resolved, found: withoutTwice([...problems, ...missing]).map(asReviewed) };
}

/** What is to be written as it is needs nobody who reads it encrypted. */
function withoutTwice(problems: readonly Problem[]): Problem[] {
  const plain = new Set(problems.flatMap(({ kind, path }) => (kind === "naming" ? [path] : [])));
  return problems.filter(({ kind, path }) => kind !== "secret" || !plain.has(path));
}

/**
 * For a reviewer, a line that grants nothing any more is to be removed, and what can't be judged isn't fine. What waits
 * for the organization file is told with it, which is the one error.
 */
function asReviewed(problem: Problem): Problem {
  const { kind } = problem;
  const stays = kind === undefined || kind === "unjudged" || kind === "excepted";
  return stays ? problem : { ...problem, severity: "error" };
}
