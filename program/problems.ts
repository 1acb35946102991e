import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem } from "../model/problems/problem.ts";
import { shown } from "../model/problems/shown.ts";

/** Logs warnings, and stops the program when there are errors, all of them in one message. */
export function reportProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  for (const { place, path, message } of warnings) {
    void pulumi.log.warn(shown(`${place === undefined ? "" : `${place}: `}${path}: ${message}`));
  }
  if (errors.length > 0) throw new pulumi.RunError(formatProblems(errors));
}
