import { type Checked, refused } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { error } from "../problems/problem.ts";
import { patterned } from "./field.ts";

/** An account's id. */
export const accountIdSchema = patterned(
  12,
  /^\d{12}$/,
  'an account id has 12 digits, in quotes, such as "000000000001"',
);

/**
 * What to say about an account id without quotes: YAML turns it into a number, and one that begins with a zero and
 * has no 8 or 9 into an octal number, so that two ids may become the same number.
 */
export function numberForAccountId(value: number): string {
  const decimal = String(value).padStart(12, "0");
  const octal = value.toString(8).padStart(12, "0");
  const isOctal = octal.startsWith("0") && octal.length === 12 && decimal.startsWith("0");
  const ids = [...(isOctal ? [octal] : []), ...(isOctal && !/[89]/.test(decimal) ? [] : [decimal])];
  const quoted = [...new Set(ids)].map((id) => `"${id}"`).join(" or ");
  return `YAML reads this account id as the number ${value}; put all 12 digits in quotes, as AWS shows them: ${quoted}`;
}

/** What to say about an account id in groups of digits, as AWS's console shows it: `1111-1111-1111`. */
export function groupedAccountId(text: string): string | undefined {
  const id = text.replace(/[-\s]/g, "");
  return id !== text && /^\d{12}$/.test(id)
    ? `an account id is written without dashes and spaces: "${id}"`
    : undefined;
}

/** The id that a short name stands for. Words of selectors, and what looks like an id, would mean something else than the short name does. */
export function parseAccount(
  key: string,
  value: unknown,
  path: string,
): Checked<string | undefined> {
  if (key === "all") {
    return refused(error(path, '"all" means every account; choose another short name'));
  }
  if (/^\d{12}$/.test(key)) {
    return refused(error(path, "a short name can't be an account id; choose a word"));
  }
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    return refused(error(path, numberForAccountId(value)));
  }
  const grouped = typeof value === "string" ? groupedAccountId(value) : undefined;
  if (grouped) return refused(error(path, `is "${value}"; ${grouped}`));
  return read(accountIdSchema, value, path);
}
