import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Succession } from "./succession.ts";

/** AWS can't rename a sign-in: the provider would make another person. */
export function signInProblems({ staying, doubled }: Succession): Problem[] {
  const unclear = new Set(doubled.map(({ wanted }) => wanted.key));
  return staying.flatMap(({ wanted, deployed }) =>
    wanted.name === deployed.name || unclear.has(wanted.key)
      ? []
      : [
          error(
            pathOf("access:people", wanted.key, "userName"),
            renamed(deployed.name, wanted.name),
          ),
        ],
  );
}

export function renamed(actual: string, wanted: string): string {
  return `userName is "${actual}" in Identity Center and "${wanted}" here; AWS can't rename a sign-in, it would make a new person without password, MFA and memberships. Keep userName: ${actual}, or remove this person and add another under a new key`;
}
