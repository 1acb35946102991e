import type { Value } from "../value.ts";

/** An input as a number, also from its text as templates have it; `undefined` when it is none, or isn't known yet. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}
