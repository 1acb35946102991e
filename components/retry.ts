import * as pulumi from "@pulumi/pulumi";
import { isTransient, pauseSeconds } from "./transientErrors.ts";

/** How often a transient error is met with another try before it is final. */
const ATTEMPTS = 8;

/** First pause in seconds, from `IDENTITY_CENTER_RETRY_SECONDS`; 2 unless it is set. */
function basePauseSeconds(): number {
  const seconds = Number(process.env.IDENTITY_CENTER_RETRY_SECONDS ?? 2);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2;
}

/** What to do about an error that another `pulumi up` alone won't cure. */
function advice({
  name,
  type,
  newInputs,
  errors: [error = ""],
}: pulumi.ErrorHookArgs): string | undefined {
  if (/provision/i.test(error)) {
    return `${name}: the permission set is changed, but AWS did not bring it to its accounts, and another update won't try again; when the cause is gone, change the set's description to have it provisioned`;
  }
  if (
    /already exists/i.test(error) &&
    type === "aws:ssoadmin/accountAssignment:AccountAssignment"
  ) {
    const flags = Object.entries({
      "instance-arn": newInputs?.instanceArn,
      "permission-set-arn": newInputs?.permissionSetArn,
      "principal-type": newInputs?.principalType,
      "principal-id": newInputs?.principalId,
      "target-type": newInputs?.targetType,
      "target-id": newInputs?.targetId,
    }).map(([flag, value]) => `--${flag} ${value}`);
    return `${name}: AWS has this assignment and the state does not, as after a time-out; remove it and run pulumi up again: aws sso-admin delete-account-assignment ${flags.join(" ")}`;
  }
  return undefined;
}

/**
 * Whether another try would succeed without doing what failed: these resources provision only after a
 * change, and the change itself is made by now (terraform-provider-aws #26807). Roles in the accounts
 * would keep the old policies, and nobody would know.
 */
function wouldForgetProvisioning({ type, failedOperation, errors }: pulumi.ErrorHookArgs): boolean {
  if (!/provision/i.test(errors[0] ?? "")) return false;
  if (type.endsWith("Exclusive")) return failedOperation === "update";
  return failedOperation === "delete";
}

async function decide(args: pulumi.ErrorHookArgs): Promise<boolean> {
  const [error = ""] = args.errors;
  const attempt = args.errors.length;
  if (!isTransient(error) || wouldForgetProvisioning(args)) {
    const whatToDo = advice(args);
    if (whatToDo) await pulumi.log.warn(whatToDo);
    return false;
  }
  if (attempt > ATTEMPTS) return false;
  const seconds = pauseSeconds(attempt, basePauseSeconds());
  await pulumi.log.info(
    `${args.name}: ${args.failedOperation} met a passing error, try ${attempt + 1} of ${ATTEMPTS + 1} in ${seconds.toFixed(1)} s: ${error}`,
  );
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return true;
}

/** Retries throttling and passing conflicts with back-off; everything else fails at once. */
export const retryTransientErrors = new pulumi.ErrorHook("retry-transient-errors", decide);
