import { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import { type Checked, sound } from "./checked.ts";
import { issueMessage, unknownKey, wrongType } from "./issueMessage.ts";
import { pathOf, stepsOf } from "./path.ts";
import { error, type Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;
type UnknownKeys = z.core.$ZodIssueUnrecognizedKeys;

/** What an issue doesn't tell, and its wording needs. */
interface Asked {
  /** The keys that an object takes in which there are unknown ones. */
  allowed(issue: UnknownKeys): readonly string[];
  /** Whether the key at this path may be left out. */
  mayGo(path: string): boolean;
}

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
  const asked = { allowed: ({ keys }: UnknownKeys) => allowed.get(keys) ?? [] };
  const found = problemsOf(result.error.issues, value, path, {
    ...asked,
    mayGo: (key) => {
      const without = schema.safeParse(leftOut(value, stepsOf(key).slice(stepsOf(path).length)));
      const missing = without.error?.issues ?? [];
      const wrong = problemsOf(missing, undefined, path, { ...asked, mayGo: () => true });
      return !wrong.some((problem) => problem.path === key);
    },
  });
  // Length and pattern of one text fail together; the first says it.
  const byPath = Map.groupBy(found, (problem) => problem.path);
  return { value: undefined, problems: [...byPath.values()].flatMap(([first]) => first ?? []) };
}

/** The same value without what these keys lead to. */
function leftOut(value: unknown, [step, ...more]: readonly (string | number)[]): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? leftOut(item, more) : item));
  }
  if (!isObject(value)) return value;
  const { [step]: inner, ...others } = value;
  return more.length === 0 ? others : { ...others, [step]: leftOut(inner, more) };
}

function problemsOf(
  issues: readonly Issue[],
  root: unknown,
  start: string,
  asked: Asked,
): Problem[] {
  return withoutEchoes(issues, asked).flatMap((issue) =>
    problemsOfIssue(issue, root, start, asked),
  );
}

/** A misspelt key is one problem, though the key that was meant is missing and a rule that needs it fails too. */
function withoutEchoes(issues: readonly Issue[], { allowed }: Asked): Issue[] {
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

function problemsOfIssue(issue: Issue, root: unknown, start: string, asked: Asked): Problem[] {
  const value = at(root, issue.path);
  const path = pathOf(start, ...issue.path);
  const mayGo = () => asked.mayGo(path);
  if (issue.code === "unrecognized_keys") {
    const known = asked.allowed(issue);
    return issue.keys.map((key) => error(pathOf(path, key), unknownKey(key, known, value)));
  }
  if (issue.code === "invalid_union") {
    const branch = closest(issue.errors);
    if (branch) return problemsOf(branch, value, path, asked);
    const wanted = wrongType(wantedBy(issue.errors), value, mayGo);
    return [error(path, issue.message === "Invalid input" ? wanted : issue.message)];
  }
  if (issue.code === "invalid_key") {
    const [inner] = issue.issues;
    const key = String(issue.path.at(-1));
    return [
      error(
        path,
        `the key ${inner ? issueMessage(inner, key, () => false) : "is not allowed here"}`,
      ),
    ];
  }
  return [error(path, issueMessage(issue, value, mayGo))];
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
