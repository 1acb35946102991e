import type { FaultError, FaultSwitch } from "../../sandbox/world/faults.ts";

/** Fault switches that make each of these operations fail alike. */
export function failing(
  operations: readonly string[],
  error: FaultError,
  times: number | "always",
): FaultSwitch[] {
  return operations.map((operation) => ({ operation, error, times }));
}
