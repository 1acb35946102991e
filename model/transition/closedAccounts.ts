import type { Access } from "../access/access.ts";
import { contentOf, sameContent } from "../access/setContent.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed } from "./deployed.ts";

/**
 * Permission sets that change while they are still assigned in accounts that were closed: AWS brings a
 * change to every account that has the set, can't reach these, and the assignments go only afterwards.
 */
export function closedAccountProblems(
  deployed: Deployed,
  { permissionSets }: Configuration,
  accounts: Access["accounts"],
): Problem[] {
  return Object.entries(permissionSets).flatMap(([key, set]) => {
    const formerKey = [key, ...set.aliases].find((one) => deployed.setContents.has(one));
    if (set.existing || formerKey === undefined) return [];
    const content = deployed.setContents.get(formerKey);
    if (content === undefined || sameContent(content, contentOf(set))) return [];
    const closed = new Set(
      deployed.assignments
        .filter(({ permissionSet }) => permissionSet === formerKey)
        .map(({ account }) => account)
        .filter((id) => (accounts.get(id)?.state ?? "ACTIVE") !== "ACTIVE"),
    );
    if (closed.size === 0) return [];
    const names = [...closed].map((id) => `${id} (${accounts.get(id)?.name})`);
    return [
      error(
        pathOf("access:permissionSets", key),
        `the permission set changes while it is still assigned in an account that is closed or suspended, where AWS can't bring the change: ${firstFew(names)}; take the change back, run pulumi up, which removes those assignments, then make the change`,
      ),
    ];
  });
}
