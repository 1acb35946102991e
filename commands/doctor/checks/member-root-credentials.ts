import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { consolePage } from "../consolePage.ts";
import { memberAccounts, noMembers } from "../controlledAccounts.ts";

export const memberRootCredentials: Check<"organization" | "tree"> = {
  id: "member-root-credentials",
  severity: "high",
  title: "Root users of member accounts have no credentials",
  why: "credentials that nobody needs are there for whoever finds them",
  fix: "where central root access is on: IAM > Root access management > the account > Take privileged action > Delete root user credentials",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html",
  limits:
    "AWS tells it only to a privileged session of each account (sts:AssumeRoot), which is more than reading",
  needs: ["organization", "tree"],
  *judge({ organization, tree }, { region }) {
    const members = memberAccounts(tree, organization.managementAccount);
    if (members.length > 0) {
      yield {
        look: `whether the root users of ${counted(members.length, "member account")} have passwords, keys or MFA devices`,
        at: consolePage(region, "iam/home#/organization/root-access-management"),
      };
    }
    return noMembers;
  },
};
