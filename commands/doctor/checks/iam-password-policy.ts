import type { LivePasswordPolicy } from "../../../live/accountFacts.ts";
import { accountPasswordPolicy } from "../../../policies/rules/accountHygiene/account-password-policy.ts";
import type { Check, Finding } from "../check.ts";

const { settings } = accountPasswordPolicy;

export const iamPasswordPolicy: Check<"passwordPolicy"> = {
  id: "iam-password-policy",
  severity: "medium",
  title: "The management account's password policy is strong",
  why: "passwords of users of IAM are guessed and reused; AWS's default is eight characters",
  fix: `aws iam update-account-password-policy --minimum-password-length ${settings.minimumLength.default} --password-reuse-prevention ${settings.reusePrevention.default} --require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password`,
  url: accountPasswordPolicy.url,
  limits: "it is no matter of people in Identity Center, whose passwords have rules of their own",
  needs: ["passwordPolicy"],
  *judge({ passwordPolicy: policy }) {
    if (!policy) {
      yield { what: "none", seen: "there is none, so that AWS's default counts" };
      return "";
    }
    yield* weaknesses(policy);
    return `at least ${policy.minimumLength} characters of each class, none of the last ${policy.reusePrevention} passwords`;
  },
};

function* weaknesses(policy: LivePasswordPolicy): Generator<Finding, void, void> {
  const { minimumLength, reusePrevention } = settings;
  if (policy.minimumLength < minimumLength.default) {
    const seen = `passwords of ${policy.minimumLength} characters are allowed, fewer than ${minimumLength.default}`;
    yield { what: "minimumLength", seen };
  }
  if (policy.reusePrevention < reusePrevention.default) {
    const seen = `the last ${policy.reusePrevention} passwords may not be used again; ${reusePrevention.default} are wanted`;
    yield { what: "reusePrevention", seen };
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
