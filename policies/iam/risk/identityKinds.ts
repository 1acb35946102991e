/** A kind of identity that somebody may make, and what decides what it may do. */
export interface IdentityKind {
  /** As in the Service Authorization Reference. */
  readonly arn: string;
  readonly making: string;
  /** Each gives it any permission. */
  readonly writing: readonly string[];
  /** Each lets somebody act as one that is made, or that is there. */
  readonly entering: readonly string[];
  /** Takes its permissions boundary off. */
  readonly unbounding: string;
  /** Gives it another one. */
  readonly bounding: string;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
/** The identities that have permissions boundaries. */
export const IDENTITY_KINDS: readonly IdentityKind[] = [
  {
    arn: "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
    making: "iam:CreateRole",
    writing: ["iam:PutRolePolicy", "iam:AttachRolePolicy"],
    // Whoever makes a role says who may assume it.
    entering: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
    unbounding: "iam:DeleteRolePermissionsBoundary",
    bounding: "iam:PutRolePermissionsBoundary",
  },
  {
    arn: "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}",
    making: "iam:CreateUser",
    writing: ["iam:PutUserPolicy", "iam:AttachUserPolicy"],
    entering: ["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"],
    unbounding: "iam:DeleteUserPermissionsBoundary",
    bounding: "iam:PutUserPermissionsBoundary",
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
