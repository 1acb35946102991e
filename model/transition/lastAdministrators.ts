import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { DeployedGroup } from "./deployed.ts";
import type { Succession } from "./succession.ts";

/**
 * Administrators go in two updates: the first lifts the guard, which Pulumi keeps in the state, the second
 * deletes. Where others of this stack follow them one update does, since those are in place first.
 */
export function lastAdministratorProblems(
  { leaving }: Succession,
  { groups }: Configuration,
): Problem[] {
  if (Object.values(groups).some((group) => group.administrators)) return [];
  return (leaving as readonly DeployedGroup[])
    .filter((group) => group.administrators)
    .map(({ key, inBetween }) =>
      error(pathOf("access:groups", key), inBetween ? goOnFirst(key) : liftTheGuardFirst(key)),
    );
}

function goOnFirst(name: string): string {
  return `"${name}" stands in for administrators between two updates of a change that was stopped: give a group \`administrators: true\` again, take administratorsElsewhere out, and run npm run up, which goes on to the end; then name administrators elsewhere`;
}

export function liftTheGuardFirst(name: string): string {
  return `"${name}" is part of the administrators' access, which can't be removed in the same update that names administrators elsewhere: put it back without \`administrators: true\`, run pulumi up, make sure that the others can sign in, then remove it`;
}
