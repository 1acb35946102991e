import type { Check } from "../check.ts";
import { guardrailsFix } from "../guardrailsWanted.ts";

/** What IAM calls the two halves of central root access. */
const FEATURES: Readonly<Record<string, string>> = {
  RootCredentialsManagement: "credentials of root users of member accounts can be taken away",
  RootSessions: "what only a root user may do can be done without one",
};

export const centralRootAccess: Check<"centralRootAccess"> = {
  id: "central-root-access",
  severity: "high",
  title: "Root users of member accounts are managed centrally",
  why: "every account otherwise has a root user whose password somebody can ask for by mail",
  fix: "access:rootGuardrails: { enabled: true } (docs/guardrails.md), or by hand: aws organizations enable-aws-service-access --service-principal iam.amazonaws.com; aws iam enable-organizations-root-credentials-management; aws iam enable-organizations-root-sessions",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html",
  needs: ["centralRootAccess"],
  *judge({ centralRootAccess: enabled }, context) {
    const fix = guardrailsFix(context, ({ centralRootAccess }) => centralRootAccess);
    for (const [feature, meaning] of Object.entries(FEATURES)) {
      if (!enabled.includes(feature)) {
        yield { what: feature, seen: `${feature} is off, by which ${meaning}`, ...fix };
      }
    }
    return Object.keys(FEATURES).join(" and ");
  },
};
