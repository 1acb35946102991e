import { type Fault, Life } from "./life.ts";
import { Tally } from "./tally.ts";

export interface Fuzzing {
  /** Updates, creations included. */
  readonly updates: number;
  /** Of the first life; each next one has the next number. */
  readonly seed: number;
  readonly withTroubles: boolean;
}

/** Updates of one life, which share a stack. */
const LONGEST = 12;

/** Leads lives until so many updates were made. */
export async function fuzzed(
  { updates, seed, withTroubles }: Fuzzing,
  onFault: (fault: Fault) => void,
  onUpdate: (updates: number) => void = () => {},
): Promise<{ readonly tally: Tally; readonly faults: readonly Fault[] }> {
  const tally = new Tally();
  const faults: Fault[] = [];
  const told = (fault: Fault | undefined) => {
    if (!fault) return false;
    faults.push(fault);
    onFault(fault);
    return fault.isOver;
  };
  for (let next = seed; tally.of("updates") < updates; next++) {
    const life = new Life(next, tally);
    const end = Math.min(updates, tally.of("updates") + LONGEST);
    try {
      let isOver = told(await life.begin());
      while (!isOver && tally.of("updates") < end) {
        isOver = told(await life.edit(withTroubles));
        onUpdate(tally.of("updates"));
      }
      if (!isOver) told(await life.end());
      tally.count("lives");
    } finally {
      life.remove();
    }
  }
  return { tally, faults };
}
