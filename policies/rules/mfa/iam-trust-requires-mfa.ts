import type { Statement } from "../../iam/policy/statement.ts";
import { asOf } from "../../iam/trust/asOf.ts";
import { assumeRoleStatements } from "../../iam/trust/assumeRole.ts";
import { conditionsText } from "../../iam/trust/conditionText.ts";
import { guardsAgainstAccount, requiresOrganization } from "../../iam/trust/externalAccount.ts";
import { requiresMfa } from "../../iam/trust/mfa.ts";
import { isOwn } from "../../iam/trust/ownership.ts";
import { admitsNoPeople } from "../../iam/trust/people.ts";
import { type Principal, principalsOf } from "../../iam/trust/principal.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Finding, Rule } from "../../rule.ts";
import { accountsIn } from "../../stack/accounts.ts";

export const iamTrustRequiresMfa: Rule = {
  id: "iam-trust-requires-mfa",
  severity: "high",
  level: "mandatory",
  title: "People assume roles with MFA",
  why: "with a user's access key alone, which leaks and doesn't end, anyone can assume the role",
  fix: 'add {"Bool": {"aws:MultiFactorAuthPresent": "true"}} to the statement; where roles assume it, name them as principals or in ArnLike on aws:PrincipalArn instead of their account: sessions of Identity Center carry no MFA key',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
  controls: { bestPractice: "Require multi-factor authentication (MFA)" },
  limits:
    "whether the administrators of an account let users, rather than roles, assume a role that trusts the account",
  settings: {},
  facts: {
    *policy(fact, { today }) {
      for (const statement of withoutMfa(fact, today)) {
        const principals = principalsOf(statement).known;
        const people = principals.filter(isOfPeople);
        if (people.some(({ kind }) => kind === "user")) yield finding(fact, statement, people);
      }
    },
  },
  // Whether an account is somebody else's, of which `iam-trust-other-accounts` speaks, other resources may tell.
  stack: {
    *check(stack, { today }) {
      for (const fact of stack.facts("policy")) {
        if (fact.use !== "trust") continue;
        const policy = asOf(fact.policy, today);
        for (const statement of withoutMfa(fact, today)) {
          const principals = principalsOf(statement).known;
          if (principals.some(({ kind }) => kind === "user")) continue;
          // People of an organization's accounts come by Identity Center.
          if (requiresOrganization(policy, statement) !== "no") continue;
          const isOpen = guardsAgainstAccount(policy, statement) !== "yes";
          const accounts = principals.filter((principal) => {
            if (principal.kind !== "account") return false;
            return !(isOpen && isOwn(principal.account, accountsIn(stack)) === "no");
          });
          if (accounts.length === 0) continue;
          // It may be roles alone that assume the role.
          const { resource } = fact;
          yield { ...finding(fact, statement, accounts), level: "advisory", resource };
        }
      }
    },
  },
};

/** The statements of a trust policy by which people may assume the role, and don't need MFA. */
function withoutMfa(fact: PolicyFact, today: string): readonly Statement[] {
  if (fact.use !== "trust") return [];
  const policy = asOf(fact.policy, today);
  return assumeRoleStatements(policy).filter(
    (statement) =>
      principalsOf(statement).known.some(isOfPeople) &&
      requiresMfa(policy, statement) === "no" &&
      admitsNoPeople(policy, statement) === "no",
  );
}

function isOfPeople({ kind }: Principal): boolean {
  return kind === "user" || kind === "account";
}

function finding(fact: PolicyFact, statement: Statement, people: readonly Principal[]): Finding {
  const whom = people.flatMap((principal) => ("text" in principal ? [principal.text] : []));
  return {
    id: findingId("mfa", partOf(fact, statement.place)),
    seen: `${statementPlace(fact, statement)} trusts ${whom.join(", ")}, ${conditionsText(statement.conditions)}`,
    wanted:
      'Bool aws:MultiFactorAuthPresent "true", or NumericLessThan aws:MultiFactorAuthAge; not …IfExists, which holds where the key is missing, as with access keys',
  };
}
