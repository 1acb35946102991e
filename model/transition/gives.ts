import { type Problem, warning } from "../problems/problem.ts";

/** Begins each warning of a privilege that is got, after its place and path, with whose it is; `npm run guard` knows it by that. */
export const GIVES = "gives more: ";

/** The same of somebody who may come in. */
export const COMES_IN = "lets in: ";

const ADVICE = "take it back where that isn't meant";

/** That a change gives a role what administers. @param path as it stands after `access:` @param name of the role, without white space */
export function gives(path: string, name: string, what: string): Problem {
  return warning(`access:${path}`, `${GIVES}${name} ${what}; ${ADVICE}`);
}

/** That a change lets somebody in. @param name of a user or an identity provider, without white space */
export function letsIn(path: string, name: string, what: string): Problem {
  return warning(`access:${path}`, `${COMES_IN}${name} ${what}; ${ADVICE}`);
}
