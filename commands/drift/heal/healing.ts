import { shown } from "../../../model/problems/shown.ts";
import type { Behind } from "../behind.ts";
import type { Difference } from "../differences.ts";
import type { Drift } from "../drift.ts";

/** What heals without a change of what anybody has reviewed. */
export interface Healing {
  /** Permission sets that AWS is to bring to their accounts. */
  readonly provisions: readonly Behind[];
  /** What the state is to know. */
  readonly adoptions: readonly Difference[];
}

/**
 * What can be healed: roles get only what the code says of their permission set, and the state only what AWS has exactly as
 * it is wanted. A group with other members isn't: the next update may give it more.
 */
export function healingOf({ behind, differences }: Drift): Healing {
  const others = new Set(
    differences.flatMap(({ group, code }) =>
      group !== undefined && code === undefined ? [group] : [],
    ),
  );
  return {
    provisions: behind.filter(({ isAsWanted }) => isAsWanted),
    adoptions: differences.filter(
      ({ kind, name, remedy, resources }) =>
        remedy === "adopt" && resources !== undefined && !(kind === "group" && others.has(name)),
    ),
  };
}

/** What is left when that is done. */
export function withoutHealed(drift: Drift, { provisions, adoptions }: Healing): Drift {
  const healed = new Set<unknown>([...provisions, ...adoptions]);
  const isLeft = (one: unknown) => !healed.has(one);
  return {
    ...drift,
    behind: drift.behind.filter(isLeft),
    differences: drift.differences.filter(isLeft),
  };
}

/** What is going to be done, in words; empty where there is nothing to do. */
export function healingLines({ provisions, adoptions }: Healing): string[] {
  return [
    ...(provisions.length === 0
      ? []
      : [
          "AWS brings to their accounts what these permission sets hold, which is what the code says:",
        ]),
    ...provisions.map(
      ({ permissionSet, accounts }) => `  ${permissionSet}, in ${accounts.join(", ")}`,
    ),
    ...(adoptions.length === 0
      ? []
      : [
          "AWS has this already, exactly as it is wanted, and the state doesn't know it. It is taken into the state, which changes nothing in AWS:",
        ]),
    ...adoptions.map(({ kind, name }) => `  ${kind} ${name}`),
  ].map(shown);
}
