import type { ErrorForm } from "./errorForm.ts";
import { accountNamed, stateDeleteCommand } from "./failure.ts";

/** Accounts that AWS can't work in, or that lack something. */
export const accountErrors: readonly ErrorForm[] = [
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
];

/** Principals that are gone. */
export const principalErrors: readonly ErrorForm[] = [
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
];
