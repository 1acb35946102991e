/** What a policy is for: its grammar, its limits and what its statements mean depend on it. */
export type Use =
  /** Attached to a user, group, role or permission set. */
  | "identity"
  /** Limits what the identity policies of a user, role or permission set may give. */
  | "boundary"
  /** Who may assume a role. */
  | "trust"
  /** Service control policy of an organization. */
  | "scp"
  /** Resource control policy of an organization. */
  | "rcp"
  /** Attached to a resource, such as a bucket or a key. */
  | "resource";

/** Patterns of one element, such as `Action`, with "one or many" made many. */
export interface Patterns {
  /** Those that are known, as they are written. */
  readonly known: readonly string[];
  /** Whether there are others that aren't known yet. */
  readonly isIncomplete: boolean;
}

export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser";

/** One value of a `Principal` or `NotPrincipal`. `"Principal": "*"` reads as `AWS: *`, which it means. */
export interface PrincipalPattern {
  readonly kind: PrincipalType;
  readonly value: string;
}

export interface Principals {
  readonly known: readonly PrincipalPattern[];
  readonly isIncomplete: boolean;
}

/** One key of one operator of a `Condition`. All of a statement's must hold. */
export interface Condition {
  /** Without set prefix and `IfExists`, spelt as AWS does, such as `StringLike`; `Bool`; `Null`. As written if AWS has none such. */
  readonly operator: string;
  readonly set?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
  /** As written; keys are compared without case. */
  readonly key: string;
  /** One of which must match (none, for negated operators). Booleans and numbers as text. */
  readonly values: Patterns;
}

/** One statement of a policy. */
export interface Statement {
  /** Its `Sid`, or its place such as `Statement[0]`. */
  readonly label: string;
  /** Where in the policy it stands, such as `Statement[2]`. */
  readonly place: string;
  readonly effect: "Allow" | "Deny";
  /** Exactly one of `actions` and `notActions` is there. */
  readonly actions?: Patterns;
  readonly notActions?: Patterns;
  /** At most one of `resources` and `notResources`; neither in trust policies. */
  readonly resources?: Patterns;
  readonly notResources?: Patterns;
  /** At most one of `principals` and `notPrincipals`; neither in identity policies, boundaries and SCPs. */
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
  readonly conditions: readonly Condition[];
  /** Whether there are conditions that aren't known yet. */
  readonly hasUnknownConditions: boolean;
}

/** Something wrong with how a policy is written. */
export interface PolicyFault {
  /** Stable, such as `no-json` or `unknown-operator`. */
  readonly id: string;
  /** Where in the policy, such as `Statement[2].Condition.StringLike`; empty for the whole. */
  readonly place: string;
  /** What was seen, with the value. */
  readonly seen: string;
  /** What the grammar allows there. */
  readonly wanted: string;
}

/** A policy as far as it could be read. */
export interface Policy {
  readonly version?: string;
  /** Those that could be read: one bad statement doesn't hide the others. */
  readonly statements: readonly Statement[];
  readonly problems: readonly PolicyFault[];
  /** Whether there are statements, or parts of some, that aren't known yet. */
  readonly isIncomplete: boolean;
  /** Whether there are whole statements that aren't known yet. Absent: as `isIncomplete`. */
  readonly hasUnknownStatements?: boolean;
  /** Characters that AWS counts: without white space outside of texts. Absent while some of it isn't known. */
  readonly size?: number;
}
