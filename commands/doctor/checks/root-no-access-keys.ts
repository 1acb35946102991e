import type { Check } from "../check.ts";

export const rootNoAccessKeys: Check<"organization" | "rootUser"> = {
  id: "root-no-access-keys",
  severity: "critical",
  title: "The management account's root user has no access keys",
  why: "they never end, ask for no second factor, and may do everything",
  fix: "sign in as the root user: Security credentials > Access keys > Delete",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  needs: ["organization", "rootUser"],
  *judge({ organization: { managementAccount }, rootUser }) {
    if (rootUser.hasAccessKeys) {
      yield {
        what: managementAccount,
        seen: `the root user of ${managementAccount} has access keys`,
      };
    }
    return `the root user of ${managementAccount} has none`;
  },
};
