import { findingId } from "../../resources/policyPart.ts";
import { property, type Resource } from "../../resources/resource.ts";
import type { Finding, Rule } from "../../rule.ts";
import { list, object, UNKNOWN, type Value } from "../../value.ts";
import { archiveFilters, passesAll, passesPublic } from "./archiveRule.ts";

const ANALYZERS = ["aws:accessanalyzer/analyzer:Analyzer", "AWS::AccessAnalyzer::Analyzer"];
const ARCHIVE_RULE = "aws:accessanalyzer/archiveRule:ArchiveRule";

/** What one makes once in an account to secure it: where a stack does, an analyzer belongs to it. */
const BASELINE = [
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:guardduty/detector:Detector",
  "aws:securityhub/account:Account",
  "aws:cfg/recorder:Recorder",
  "AWS::GuardDuty::Detector",
  "AWS::SecurityHub::Hub",
  "AWS::Config::ConfigurationRecorder",
];

export const accountAccessAnalyzer: Rule = {
  id: "account-access-analyzer",
  severity: "medium",
  level: "mandatory",
  title: "IAM Access Analyzer watches external access",
  why: "a bucket, key or role that is open to others stays unseen, and so does a finding that is archived by rule",
  fix: "make an analyzer of type ACCOUNT in each Region, or ORGANIZATION in the delegated account; archive single findings that were looked at",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html",
  controls: {
    cis: { "3.0.0": "1.20", "4.0.0": "1.20", "5.0.0": "1.19", "6.0.0": "2.19", "7.0.0": "2.18" },
    securityHub: ["IAM.28"],
    bestPractice: "Verify public and cross-account access to resources with IAM Access Analyzer",
  },
  limits:
    "a stack shows its own Region and account; whether all others have an analyzer shows in each",
  settings: {},
  resource: {
    types: [...ANALYZERS, ARCHIVE_RULE],
    *check({ type, inputs }) {
      if (type === ARCHIVE_RULE) {
        yield* broad(inputs.ruleName, inputs.filters);
        return;
      }
      const rules = list(property(inputs, "ArchiveRules"));
      for (const one of rules === UNKNOWN ? [] : rules) {
        const rule = object(one);
        if (rule === UNKNOWN || rule === undefined) continue;
        yield* broad(property(rule, "RuleName"), property(rule, "Filter"));
      }
    },
  },
  stack: {
    types: [...ANALYZERS, ...BASELINE],
    *check(stack) {
      const analyzers = stack.declared(...ANALYZERS);
      if (analyzers.some(isExternal)) return;
      const [first] = stack.declared(...BASELINE);
      const [other] = analyzers;
      if (!first && !other) return;
      const seen = other
        ? "analyzers, but none of access from outside"
        : `the account's security is set up here (${first?.name}), without an access analyzer`;
      const wanted = "an analyzer of type ACCOUNT or ORGANIZATION";
      yield { id: "no-external-analyzer", seen, wanted, level: "advisory" };
    },
  },
};

function isExternal({ inputs }: Resource): boolean {
  const type = property(inputs, "Type") ?? "ACCOUNT";
  return type === "ACCOUNT" || type === "ORGANIZATION" || typeof type !== "string";
}

function* broad(name: Value | undefined, given: Value | undefined): Iterable<Finding> {
  const filters = archiveFilters(given);
  if (!filters) return;
  const rule = typeof name === "string" ? name : "";
  const wanted = "a filter for what was looked at, such as one resource and one principal";
  if (filters.every(passesAll)) {
    const seen = `archive rule ${rule}: it matches every finding`;
    yield { id: findingId("archives-everything", rule), seen, wanted };
  } else if (filters.every((one) => passesAll(one) || passesPublic(one))) {
    const seen = `archive rule ${rule}: it archives all public access`;
    yield { id: findingId("archives-public", rule), seen, wanted };
  }
}
