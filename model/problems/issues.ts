import { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import { type Checked, sound } from "./checked.ts";
import { issueMessage, unknownKey, wrongType } from "./issueMessage.ts";
import { pathOf } from "./path.ts";
import { error, type Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;
type UnknownKeys = z.core.$ZodIssueUnrecognizedKeys;

/** The keys that an object takes in which there are unknown ones. */
type AllowedKeys = (issue: UnknownKeys) => readonly string[];

/**
 * Checks a value against a schema: its normalised form, or undefined and a problem for each place where
 * it doesn't fit, under `path`.
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
): Checked<z.output<Schema> | undefined> {
  // An issue tells the unknown keys only; the schema that knows the others is named while it is worded.
  const allowed = new Map<readonly string[], readonly string[]>();
  const result = schema.safeParse(value, {
    error: ({ code, inst, keys }) => {
      if (code === "unrecognized_keys" && inst instanceof z.ZodObject) {
        allowed.set(keys as UnknownKeys["keys"], Object.keys(inst.shape));
      }
      return undefined;
    },
  });
  if (result.success) return sound(result.data);
  const found = problemsOf(result.error.issues, value, path, ({ keys }) => allowed.get(keys) ?? []);
  // Length and pattern of one text fail together; the first says it.
  const byPath = Map.groupBy(found, (problem) => problem.path);
  return { value: undefined, problems: [...byPath.values()].flatMap(([first]) => first ?? []) };
}

function problemsOf(
  issues: readonly Issue[],
  root: unknown,
  start: string,
  allowed: AllowedKeys,
): Problem[] {
  return withoutEchoes(issues, allowed).flatMap((issue) =>
    problemsOfIssue(issue, root, start, allowed),
  );
}

/** A misspelt key is one problem, though the key that was meant is missing and a rule that needs it fails too. */
function withoutEchoes(issues: readonly Issue[], allowed: AllowedKeys): Issue[] {
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  return issues.filter((issue) => {
    const holder = issue.code === "custom" ? issue.path : issue.path.slice(0, -1);
    const beside = unknown.filter(({ path }) => pathOf("", ...path) === pathOf("", ...holder));
    if (issue.code === "custom") return beside.length === 0;
    if (issue.code !== "invalid_type") return true;
    const meant = beside.flatMap((other) =>
      other.keys.map((key) => suggestion(key, allowed(other))),
    );
    return !meant.includes(String(issue.path.at(-1)));
  });
}

function problemsOfIssue(
  issue: Issue,
  root: unknown,
  start: string,
  allowed: AllowedKeys,
): Problem[] {
  const value = at(root, issue.path);
  const path = pathOf(start, ...issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = allowed(issue);
    return issue.keys.map((key) => error(pathOf(path, key), unknownKey(key, known, value)));
  }
  if (issue.code === "invalid_union") {
    const branch = closest(issue.errors);
    if (branch) return problemsOf(branch, value, path, allowed);
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

/** The alternative that the author meant: one that takes this kind of value at all, or one of its words. */
function closest(branches: readonly Issue[][]): Issue[] | undefined {
  const fails = (code: Issue["code"]) => (issues: readonly Issue[]) =>
    issues.some((issue) => issue.code === code && issue.path.length === 0);
  const ofKind = branches.filter((issues) => !fails("invalid_type")(issues));
  const isWord = fails("invalid_value");
  const others = ofKind.filter((issues) => !isWord(issues));
  // Beside words, an alternative of another kind is wanted as well: all of them are told.
  return others[0] ?? (ofKind.length === branches.length ? ofKind[0] : undefined);
}

function wantedBy(branches: readonly Issue[][]): string[] {
  return branches.flatMap((issues) =>
    issues.flatMap((issue) => {
      if (issue.code === "invalid_type") return [issue.expected];
      return issue.code === "invalid_value" && issue.path.length === 0
        ? issue.values.map(String)
        : [];
    }),
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
