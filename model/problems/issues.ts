import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import { issueMessage, unknownKey, wrongType } from "./issueMessage.ts";
import { pathOf } from "./path.ts";
import { error, type Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/**
 * Checks a value against a schema: its normalised form, or undefined and a problem for each place where
 * it doesn't fit, under `path`.
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
  problems: Problem[],
): z.output<Schema> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const found = problemsOf(result.error.issues, value, path);
  const places = new Set<string>();
  for (const problem of found) {
    // Length and pattern of one text fail together; the first says it.
    if (places.has(problem.path)) continue;
    places.add(problem.path);
    problems.push(problem);
  }
  return undefined;
}

function problemsOf(issues: readonly Issue[], root: unknown, start: string): Problem[] {
  return withoutEchoes(issues).flatMap((issue) => problemsOfIssue(issue, root, start));
}

/** A misspelt key is one problem, though the key that was meant is missing and a rule that needs it fails too. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  return issues.filter((issue) => {
    const holder = issue.code === "custom" ? issue.path : issue.path.slice(0, -1);
    const beside = unknown.filter(({ path }) => pathOf("", ...path) === pathOf("", ...holder));
    if (issue.code === "custom") return beside.length === 0;
    if (issue.code !== "invalid_type") return true;
    const meant = beside.flatMap(({ keys, message: allowed }) =>
      keys.map((key) => suggestion(key, allowed.split(", "))),
    );
    return !meant.includes(String(issue.path.at(-1)));
  });
}

function problemsOfIssue(issue: Issue, root: unknown, start: string): Problem[] {
  const value = at(root, issue.path);
  const path = pathOf(start, ...issue.path);
  if (issue.code === "unrecognized_keys") {
    const allowed = issue.message.split(", ");
    return issue.keys.map((key) => error(pathOf(path, key), unknownKey(key, allowed, value)));
  }
  if (issue.code === "invalid_union") {
    const branch = closest(issue.errors);
    if (branch) return problemsOf(branch, value, path);
    const wanted = wrongType(wantedBy(issue.errors), value);
    return [error(path, issue.message === "Invalid input" ? wanted : issue.message)];
  }
  if (issue.code === "invalid_key") {
    const [inner] = issue.issues;
    const key = String(issue.path.at(-1));
    return [error(path, `the key ${inner ? issueMessage(inner, key) : "is not allowed here"}`)];
  }
  return [error(path, issueMessage(issue, value))];
}

/** The alternative that the author meant: one that takes this kind of value at all. */
function closest(branches: readonly Issue[][]): Issue[] | undefined {
  return branches.find(
    (issues) => !issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0),
  );
}

function wantedBy(branches: readonly Issue[][]): string[] {
  return branches.flatMap((issues) =>
    issues.flatMap((issue) => (issue.code === "invalid_type" ? [issue.expected] : [])),
  );
}

function at(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (!isObject(value) && !Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return value;
}
