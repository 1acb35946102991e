import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { isCertain, userGaps } from "../iamUserReports.ts";

export const iamMfa: Check<"iamUsers"> = {
  id: "iam-mfa",
  severity: "critical",
  title: "Users of IAM who have a password have MFA",
  why: "a password alone opens the management account, which rules all others",
  fix: "let the person register a device (IAM > Users > Security credentials), or take the password away: aws iam delete-login-profile --user-name NAME",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html",
  needs: ["iamUsers"],
  *judge({ iamUsers }) {
    yield* userGaps(iamUsers, ({ hasPassword, mfaDevices }) => [hasPassword, mfaDevices]);
    const withPassword = iamUsers.filter(({ hasPassword }) => isCertain(hasPassword));
    for (const { name, mfaDevices } of withPassword) {
      if (mfaDevices.isRead && mfaDevices.value === 0) {
        yield { what: name, seen: `${name} has a password and no MFA device` };
      }
    }
    if (withPassword.length === 0) return { absent: "no user of IAM has a password" };
    return `${counted(withPassword.length, "user")} with a password, all with MFA`;
  },
};
