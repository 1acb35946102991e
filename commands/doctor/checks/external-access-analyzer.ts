import { analyzerReports } from "../analyzerReports.ts";
import type { Check } from "../check.ts";

export const externalAccessAnalyzer: Check<
  "organization" | "analyzers" | "caller" | "delegatedAdministrators"
> = {
  id: "external-access-analyzer",
  severity: "medium",
  title: "Access Analyzer watches who outside the organization has access",
  why: "a bucket, key or role that is open to others stays unseen",
  fix: "access:detection: { enabled: true }, or: aws accessanalyzer create-analyzer --analyzer-name external-access --type ORGANIZATION",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html",
  limits: "the home Region: every other Region that is used needs one, too",
  needs: ["organization", "analyzers", "caller", "delegatedAdministrators"],
  *judge(facts, context) {
    return yield* analyzerReports(facts, "ORGANIZATION", context);
  },
};
