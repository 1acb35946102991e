import { type Problem, warning } from "../problems/problem.ts";

/** Begins each such warning, after its place and path; `npm run guard` knows it by that. */
export const TAKES_AWAY = "takes protection away: ";

/** That a change takes protection away. @param path as it stands after `access:` */
export function takesAway(
  path: string,
  what: string,
  advice = "put it back where that isn't meant",
): Problem {
  return warning(`access:${path}`, `${TAKES_AWAY}${what}; ${advice}`);
}
