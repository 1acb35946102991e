import type { LivePasswordPolicy } from "../../../live/accountFacts.ts";
import { accountPasswordPolicy } from "../../../policies/rules/accountHygiene/account-password-policy.ts";
import type { Check, CheckContext, Finding } from "../check.ts";
import { though, wantedDetection } from "../detectionWanted.ts";

const { settings } = accountPasswordPolicy;

export const iamPasswordPolicy: Check<"passwordPolicy"> = {
  id: "iam-password-policy",
  severity: "medium",
  title: "The management account's password policy is strong",
  why: "passwords of users of IAM are guessed and reused; AWS's default is eight characters",
  fix: `access:detection: { enabled: true, passwordPolicy: { enabled: true } }, or: aws iam update-account-password-policy --minimum-password-length ${settings.minimumLength.default} --password-reuse-prevention ${settings.reusePrevention.default} --require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password`,
  url: accountPasswordPolicy.url,
  limits: "it is no matter of people in Identity Center, whose passwords have rules of their own",
  needs: ["passwordPolicy"],
  *judge({ passwordPolicy: policy }, context) {
    const isWanted = wantedDetection(context)?.passwordPolicy.enabled === true;
    if (!policy) {
      const asked = though(isWanted, "passwordPolicy");
      yield { what: "none", seen: `there is none, so that AWS's default counts${asked}` };
      return "";
    }
    yield* weaknesses(policy, context);
    return `at least ${policy.minimumLength} characters of each class, none of the last ${policy.reusePrevention} passwords`;
  },
};

/** What is less than CIS asks for, or than the stack file has. */
function* weaknesses(
  policy: LivePasswordPolicy,
  context: CheckContext,
): Generator<Finding, void, void> {
  const wanted = wantedDetection(context)?.passwordPolicy;
  for (const key of ["minimumLength", "reusePrevention"] as const) {
    const asked = wanted?.enabled ? wanted[key] : 0;
    const least = Math.max(asked, settings[key].default);
    if (policy[key] >= least) continue;
    const seen =
      key === "minimumLength"
        ? `passwords of ${policy.minimumLength} characters are allowed, fewer than ${least}`
        : `the last ${policy.reusePrevention} passwords may not be used again; ${least} are wanted`;
    yield { what: key, seen: `${seen}${though(policy[key] < asked, `passwordPolicy.${key}`)}` };
  }
  const classes = {
    symbols: policy.symbols,
    numbers: policy.numbers,
    upperCase: policy.upperCase,
    lowerCase: policy.lowerCase,
  };
  const missing = Object.entries(classes).flatMap(([name, isRequired]) =>
    isRequired ? [] : [name],
  );
  if (missing.length > 0) {
    yield {
      what: "classes",
      seen: `classes of characters that aren't required: ${missing.join(", ")}`,
    };
  }
}
