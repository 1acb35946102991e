import type { Problem } from "./problem.ts";

/** What is usable of something that was checked, and what is wrong with it. */
export interface Checked<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

const none: readonly Problem[] = [];

/** Nothing is wrong. */
export function sound<Value>(value: Value): Checked<Value> {
  return { value, problems: none };
}

/** Nothing is usable. */
export function refused(...problems: readonly Problem[]): Checked<undefined> {
  return { value: undefined, problems };
}
