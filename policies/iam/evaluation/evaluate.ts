import { all, and, any, not, or, type Verdict } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { type AuthorizationRequest, applies, leftOut, named, namedAnyhow } from "./applies.ts";
import type { Naming } from "./caller.ts";

/** The policies that have a say in a request. */
export interface Policies {
  /** Of the caller: its own and its groups'. */
  readonly identity: readonly Policy[];
  /** Permissions boundary of the caller. Absent: none. */
  readonly boundary?: Policy;
  /** Session policies of the caller. Absent: none. */
  readonly session?: readonly Policy[];
  /**
   * Service control policies of the caller's account, by level from the organization's root to the account.
   * Absent: none apply, as in the management account and for AWS services.
   */
  readonly scps?: readonly (readonly Policy[])[];
  /** Resource control policies of the owner's account, likewise. */
  readonly rcps?: readonly (readonly Policy[])[];
  /** Of the resource; of a role its trust policy. Absent: none. */
  readonly resource?: Policy;
}

/** Actions whose resource's policy has to allow them, identity policies alone don't. */
const RESOURCE_DECIDES = /^(kms:|sts:AssumeRole)/i;

/**
 * Whether policies allow a request ("Policy evaluation logic", "Cross-account policy evaluation logic").
 *
 * Any matching Deny denies. Each level of SCPs and of RCPs has to allow. Within an account an Allow of the
 * caller's policies, limited by boundary and session policies, or of the resource's policy suffices. An
 * Allow of the resource's policy that names the caller itself isn't limited by boundary and session
 * policies, one that names the role behind a session is; one that names the account leaves it to the
 * caller's policies. From another account both sides have to allow. Role trust policies and key policies
 * always have to allow. The account's root may do everything that SCPs and RCPs let it, but assume roles.
 *
 * "unknown" when values that aren't known yet decide, and for `"Principal": "*"` behind a boundary or
 * session policy that doesn't allow, of which AWS doesn't say.
 */
export function evaluate(policies: Policies, request: AuthorizationRequest): Verdict {
  const { scps, rcps } = policies;
  const levels = [...(scps ?? []), ...(rcps ?? [])];
  return and(
    not(denied(policies, request)),
    all(levels, (level) => allowed(level, request)),
    granted(policies, request),
  );
}

/** Whether some policy has a Deny for the request. */
function denied(policies: Policies, request: AuthorizationRequest): Verdict {
  const { identity, boundary, session, scps, rcps, resource } = policies;
  const caller = [...identity, ...(session ?? []), ...(scps ?? []).flat()];
  const owner = (rcps ?? []).flat();
  return or(
    effective([...caller, ...(boundary ? [boundary] : [])], "Deny", request, () => "yes"),
    effective(resource ? [...owner, resource] : owner, "Deny", request, (statement) => {
      const { principals, notPrincipals } = statement;
      if (principals) return namedAnyhow(principals, request.caller);
      return notPrincipals ? not(leftOut(notPrincipals, request.caller)) : "yes";
    }),
  );
}

function granted(policies: Policies, request: AuthorizationRequest): Verdict {
  const { identity, boundary, session, resource } = policies;
  const { caller, action } = request;
  const by = (naming: Naming) => allowedByResource(resource, request, naming);
  const [itself, anyone] = [by("itself"), by("anyone")];
  if (!("account" in caller)) return or(itself, anyone);
  const [behind, account] = [by("behind"), by("account")];
  const isOwner = request.owner === undefined || request.owner === caller.account;
  const isRoot = caller.kind === "root";
  if (isRoot && /^sts:AssumeRole/i.test(action)) return "no";
  const limits = and(
    boundary ? allowed([boundary], request) : "yes",
    session ? allowed(session, request) : "yes",
  );
  const own = isRoot ? "yes" : and(allowed(identity, request), limits);
  if (!isOwner) return and(own, or(itself, behind, account, anyone));
  return or(
    itself,
    and(behind, limits),
    and(anyone, limits === "yes" ? "yes" : "unknown"),
    RESOURCE_DECIDES.test(action) ? and(account, own) : own,
  );
}

/** Whether one of the policies allows the request to whom it is attached to. */
function allowed(policies: readonly Policy[], request: AuthorizationRequest): Verdict {
  return effective(policies, "Allow", request, () => "yes");
}

function allowedByResource(
  policy: Policy | undefined,
  request: AuthorizationRequest,
  by: Naming,
): Verdict {
  if (!policy) return "no";
  return effective([policy], "Allow", request, ({ principals, notPrincipals }) => {
    if (principals) return named(principals, request.caller, by);
    if (notPrincipals && by === "anyone") return not(leftOut(notPrincipals, request.caller));
    return "no";
  });
}

/** Whether some statement of that effect applies to the request and to its caller. */
function effective(
  policies: readonly Policy[],
  effect: Statement["effect"],
  request: AuthorizationRequest,
  concerns: (statement: Statement) => Verdict,
): Verdict {
  return any(policies, (policy) => {
    const version = policy.version ?? "2008-10-17";
    const known = any(policy.statements, (statement) => {
      if (statement.effect !== effect) return "no";
      const who = concerns(statement);
      return who === "no" ? "no" : and(who, applies(statement, request, version));
    });
    return or(known, hasMore(policy) ? "unknown" : "no");
  });
}

/** Whether a policy may have statements that aren't known yet. */
function hasMore(policy: Policy): boolean {
  return policy.hasUnknownStatements ?? policy.isIncomplete;
}
