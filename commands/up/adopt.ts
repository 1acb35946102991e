import { shown } from "../../model/problems/shown.ts";
import type { Adoptable, PlanFile } from "../deploy/planFile.ts";
import { isAsWanted } from "./imported.ts";
import { type Taking, takeIn } from "./takeIn.ts";
import type { Walk } from "./walk.ts";

/** Walks that may end at something that AWS has already, before there is more behind it than lost answers. */
const MOST = 20;

/**
 * Walks, and where AWS has already exactly what an update wanted to make, as after a provider that was killed, takes it
 * into the state and walks on. What turns out to be different leaves the state again.
 *
 * @param agreed asks whether to take these; where others may have them, nobody may agree beforehand
 */
export async function walkAdopting(
  walk: () => Promise<Walk>,
  plans: Pick<PlanFile, "takeAdoptable">,
  pulumi: Taking,
  agreed: (lines: readonly string[], mayBeOthers: boolean) => Promise<boolean>,
): Promise<Walk> {
  for (let left = MOST; ; left -= 1) {
    const walked = await walk();
    const adoptable = plans.takeAdoptable();
    if (walked.ended !== "failed" || adoptable.length === 0 || left === 0) return walked;
    const mayBeOthers = adoptable.some(isPermissionSet);
    if (!(await agreed(adoptableLines(adoptable), mayBeOthers))) return walked;
    for (const one of adoptable) {
      if ((await takeIn(pulumi, one.args)) !== 0) return walked;
      if (one.wanted === undefined || isAsWanted(one, await pulumi.exported())) continue;
      await pulumi.run(["state", "delete", one.urn, "--yes"]);
      return walked;
    }
  }
}

/** AWS tells the provider nothing of who has a permission set: another program may assign it. */
function isPermissionSet({ type }: Adoptable): boolean {
  return type.endsWith(":PermissionSet");
}

function adoptableLines(adoptable: readonly Adoptable[]): string[] {
  return [
    "AWS has this already, exactly as it is wanted, and the state doesn't know it, as after a provider that was killed. It can be taken into the state, which changes nothing in AWS:",
    ...adoptable.map(
      ({ name, type, wanted }) =>
        `  ${type.split(":").at(-1)} ${name}${wanted === undefined ? "" : ", if it is as wanted: only the import tells, and what differs leaves the state again"}`,
    ),
    ...(adoptable.some(isPermissionSet)
      ? [
          "Whether somebody has the permission set already can't be told from here, and they would have what this stack makes of it: take it only where nothing else made it, such as another stack.",
        ]
      : []),
  ].map(shown);
}
