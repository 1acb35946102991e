import { memoize } from "../../memoize.ts";
import { all, and, any, not, or, type Verdict } from "../../verdict.ts";
import { holds } from "../conditions/condition.ts";
import type { RequestContext } from "../evaluation/context.ts";
import type { Condition, Policy, Statement } from "../policy/statement.ts";
import { coversPrincipals, coversStatement } from "./coverage.ts";
import { isDead } from "./dead.ts";

const PRESENT = "aws:multifactorauthpresent";
const AGE = "aws:multifactorauthage";

/**
 * Requests that differ in MFA only ("AWS global condition context keys", aws:MultiFactorAuthPresent):
 * with a user's access keys neither key is there; in a session without MFA `aws:MultiFactorAuthPresent` is
 * false, and `aws:MultiFactorAuthAge` isn't there.
 */
export type Situation = "access keys" | "session without MFA" | "MFA just now" | "MFA long ago";

const CONTEXTS: Readonly<Record<Situation, RequestContext>> = {
  "access keys": new Map(),
  "session without MFA": new Map([[PRESENT, ["false"]]]),
  "MFA just now": new Map([
    [PRESENT, ["true"]],
    [AGE, ["1"]],
  ]),
  "MFA long ago": new Map([
    [PRESENT, ["true"]],
    [AGE, ["4000000000"]],
  ]),
};

/** Whether the conditions about MFA of a statement hold, by situation. */
export type MfaEffect = Readonly<Record<Situation, Verdict>>;

/** Whether a condition is about MFA. */
export function isAboutMfa({ key }: Condition): boolean {
  const name = key.toLowerCase();
  return name === PRESENT || name === AGE;
}

/** When the conditions about MFA of a statement hold; `undefined` when it has none. */
export const mfaEffect = memoize(({ conditions }: Statement): MfaEffect | undefined => {
  const about = conditions.filter(isAboutMfa);
  if (about.length === 0) return undefined;
  const when = (situation: Situation): Verdict =>
    all(about, (condition) => holds(condition, CONTEXTS[situation]));
  return {
    "access keys": when("access keys"),
    "session without MFA": when("session without MFA"),
    "MFA just now": when("MFA just now"),
    "MFA long ago": when("MFA long ago"),
  };
});

/** Whether somebody without MFA can't use an Allow, by its own conditions or a Deny of the same policy. */
export function requiresMfa(policy: Policy, allow: Statement): Verdict {
  if (isDead(policy, allow)) return "yes";
  const own = mfaEffect(allow);
  const denied = denials(policy.statements, allow);
  const refuses = (situation: Situation): Verdict =>
    or(own ? not(own[situation]) : "no", denied[situation]);
  const required = and(refuses("access keys"), refuses("session without MFA"));
  return required === "no" && allow.hasUnknownConditions ? "unknown" : required;
}

/** In which situations the Deny statements of a policy take away all that a statement is about. */
export function denials(statements: readonly Statement[], about: Statement): MfaEffect {
  const denies = statements.filter(
    (deny) =>
      deny.effect === "Deny" &&
      (deny === about || (coversStatement(deny, about) && coversPrincipals(deny, about))),
  );
  const when = (situation: Situation): Verdict =>
    any(denies, (deny) => {
      if (deny.hasUnknownConditions || !deny.conditions.every(isHarmless)) return "no";
      return mfaEffect(deny)?.[situation] ?? "yes";
    });
  return {
    "access keys": when("access keys"),
    "session without MFA": when("session without MFA"),
    "MFA just now": when("MFA just now"),
    "MFA long ago": when("MFA long ago"),
  };
}

/** About MFA, or true of what people ask for themselves. */
function isHarmless(condition: Condition): boolean {
  if (isAboutMfa(condition)) return true;
  const key = condition.key.toLowerCase();
  const isFalse = condition.values.known.every((value) => value.toLowerCase() === "false");
  return (key === "aws:viaawsservice" || key === "aws:principalisawsservice") && isFalse;
}
