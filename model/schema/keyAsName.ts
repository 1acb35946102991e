import type { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import { read } from "../problems/issues.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";

/** A key that serves as the name in AWS, since the entry gives none, must be one that AWS takes. */
export function keyAsNameProblems(
  key: string,
  entry: unknown,
  attribute: string,
  schema: z.ZodType,
  path: string,
): Problem[] {
  if (!isObject(entry) || entry[attribute] !== undefined) return [];
  return read(schema, key, path).problems.map(({ message }) =>
    error(
      path,
      `the key ${seen(key)} can't be the ${attribute} in AWS: ${message}; give a ${attribute}`,
    ),
  );
}
