import { isDeepStrictEqual } from "node:util";
import type { Adoptable } from "../deploy/planFile.ts";

/** Whether what was imported is what was wanted. @param exported what `pulumi stack export` prints */
export function isAsWanted({ urn, wanted }: Adoptable, exported: string): boolean {
  if (wanted === undefined) return true;
  const { deployment } = JSON.parse(exported) as Exported;
  const inputs = deployment?.resources?.find((one) => one.urn === urn)?.inputs ?? {};
  const keys = Object.keys(wanted).filter((key) => key !== "__defaults");
  return keys.every((key) => isDeepStrictEqual(unordered(inputs[key]), unordered(wanted[key])));
}

interface Exported {
  readonly deployment?: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** Lists of AWS's that are wanted so are sets. What the SDK adds to inputs for itself is no difference. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one))).sort();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "__defaults");
  return Object.fromEntries(entries.sort().map(([key, one]) => [key, unordered(one)]));
}
