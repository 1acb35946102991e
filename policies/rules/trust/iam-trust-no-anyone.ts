import { asOf } from "../../iam/trust/asOf.ts";
import { assumeRoleStatements } from "../../iam/trust/assumeRole.ts";
import { conditionsText } from "../../iam/trust/conditionText.ts";
import { principalsOf } from "../../iam/trust/principal.ts";
import { admitsPublic } from "../../iam/trust/publicAccess.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Rule } from "../../rule.ts";

export const iamTrustNoAnyone: Rule = {
  id: "iam-trust-no-anyone",
  severity: "critical",
  level: "mandatory",
  title: "No public roles: nobody trusts every AWS account",
  why: "a role that trusts * can be assumed from every AWS account of the world",
  fix: "name the accounts, roles or services that assume the role, or add a condition on aws:PrincipalOrgID",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  controls: {
    cis: { "7.0.0": "2.21" },
    bestPractice: "Verify public and cross-account access to resources with IAM Access Analyzer",
  },
  settings: {},
  facts: {
    *policy(fact, { today }) {
      if (fact.use !== "trust") return;
      const policy = asOf(fact.policy, today);
      for (const statement of assumeRoleStatements(policy)) {
        // Of NotPrincipal, `iam-no-allow-except` says so.
        if (statement.notPrincipals) continue;
        if (!principalsOf(statement).known.some(({ kind }) => kind === "anyone")) continue;
        const admits = admitsPublic(policy, statement);
        if (admits === "no") continue;
        const where = statementPlace(fact, statement);
        const id = findingId("anyone", partOf(fact, statement.place));
        if (admits === "unknown") {
          const doubt = `${where} trusts *, and whether its conditions keep the public out is not known in preview; will be checked at update`;
          yield { id, doubt };
          continue;
        }
        yield {
          id,
          seen: `${where} trusts *, ${conditionsText(statement.conditions)}`,
          wanted:
            "named principals, or a condition that the public can't meet, such as StringEquals on aws:PrincipalOrgID; an sts:ExternalId is no secret, and …IfExists, ForAllValues and negated operators hold where the key is missing",
        };
      }
    },
  },
};
