import type { Check } from "../check.ts";

export const rootNotUsed: Check<"caller"> = {
  id: "root-not-used",
  severity: "critical",
  title: "This command doesn't run as the root user",
  why: "no policy limits the root user, and it is nobody in the audit trail",
  fix: "sign in as an administrator of Identity Center: aws sso login --profile NAME",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  limits: "only whether this command runs as the root user; CloudTrail tells who else did",
  needs: ["caller"],
  *judge({ caller }) {
    if (/:root$/.test(caller.arn)) {
      yield {
        what: caller.account,
        seen: `these credentials are the root user's of ${caller.account}`,
      };
    }
    return `these credentials are of ${caller.arn}`;
  },
};
