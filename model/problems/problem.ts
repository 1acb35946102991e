import { shown } from "./shown.ts";

/** Something about a configuration that its author should know. */
export interface Problem {
  /** `error`: nothing is deployed. `warning`: deployed as described, worth a look. */
  readonly severity: "error" | "warning";
  /** Where in the stack file, such as `access:groups.engineers.access[0].permissionSet`. */
  readonly path: string;
  /** What was seen, what is allowed and what to do next, in one lower-case sentence without a final period. */
  readonly message: string;
  /** What follows on lines of their own: commands to run, and what to do between them. */
  readonly steps?: readonly string[];
  /** File and line, such as `people.prod.yaml:17`, as far as they are known. */
  readonly place?: string;
  /**
   * Set where a command may want to be stricter or more lenient than `severity`:
   * `expired`: a line whose last day has passed, so that it grants nothing;
   * `unjudged`: a selector needs facts about the organization that were not read, so that it grants nothing here;
   * `closed`: an account is in the organization and not active;
   * `excepted`: an account that is left out isn't active, and so is out anyhow;
   * `secret`: a value is encrypted in the stack file, so that what it decides can't be judged without Pulumi;
   * `naming`: a value is encrypted in the stack file that names of resources are made of, whatever it is;
   * `shared`: both stacks of delegated administration have it, as before and after a move from one to the other.
   */
  readonly kind?: "expired" | "unjudged" | "closed" | "excepted" | "secret" | "naming" | "shared";
}

export function error(path: string, message: string): Problem {
  return { severity: "error", path, message };
}

export function warning(path: string, message: string): Problem {
  return { severity: "warning", path, message };
}

/** Whether nothing is deployed because of it. */
export function isError({ severity }: Pick<Problem, "severity">): boolean {
  return severity === "error";
}

/** A problem on one line where its severity is told apart: `Pulumi.dev.yaml:97: access:groups.x: …`. What can't be seen is escaped. */
export function problemText({ path, message, place }: Omit<Problem, "severity">): string {
  return shown(`${place === undefined ? "" : `${place}: `}${path}: ${message}`);
}

/** A problem on one line, as a compiler prints it: `Pulumi.dev.yaml:97: error: access:groups.x: …`. What can't be seen is escaped. */
export function problemLine({ severity, path, message, place }: Problem): string {
  return shown(`${place === undefined ? "" : `${place}: `}${severity}: ${path}: ${message}`);
}

/**
 * One line a problem, with its steps below it, errors first and otherwise in the
 * order given, then a line that counts them. The empty text when there are none.
 */
export function formatProblems(problems: readonly Problem[]): string {
  if (problems.length === 0) return "";
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  const counts = [count(errors.length, "error"), count(warnings.length, "warning")];
  return [
    ...[...errors, ...warnings].flatMap((problem) => [
      problemLine(problem),
      ...(problem.steps ?? []).map((step) => `  ${shown(step)}`),
    ]),
    counts.filter((text) => text !== "").join(", "),
  ].join("\n");
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
