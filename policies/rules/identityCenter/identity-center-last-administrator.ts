import type { Doubt, Rule } from "../../rule.ts";
import { ENTITLEMENTS, entitlementsIn } from "../../stack/entitlement.ts";
import type { StackResource } from "../../stack/stack.ts";
import { hasUnknown, UNKNOWN, type Value } from "../../value.ts";
import { or } from "../../verdict.ts";
import { accountAssignments } from "./assignment.ts";
import { candidatesIn } from "./candidate.ts";
import {
  administrationAccount,
  managementAccountSetting,
  namedManagementAccount,
} from "./managementAccount.ts";
import { ACCOUNT_ASSIGNMENTS, COMPONENT, GROUP_MEMBERSHIPS, GROUPS } from "./types.ts";

type Settings = {
  readonly managementAccount: string;
  readonly administratorPolicies: readonly string[];
};

export const identityCenterLastAdministrator: Rule<Settings> = {
  id: "identity-center-last-administrator",
  severity: "critical",
  level: "mandatory",
  title: "Somebody can still administer Identity Center",
  why: "without an administrator nobody can repair access, except through the root user of the management account",
  fix: "assign a group with at least one member to the management account (in a delegated administrator's stack, to its own account) with AWSSSOMasterAccountAdministrator, or say in administratorsElsewhere who administers instead",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/get-started-assign-account-access-admin-user.html",
  controls: {},
  limits:
    "administrators that other stacks or people made don't show; a stack without the IdentityCenter component is only judged when it assigns something, and the setting or an Organization names the management account",
  settings: {
    managementAccount: managementAccountSetting,
    administratorPolicies: {
      description: "names of customer managed policies that allow administering Identity Center",
      default: [],
      schema: { type: "array", items: { type: "string" } },
    },
  },
  stack: {
    types: [COMPONENT, ...ACCOUNT_ASSIGNMENTS, ...ENTITLEMENTS, ...GROUPS, ...GROUP_MEMBERSHIPS],
    *check(stack, { settings }) {
      const components = stack.ofType(COMPONENT);
      const assignments = accountAssignments(stack);
      const entitlements = entitlementsIn(stack);
      if (components.length + assignments.length + entitlements.length === 0) return;
      if (components.some(administersElsewhere)) return;

      const at = components[0] ? { resource: components[0] } : {};
      const account = administrationAccount(stack, settings.managementAccount);
      // Permission sets and assignments alone may be those of any team.
      if (account === undefined) return;
      if (account === UNKNOWN) {
        const mayBeIts = [...assignments, ...entitlements].some((one) => one.account === UNKNOWN);
        if (components.length > 0 || mayBeIts) yield { ...ACCOUNT_UNKNOWN, ...at };
        return;
      }
      const candidates = candidatesIn(stack, account, settings.administratorPolicies);
      const verdict = or(...candidates.map(({ verdict }) => verdict));
      if (verdict === "yes") return;
      if (verdict === "unknown") {
        const doubt = `whether anybody administers Identity Center: a permission set in account ${account} is not known yet, or holds a customer managed policy or a condition; attach AWSSSOMasterAccountAdministrator, or list the policy in the setting administratorPolicies`;
        yield { id: "unknown", doubt, ...at };
        return;
      }
      const seen = `no group with members can administer Identity Center from account ${account}`;
      const finding = { id: "nobody-left", seen, wanted: "at least one such group", ...at };
      // Beside an Organization alone, others may administer, unless somebody was meant to do so here.
      const isMeant =
        namedManagementAccount(stack, settings.managementAccount) !== undefined ||
        candidates.some(({ able }) => able === "yes");
      yield isMeant ? finding : { ...finding, level: "advisory" };
    },
  },
};

function administersElsewhere({ inputs, outputs }: StackResource): boolean {
  const given: Value | undefined =
    inputs?.administratorsElsewhere ?? outputs.administratorsElsewhere;
  return (
    given !== undefined && given !== null && given !== false && given !== "" && !hasUnknown(given)
  );
}

const ACCOUNT_UNKNOWN: Doubt = {
  id: "management-account",
  doubt: "the management account's id is not known in preview; will be checked at update",
};
