import type { Value } from "../../value.ts";

/** A text, number or boolean as CloudFormation writes it; `undefined` for anything else, and for what isn't known. */
export function scalarText(value: Value | undefined): string | undefined {
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  return isScalar ? String(value) : undefined;
}
