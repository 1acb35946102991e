import type { Verdict } from "../../verdict.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import { matches } from "../patterns/wildcard.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { conditionText } from "./conditionText.ts";
import { type Constraint, constraintOf, constraintsOf } from "./constraint.ts";
import { text } from "./fixed.ts";
import { CLUSTER_ISSUER, ISSUERS, type Issuer, otherIssuer } from "./issuers.ts";
import { isFixed } from "./narrowKeys.ts";
import { issuerOf, principalsOf } from "./principal.ts";
import { restricts } from "./publicAccess.ts";

/** Tokens of one identity provider that a statement of a trust policy accepts. */
export interface WebIdentity {
  readonly statement: Statement;
  /** Its URL without `https://`, in lower case; the principal as written when that isn't known. */
  readonly issuerUrl: string;
  readonly issuer: Issuer;
  /** Whether its tokens must show whose they are, by a claim with a value of one customer, project or workload. */
  readonly identified: Verdict;
  /** Whether its tokens must be made for AWS, or for this use. */
  readonly audience: Verdict;
  /** The statement's conditions on the issuer's claims. */
  readonly claims: readonly {
    readonly claim: string;
    /** The condition, such as `StringLike token.actions.githubusercontent.com:sub "repo:*"`. */
    readonly text: string;
    /** Whether it holds for tokens without the claim. */
    readonly optional: boolean;
  }[];
  /** Conditions on claims of other issuers, which tokens of this one never carry: none of them meets the statement. */
  readonly foreign: readonly string[];
}

const ACTION = "sts:AssumeRoleWithWebIdentity";

/** The OIDC providers that a trust policy admits, statement by statement. */
export function webIdentities(policy: Policy): readonly WebIdentity[] {
  return policy.statements.flatMap((statement) => {
    if (statement.effect !== "Allow" || !includesAction(statement, ACTION)) return [];
    return issuersOf(statement).map((url) => judge(policy, statement, url));
  });
}

/** Whether a statement of a trust policy is about an action. */
export function includesAction({ actions, notActions }: Statement, action: string): boolean {
  if (actions) return actions.known.some((pattern) => matches(pattern, action));
  return notActions !== undefined && !notActions.known.some((pattern) => matches(pattern, action));
}

/** The providers that a statement names, or else its conditions do. */
function issuersOf(statement: Statement): readonly string[] {
  const { known, isIncomplete } = principalsOf(statement);
  const named = known.flatMap((principal) => (principal.kind === "oidc" ? [principal.issuer] : []));
  const open = isIncomplete || (statement.principals?.known ?? []).some(isOpen);
  if (named.length > 0 || !open) return named;
  const keys = statement.conditions
    .map(({ key }) => keyParts(key))
    .filter((one) => one !== undefined);
  const issuers = new Set(keys.filter(({ claim }) => claim !== "").map(({ issuer }) => issuer));
  // Federated, whoever it is: the action is for nobody else.
  return issuers.size > 0 ? [...issuers] : statement.hasUnknownConditions ? [] : [""];

  function isOpen({ kind }: { kind: string; value: string }): boolean {
    return kind === "Federated" && known.some((principal) => principal.kind === "unknown");
  }
}

function judge(policy: Policy, statement: Statement, issuerUrl: string): WebIdentity {
  const issuer = issuerAt(issuerUrl, statement);
  const required = new Set(constraintsOf(statement).map(({ key }) => key));
  const claims = statement.conditions.flatMap((condition) => {
    const parts = keyParts(condition.key);
    if (!parts || parts.issuer !== issuerUrl) return [];
    const optional =
      constraintOf(condition) !== undefined && !required.has(condition.key.toLowerCase());
    return [{ claim: parts.claim, text: conditionText(condition), optional }];
  });
  const foreign = statement.conditions.flatMap((condition) => {
    const parts = keyParts(condition.key);
    const isForeign =
      parts !== undefined &&
      required.has(condition.key.toLowerCase()) &&
      isOther(parts.issuer, issuerUrl);
    return isForeign ? [conditionText(condition)] : [];
  });
  const test = (claim: string | undefined, constraint: Constraint): Verdict => {
    const fixed = claim === undefined ? undefined : issuer.identity[claim];
    return fixed ? isFixed(constraint, fixed) : "no";
  };
  const identified = restricts(policy, statement, (constraint) => {
    return test(claimOf(constraint.key, issuerUrl, issuer), constraint);
  });
  const audience = restricts(policy, statement, (constraint) => {
    const claim = claimOf(constraint.key, issuerUrl, issuer);
    return claim === "aud" || claim === "oaud" ? isFixed(constraint, text) : "no";
  });
  return { statement, issuerUrl, issuer, identified, audience, claims, foreign };
}

/** Whether two issuers surely aren't the same. */
function isOther(one: string, other: string): boolean {
  return one !== other && other !== "" && !hasPlaceholder(one) && !hasPlaceholder(other);
}

function issuerAt(url: string, statement: Statement): Issuer {
  const known = ISSUERS.find((issuer) => issuer.url.test(url));
  if (known) return known;
  const subjects = statement.conditions
    .filter(({ key }) => keyParts(key)?.claim === "sub")
    .flatMap(({ values }) => values.known);
  const isCluster = subjects.some((subject) => subject.startsWith("system:serviceaccount:"));
  return isCluster ? CLUSTER_ISSUER : otherIssuer(url);
}

/** The claim of an issuer that a condition key stands for, spelt as in `Issuer.identity`. */
function claimOf(key: string, issuerUrl: string, issuer: Issuer): string | undefined {
  const parts = keyParts(key);
  const claim = parts && (parts.issuer === issuerUrl || issuerUrl === "") ? parts.claim : key;
  return [...Object.keys(issuer.identity), "aud", "oaud"].find(
    (one) => one.toLowerCase() === claim,
  );
}

/** `token.actions.githubusercontent.com:sub` → issuer and claim. A colon in a placeholder parts nothing. */
function keyParts(key: string): { issuer: string; claim: string } | undefined {
  const parts = /^((?:\$\{[^}]*\}|\{\{[^}]*\}\}|[^:])+):(.+)$/.exec(key);
  const [, issuer = "", claim = ""] = parts ?? [];
  if (!parts || !/[.$]/.test(issuer)) return undefined;
  return { issuer: issuerOf(issuer), claim: claim.toLowerCase() };
}

/** Whether tokens must carry one of some values of a claim, whichever they are. */
export function requiresClaim({ statement, issuerUrl }: WebIdentity, claim: string): Verdict {
  const keys = new Set(constraintsOf(statement).map(({ key }) => key));
  if (keys.has(`${issuerUrl}:${claim}`)) return "yes";
  return statement.hasUnknownConditions ? "unknown" : "no";
}
