import { shown } from "../../model/problems/shown.ts";
import type { Adoptable, PlanFile } from "../deploy/planFile.ts";
import type { Walk } from "./walk.ts";

/** Walks that may end at something that AWS has already, before there is more behind it than lost answers. */
const MOST = 20;

/**
 * Walks, and where AWS has already exactly what an update wanted to make, as after a provider that was killed, takes it
 * into the state and walks on.
 *
 * @param agreed asks whether to take these
 */
export async function walkAdopting(
  walk: () => Promise<Walk>,
  plans: Pick<PlanFile, "takeAdoptable">,
  importing: (args: readonly string[]) => Promise<number>,
  agreed: (lines: readonly string[]) => Promise<boolean>,
): Promise<Walk> {
  for (let left = MOST; ; left -= 1) {
    const walked = await walk();
    const adoptable = plans.takeAdoptable();
    if (walked.ended !== "failed" || adoptable.length === 0 || left === 0) return walked;
    if (!(await agreed(adoptableLines(adoptable)))) return walked;
    for (const { args } of adoptable) {
      if ((await importing([...args, "--yes"])) !== 0) return walked;
    }
  }
}

function adoptableLines(adoptable: readonly Adoptable[]): string[] {
  return [
    "AWS has this already, exactly as it is wanted, and the state doesn't know it, as after a provider that was killed. It can be taken into the state, which changes nothing in AWS:",
    ...adoptable.map(({ name, type }) => `  ${type.split(":").at(-1)} ${name}`),
  ].map(shown);
}
