import type { Checked } from "../problems/checked.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { patterned } from "./field.ts";

/** A key of people, permission sets, groups and accounts: it names the resources of this program. */
export const entryKeySchema = patterned(
  128,
  // Slashes join keys in the names of resources.
  // Two colons part what a URN is made of.
  /^(?!.*::)[^\s\p{C}/]([^\p{C}/]*[^\s\p{C}/])?$/u,
  "a key has no slash, no two colons (::), no white space at its ends and no control characters; if it is deployed already, choose another and give the old one under aliases",
);

/** The entries of a section, whose path is `start`: those of which something is usable, and what is wrong with all of them. */
export function parseEntries<Value>(
  start: string,
  section: Readonly<Record<string, unknown>>,
  parse: (key: string, value: unknown, path: string) => Checked<Value | undefined>,
): Checked<Record<string, Value>> {
  const parsed = Object.entries(section).map(([key, value]) => {
    const path = pathOf(start, key);
    const entry = parse(key, value, path);
    return { key, value: entry.value, problems: [...keyProblems(key, path), ...entry.problems] };
  });
  const usable = parsed.flatMap(({ key, value }): [string, Value][] =>
    value === undefined ? [] : [[key, value]],
  );
  return {
    value: Object.fromEntries(usable),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

function keyProblems(key: string, path: string): Problem[] {
  const result = entryKeySchema.safeParse(key);
  if (result.success) return [];
  const [issue] = result.error.issues;
  const why = issue?.code === "invalid_format" ? issue.message : "a key has 1 to 128 characters";
  return [error(path, `the key ${seen(key)}: ${why}`)];
}
