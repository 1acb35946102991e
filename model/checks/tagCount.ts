import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { maximumTags } from "../schema/field.ts";

/** Permission sets whose own tags and the instance's are together more than a resource takes. */
export function tagCountProblems({ identityCenter, permissionSets }: Configuration): Problem[] {
  return Object.entries(permissionSets).flatMap(([key, set]) => {
    const count = Object.keys({ ...identityCenter.tags, ...set.tags }).length;
    if (count <= maximumTags || set.existing) return [];
    const path = pathOf("access:permissionSets", key, "tags");
    return [
      error(
        path,
        `${count} tags together with those of access:identityCenter.tags; a resource takes at most ${maximumTags}: remove some`,
      ),
    ];
  });
}
