import { numberOf } from "../../resources/number.ts";
import type { Resource } from "../../resources/resource.ts";
import { notKnownYet, quote, type Report, type Rule } from "../../rule.ts";
import { hasUnknown, UNKNOWN, type Value } from "../../value.ts";

type Settings = {
  readonly minimumLength: number;
  readonly reusePrevention: number;
  readonly maximumAge: number;
  readonly characterClasses: boolean;
};

/** What each class of characters is called in an input. */
const CLASSES: Readonly<Record<string, string>> = {
  requireLowercaseCharacters: "a lower-case letter",
  requireUppercaseCharacters: "an upper-case letter",
  requireNumbers: "a digit",
  requireSymbols: "a symbol",
};

export const accountPasswordPolicy: Rule<Settings> = {
  id: "account-password-policy",
  severity: "medium",
  level: "mandatory",
  title: "The account's password policy is strong",
  why: "passwords of IAM users are guessed and reused; the policy replaces AWS's default, so what it leaves out is off",
  fix: "set the input that the message names",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html",
  controls: {
    cis: {
      "3.0.0": "1.8, 1.9",
      "4.0.0": "1.8, 1.9",
      "5.0.0": "1.7, 1.8",
      "6.0.0": "2.7, 2.8",
      "7.0.0": "2.8, 2.9",
    },
    securityHub: ["IAM.7", "IAM.15", "IAM.16"],
  },
  limits:
    "judged where a stack manages the policy; whether every account has one shows in the account only",
  settings: {
    minimumLength: {
      description: "characters that a password must have",
      default: 14,
      schema: { type: "integer", minimum: 6, maximum: 128 },
    },
    reusePrevention: {
      description: "former passwords that may not be used again; 0 asks for none",
      default: 24,
      schema: { type: "integer", minimum: 0, maximum: 24 },
    },
    maximumAge: {
      description:
        "days after which passwords must end; 0 asks for no end, as NIST SP 800-63B advises",
      default: 0,
      schema: { type: "integer", minimum: 0, maximum: 1095 },
    },
    characterClasses: {
      description:
        "whether to point at lower and upper case, digits and symbols that aren't required",
      default: true,
      schema: { type: "boolean" },
    },
  },
  resource: {
    types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
    *check({ inputs }, { settings }) {
      const { minimumLength, reusePrevention, maximumAge, characterClasses } = settings;
      // UpdateAccountPasswordPolicy: what is left out gets these, not what was before.
      yield* number(inputs, "minimumPasswordLength", 6, (length) =>
        length >= minimumLength ? undefined : `at least ${minimumLength}`,
      );
      yield* number(inputs, "passwordReusePrevention", 0, (count) =>
        count >= reusePrevention ? undefined : `at least ${reusePrevention}`,
      );
      if (maximumAge > 0) {
        yield* number(inputs, "maxPasswordAge", 0, (days) =>
          days >= 1 && days <= maximumAge ? undefined : `1 to ${maximumAge} days`,
        );
      }
      if (characterClasses) yield* classes(inputs);
      yield* expiry(inputs);
    },
  },
};

type Inputs = Resource["inputs"];

function* number(
  inputs: Inputs,
  input: string,
  byDefault: number,
  wish: (value: number) => string | undefined,
): Iterable<Report> {
  const value: Value = inputs[input] ?? byDefault;
  if (hasUnknown(value)) {
    yield { ...notKnownYet(input), id: `unknown:${input}` };
    return;
  }
  // What is no number is compared as NaN, which is neither long enough nor soon enough.
  const wanted = wish(numberOf(value) ?? Number.NaN);
  if (wanted === undefined) return;
  const note = inputs[input] === undefined ? " (not given: AWS's default)" : "";
  yield { id: input, seen: `${input} ${quote(value)}${note}`, wanted };
}

/** AWS's own policy asks for three of four classes; one that asks for none is weaker than none at all. */
function* classes(inputs: Inputs): Iterable<Report> {
  const names = Object.keys(CLASSES);
  for (const input of names.filter((one) => inputs[one] === UNKNOWN)) {
    yield { ...notKnownYet(input), id: `unknown:${input}` };
  }
  const missing = names.filter((one) => inputs[one] !== UNKNOWN && inputs[one] !== true);
  if (missing.length === 0) return;
  const seen = `no demand for ${missing.map((one) => CLASSES[one]).join(", ")}`;
  yield { id: "characterClasses", seen, wanted: `${missing.join(", ")} true`, level: "advisory" };
}

/** With a hard end, somebody must reset the password of each user who was away. */
function* expiry({ hardExpiry, maxPasswordAge = 0 }: Inputs): Iterable<Report> {
  if (hardExpiry !== true || typeof maxPasswordAge !== "number" || maxPasswordAge === 0) return;
  yield {
    id: "hardExpiry",
    seen: `hardExpiry true with maxPasswordAge ${maxPasswordAge}`,
    wanted: "hardExpiry false, so that people can set a new password when the old one has ended",
    level: "advisory",
  };
}
