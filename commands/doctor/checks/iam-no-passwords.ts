import { counted } from "../../report/resourceName.ts";
import { daysUntil } from "../age.ts";
import type { Check } from "../check.ts";
import { isCertain, userGaps } from "../iamUserReports.ts";

export const iamNoPasswords: Check<"iamUsers"> = {
  id: "iam-no-passwords",
  severity: "high",
  title: "No user of IAM in the management account signs in with a password",
  why: "a second way in, with a password of its own, that nobody closes when somebody leaves Identity Center",
  fix: "give the person access by a group of Identity Center, then: aws iam delete-login-profile --user-name NAME",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  needs: ["iamUsers"],
  *judge({ iamUsers }, { today }) {
    yield* userGaps(iamUsers, ({ hasPassword }) => [hasPassword]);
    for (const { name, hasPassword, passwordLastUsed } of iamUsers) {
      if (!isCertain(hasPassword)) continue;
      const used = passwordLastUsed
        ? `last used ${daysUntil(today, passwordLastUsed)} days ago`
        : "never used, as far as AWS knows";
      yield { what: name, seen: `${name} has a password, ${used}` };
    }
    return `${counted(iamUsers.length, "user")} of IAM, none with a password`;
  },
};
