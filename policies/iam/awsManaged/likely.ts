import { MANY_ALIKE, suggestion } from "../../suggestion.ts";
import { awsManagedPolicies } from "./awsManagedPolicies.ts";

/** By name without path, in lower case. */
const byName = new Map([...awsManagedPolicies.keys()].map((one) => [bare(one), one]));

/** What was probably meant by a name that no AWS managed policy has: the same with its path, a longer one, or one of nearly the same letters. */
export function likelyAwsManagedPolicy(name: string): string | undefined {
  const wanted = bare(name);
  return (
    sameButPath(name) ??
    longer(wanted) ??
    byName.get(suggestion(wanted, byName.keys(), MANY_ALIKE) ?? "")
  );
}

/** The policy whose name differs in path, or in upper and lower case, only. */
export function sameButPath(name: string): string | undefined {
  return byName.get(bare(name));
}

/** The shortest that goes on where a name ends: `PowerUser` → `PowerUserAccess`. */
function longer(start: string): string | undefined {
  if (start.length < 8) return undefined;
  const found = [...byName.keys()].filter((one) => one.startsWith(start));
  return byName.get(found.sort((a, b) => a.length - b.length)[0] ?? "");
}

/** The name without its path, in lower case. */
function bare(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).toLowerCase();
}
