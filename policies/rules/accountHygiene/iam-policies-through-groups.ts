import type { AttachmentFact, PolicyFact } from "../../resources/fact.ts";
import type { Rule } from "../../rule.ts";
import { UNKNOWN, type Value } from "../../value.ts";

export const iamPoliciesThroughGroups: Rule = {
  id: "iam-policies-through-groups",
  severity: "low",
  level: "advisory",
  title: "IAM users get policies through groups",
  why: "what is given to one user by hand is forgotten when the work changes, and no review of groups shows it",
  fix: "attach the policy to a group and put the user into it; better, give the work a role",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
  controls: {
    cis: { "3.0.0": "1.15", "4.0.0": "1.15", "5.0.0": "1.14", "6.0.0": "2.14", "7.0.0": "2.13" },
    securityHub: ["IAM.2"],
  },
  settings: {},
  facts: {
    *policy(fact) {
      if (fact.form !== "inline" || !isOfUser(fact)) return;
      const name = label(fact.name) ?? fact.property;
      yield {
        id: `inline:${name}`,
        seen: `an inline policy of a user, ${name}`,
        wanted: "a policy of a group",
      };
    },
    *attachment(fact) {
      if (!isOfUser(fact)) return;
      for (const value of attached(fact)) {
        const name = label(value) ?? fact.property;
        yield {
          id: `attached:${name.slice(name.lastIndexOf("/") + 1)}`,
          seen: `a managed policy attached to a user, ${name}`,
          wanted: "the policy attached to a group",
        };
      }
    },
  },
};

function attached({ policies, policy }: AttachmentFact): readonly (Value | undefined)[] {
  if (policy) return [policy.name];
  return policies === undefined || policies.values === UNKNOWN ? [UNKNOWN] : policies.values;
}

function isOfUser({ holders, owner }: PolicyFact | AttachmentFact): boolean {
  if (owner?.principal === "user") return true;
  return holders.some(
    ({ target, values }) => target === "user" && (values === UNKNOWN || values.length > 0),
  );
}

function label(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
