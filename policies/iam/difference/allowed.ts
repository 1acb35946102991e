import type { Part, Parts } from "./held.ts";
import { areApart, areWithin, isWhole } from "./scope.ts";

/** What somebody may do by the policies whose documents are here. */
export interface Allowed {
  readonly own: Parts;
  /** Absent: there is none, or its document isn't here. */
  readonly boundary?: Parts;
}

/** All statements of somebody. */
export function statementsOf({ own, boundary }: Allowed): readonly Part[] {
  return [own, boundary].flatMap((parts) => (parts ? [...parts.allows, ...parts.denies] : []));
}

/** Denials count wherever they stand. */
export function deniesOf({ own, boundary }: Allowed): readonly Part[] {
  return boundary ? [...own.denies, ...boundary.denies] : own.denies;
}

/** Whether anything is allowed at all. */
export function isPossible(allowed: Allowed): boolean {
  const { own, boundary } = allowed;
  if (own.allows.length === 0 || boundary?.allows.length === 0) return false;
  return !deniesOf(allowed).some(isWhole);
}

/** Whether what one may do with an action surely is no more than what another may. */
export function isWithin(one: Allowed, other: Allowed): boolean {
  if (!isGivenWithin(one, other, areWithin)) return false;
  const own = deniesOf(one);
  return deniesOf(other).every(
    (denial) => areWithin(denial, own) || one.own.allows.every((part) => areApart(part, denial)),
  );
}

/** Whether all that one is given is within what the other is. What policies and boundary give at once is within whatever one of them is within. */
export function isGivenWithin(
  one: Allowed,
  other: Allowed,
  isPartWithin: (part: Part, others: readonly Part[]) => boolean,
): boolean {
  const sources = [one.own.allows, ...(one.boundary ? [one.boundary.allows] : [])];
  const limits = [other.own.allows, ...(other.boundary ? [other.boundary.allows] : [])];
  return limits.every((limit) =>
    sources.some((source) => source.every((part) => isPartWithin(part, limit))),
  );
}
