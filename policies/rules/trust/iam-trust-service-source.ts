import { asOf } from "../../iam/trust/asOf.ts";
import { assumeRoleStatements } from "../../iam/trust/assumeRole.ts";
import { conditionsText } from "../../iam/trust/conditionText.ts";
import { principalsOf } from "../../iam/trust/principal.ts";
import { tellsSource, tellsWhenAssuming } from "../../iam/trust/source.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Rule } from "../../rule.ts";

export const iamTrustServiceSource: Rule = {
  id: "iam-trust-service-source",
  severity: "low",
  level: "advisory",
  title: "Service roles are safe from confused deputies",
  why: "a service that acts for many customers can be made to use a role for somebody else's resource (confused deputy)",
  fix: "add StringEquals on aws:SourceAccount, or ArnLike on aws:SourceArn, to the service's statement",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention",
  controls: {
    bestPractice: "Use conditions in IAM policies to further restrict access",
  },
  settings: {},
  facts: {
    *policy(fact, { today }) {
      if (fact.use !== "trust") return;
      const policy = asOf(fact.policy, today);
      for (const statement of assumeRoleStatements(policy)) {
        const services = principalsOf(statement).known.flatMap((principal) =>
          principal.kind === "service" && tellsWhenAssuming(principal.service)
            ? [principal.text]
            : [],
        );
        if (services.length === 0 || tellsSource(policy, statement) !== "no") continue;
        yield {
          id: findingId("source", partOf(fact, statement.place)),
          seen: `${statementPlace(fact, statement)} trusts ${services.join(", ")}, ${conditionsText(statement.conditions)}`,
          wanted: "a condition on aws:SourceAccount or aws:SourceArn, which these services tell",
        };
      }
    },
  },
};
