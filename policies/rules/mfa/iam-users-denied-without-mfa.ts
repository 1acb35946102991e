import { mfaFaults } from "../../iam/trust/mfaFault.ts";
import { allowsWithMfaOnly, mfaGuard } from "../../iam/trust/mfaGuard.ts";
import type { Report, Rule } from "../../rule.ts";
import { type Holder, heldPolicies, holdersIn } from "../../stack/holder.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";

const WANTED =
  'a Deny of all actions but managing one\'s own MFA, on "*", with BoolIfExists aws:MultiFactorAuthPresent "false", on the user or a group of it';

export const iamUsersDeniedWithoutMfa: Rule = {
  id: "iam-users-denied-without-mfa",
  severity: "high",
  level: "mandatory",
  title: "IAM users with a console password can do nothing without MFA",
  why: "IAM can't make a user sign in with MFA; only a policy can make a password or access key alone worthless",
  fix: "attach the policy of AWS's example to a group that all such users are in; better, let people sign in through Identity Center",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html",
  controls: {
    cis: { "3.0.0": "1.10", "4.0.0": "1.10", "5.0.0": "1.9", "6.0.0": "2.9" },
    securityHub: ["IAM.5", "IAM.19"],
    bestPractice: "Require multi-factor authentication (MFA)",
  },
  limits: "whether users have an MFA device: see the account's credential report",
  settings: {},
  stack: {
    *check(stack) {
      const people = peopleOf(stack);
      for (const holder of holdersIn(stack)) {
        const { principal } = holder;
        if (principal.principal !== "user") continue;
        if (people.has(principal) || holder.groups.length > 0) yield* judge(holder);
      }
    },
  },
};

/** Users with a console password. Others are people's when they are in groups; a machine's has keys alone. */
function peopleOf(stack: Stack): ReadonlySet<unknown> {
  return new Set(
    stack.facts("credential").flatMap((fact) => {
      if (fact.credential !== "login-profile") return [];
      return [fact.owner, ...resolverOf(stack).principals(fact.user, fact.resource).here];
    }),
  );
}

function* judge(holder: Holder): Iterable<Report> {
  const { resource, name } = holder.principal;
  const whose = typeof name === "string" ? name : (resource.logicalId ?? resource.name);
  const policies = heldPolicies(holder).map(({ policy }) => policy);
  const { statement, leaves } = mfaGuard(policies);
  if (statement && leaves.length === 0) return;
  const others = [holder, ...holder.groups].flatMap(({ awsManaged, elsewhere }) => [
    ...awsManaged,
    ...elsewhere,
  ]);
  const isOpen =
    holder.isIncomplete ||
    holder.groups.some(({ isIncomplete }) => isIncomplete) ||
    policies.some(({ isIncomplete }) => isIncomplete);
  if (others.length === 0 && !isOpen && allowsWithMfaOnly(policies)) return;
  if (statement) {
    yield {
      id: "too-wide",
      seen: `the Deny without MFA of the IAM user ${whose} (${statement.label}) leaves ${leaves.join(", ")}`,
      wanted: WANTED,
      resource,
    };
    return;
  }
  const elsewhere = [holder, ...holder.groups].flatMap((one) => one.elsewhere);
  if (isOpen || elsewhere.length > 0) {
    const missing = elsewhere.length > 0 ? ` (${elsewhere.join(", ")})` : "";
    const doubt = `whether policies that this stack doesn't show${missing} deny the IAM user ${whose} everything without MFA`;
    yield { id: "unknown", doubt, resource };
    return;
  }
  const [fault] = policies.flatMap(mfaFaults);
  const why = fault
    ? `; the ${fault.statement.effect} ${fault.statement.label} doesn't: ${fault.means}`
    : "";
  yield {
    id: "not-denied",
    seen: `no policy denies the IAM user ${whose} everything without MFA${why}`,
    wanted: WANTED,
    resource,
  };
}
