import type { ConfigRuleName } from "../../model/schema/detection.ts";
import type { ConfigRulesArgs, PasswordPolicyArgs } from "../detectionArgs.ts";

/** A managed rule of AWS Config: all of these are judged every 24 hours, and none for a change of a resource. */
export interface ManagedRule {
  readonly identifier: string;
  readonly description: string;
  /** Parameters, each a text: AWS Config refuses numbers. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Identifier of the rule that asks for hardware. */
export const HARDWARE_MFA = "ROOT_ACCOUNT_HARDWARE_MFA_ENABLED";

/** Parameter of the rule on access keys: days. */
export const KEY_AGE = "maxAccessKeyAge";

/** Password policies as CIS asks for them: length, classes of characters, former passwords. */
export const strongPasswords = {
  minimumLength: 14,
  reusePrevention: 24,
  symbols: true,
  numbers: true,
  upperCase: true,
  lowerCase: true,
} as const satisfies PasswordPolicyArgs;

/** The rules by name (AWS Config Developer Guide, "List of AWS Config Managed Rules"), without those that are left out. */
export function managedRules(
  { hardwareMfa = false, maximumKeyAge = 90, without = [] }: ConfigRulesArgs,
  passwords: PasswordPolicyArgs = {},
): ReadonlyMap<ConfigRuleName, ManagedRule> {
  const rules: Readonly<Record<ConfigRuleName, ManagedRule>> = {
    "root-mfa": {
      identifier: hardwareMfa ? HARDWARE_MFA : "ROOT_ACCOUNT_MFA_ENABLED",
      description: `The root user signs in with ${hardwareMfa ? "hardware " : ""}MFA`,
    },
    "root-keys": {
      identifier: "IAM_ROOT_ACCESS_KEY_CHECK",
      description: "The root user has no access key",
    },
    "user-mfa": {
      identifier: "IAM_USER_MFA_ENABLED",
      description: "Every user of IAM has MFA",
    },
    "console-mfa": {
      identifier: "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS",
      description: "Every user of IAM with a password has MFA",
    },
    "key-age": {
      identifier: "ACCESS_KEYS_ROTATED",
      description: `No access key is older than ${maximumKeyAge} days`,
      parameters: { [KEY_AGE]: String(maximumKeyAge) },
    },
    "password-policy": {
      identifier: "IAM_PASSWORD_POLICY",
      description: "The account's password policy is strong",
      parameters: passwordParameters({ ...strongPasswords, ...passwords }),
    },
  };
  return new Map(
    (Object.entries(rules) as [ConfigRuleName, ManagedRule][]).filter(
      ([name]) => !without.includes(name),
    ),
  );
}

/**
 * A rule of the password policy asks for no less than what is managed beside it. What is left out isn't judged: only the
 * console fills AWS Config's defaults in, such as 90 days for MaxPasswordAge (terraform-provider-aws #16665).
 */
function passwordParameters(passwords: PasswordPolicyArgs): Record<string, string> {
  const { symbols, numbers, upperCase, lowerCase, maximumAge } = passwords;
  return {
    MinimumPasswordLength: String(passwords.minimumLength),
    PasswordReusePrevention: String(passwords.reusePrevention),
    RequireSymbols: String(symbols),
    RequireNumbers: String(numbers),
    RequireUppercaseCharacters: String(upperCase),
    RequireLowercaseCharacters: String(lowerCase),
    ...(maximumAge === undefined ? {} : { MaxPasswordAge: String(maximumAge) }),
  };
}
