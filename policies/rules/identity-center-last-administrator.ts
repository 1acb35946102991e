import { administersIdentityCenter, grantsOf } from "../identityCenter/grants.ts";
import { groupOf, isSame, permissionSetOf, principalOf } from "../identityCenter/references.ts";
import {
  ACCOUNT_ASSIGNMENT,
  COMPONENT,
  GROUP_MEMBERSHIP,
  isIdentityCenter,
} from "../identityCenter/types.ts";
import type { Doubt, Rule, Stack, StackResource } from "../rule.ts";
import { hasUnknown, text, UNKNOWN, type Unknown, type Value, type Verdict } from "../value.ts";

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
  fix: "assign a group with at least one member to the management account with AWSSSOMasterAccountAdministrator, or say in administratorsElsewhere who administers instead",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/get-started-assign-account-access-admin-user.html",
  controls: {},
  settings: {
    managementAccount: {
      description:
        "12 digits of the organization's management account; by default what the IdentityCenter component says",
      default: "",
      schema: { type: "string", pattern: "^([0-9]{12})?$" },
    },
    administratorPolicies: {
      description: "names of customer managed policies that allow administering Identity Center",
      default: [],
      schema: { type: "array", items: { type: "string" } },
    },
  },
  stack: {
    inputsOf: [COMPONENT],
    *check(stack, { settings }) {
      const components = stack.ofType(COMPONENT);
      const managed = stack.resources.some(({ type }) => isIdentityCenter(type));
      if (components.length === 0 && !managed) return;
      if (components.some(administersElsewhere)) return;

      const at = components[0] ? { urn: components[0].urn } : {};
      const account = managementAccount(components, settings);
      if (typeof account !== "string") {
        yield { ...whichAccount(account), ...at };
        return;
      }
      const verdicts = stack
        .ofType(ACCOUNT_ASSIGNMENT)
        .map((assignment) => gives(assignment, account, stack, settings));
      if (verdicts.includes("yes")) return;
      if (verdicts.includes("unknown")) {
        const doubt = `whether anybody administers Identity Center: a permission set on the management account ${account} is not known yet, or holds a customer managed policy or a condition; attach AWSSSOMasterAccountAdministrator, or list the policy in the setting administratorPolicies`;
        yield { id: "unknown", doubt, ...at };
        return;
      }
      const seen = `no group with members can administer Identity Center from the management account ${account}`;
      yield { id: "nobody-left", seen, wanted: "at least one such group", ...at };
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

function managementAccount(
  components: readonly StackResource[],
  settings: Settings,
): string | Unknown | undefined {
  if (settings.managementAccount) return settings.managementAccount;
  const [account] = components.map(({ outputs }) => text(outputs.managementAccountId) ?? UNKNOWN);
  return account;
}

function whichAccount(account: Unknown | undefined): Doubt {
  const doubt = account
    ? "managementAccountId is not known in preview; will be checked at update"
    : "which account is the management account; say it in the setting managementAccount";
  return { id: "management-account", doubt };
}

/** Whether an assignment gives somebody the administration of Identity Center. */
function gives(
  assignment: StackResource,
  account: string,
  stack: Stack,
  { administratorPolicies }: Settings,
): Verdict {
  const { targetId, principalType } = assignment.outputs;
  if (principalType !== "GROUP" && principalType !== UNKNOWN) return "no";
  if (targetId !== account && targetId !== UNKNOWN) return "no";
  const set = permissionSetOf(assignment, stack);
  // A permission set of another stack: what it allows is not to be seen from here.
  const grants = set === UNKNOWN ? undefined : grantsOf(set, stack);
  const able =
    grants && set !== UNKNOWN
      ? administersIdentityCenter(grants, administratorPolicies)
      : "unknown";
  const elsewhere = set !== UNKNOWN && !set.resource && able === "no" ? "unknown" : able;
  const certain = targetId === UNKNOWN || principalType === UNKNOWN ? "unknown" : "yes";
  return least(elsewhere, hasMember(assignment, stack), certain);
}

/** Whether the group has a member, or comes from elsewhere with its members. */
function hasMember(assignment: StackResource, stack: Stack): Verdict {
  const group = principalOf(assignment, stack);
  if (group === UNKNOWN) return "unknown";
  if (!group.resource) return "yes";
  const owners = stack.ofType(GROUP_MEMBERSHIP).map((membership) => groupOf(membership, stack));
  if (owners.some((owner) => owner !== UNKNOWN && isSame(owner, group))) return "yes";
  return owners.includes(UNKNOWN) ? "unknown" : "no";
}

function least(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("unknown") ? "unknown" : "yes";
}
