import type { ErrorForm } from "./errorForm.ts";
import { stateDeleteCommand } from "./failure.ts";

/** What AWS Organizations, and what needs it, refuses. */
export const organizationErrors: readonly ErrorForm[] = [
  // Organizations takes one change of its tree or its policies at a time.
  { form: /ConcurrentModificationException/, passes: true },
  {
    form: /MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED|attached the maximum number of policies/,
    advice: () =>
      "a root, unit or account takes ten service control policies, FullAWSAccess among them: detach one there, put two into one, or name a unit above or below",
  },
  {
    form: /POLICY_NUMBER_LIMIT_EXCEEDED/,
    advice: () =>
      "the organization has as many policies as it may have: delete one that is attached nowhere (aws organizations list-policies --filter SERVICE_CONTROL_POLICY)",
  },
  {
    form: /MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED|cannot remove the last policy attached/,
    advice: () =>
      "a root, unit or account keeps at least one service control policy: attach FullAWSAccess there first (aws organizations attach-policy --policy-id p-FullAWSAccess --target-id ID), then run pulumi up again",
  },
  {
    form: /PolicyTypeNotEnabledException/,
    advice: () =>
      "service control policies are turned off in this organization: turn them on with aws organizations enable-policy-type --root-id ROOT --policy-type SERVICE_CONTROL_POLICY, which by itself denies nothing; ROOT is what aws organizations list-roots gives",
  },
  {
    form: /ServiceAccessNotEnabledException/,
    advice: () =>
      "the organization doesn't trust the service: somebody turned trusted access off; pulumi refresh notices it, and the next pulumi up turns it on again",
  },
  {
    form: /MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED|exceeded the (?:allowed )?number of delegated administrators|more delegated administrators than/,
    of: ":DelegatedAdministrator",
    operation: "create",
    advice: () =>
      "another account is registered as delegated administrator of Identity Center, which takes one: aws organizations list-delegated-administrators --service-principal sso.amazonaws.com shows it; name that account, or deregister it first (aws organizations deregister-delegated-administrator), where nobody works from there any more: what it made stays",
  },
  {
    form: /DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE|deregister the delegated administrators/,
    of: ":AwsServiceAccess",
    operation: "delete",
    advice: (args) =>
      `another account administers this service by delegation, which rests on trusted access: leave that on, and take it out of the state: ${stateDeleteCommand(args)}`,
  },
  {
    form: /AccountNotManagementOrDelegatedAdministratorException/,
    advice: () =>
      "only the management account may do this, or an account to which it delegated it: run pulumi up with credentials of the management account",
  },
];
