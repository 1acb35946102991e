import type { Statement } from "../../iam/policy/statement.ts";
import { asOf } from "../../iam/trust/asOf.ts";
import { assumeRoleStatements } from "../../iam/trust/assumeRole.ts";
import { conditionsText } from "../../iam/trust/conditionText.ts";
import { guardsAgainstAccount } from "../../iam/trust/externalAccount.ts";
import { isOwn } from "../../iam/trust/ownership.ts";
import { principalsOf } from "../../iam/trust/principal.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import type { Report, Rule } from "../../rule.ts";
import { accountsIn } from "../../stack/accounts.ts";
import type { Verdict } from "../../verdict.ts";

type Settings = {
  readonly trustedAccounts: readonly string[];
};

export const iamTrustOtherAccounts: Rule<Settings> = {
  id: "iam-trust-other-accounts",
  severity: "high",
  level: "mandatory",
  title: "External accounts assume roles under conditions only",
  why: "whoever the other account's administrators choose can assume the role, and a vendor's account can be used by its other customers (confused deputy)",
  fix: "demand the sts:ExternalId that the vendor gave you, or aws:PrincipalOrgID, and name the role that assumes it rather than its account; list accounts of your own under trustedAccounts",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  controls: {
    bestPractice: "Verify public and cross-account access to resources with IAM Access Analyzer",
  },
  limits: "who may use a role of another account that a trust policy names",
  settings: {
    trustedAccounts: {
      description:
        "accounts that may assume roles without a condition, such as those of one's own organization",
      default: [],
      schema: { type: "array", items: { type: "string", pattern: "^[0-9]{12}$" } },
    },
  },
  facts: {
    *policy(fact, { settings, today }) {
      if (fact.use !== "trust") return;
      const own = ownAccounts(fact, settings);
      if (own.size > 0) yield* judge(fact, own, today);
    },
  },
  // Which accounts are one's own, other resources may tell.
  stack: {
    *check(stack, { settings, today }) {
      for (const fact of stack.facts("policy")) {
        if (fact.use !== "trust" || ownAccounts(fact, settings).size > 0) continue;
        for (const report of judge(fact, accountsIn(stack), today))
          yield { ...report, resource: fact.resource };
      }
    },
  },
};

/** Accounts known to be one's own, from settings and from the role's own ARN. */
function ownAccounts({ resource }: PolicyFact, { trustedAccounts }: Settings): ReadonlySet<string> {
  const { arn } = resource.inputs;
  const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
  return new Set([...trustedAccounts, ...(account ? [account] : [])]);
}

function* judge(fact: PolicyFact, own: ReadonlySet<string>, today: string): Iterable<Report> {
  const policy = asOf(fact.policy, today);
  for (const statement of assumeRoleStatements(policy)) {
    for (const principal of principalsOf(statement).known) {
      if (principal.kind !== "account") continue;
      const isOurs = isOwn(principal.account, own);
      if (isOurs === "yes") continue;
      const guarded = guardsAgainstAccount(policy, statement);
      if (guarded !== "yes") yield report(fact, statement, principal.account, isOurs, guarded);
    }
    for (const [account, named] of namedElsewhere(statement, own)) {
      if (guardsAgainstAccount(policy, statement) !== "no") continue;
      yield {
        id: findingId("named", `${partOf(fact, statement.place)}/${account}`),
        seen: `${statementPlace(fact, statement)} trusts ${named.join(", ")} of account ${account}, ${conditionsText(statement.conditions)}`,
        wanted:
          "StringEquals on sts:ExternalId, if that is a vendor's account; on aws:PrincipalOrgID, if it is of the organization",
        fix: "add the condition, or list the account under trustedAccounts",
        level: "advisory",
      };
    }
  }
}

/** Roles, users and sessions that a statement names, by account, of accounts that surely are somebody else's. */
function namedElsewhere(
  statement: Statement,
  own: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const others = principalsOf(statement).known.flatMap((principal) => {
    const isNamed =
      principal.kind === "role" || principal.kind === "user" || principal.kind === "session";
    return isNamed && isOwn(principal.account, own) === "no" ? [principal] : [];
  });
  const byAccount = Map.groupBy(others, ({ account }) => account);
  return new Map([...byAccount].map(([account, all]) => [account, all.map(({ text }) => text)]));
}

function report(
  fact: PolicyFact,
  statement: Statement,
  account: string,
  isOurs: Verdict,
  guarded: Verdict,
): Report {
  const where = statementPlace(fact, statement);
  const id = findingId("account", `${partOf(fact, statement.place)}/${account}`);
  if (guarded === "unknown") {
    const doubt = `${where} trusts account ${account}, and its conditions are not known in preview; will be checked at update`;
    return { id, doubt };
  }
  const unless =
    isOurs === "unknown" ? " (unless that is an account of your own: see trustedAccounts)" : "";
  return {
    id,
    seen: `${where} trusts all of account ${account}${unless}, ${conditionsText(statement.conditions)}`,
    wanted:
      "StringEquals on sts:ExternalId with a text of its own, on aws:PrincipalOrgID, or ArnLike on aws:PrincipalArn; or the role itself as principal",
    ...(isOurs === "unknown" && { level: "advisory" as const }),
  };
}
