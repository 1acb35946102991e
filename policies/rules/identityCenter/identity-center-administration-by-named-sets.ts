import type { Resource } from "../../resources/resource.ts";
import { notKnownYet, type Report, type Rule } from "../../rule.ts";
import { ENTITLEMENTS, entitlementsIn, rolesOf } from "../../stack/entitlement.ts";
import { type Holder, holdersIn } from "../../stack/holder.ts";
import { managementPrivilegeOf } from "../../stack/privilege.ts";
import type { Stack } from "../../stack/stack.ts";
import { accountAssignments, setOf } from "./assignment.ts";
import { managementAccount, managementAccountSetting } from "./managementAccount.ts";
import { isNamed, nameOf, namesSetting } from "./namedSets.ts";
import { ACCOUNT_ASSIGNMENTS, COMPONENT } from "./types.ts";

type Settings = {
  readonly managementAccount: string;
  readonly sets: readonly string[];
};

export const identityCenterAdministrationByNamedSets: Rule<Settings> = {
  id: "identity-center-administration-by-named-sets",
  severity: "high",
  level: "advisory",
  title: "Only named permission sets administer the management account",
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
    types: [COMPONENT, ...ACCOUNT_ASSIGNMENTS, ...ENTITLEMENTS],
    *check(stack, { settings }) {
      const account = managementAccount(stack, settings.managementAccount);
      if (typeof account !== "string") return;
      const seen = new Set<string>();
      for (const given of givenIn(account, stack)) {
        const name = nameOf(given.holder);
        if (name !== undefined && isNamed(name, settings.sets)) continue;
        for (const report of judge(given, name, account, settings.sets)) {
          if (seen.has(report.id)) continue;
          if (!("doubt" in report)) seen.add(report.id);
          yield report;
        }
      }
    },
  },
};

/** Somebody gets a permission set, or a role. */
interface Given {
  readonly holder: Holder;
  readonly resource: Resource;
}

function* givenIn(account: string, stack: Stack): Iterable<Given> {
  for (const assignment of accountAssignments(stack)) {
    const holder = assignment.account === account ? setOf(assignment, stack) : undefined;
    if (holder) yield { holder, resource: assignment.resource };
  }
  for (const entitlement of entitlementsIn(stack)) {
    if (entitlement.account !== account) continue;
    const roles = new Set(rolesOf(entitlement, stack));
    for (const holder of holdersIn(stack)) {
      if (roles.has(holder.principal)) yield { holder, resource: entitlement.resource };
    }
  }
}

function* judge(
  { holder, resource }: Given,
  name: string | undefined,
  account: string,
  sets: readonly string[],
): Iterable<Report> {
  const { verdict, by } = managementPrivilegeOf(holder);
  if (verdict === "no") return;
  const isRole = holder.principal.principal === "role";
  const what = isRole ? "role" : "permission set";
  if (verdict === "unknown" || name === undefined) {
    yield notKnownYet(name === undefined ? `the ${what}'s name` : `what ${name} allows`, resource);
    return;
  }
  yield {
    id: isRole ? `administrator:role/${name}` : `administrator:${name}`,
    seen: `${what} ${name} on the management account ${account}, with ${by}`,
    wanted: `only sets that the setting sets names: ${sets.join(", ") || "none"}`,
    resource,
  };
}
