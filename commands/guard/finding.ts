/** What somebody should look at twice, in the order in which it is told. */
export const findingKinds = [
  "unjudged",
  "unknown-operation",
  "administrator",
  "administrators-access",
  "privilege",
  "member",
  "person",
  "group",
  "permission-set",
  "security-control",
  "protected",
  "lost-access",
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** One thing that an update would do and that somebody should look at twice. */
export interface Finding {
  readonly kind: FindingKind;
  /** As people call it and approvals name it, such as `grace`. */
  readonly name: string;
  /** Absent for what is no resource of the stack. */
  readonly urn?: string;
  /** What would happen, such as `is deleted, with password, MFA and memberships`. */
  readonly seen: string;
}
