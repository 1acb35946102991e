import assert from "node:assert/strict";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../../policies/iam/policy/statement.ts";
import type { Value } from "../../../policies/value.ts";

export type Source = { readonly [key: string]: Value };

/** Statements of an identity policy that AWS would take. */
export function identity(...sources: readonly Source[]): readonly Statement[] {
  const { statements } = readPolicy({ Version: "2012-10-17", Statement: sources }, "identity");
  assert.equal(statements.length, sources.length);
  return statements;
}

export function allow(Action: Value, Resource: Value = "*", Condition?: Value): Source {
  return { Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

export function allBut(NotAction: Value, Resource: Value = "*"): Source {
  return { Effect: "Allow", NotAction, Resource };
}

export function deny(Action: Value, Resource: Value = "*", Condition?: Value): Source {
  return { Effect: "Deny", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

/** A condition of one operator and key. */
export function when(operator: string, key: string, value: Value): Value {
  return { [operator]: { [key]: value } };
}
