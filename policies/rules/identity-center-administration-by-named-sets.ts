import { accountAssignments, setOf } from "../identityCenter/assignment.ts";
import {
  managementAccount,
  managementAccountSetting,
} from "../identityCenter/managementAccount.ts";
import { isNamed, nameOf, namesSetting } from "../identityCenter/namedSets.ts";
import { accountPrivilegeOf } from "../identityCenter/privilege.ts";
import { ACCOUNT_ASSIGNMENTS, COMPONENT } from "../identityCenter/types.ts";
import { notKnownYet, type Rule } from "../rule.ts";

type Settings = {
  readonly managementAccount: string;
  readonly sets: readonly string[];
};

export const identityCenterAdministrationByNamedSets: Rule<Settings> = {
  id: "identity-center-administration-by-named-sets",
  severity: "high",
  level: "advisory",
  title: "The management account is administered by few, named permission sets",
  why: "no service control policy holds in the management account: whoever administers it rules the organization and everybody's access",
  fix: "assign a set made for the management account only, and name it in the setting sets; give other administrators member accounts",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html",
  controls: {},
  limits:
    "judged where the management account is known: from the IdentityCenter component, an Organization of the stack, or the setting",
  settings: {
    managementAccount: managementAccountSetting,
    sets: namesSetting("permission sets that may administer the management account", [
      "*identity*",
      "*sso*",
      "*management*",
      "*organization*",
      "*break*glass*",
      "*emergency*",
    ]),
  },
  stack: {
    types: [COMPONENT, ...ACCOUNT_ASSIGNMENTS],
    *check(stack, { settings }) {
      const account = managementAccount(stack, settings.managementAccount);
      if (typeof account !== "string") return;
      const seen = new Set<string>();
      for (const assignment of accountAssignments(stack)) {
        const set = assignment.account === account ? setOf(assignment, stack) : undefined;
        if (!set) continue;
        const { resource } = assignment;
        const name = nameOf(set);
        const { verdict, by } = accountPrivilegeOf(set);
        if (verdict === "no" || (name !== undefined && isNamed(name, settings.sets))) continue;
        if (verdict === "unknown" || name === undefined) {
          const input = name === undefined ? "the permission set's name" : `what ${name} allows`;
          yield notKnownYet(input, resource);
        } else if (!seen.has(name)) {
          seen.add(name);
          yield {
            id: `administrator:${name}`,
            seen: `permission set ${name} on the management account ${account}, with ${by}`,
            wanted: `only sets that the setting sets names: ${settings.sets.join(", ") || "none"}`,
            resource,
          };
        }
      }
    },
  },
};
