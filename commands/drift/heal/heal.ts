import type { LiveOrganization } from "../../../live/liveOrganization.ts";
import type { ClientSettings } from "../../../live/session.ts";
import { shown } from "../../../model/problems/shown.ts";
import type { Pulumi } from "../../up/pulumi.ts";
import { adopt } from "./adopt.ts";
import { type Healing, healingLines } from "./healing.ts";
import { provision } from "./provision.ts";

/** What healing works with. */
export interface HealingTools {
  readonly pulumi: Pick<Pulumi, "read" | "show"> | undefined;
  /** Asks whether to do what was shown. */
  readonly agreed: () => Promise<boolean>;
  readonly print: (line: string) => void;
  readonly region: string;
  readonly client?: ClientSettings;
}

/**
 * Shows what heals, asks, and does it.
 *
 * @param live as it was compared
 * @returns whether all of it was done; nothing to do is done
 */
export async function heal(
  healing: Healing,
  live: LiveOrganization,
  { pulumi, agreed, print, region, client }: HealingTools,
): Promise<boolean> {
  const lines = healingLines(healing);
  if (lines.length === 0) {
    print("There is nothing that --heal heals.");
    return true;
  }
  for (const line of lines) print(line);
  if (!(await agreed())) {
    print("Nothing was changed.");
    return false;
  }
  const { provisions, adoptions } = healing;
  const sets = live.permissionSets.isRead ? live.permissionSets.value : [];
  const failures = await provision(
    provisions,
    new Map(sets.map((set) => [set.arn, set])),
    { region, instanceArn: live.instance.arn, ...(client ? { client } : {}) },
    print,
  );
  for (const [set, reason] of failures) print(shown(`${set} was not provisioned: ${reason}`));
  if (adoptions.length === 0 || !pulumi) return failures.size === 0;
  const left = await adopt(
    adoptions.flatMap(({ resources = [] }) => resources),
    pulumi,
  );
  for (const { type, name } of left) {
    print(shown(`${type} ${name} was not taken in: the program doesn't make it`));
  }
  return failures.size + left.length === 0;
}
