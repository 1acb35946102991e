import { boundaryName, contentOf } from "../access/setContent.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed } from "./deployed.ts";

/** What an update has of a permission set's boundary. */
export interface BoundaryVersions {
  readonly boundaryVersions: number[];
  /** Whether it is there as it is wanted. */
  readonly boundaryStays: boolean;
}

/**
 * Versions of a set's boundary that an update has. A new number where the boundary changes, or where AWS has another one
 * than is wanted: what has the former numbers is dropped without a call, since AWS overwrites a boundary. Without a
 * boundary all that there are: whatever is left of former ones is really deleted, also what the state doesn't tell of
 * because an update ended before it deleted it.
 */
export function boundaryVersions(
  deployed: Deployed,
  { permissionSets }: Configuration,
  key: string,
): BoundaryVersions {
  const set = permissionSets[key];
  const keys = [key, ...(set?.aliases ?? [])];
  const versions = new Map(keys.flatMap((one) => [...(deployed.boundaryVersions.get(one) ?? [])]));
  const numbers = [...versions.keys()].sort((one, other) => one - other);
  const last = numbers.at(-1);
  if (last === undefined) return { boundaryVersions: [0], boundaryStays: false };
  const wanted = set && boundaryName(contentOf(set));
  if (wanted === undefined) return { boundaryVersions: numbers, boundaryStays: false };
  const there = keys.flatMap((one) => {
    const content = deployed.setContents.get(one);
    return content ? [boundaryName(content)] : [];
  });
  const isSame = [versions.get(last), ...there].every((one) => one === undefined || one === wanted);
  return {
    boundaryVersions: [isSame ? last : last + 1],
    boundaryStays: isSame && there.some((one) => one === wanted),
  };
}
