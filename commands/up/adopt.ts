import { shown } from "../../model/problems/shown.ts";
import type { Adoptable, PlanFile } from "../deploy/planFile.ts";
import { isAsWanted } from "./imported.ts";
import type { Walk } from "./walk.ts";

/** Walks that may end at something that AWS has already, before there is more behind it than lost answers. */
const MOST = 20;

/** What adopting needs of `pulumi`. */
export interface Adopting {
  /** Runs it. @returns its exit code */
  run(args: readonly string[]): Promise<number>;
  /** What `pulumi stack export` prints. */
  exported(): Promise<string>;
}

/**
 * Walks, and where AWS has already exactly what an update wanted to make, as after a provider that was killed, takes it
 * into the state and walks on. What turns out to be different leaves the state again.
 *
 * @param agreed asks whether to take these
 */
export async function walkAdopting(
  walk: () => Promise<Walk>,
  plans: Pick<PlanFile, "takeAdoptable">,
  pulumi: Adopting,
  agreed: (lines: readonly string[]) => Promise<boolean>,
): Promise<Walk> {
  for (let left = MOST; ; left -= 1) {
    const walked = await walk();
    const adoptable = plans.takeAdoptable();
    if (walked.ended !== "failed" || adoptable.length === 0 || left === 0) return walked;
    if (!(await agreed(adoptableLines(adoptable)))) return walked;
    for (const one of adoptable) {
      if ((await pulumi.run([...one.args, "--yes"])) !== 0) return walked;
      if (one.wanted === undefined || isAsWanted(one, await pulumi.exported())) continue;
      await pulumi.run(["state", "delete", one.urn, "--yes"]);
      return walked;
    }
  }
}

function adoptableLines(adoptable: readonly Adoptable[]): string[] {
  return [
    "AWS has this already, exactly as it is wanted, and the state doesn't know it, as after a provider that was killed. It can be taken into the state, which changes nothing in AWS:",
    ...adoptable.map(
      ({ name, type, wanted }) =>
        `  ${type.split(":").at(-1)} ${name}${wanted === undefined ? "" : ", if it is as wanted: only the import tells, and what differs leaves the state again"}`,
    ),
  ].map(shown);
}
