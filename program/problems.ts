import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem, problemText } from "../model/problems/problem.ts";

/** Logs warnings, and stops the program when there are errors, all of them in one message. */
export function reportProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  for (const problem of warnings) void pulumi.log.warn(problemText(problem));
  if (errors.length > 0) throw new pulumi.RunError(formatProblems(errors));
}
