import { operatorNamed } from "../conditions/operators.ts";
import type { Condition, Policy, Statement } from "../policy/statement.ts";
import { denials, isAboutMfa, type MfaEffect, mfaEffect } from "./mfa.ts";
import { beyondSelfManagement } from "./selfManagement.ts";

/** What is wrong with a statement's conditions about MFA. */
export interface MfaFault {
  readonly id:
    | "access-keys-pass"
    | "sessions-pass"
    | "anyone-passes"
    | "inverted"
    | "never-holds"
    | "wrong-type";
  readonly statement: Statement;
  readonly conditions: readonly Condition[];
  /** What the conditions come to. */
  readonly means: string;
}

/** Statements of a policy whose conditions about MFA don't do what they are there for. */
export function mfaFaults(policy: Policy): readonly MfaFault[] {
  return policy.statements.flatMap((statement) => {
    const effect = mfaEffect(statement);
    if (!effect || Object.values(effect).includes("unknown")) return [];
    const conditions = statement.conditions.filter(isAboutMfa);
    const fault =
      statement.effect === "Allow"
        ? allowFault(effect, statement, policy)
        : denyFault(effect, statement, policy);
    if (fault) return [{ ...fault, statement, conditions }];
    const odd = conditions.filter(hasWrongType);
    if (odd.length === 0) return [];
    const means = "the key is no text, and how AWS compares it as one isn't documented";
    return [{ id: "wrong-type", means, statement, conditions: odd }];
  });
}

type Fault = Pick<MfaFault, "id" | "means">;

function allowFault(own: MfaEffect, statement: Statement, policy: Policy): Fault | undefined {
  const denied = denials(policy.statements, statement);
  const passes = (situation: keyof MfaEffect) =>
    own[situation] === "yes" && denied[situation] !== "yes";
  const withMfa = own["MFA just now"] === "yes" || own["MFA long ago"] === "yes";
  const without = passes("access keys") || passes("session without MFA");
  if (!withMfa) {
    if (own["access keys"] === "no" && own["session without MFA"] === "no") {
      return { id: "never-holds", means: "no request meets them, so the statement allows nothing" };
    }
    const isSelfManagement =
      statement.actions && beyondSelfManagement(statement.actions).length === 0;
    if (!without || isSelfManagement) return undefined;
    return { id: "inverted", means: "only requests without MFA are allowed" };
  }
  if (!without) return undefined;
  if (!passes("session without MFA")) {
    return {
      id: "access-keys-pass",
      means: "requests with long-term access keys, which carry no such key, are allowed too",
    };
  }
  if (!passes("access keys")) {
    return {
      id: "sessions-pass",
      means: "sessions without MFA carry the key too, as false, and are allowed",
    };
  }
  return { id: "anyone-passes", means: "requests without MFA are allowed too" };
}

function denyFault(own: MfaEffect, statement: Statement, policy: Policy): Fault | undefined {
  const denied = denials(policy.statements, statement);
  const together = (situation: keyof MfaEffect) =>
    own[situation] === "yes" || denied[situation] === "yes";
  if (Object.values(own).every((verdict) => verdict === "no")) {
    return { id: "never-holds", means: "no request meets them, so the statement denies nothing" };
  }
  const keys = together("access keys");
  const session = together("session without MFA");
  if (keys && session) return undefined;
  if (own["MFA just now"] === "yes" && !session) {
    return { id: "inverted", means: "requests with MFA are denied, and those without are not" };
  }
  if (session) {
    return {
      id: "access-keys-pass",
      means: "requests with long-term access keys, which carry no such key, are not denied",
    };
  }
  if (keys) {
    return {
      id: "sessions-pass",
      means: "sessions without MFA carry the key too, as false, and are not denied",
    };
  }
  return {
    id: "anyone-passes",
    means: "requests without MFA, which carry no such key, are not denied",
  };
}

/** A text operator on a key that is true or false, or a number. */
function hasWrongType({ operator, key }: Condition): boolean {
  const family = operatorNamed(operator)?.family;
  if (family === "Null") return false;
  return family !== (key.toLowerCase().endsWith("age") ? "Numeric" : "Bool");
}
