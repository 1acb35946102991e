/**
 * What goes wrong, and how:
 * - `Throttling`, `Conflict`, `AccessDenied` and the other refusals: the call is refused and changes nothing. It
 *   stands for what is left when the provider's own retries are used up, so the provider reports it at once.
 * - `FAILED`: an asynchronous operation ends with that status and without effect.
 * - `TIMEOUT`: AWS carries the call out, the provider waits no longer and keeps no id.
 * - `Crash`: AWS carries the call out, and the provider's process dies before it can say so.
 * - `Disconnect`: AWS carries the call out, and the connection breaks in the middle of its answer.
 * - `Slow`: AWS carries the call out, and its answer takes `seconds`.
 */
export type FaultError =
  | "AccessDenied"
  | "AWSOrganizationsNotInUse"
  | "Conflict"
  | "ExpiredToken"
  | "InternalServer"
  | "NotFound"
  | "ServiceQuotaExceeded"
  | "Throttling"
  | "UnrecognizedClient"
  | "Validation"
  | "FAILED"
  | "TIMEOUT"
  | "Crash"
  | "Disconnect"
  | "Slow";

/** Makes calls of one API operation fail. */
export interface FaultSwitch {
  /** API operation, such as `CreateAccountAssignment`; with its service where several have it, `iam:ListUsers`. */
  readonly operation: string;
  /** Only calls whose request, written as JSON, contains this. Default: all. */
  readonly match?: string;
  readonly error: FaultError;
  /**
   * Why. Of `FAILED`: the text of AWS's `FailureReason`. Of a refused call: a reason that AWS has for it, such as
   * `KMS_ACCESS_DENIED` of the identity store. Default: a reason that could be anything.
   */
  readonly reason?: string;
  /** Of `Slow`, how long the answer takes. Of `Throttling`, when AWS says to try again (Retry-After). */
  readonly seconds?: number;
  /** How many calls, counted over all runs on one state directory. Default: `always`. */
  readonly times?: number | "always";
}

/** How a switch is named in the journal, by which its uses are counted. */
export function faultKey(fault: FaultSwitch): string {
  const { operation, match = "", error, times = "always", reason } = fault;
  return JSON.stringify([
    operation,
    match,
    error,
    times,
    ...(reason === undefined ? [] : [reason]),
  ]);
}

/** The first switch that is for this call and not used up. */
export function findFault(
  faults: readonly FaultSwitch[],
  uses: ReadonlyMap<string, number>,
  operation: string,
  request: unknown,
): FaultSwitch | undefined {
  return faults.find((fault) => {
    if (fault.operation !== operation) return false;
    const times = fault.times ?? "always";
    if (times !== "always" && (uses.get(faultKey(fault)) ?? 0) >= times) return false;
    return fault.match === undefined || JSON.stringify(request).includes(fault.match);
  });
}
