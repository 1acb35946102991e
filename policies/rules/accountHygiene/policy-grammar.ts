import type { PolicyFault } from "../../iam/policy/statement.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { property } from "../../resources/resource.ts";
import type { Finding, Report, Rule } from "../../rule.ts";

/** AWS takes these; they are no refusal, but never do what they seem to. */
const WITHOUT_EFFECT = new Set([
  "bad-condition-value",
  "null-if-exists",
  "null-with-set",
  "variable-elsewhere",
  "variable-in-old-version",
  "wildcard-in-string-equals",
]);

export const policyGrammar: Rule = {
  id: "policy-grammar",
  severity: "medium",
  level: "mandatory",
  title: "Policy documents are valid",
  why: "AWS refuses a malformed policy in the middle of an update, and a condition that can't work guards nothing",
  fix: "write what the message says; an IDE, `aws accessanalyzer validate-policy` or aws.iam.getPolicyDocument help",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  controls: {
    bestPractice:
      "Use IAM Access Analyzer to validate your IAM policies to ensure secure and functional permissions",
  },
  limits:
    "what AWS checks only against the account, such as whether a principal exists, shows at the update",
  settings: {},
  facts: {
    *policy(fact) {
      const { policy, source, resource } = fact;
      if (source === undefined && resource.partial) {
        yield notSeen(fact);
        return;
      }
      for (const problem of policy.problems) yield finding(fact, problem);
      yield* oldVersion(fact);
      if (policy.isIncomplete) yield notReadable(fact);
    },
    *template({ problems, doubts, isIncomplete, resource }) {
      yield* problems;
      if (doubts.length > 0) {
        const doubt = `not all of the template can be read as it looks: ${doubts.join("; ")}; what it declares there is not judged`;
        yield { id: "template", doubt };
        return;
      }
      if (!isIncomplete || problems.length > 0) return;
      const isKnown = typeof property(resource.inputs, "TemplateBody") === "string";
      const doubt = isKnown
        ? "parts of the template can't be read here; what they declare is not judged"
        : "the template is not known here (templateUrl, or not yet known in preview); what it declares is not judged";
      yield { id: "template", doubt };
    },
  },
};

function finding(fact: PolicyFact, { id, place, seen, wanted }: PolicyFault): Finding {
  const part = partOf(fact, place);
  const where = place === "" ? fact.property : `${fact.property}: ${place}`;
  const isSoft =
    WITHOUT_EFFECT.has(id) && (id === "variable-in-old-version" || place.includes(".Condition"));
  return {
    id: findingId(id, part),
    seen: fact.source === undefined ? `no ${where}` : `${where}: ${seen}`,
    wanted,
    ...(isSoft && { level: "advisory" }),
  };
}

function notSeen(fact: PolicyFact): Report {
  const doubt = `no ${fact.property} is seen in the template, where a macro may put one, or which can't be read whole; look at it in the deployed stack`;
  return { id: findingId("unknown", partOf(fact, "")), doubt };
}

/** CreatePolicy: "Policy document must be version 2012-10-17 or greater". */
function* oldVersion(fact: PolicyFact): Iterable<Report> {
  const { form, policy } = fact;
  if (form !== "managed" || policy.version === "2012-10-17" || policy.statements.length === 0)
    return;
  if (policy.version === undefined && policy.isIncomplete) return;
  if (policy.problems.some(({ id }) => id === "bad-version" || id === "no-version")) return;
  const version = policy.version === undefined ? "no Version" : `Version ${policy.version}`;
  yield {
    id: "old-version",
    seen: `${fact.property}: ${version} in a managed policy`,
    wanted: "Version 2012-10-17, the only one that AWS takes in managed policies",
  };
}

/** The one doubt about a document; no other rule repeats it. */
function notReadable(fact: PolicyFact): Report {
  const { policy, resource } = fact;
  const what = policy.statements.length > 0 ? `parts of ${fact.property}` : fact.property;
  const doubt =
    resource.logicalId === undefined
      ? `${what} not known in preview; all rules about policies will check it at update`
      : `${what} can't be read from the template; look at it in the deployed stack`;
  return { id: findingId("unknown", partOf(fact, "")), doubt };
}
