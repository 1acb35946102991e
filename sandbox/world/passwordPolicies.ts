import { putOwn, removeOwn } from "./followed.ts";
import { noSuchEntity } from "./iamPrincipals.ts";
import { theOrganization } from "./instances.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;

export function GetAccountPasswordPolicy(tx: Transaction, _request: None) {
  const { callerAccount } = theOrganization(tx);
  const policy = tx.get("passwordPolicies", callerAccount);
  if (!policy) throw notFound(callerAccount);
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.symbols,
      RequireNumbers: policy.numbers,
      RequireUppercaseCharacters: policy.uppercase,
      RequireLowercaseCharacters: policy.lowercase,
      AllowUsersToChangePassword: true,
      ExpirePasswords: policy.maximumAge !== undefined,
      MaxPasswordAge: policy.maximumAge,
      PasswordReusePrevention: policy.reusePrevention,
    },
  };
}

/** What is left out isn't as it was: it gets AWS's default (IAM API Reference, UpdateAccountPasswordPolicy). */
export function UpdateAccountPasswordPolicy(
  tx: Transaction,
  request: {
    MinimumPasswordLength?: number;
    RequireSymbols?: boolean;
    RequireNumbers?: boolean;
    RequireUppercaseCharacters?: boolean;
    RequireLowercaseCharacters?: boolean;
    MaxPasswordAge?: number;
    PasswordReusePrevention?: number;
  },
) {
  putOwn(tx, "passwordPolicies", theOrganization(tx).callerAccount, {
    minimumLength: request.MinimumPasswordLength ?? 6,
    symbols: request.RequireSymbols ?? false,
    numbers: request.RequireNumbers ?? false,
    uppercase: request.RequireUppercaseCharacters ?? false,
    lowercase: request.RequireLowercaseCharacters ?? false,
    maximumAge: request.MaxPasswordAge,
    reusePrevention: request.PasswordReusePrevention,
  });
  return {};
}

export function DeleteAccountPasswordPolicy(tx: Transaction, _request: None) {
  const { callerAccount } = theOrganization(tx);
  if (!tx.get("passwordPolicies", callerAccount)) throw notFound(callerAccount);
  removeOwn(tx, "passwordPolicies", callerAccount);
  return {};
}

function notFound(account: string) {
  return noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);
}
