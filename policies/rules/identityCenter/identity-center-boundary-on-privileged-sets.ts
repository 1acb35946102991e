import type { Rule } from "../../rule.ts";
import { ENTITLEMENTS } from "../../stack/entitlement.ts";
import { peopleRoles } from "../../stack/peopleRole.ts";
import { privilegeOf } from "../../stack/privilege.ts";
import { permissionSets } from "./assignment.ts";
import { isNamed, nameOf, namesSetting } from "./namedSets.ts";

type Settings = {
  readonly administrators: readonly string[];
};

export const identityCenterBoundaryOnPrivilegedSets: Rule<Settings> = {
  id: "identity-center-boundary-on-privileged-sets",
  severity: "medium",
  level: "advisory",
  title: "Privileged permission sets have a permissions boundary",
  why: "a set that writes IAM policies or passes any role is an administrator's set by another name, and nobody reviews it as one",
  fix: "attach a permissions boundary (PermissionsBoundaryAttachment; permissionsBoundary of a role that people get by an entitlement), take the permission away, or name the set as an administrator's in the setting administrators",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html",
  controls: {
    bestPractice: "Use permissions boundaries to delegate permissions management within an account",
  },
  limits:
    "what customer managed policies and boundaries allow is written in each account, and isn't judged here",
  settings: {
    administrators: namesSetting(
      "permission sets that are meant to administer, without a boundary",
      ["*admin*", "*break*glass*", "*emergency*"],
    ),
  },
  stack: {
    types: ENTITLEMENTS,
    *check(stack, { settings }) {
      for (const set of [...permissionSets(stack), ...peopleRoles(stack)]) {
        const { boundary, principal } = set;
        const name = nameOf(set);
        if (boundary !== "none" || name === undefined) continue;
        if (isNamed(name, settings.administrators)) continue;
        const { verdict, by } = privilegeOf(set);
        if (verdict !== "yes") continue;
        yield {
          id: "no-boundary",
          seen: `${principal.principal === "role" ? "role for people" : "permission set"} ${name} without a permissions boundary, with ${by}`,
          wanted: "a permissions boundary, or an administrator's set that is named as one",
          resource: principal.resource,
        };
      }
    },
  },
};
