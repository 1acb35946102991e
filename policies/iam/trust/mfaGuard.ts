import { and } from "../../verdict.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { denials, mfaEffect } from "./mfa.ts";
import { beyondSelfManagement } from "./selfManagement.ts";

/** What keeps somebody without MFA from acting. */
export interface MfaGuard {
  /** The statement, and its policy, that denies the most without MFA. Absent when none does. */
  readonly statement?: Statement;
  /** Actions that it leaves, beyond managing one's own sign-in. */
  readonly leaves: readonly string[];
}

/**
 * What the policies of a user together deny without MFA: everything on all resources, or all but what
 * managing one's own sign-in takes ("AWS: Allows MFA-authenticated IAM users to manage their own
 * credentials on the Security credentials page"). Judged by meaning: requests with access keys and
 * sessions without MFA must both be denied.
 */
export function mfaGuard(policies: readonly Policy[]): MfaGuard {
  const statements = policies.flatMap((policy) => policy.statements);
  let best: MfaGuard = { leaves: [] };
  for (const statement of statements) {
    if (statement.effect !== "Deny" || !mfaEffect(statement) || !isOnAll(statement)) continue;
    const denied = denials(statements, statement);
    if (and(denied["access keys"], denied["session without MFA"]) !== "yes") continue;
    const leaves = leftBy(statement);
    if (!leaves) continue;
    if (!best.statement || leaves.length < best.leaves.length) best = { statement, leaves };
  }
  return best;
}

/**
 * Whether all that the policies allow asks for MFA, or is about one's own sign-in. No where they allow nothing, or
 * more isn't known: there are other policies then.
 */
export function allowsWithMfaOnly(policies: readonly Policy[]): boolean {
  if (policies.some(({ isIncomplete }) => isIncomplete)) return false;
  const allows = policies
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === "Allow");
  return allows.length > 0 && allows.every(isHarmlessWithoutMfa);
}

function isHarmlessWithoutMfa(statement: Statement): boolean {
  const effect = mfaEffect(statement);
  if (effect?.["access keys"] === "no" && effect["session without MFA"] === "no") return true;
  const { actions } = statement;
  return (
    actions !== undefined && !actions.isIncomplete && beyondSelfManagement(actions).length === 0
  );
}

/** Actions that a Deny leaves; `undefined` when it denies but some. */
function leftBy({ actions, notActions }: Statement): readonly string[] | undefined {
  if (notActions) return beyondSelfManagement(notActions);
  return actions?.known.some((one) => /^\*+(:\*+)?$/.test(one)) ? [] : undefined;
}

/** On everything, or on all but one's own user and MFA device. */
function isOnAll({ resources, notResources }: Statement): boolean {
  if (resources) return resources.known.includes("*");
  return (
    notResources?.known.every((arn) => /^arn:[^:]*:iam::[^:]*:(user|mfa|sms-mfa)\//.test(arn)) ??
    false
  );
}
