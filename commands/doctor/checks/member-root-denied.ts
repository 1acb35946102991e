import { partitionOfRegion } from "../../../model/schema/partition.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { rootDeny } from "../../../policies/iam/root/rootDeny.ts";
import type { Check } from "../check.ts";
import { memberAccounts, noMembers, policyGaps, uncontrolled } from "../controlledAccounts.ts";
import { policyFix } from "../guardrailsWanted.ts";

export const memberRootDenied: Check<"organization" | "tree" | "controlPolicies"> = {
  id: "member-root-denied",
  severity: "medium",
  title: "A service control policy denies root users of member accounts",
  why: "a root user whose password somebody asked for by mail may do nothing then",
  fix: "access:rootGuardrails: { enabled: true } (docs/guardrails.md), or by hand: attach a service control policy to the root or to all units that denies everything to arn:aws:iam::*:root: docs/policies/organizations-root-denied.md",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  limits: "policies that deny the root user a part are told as none",
  needs: ["organization", "tree", "controlPolicies"],
  *judge({ organization: { managementAccount }, tree, controlPolicies: all }, context) {
    if (memberAccounts(tree, managementAccount).length === 0) return noMembers;
    const partition = partitionOfRegion(context.region);
    const fix = policyFix(context, ({ without }) => !without.includes("root-user"));
    yield* policyGaps(all, "content");
    yield* policyGaps(all, "targets");
    const isUnread = all.policies.some(
      ({ content, targets }) => !content.isRead || !targets.isRead,
    );
    const denying = all.policies.filter(
      ({ content }) =>
        content.isRead && rootDeny(readPolicy(content.value, "scp"), partition).deniesAll === "yes",
    );
    if (!isUnread) {
      for (const { id, name } of uncontrolled(tree, managementAccount, denying)) {
        const seen = `no policy denies everything to the root user of ${name} (${id})`;
        yield { what: id, seen, ...fix };
      }
    }
    const attached = denying.filter(({ targets }) => targets.isRead && targets.value.length > 0);
    return `by ${attached.map(({ name }) => name).join(", ")}`;
  },
};
