import { readPolicy } from "../iam/policy/readPolicy.ts";
import type { Policy } from "../iam/policy/statement.ts";
import { list, UNKNOWN, type Value } from "../value.ts";
import type { AttachmentFact, PolicyFact, PrincipalFact, References } from "./fact.ts";
import type { Resource } from "./resource.ts";

/** One or many values of an input that names other resources; empty when it is absent. */
export function references(
  target: References["target"],
  input: string,
  value: Value | undefined,
): References {
  if (value === undefined || value === null) return { target, input, values: [] };
  if (typeof value === "string") return { target, input, values: [value] };
  return { target, input, values: value === UNKNOWN ? [UNKNOWN] : list(value) };
}

/** A policy that is read when a rule first looks at it. */
export function policyFact(fact: Omit<PolicyFact, "kind" | "policy">): PolicyFact {
  let policy: Policy | undefined;
  return {
    kind: "policy",
    ...fact,
    get policy() {
      policy ??= readPolicy(fact.source, fact.use);
      return policy;
    },
  };
}

export interface InlineEntry {
  /** Where within the input, such as `[0].policy`. */
  readonly path: string;
  readonly name: Value | undefined;
  readonly source: Value | undefined;
}

/** Inline policies that a role, user or group declares itself. */
export function inlinePolicies(
  owner: PrincipalFact,
  input: string,
  entries: readonly InlineEntry[],
): PolicyFact[] {
  return entries.map(({ path, name, source }) =>
    policyFact({
      resource: owner.resource,
      use: "identity",
      form: "inline",
      property: `${input}${path}`,
      source,
      name,
      holders: [],
      owner,
    }),
  );
}

/** Who may assume a role, as its declaration says. */
export function trustPolicy(
  role: PrincipalFact,
  input: string,
  source: Value | undefined,
): PolicyFact {
  return policyFact({
    resource: role.resource,
    use: "trust",
    form: "trust",
    property: input,
    source,
    name: undefined,
    holders: [],
    owner: role,
  });
}

/** Managed policies that a principal's own declaration attaches to it. */
export function ownAttachment(
  owner: PrincipalFact,
  input: string,
  value: Value | undefined,
): AttachmentFact[] {
  if (value === undefined || value === null) return [];
  const { resource } = owner;
  const policies = references("policy", input, value);
  return [
    {
      kind: "attachment",
      resource,
      property: input,
      policies,
      holders: [],
      owner,
      exclusive: false,
    },
  ];
}

/** A principal with nothing but a name. */
export function principalFact(
  resource: Resource,
  principal: PrincipalFact["principal"],
  fields: Partial<Omit<PrincipalFact, "kind" | "resource" | "principal">>,
): PrincipalFact {
  return {
    kind: "principal",
    resource,
    principal,
    name: undefined,
    path: "/",
    tags: {},
    boundary: undefined,
    session: undefined,
    ...fields,
  };
}
