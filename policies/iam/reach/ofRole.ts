import type { Condition, Statement } from "../policy/statement.ts";
import { placedAs } from "./witness.ts";

const ACCOUNT_UNKNOWN = /^arn:[^:]*:iam::000000000000:/;

/**
 * What a key says of who asks in all requests of a role's sessions ("AWS global condition context keys"), `undefined` for a
 * key that isn't in them: one value for each account that the role may be in.
 *
 * @param arn of the role
 * @returns `undefined` when nobody knows
 */
export function ofRole(
  arn: string,
  key: string,
  conditions: readonly Condition[],
): readonly (readonly string[] | undefined)[] | undefined {
  if (key === "aws:principaltype") return [["AssumedRole"]];
  if (key === "aws:username") return [undefined];
  if (key !== "aws:principalarn") return undefined;
  const values = conditions.flatMap((one) => one.values.known);
  if (values.some((one) => one.includes("${"))) return undefined;
  const places = ACCOUNT_UNKNOWN.test(arn) ? values.map((one) => placedAs(arn, one)) : [];
  return [arn, ...places].map((one) => [one]);
}

/** Whether some statement has a condition on who asks, as far as its role tells. */
export function asksForRole(statements: readonly Statement[]): boolean {
  return statements.some(({ conditions }) =>
    conditions.some(({ key }) => /^aws:(principalarn|principaltype|username)$/i.test(key)),
  );
}
