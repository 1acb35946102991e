import { exceeds, type Verdict } from "../../policies/verdict.ts";
import type { Administration } from "./administration.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";
import { administeringPolicies, privilege } from "./setPrivilege.ts";

/**
 * Permission sets that get what administers an account or Identity Center, wherever they are assigned.
 *
 * @param changed sets whose content changes: what isn't known of it may be anything
 */
export function newPrivileges(
  before: Administration,
  after: Administration,
  changed: ReadonlySet<string>,
  identities: Identities,
): Finding[] {
  return [...after.sets].flatMap(([set, holder]): Finding[] => {
    const old = before.sets.get(set);
    const had = new Set(old && administeringPolicies(old));
    const attached = administeringPolicies(holder).filter((name) => !had.has(name));
    const now = privilege(holder);
    const was: Verdict = old ? privilege(old).verdict : "no";
    const isMore = exceeds(now.verdict, was) || (now.verdict === "unknown" && changed.has(set));
    if (attached.length === 0 && !isMore) return [];
    const urn = set.startsWith("urn:") ? { urn: set } : {};
    const seen =
      attached.length > 0
        ? `gets ${attached.join(", ")}`
        : `${now.verdict === "yes" ? "lets" : "may let"} its holders give themselves more: ${now.by}`;
    return [{ kind: "privilege", ...urn, name: identities.nameOf(set), seen }];
  });
}
