import type { PolicyFact } from "./fact.ts";

/**
 * Names a part of a policy within its declaration, for finding ids: `Statement[2].Action` becomes
 * `NoSecrets.Action` where the statement has a Sid, and has the policy's name in front where one declaration
 * holds several policies, such as a role with inline policies.
 *
 * @param place as in `Problem` and `Statement`; empty for the whole policy
 */
export function partOf(fact: PolicyFact, place: string): string {
  const { name, property, form, owner, policy } = fact;
  const [statement = "", ...rest] = place.split(/(?<=^Statement\[\d+\])/);
  const label = policy.statements.find((one) => one.place === statement)?.label;
  const part = label === undefined ? place : [label, ...rest].join("");
  if (form !== "inline" || !owner) return part;
  const policyName = typeof name === "string" ? name : property;
  return part === "" ? policyName : `${policyName}/${part}`;
}

/** `fault` or `fault:part`. */
export function findingId(fault: string, part: string): string {
  return part === "" ? fault : `${fault}:${part}`;
}
