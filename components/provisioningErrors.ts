import type { ErrorHookArgs } from "@pulumi/pulumi";
import { inputsOf } from "./failure.ts";
import { wording } from "./wording.ts";

/** Whether the provider changed a permission set, and AWS did not bring it to its accounts. */
const NOT_PROVISIONED = /provisioning SSO Permission Set|SSO Permission Set \(\S*\) to provision/;

/**
 * Whether another try would succeed without doing what failed: these resources provision only after a
 * change, and the change itself is made by now (terraform-provider-aws #26807). Roles in the accounts
 * would keep the old policies, and nobody would know.
 */
export function wouldForgetProvisioning({ type, failedOperation, errors }: ErrorHookArgs): boolean {
  if (!NOT_PROVISIONED.test(errors[0] ?? "")) return false;
  if (type.endsWith("Exclusive")) return failedOperation === "update";
  return failedOperation === "delete";
}

/**
 * The same of a list of policies that is new to the state. Where the set isn't, as one that was taken over, accounts may
 * have it: another try has the list in the state, and the set's own outputs say that it isn't provisioned.
 *
 * @returns ARN of the set
 */
export function newAttachments(args: ErrorHookArgs): string | undefined {
  const { type, failedOperation, errors } = args;
  if (!NOT_PROVISIONED.test(errors[0] ?? "") || !type.endsWith("Exclusive")) return undefined;
  const { permissionSetArn } = inputsOf(args);
  if (failedOperation !== "create" || typeof permissionSetArn !== "string") return undefined;
  return permissionSetArn;
}

export function notProvisioned(): string {
  return `the permission set is changed, but AWS did not bring it to its accounts; when the cause is gone, ${wording().provisionAgain}`;
}
