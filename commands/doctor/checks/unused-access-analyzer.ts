import { analyzerReports } from "../analyzerReports.ts";
import type { Check } from "../check.ts";

export const unusedAccessAnalyzer: Check<
  "organization" | "analyzers" | "caller" | "delegatedAdministrators"
> = {
  id: "unused-access-analyzer",
  severity: "low",
  title: "Access Analyzer tells what nobody uses",
  why: "roles, users and permissions that nobody uses are only there for whoever takes them over",
  fix: "access:detection: { enabled: true, accessAnalyzer: { unused: {} } }, or: aws accessanalyzer create-analyzer --analyzer-name unused-access --type ORGANIZATION_UNUSED_ACCESS; AWS charges for each role and user",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-unused.html",
  needs: ["organization", "analyzers", "caller", "delegatedAdministrators"],
  *judge(facts, context) {
    return yield* analyzerReports(facts, "ORGANIZATION_UNUSED_ACCESS", context);
  },
};
