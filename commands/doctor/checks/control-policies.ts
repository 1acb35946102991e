import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { memberAccounts, noMembers, policyGaps, uncontrolled } from "../controlledAccounts.ts";
import { policyFix } from "../guardrailsWanted.ts";

export const controlPolicies: Check<"organization" | "tree" | "controlPolicies"> = {
  id: "control-policies",
  severity: "medium",
  title: "Service control policies guard every member account",
  why: "without one, whoever administers an account may do everything in it, such as stop the audit trail",
  fix: "access:rootGuardrails: { enabled: true } once they are enabled (docs/guardrails.md), or by hand: AWS Organizations > Policies > Service control policies: enable them, and attach one to the units",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  limits: "whether there is one beside FullAWSAccess, not what it should say",
  needs: ["organization", "tree", "controlPolicies"],
  *judge({ organization: { managementAccount }, tree, controlPolicies: all }, context) {
    if (memberAccounts(tree, managementAccount).length === 0) return noMembers;
    const attached = all.policies.filter(
      ({ targets }) => !targets.isRead || targets.value.length > 0,
    );
    const left = uncontrolled(tree, managementAccount, all.policies);
    if (!all.isEnabled) {
      yield { what: "disabled", seen: "service control policies aren't enabled" };
      return "";
    }
    yield* policyGaps(all, "targets");
    if (all.policies.every(({ targets }) => targets.isRead)) {
      for (const { id, name } of left) {
        const seen = `no policy but FullAWSAccess is about ${name} (${id})`;
        yield { what: id, seen, ...policyFix(context) };
      }
    }
    return `${counted(attached.length, "policy", "policies")} attached`;
  },
};
