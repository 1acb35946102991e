/** One statement of a service control policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/** Roles of member accounts by name, with their path if they have one; `*` stands for any text. */
export interface ExemptRoles {
  /** May make long-term credentials. */
  readonly credentials: readonly string[];
  /** May change audit trails and the identity source. */
  readonly administrators: readonly string[];
}

const ROLE = "arn:*:iam::*:role/";

/** That the caller is none of these roles; nothing where there are none. */
export function notRoles(names: readonly string[]): {
  ArnNotLike?: { "aws:PrincipalArn": readonly string[] };
} {
  if (names.length === 0) return {};
  return { ArnNotLike: { "aws:PrincipalArn": names.map((name) => `${ROLE}${name}`) } };
}

/** The roles that such a condition names. */
export function rolesIn({ Condition }: Statement): string[] {
  const names = Condition?.ArnNotLike?.["aws:PrincipalArn"] ?? [];
  return [names].flat().map((name) => name.slice(ROLE.length));
}

/**
 * That the request comes from no privileged session of a root user: those are how the management account works
 * without root credentials (IAM User Guide, "Perform a privileged task on an AWS Organizations member account").
 */
export const notRootSession = { Null: { "aws:AssumedRoot": "true" } } as const;
