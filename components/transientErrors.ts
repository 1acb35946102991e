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
