import { patterned } from "./field.ts";

/** An account's id. */
export const accountIdSchema = patterned(
  12,
  /^\d{12}$/,
  'an account id has 12 digits, in quotes, such as "000000000001"',
);

/** What to say about an account id without quotes, which YAML turns into a number without leading zeros. */
export function numberForAccountId(value: number): string {
  const id = String(value).padStart(12, "0");
  return `YAML reads this account id as the number ${value}; put all 12 digits in quotes, such as "${id}"`;
}
