import type { Family } from "../pack.ts";
import { suggestion } from "../suggestion.ts";

/**
 * Checks names of rules that somebody wrote.
 *
 * @param named by where they stand, such as `except`
 * @throws Error that tells each name that no rule has, and what may have been meant
 */
export function checkRuleNames(
  named: Readonly<Record<string, readonly string[]>>,
  families: readonly Family[],
): void {
  const known = families.flatMap(({ rules }) => rules.map(({ id }) => id));
  const wrong = Object.entries(named).flatMap(([where, names]) =>
    names
      .filter((name) => !known.includes(name))
      .map(
        (name) =>
          `${where}: no rule is called ${JSON.stringify(name)}; ${advice(name, families, known)}`,
      ),
  );
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

function advice(name: string, families: readonly Family[], known: readonly string[]): string {
  const word = String(name).toLowerCase();
  const family = families.find(({ folder, title }) =>
    [folder, title].some((one) => one.toLowerCase() === word),
  );
  if (family) return `it is a family of rules: ${family.rules.map(({ id }) => id).join(", ")}`;
  const meant = suggestion(word, known);
  return meant === undefined
    ? `there are ${known.join(", ")}`
    : `did you mean ${JSON.stringify(meant)}?`;
}
