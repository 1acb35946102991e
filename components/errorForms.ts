import type { ErrorHookArgs } from "@pulumi/pulumi";
import { accountNamed, importCommand, inputsOf, stateDeleteCommand } from "./failure.ts";
import { wording } from "./wording.ts";

/** A form of the AWS provider's errors, and what it means. */
export interface ErrorForm {
  readonly form: RegExp;
  /** Only of resources whose type ends like this, such as `:User`. @default all */
  readonly of?: string;
  /** @default all */
  readonly operation?: ErrorHookArgs["failedOperation"];
  /** Whether it passes by itself, so that another try is worth it. @default false */
  readonly passes?: true;
  /** What to do when no try is left, as a sentence without its subject. @default the error says it */
  readonly advice?: (args: ErrorHookArgs, match: RegExpExecArray, taken?: string) => string;
  /** Whether `advice` wants the id of what has the name already, as `pulumi import` takes it. @default false */
  readonly isTaken?: true;
}

/** Ways out where a name is taken, with the command that takes it over where its id is known. */
function adopt(args: ErrorHookArgs, taken?: string): string {
  const takeOver =
    taken === undefined
      ? "take it over (docs/adopting.md)"
      : `take it over and run pulumi up again: ${importCommand(args, taken)}`;
  return `${wording().useExisting}, choose another name, or ${takeOver}`;
}

const KMS_DOCS =
  "https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html";

/** The first that fits counts: special forms stand before general ones. */
export const errorForms: readonly ErrorForm[] = [
  // The customer managed key that encrypts Identity Center (Reason of the exceptions of sso-admin and identitystore).
  { form: /KMS_THROTTLING|KMS_ThrottlingException/, passes: true },
  {
    form: /KMS_ACCESS_DENIED|KMS_AccessDeniedException/,
    advice: () =>
      `Identity Center is encrypted with a KMS key of yours that these credentials may not use: allow them kms:Decrypt and kms:GenerateDataKeyWithoutPlaintext in the key policy (${KMS_DOCS})`,
  },
  {
    form: /KMS_KEY_NOT_FOUND|KMS_NotFoundException|KMS_INVALID_ARN/,
    advice: () =>
      `the KMS key that encrypts Identity Center wasn't found: see IAM Identity Center > Settings > Management for the key, and restore it (aws kms cancel-key-deletion) or choose another (${KMS_DOCS})`,
  },
  {
    form: /KMS_\w+/,
    advice: (_, [reason]) =>
      `the KMS key that encrypts Identity Center can't be used (${reason}): look at its state and usage with aws kms describe-key, and enable it (aws kms enable-key) (${KMS_DOCS})`,
  },

  // Accounts.
  {
    form: /manage your AWS account '(\d{12})'/,
    passes: true,
    advice: (_, [, account]) =>
      `AWS can't manage ${accountNamed(account)}: if it was closed or suspended, its assignments must go before their permission sets change: take the change of the set back, run pulumi up, then make the change; if it is new or open, run pulumi up again in a few minutes`,
  },
  {
    form: /Not supported policy arn:[\w-]+:iam::(\d{12}):policy(\/(?:[^\s/]+\/)*)([^\s/]+?)\.?(?:\s|$)/,
    advice: (_, [, account, path, name]) =>
      `${accountNamed(account)} has no customer managed policy "${name}" with path "${path}", which the permission set needs in every account that it reaches (as policy or as permissions boundary): make it there, or leave the account out, then run pulumi up again`,
  },
  {
    form: /PoliciesPerRole(?:: (\d+) in account (\d{12}))?/,
    advice: (_, [, limit, account]) =>
      `${accountNamed(account)} allows ${limit ?? "fewer"} managed policies for a role, and the permission set has more: give it fewer, or raise the quota in that account: aws service-quotas request-service-quota-increase --service-code iam --quota-code L-0DA4ABF3 --desired-value 20`,
  },
  {
    form: /delegated administrator .*management account/,
    advice: () =>
      "a delegated administrator can't manage permission sets and assignments of the management account: run pulumi up with credentials of the management account, or give the management account's access in a stack of its own",
  },

  // Principals that are gone.
  {
    form: /was not found in directory/,
    of: ":AccountAssignment",
    operation: "delete",
    advice: (args) =>
      `its group was deleted in Identity Center, and AWS can't delete the assignment any more (it gives nobody anything): take it out of the state, then run pulumi up: ${stateDeleteCommand(args)}`,
  },
  {
    form: /was not found in directory/,
    advice: () =>
      "its group was deleted in Identity Center: pulumi refresh notices it, and the next pulumi up makes it again",
  },

  // Names that are taken, and what exists though the state doesn't know it.
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":PermissionSet",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a permission set of this name already: ${adopt(args, taken)}`,
  },
  {
    form: /Duplicate e-?mail|e-?mail.*(already|in use)/i,
    of: ":User",
    advice: () =>
      `somebody in Identity Center has this e-mail already, and no two people may share one: give this person another, or ${wording().useExisting}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":User",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a person with this sign-in already: ${adopt(args, taken)}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":Group",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a group of this name already: ${adopt(args, taken)}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":GroupMembership",
    advice: (args) => {
      const { identityStoreId, groupId, memberId } = inputsOf(args);
      return `AWS has this membership and the state does not, as after a lost answer: find its id with aws identitystore get-group-membership-id --identity-store-id ${identityStoreId} --group-id ${groupId} --member-id UserId=${memberId}, then import it and run pulumi up again: ${importCommand(args, `${identityStoreId}/MEMBERSHIP_ID`)}`;
    },
  },
  {
    form: /already exists/i,
    of: ":AccountAssignment",
    advice: (args) => {
      const { instanceArn, permissionSetArn, principalType, principalId, targetId, targetType } =
        inputsOf(args);
      const id = [principalId, principalType, targetId, targetType, permissionSetArn, instanceArn];
      return `AWS has this assignment and the state does not, as after a time-out; keep it: ${importCommand(args, id.join(","))}, or remove it: aws sso-admin delete-account-assignment --instance-arn ${instanceArn} --permission-set-arn ${permissionSetArn} --principal-type ${principalType} --principal-id ${principalId} --target-type ${targetType} --target-id ${targetId}; then run pulumi up again`;
    },
  },
  {
    form: /ConflictException/,
    of: ":InstanceAccessControlAttributes",
    operation: "create",
    advice: (args) =>
      `attributes for access control were enabled already, in the console or by another program: import them and run pulumi up again: ${importCommand(args, String(inputsOf(args).instanceArn))}`,
  },
  {
    form: /still has account assignments|ApplicationProfile associated/,
    advice: (args) => {
      const { instanceArn, arn } = { ...args.oldInputs, ...args.oldOutputs } as Record<
        string,
        unknown
      >;
      return `the permission set is assigned in accounts that this stack doesn't manage: see aws sso-admin list-accounts-for-provisioned-permission-set --instance-arn ${instanceArn} --permission-set-arn ${arn}, and remove those assignments first, or ${wording().letGo}`;
    },
  },
  { form: /already attached|already in use|already enabled|already exists|duplicate/i },
  { form: /UNIQUENESS_CONSTRAINT_VIOLATION/ },

  // Policies.
  {
    form: /(\S+) does not exist or is not attachable/,
    advice: (_, [, policy]) =>
      `AWS has no managed policy ${policy}: look its name and path up in the IAM console or with aws iam list-policies --scope AWS`,
  },
  {
    form: /Service Role Policy/,
    advice: () =>
      "policies under service-role/ are for roles of AWS's services; choose another policy, or copy it into a customer managed one",
  },
  {
    form: /Maximum policy size|LimitExceeded.*polic/i,
    advice: () =>
      "the inline policy is too long: move parts of it into customer managed policies, which exist in each account",
  },
  {
    form: /ServiceQuotaExceededException/,
    advice: () =>
      "a quota of IAM Identity Center is used up: see Service Quotas > AWS IAM Identity Center in the home Region, and raise it there or remove something",
  },

  // A detach that re-provisions an account while its assignment goes away (terraform-provider-aws #35158).
  { form: /Assignment not found/i, passes: true },
  {
    form: /timeout while waiting for state/,
    of: ":AccountAssignment",
    advice: () =>
      "AWS still works on this assignment: wait a few minutes, then run pulumi up again; where AWS has made it by then, the error says how to keep it",
  },

  // What passes: throttling, changes that met each other (AWS recommends to retry), services that were busy.
  { form: /ThrottlingException|TooManyRequests|Rate exceeded/i, passes: true },
  { form: /failed to get rate limit token/i, passes: true },
  { form: /ServiceUnavailable|InternalServer(Error|Exception)|RequestTimeout/i, passes: true },
  { form: /connection reset by peer/i, passes: true },
  { form: /try again in a few minutes/i, passes: true },
  { form: /ConflictException/i, passes: true },
];

/** The form that an error has, with what it matched. */
export function errorForm(
  error: string,
  of: Partial<Pick<ErrorHookArgs, "type" | "failedOperation">> = {},
): { readonly form: ErrorForm; readonly match: RegExpExecArray } | undefined {
  for (const form of errorForms) {
    if (form.of !== undefined && !of.type?.endsWith(form.of)) continue;
    if (form.operation !== undefined && form.operation !== of.failedOperation) continue;
    const match = form.form.exec(error);
    if (match) return { form, match };
  }
  return undefined;
}
