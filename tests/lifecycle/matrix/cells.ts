import type { FaultError, FaultSwitch } from "../../../sandbox/world/faults.ts";
import { asynchronousOperations, errors } from "../../../sandbox/world/parseFaults.ts";
import { STEPS, type Step } from "./steps.ts";
import { type Trial, tried } from "./trial.ts";

export type Times = 1 | 2 | "always";
/** What only AWS Organizations answers, and what is only late. */
const ELSEWHERE: readonly FaultError[] = ["AWSOrganizationsNotInUse", "Slow"];
const TIMES: readonly Times[] = [1, 2, "always"];

/** A call of a step, and what goes wrong with it. */
export interface Cell {
  readonly step: Pick<Step, "does"> & { readonly kind: string };
  readonly operation: string;
  readonly error: FaultError;
  readonly times: Times;
  readonly trial: Trial;
}

/** Every call of every step, with every error, once, twice and always. */
export async function allCells(): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const step of STEPS) {
    const { operations } = await tried(step);
    for (const operation of operations) {
      for (const error of errors as readonly FaultError[]) {
        if (ELSEWHERE.includes(error)) continue;
        if (error === "FAILED" && !asynchronousOperations.has(operation)) continue;
        for (const times of TIMES) {
          const fault: FaultSwitch = { operation, error, times };
          cells.push({ step, operation, error, times, trial: await tried(step, fault) });
        }
      }
    }
  }
  return cells;
}
