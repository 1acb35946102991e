import type { Check } from "../check.ts";

export const rootMfa: Check<"organization" | "rootUser"> = {
  id: "root-mfa",
  severity: "critical",
  title: "The management account's root user has MFA",
  why: "whoever has its password has the whole organization, which no service control policy limits there",
  fix: "sign in as the root user: Security credentials > Multi-factor authentication; two devices, kept in two places",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html",
  limits: "whether there is a device, not how many and of which kind",
  needs: ["organization", "rootUser"],
  *judge({ organization: { managementAccount }, rootUser }) {
    if (!rootUser.hasMfa) {
      yield {
        what: managementAccount,
        seen: `the root user of ${managementAccount} has no MFA device`,
      };
    }
    return `the root user of ${managementAccount} has an MFA device`;
  },
};
