import type { FaultError } from "../../../sandbox/world/faults.ts";
import { types } from "../../sandbox/fixture.ts";
import type { Cell, Times } from "./cells.ts";
import { type SectionStep, sectionSteps } from "./sectionSteps.ts";
import { triedInSection } from "./sectionTrial.ts";

/** Errors by what they come to; the first of each stands for the others. */
export const ERRORS = {
  refused: [
    "AccessDenied",
    "ExpiredToken",
    "NotFound",
    "ServiceQuotaExceeded",
    "UnrecognizedClient",
    "Validation",
  ],
  busy: ["Throttling", "Conflict", "InternalServer"],
  lost: ["TIMEOUT", "Crash", "Disconnect"],
} as const satisfies Readonly<Record<string, readonly FaultError[]>>;

const ALL = Object.values(ERRORS).flat();
const FIRST = Object.values(ERRORS).map(([first]) => first);

/** Every call of every step of the sections, with one error of each kind, once; with all errors, once, twice and always, if wanted. */
export async function sectionCells(isWhole = false): Promise<Cell[]> {
  const identityCenter = Object.values(types).filter((type) => /ssoadmin|identitystore/.test(type));
  const cells: Cell[] = [];
  for (const step of await sectionSteps(identityCenter)) {
    for (const operation of await operationsOf(step)) {
      for (const error of isWhole ? ALL : FIRST) {
        for (const times of isWhole ? ([1, 2, "always"] as const) : ([1] as const)) {
          cells.push(await cell(step, operation, error, times));
        }
      }
    }
  }
  return cells;
}

async function operationsOf(step: SectionStep): Promise<readonly string[]> {
  return (await triedInSection(step)).operations;
}

async function cell(
  step: SectionStep,
  operation: string,
  error: FaultError,
  times: Times,
): Promise<Cell> {
  const trial = await triedInSection(step, { operation, error, times });
  return { step, operation, error, times, trial };
}

/** What isn't as it should be. Who is told by AWS that something isn't there needn't remove it. */
export function wrongIn(cells: readonly Cell[]): string[] {
  return cells
    .filter(({ trial, error, step: { does }, operation }) => {
      const isGone = error === "NotFound" && /^(Delete|Detach|Remove)/.test(operation);
      return trial.wrong.length > 0 && !(isGone && does !== "create");
    })
    .map(({ step, operation, error, times, trial }) =>
      [step.kind, step.does, operation, error, times, ...trial.wrong].join(" "),
    );
}
