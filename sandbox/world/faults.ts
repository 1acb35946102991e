import { readFileSync } from "node:fs";

const errors = ["Throttling", "Conflict", "AccessDenied", "FAILED", "TIMEOUT", "Crash"] as const;

/**
 * What goes wrong, and how:
 * - `Throttling`, `Conflict`, `AccessDenied`: the call is refused and changes nothing. It stands for what is left
 *   when the provider's own retries are used up, so the provider reports it at once.
 * - `FAILED`: an asynchronous operation ends with that status and without effect.
 * - `TIMEOUT`: AWS carries the call out, the provider waits no longer and keeps no id.
 * - `Crash`: AWS carries the call out, and the provider's process dies before it can say so.
 */
export type FaultError = (typeof errors)[number];

/** Makes calls of one API operation fail. */
export interface FaultSwitch {
  /** API operation, such as `CreateAccountAssignment`. */
  readonly operation: string;
  /** Only calls whose request, written as JSON, contains this. Default: all. */
  readonly match?: string;
  readonly error: FaultError;
  /** How many calls, counted over all runs on one state directory. Default: `always`. */
  readonly times?: number | "always";
}

export const asynchronousOperations: ReadonlySet<string> = new Set([
  "ProvisionPermissionSet",
  "CreateAccountAssignment",
  "DeleteAccountAssignment",
]);

/** How a switch is named in the journal, by which its uses are counted. */
export function faultKey(fault: FaultSwitch): string {
  return JSON.stringify([fault.operation, fault.match ?? "", fault.error, fault.times ?? "always"]);
}

/**
 * The switches written in `text`: a JSON array, or the path of a file that holds one.
 * @throws Error that names the switch and what is allowed there.
 */
export function parseFaults(text: string, operations: ReadonlySet<string>): FaultSwitch[] {
  const json = text.trimStart().startsWith("[") ? text : readFileSync(text, "utf8");
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new Error(`fault switches: saw ${json}, wanted a JSON array`);
  return list.map((item, index) => checkFault(item, `fault switch ${index + 1}`, operations));
}

function checkFault(item: unknown, where: string, operations: ReadonlySet<string>): FaultSwitch {
  const fault = item as FaultSwitch;
  for (const key of Object.keys(fault)) {
    if (!["operation", "match", "error", "times"].includes(key)) {
      throw new Error(`${where}: unknown key "${key}", allowed: operation, match, error, times`);
    }
  }
  if (!operations.has(fault.operation)) {
    throw new Error(`${where}: unknown operation "${fault.operation}", write it as AWS does`);
  }
  if (!errors.includes(fault.error)) {
    throw new Error(`${where}: unknown error "${fault.error}", allowed: ${errors.join(", ")}`);
  }
  if (fault.error === "FAILED" && !asynchronousOperations.has(fault.operation)) {
    const allowed = [...asynchronousOperations].join(", ");
    throw new Error(`${where}: ${fault.operation} has no status, FAILED is for ${allowed}`);
  }
  const times = fault.times ?? "always";
  if (times !== "always" && !(Number.isInteger(times) && times > 0)) {
    throw new Error(`${where}: times is ${JSON.stringify(times)}, allowed: 1, 2, … or "always"`);
  }
  return fault;
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
