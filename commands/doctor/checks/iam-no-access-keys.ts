import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { userGaps } from "../iamUserReports.ts";

export const iamNoAccessKeys: Check<"iamUsers"> = {
  id: "iam-no-access-keys",
  severity: "medium",
  title: "No user of IAM in the management account has access keys",
  why: "they never end, and are found in repositories and on lost machines",
  fix: "let people sign in by aws sso login, and workloads take a role; then: aws iam delete-access-key --user-name NAME --access-key-id ID",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  needs: ["iamUsers"],
  *judge({ iamUsers }) {
    yield* userGaps(iamUsers, ({ accessKeys }) => [accessKeys]);
    for (const { name, accessKeys } of iamUsers) {
      if (!accessKeys.isRead || accessKeys.value.length === 0) continue;
      const count = counted(accessKeys.value.length, "active access key");
      yield { what: name, seen: `${name} has ${count}` };
    }
    return `${counted(iamUsers.length, "user")} of IAM, none with an active access key`;
  },
};
