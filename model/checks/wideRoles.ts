import { matchesGlob } from "../access/glob.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { regions } from "../schema/regions.ts";
import type { RootGuardrails } from "../schema/rootGuardrails.ts";

/** Roles by name, of which a service control policy's condition makes an exemption for more than somebody can mean. */
export function wideRoleProblems({ enabled, ...lists }: RootGuardrails): Problem[] {
  if (!enabled) return [];
  const { credentialRoles, administratorRoles } = lists;
  return Object.entries({ credentialRoles, administratorRoles }).flatMap(([key, names]) =>
    names.flatMap((name, index): Problem[] => {
      const path = pathOf("access:rootGuardrails", key, index);
      if (takesInEverySet(name)) return [error(path, `is ${seen(name)}; ${EVERY_SET}`)];
      return takesInAnyName(name) ? [warning(path, `is ${seen(name)}; ${ANY_NAME}`)] : [];
    }),
  );
}

/** Why a name isn't taken that {@link takesInEverySet}. */
export const EVERY_SET =
  "it takes in the role of every permission set (aws-reserved/sso.amazonaws.com/…/AWSReservedSSO_NAME_…), so that nobody who signs in would be denied anything; name the roles that are meant, such as aws-reserved/sso.amazonaws.com/*AWSReservedSSO_NAME_*";

const ANY_NAME =
  "whoever may make roles in a member account can easily give one such a name; write more of the name, or its path";

/**
 * Identity Center's roles in an account, of two permission sets whose names and suffixes have nothing in common (IAM
 * Identity Center User Guide, "Referencing permission sets in resource policies"): the path has the home Region but
 * where that is us-east-1.
 */
const ROLES_OF_SETS = ["", ...regions.map((region) => `${region}/`)].map((region) => {
  const path = `aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_`;
  return [`${path}=_0000000000000000`, `${path}${",".repeat(32)}_1111111111111111`];
});

/** Whether a name with `*` and `?` is that of the role of any permission set, whatever the set is called. */
export function takesInEverySet(name: string): boolean {
  return ROLES_OF_SETS.some((roles) => roles.every((role) => matchesGlob(role, name)));
}

/** Whether so little of the name is said, in any path, that many roles have it. */
function takesInAnyName(name: string): boolean {
  return /^[*?]/.test(name) && name.replace(/[^A-Za-z0-9]/g, "").length < 4;
}
