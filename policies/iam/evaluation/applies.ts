import { and, any, not, or, type Verdict } from "../../verdict.ts";
import { allHold } from "../conditions/condition.ts";
import { resourceMatches } from "../patterns/arn.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import { substitute } from "../patterns/variables.ts";
import { matches } from "../patterns/wildcard.ts";
import type { Patterns, Principals, Statement } from "../policy/statement.ts";
import { type Caller, type Naming, naming } from "./caller.ts";
import type { RequestContext } from "./context.ts";

/** What somebody wants to do. */
export interface AuthorizationRequest {
  readonly caller: Caller;
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** ARN of what it is done to; `*` for actions that aren't about one resource. */
  readonly resource: string;
  /** Account that owns the resource. Default: the caller's. */
  readonly owner?: string;
  readonly context: RequestContext;
}

/** Whether a statement is about a request, whoever makes it: action, resource and conditions. */
export function applies(
  statement: Statement,
  request: AuthorizationRequest,
  version: string,
): Verdict {
  const { action, resource, context } = request;
  const acts = (pattern: string): Verdict =>
    hasPlaceholder(pattern) ? "unknown" : matches(pattern, action) ? "yes" : "no";
  const isAbout = (pattern: string): Verdict => {
    const wanted = substitute(pattern, version, context);
    return wanted === undefined ? "no" : resourceMatches(wanted, resource);
  };
  const { actions, notActions, resources, notResources } = statement;
  const what = oneOf(actions, notActions, acts);
  if (what === "no") return "no";
  const where = oneOf(resources, notResources, isAbout);
  return where === "no" ? "no" : and(what, where, allHold(statement, context, version));
}

/** Yes where neither is there: trust policies have no resources. */
function oneOf(
  patterns: Patterns | undefined,
  others: Patterns | undefined,
  verdictOf: (pattern: string) => Verdict,
): Verdict {
  const listed = patterns ?? others;
  if (!listed) return "yes";
  const verdict = or(any(listed.known, verdictOf), listed.isIncomplete ? "unknown" : "no");
  return patterns ? verdict : not(verdict);
}

/** How the principals of a statement name a caller; of those that aren't known, as itself. */
export function named(principals: Principals, caller: Caller, by: Naming): Verdict {
  const open = by === "itself" && principals.isIncomplete ? "unknown" : "no";
  const known = any(principals.known, (principal) => {
    if (hasPlaceholder(principal.value)) return by === "itself" ? "unknown" : "no";
    return naming(principal, caller) === by ? "yes" : "no";
  });
  return or(known, open);
}

const NAMINGS: readonly Naming[] = ["itself", "behind", "account", "anyone"];

/** Whether the principals of a statement name a caller in any way. */
export function namedAnyhow(principals: Principals, caller: Caller): Verdict {
  return any(NAMINGS, (by) => named(principals, caller, by));
}

/**
 * Whether a statement's `NotPrincipal` leaves a caller out: surely when it names the caller, the role or
 * user behind it and the account; with only some of them AWS may or may not ("AWS JSON policy elements:
 * NotPrincipal").
 */
export function leftOut(principals: Principals, caller: Caller): Verdict {
  const isSession = caller.kind === "session";
  const isInAccount = isSession || caller.kind === "user";
  const needed: readonly Naming[] = [
    "itself",
    ...(isSession ? (["behind"] as const) : []),
    ...(isInAccount ? (["account"] as const) : []),
  ];
  const verdicts = needed.map((by) => named(principals, caller, by));
  if (named(principals, caller, "anyone") === "yes") return "yes";
  if (verdicts.every((verdict) => verdict === "yes")) return "yes";
  return verdicts.every((verdict) => verdict === "no") ? "no" : "unknown";
}
