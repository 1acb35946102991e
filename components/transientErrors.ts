import * as pulumi from "@pulumi/pulumi";

/** How often a transient error is met with another try before it is final. */
const ATTEMPTS = 8;

/** Longest pause between two tries, in seconds. */
const LONGEST_PAUSE_SECONDS = 60;

/**
 * Errors that pass by themselves: throttling, changes of one permission set that met each other
 * (AWS recommends to retry a ConflictException), and services that were busy.
 */
const TRANSIENT = [
  /ThrottlingException/i,
  /TooManyRequests/i,
  /Rate exceeded/i,
  /failed to get rate limit token/i,
  /ServiceUnavailable/i,
  /InternalServer(Error|Exception)/i,
  /RequestTimeout/i,
  /connection reset by peer/i,
  /ConflictException/i,
  // A detach that re-provisions an account while its assignment goes away (terraform-provider-aws #35158).
  /Assignment not found/i,
];

/**
 * Conflicts that no retry can cure. The provider itself tries them 25 times, for up to an hour
 * (pulumi-aws #5978); `aws:maxRetries` in Pulumi.yaml keeps that short.
 */
const PERMANENT = [
  /already exists/i,
  /already attached/i,
  /already in use/i,
  /UNIQUENESS_CONSTRAINT_VIOLATION/,
  /duplicate/i,
];

/** Whether an error of the AWS provider is worth another try. */
export function isTransient(error: string): boolean {
  return TRANSIENT.some((form) => form.test(error)) && !PERMANENT.some((form) => form.test(error));
}

/**
 * Seconds to wait before try number `attempt` (1 is the first retry): doubling from `base`, at most a
 * minute, with jitter so that resources which failed together don't come back together.
 */
export function pauseSeconds(attempt: number, base: number, random = Math.random): number {
  const longest = Math.min(base * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
  return longest * (0.5 + random() / 2);
}

/** First pause in seconds, from `IDENTITY_CENTER_RETRY_SECONDS`; 2 unless it is set. */
function basePauseSeconds(): number {
  const seconds = Number(process.env.IDENTITY_CENTER_RETRY_SECONDS ?? 2);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2;
}

/** What to do about an assignment that AWS has and the state does not, as after a time-out. */
function adoptionAdvice(args: pulumi.ErrorHookArgs): string | undefined {
  const inputs = args.newInputs;
  if (args.type !== "aws:ssoadmin/accountAssignment:AccountAssignment" || !inputs) return undefined;
  if (!/already exists/i.test(args.errors[0] ?? "")) return undefined;
  const id = [
    inputs.principalId,
    inputs.principalType,
    inputs.targetId,
    inputs.targetType,
    inputs.permissionSetArn,
    inputs.instanceArn,
  ].join(",");
  return `${args.name}: AWS has this assignment already; adopt it with: pulumi import ${args.type} ${args.name} '${id}'`;
}

async function decide(args: pulumi.ErrorHookArgs): Promise<boolean> {
  const [error = ""] = args.errors;
  const attempt = args.errors.length;
  if (!isTransient(error)) {
    const advice = adoptionAdvice(args);
    if (advice) await pulumi.log.warn(advice);
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
