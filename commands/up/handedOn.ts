import { spawnSync } from "node:child_process";
import { UsageError } from "../cli/usageError.ts";

/**
 * Refuses flags for `pulumi up` that it doesn't have, or whose values it can't read, before anything begins.
 *
 * @param pulumi path of the CLI
 * @throws UsageError in Pulumi's own words
 */
export function refuseUnknownFlags(pulumi: string, flags: readonly string[]): void {
  if (flags.length === 0) return;
  // It reads all flags before it shows its help, and takes nothing up.
  const asked = spawnSync(pulumi, ["up", "--help", ...flags], { encoding: "utf8" });
  if (asked.status === 0) return;
  const said = asked.error?.message ?? asked.stderr.trim().replace(/^error: /, "");
  throw new UsageError(`pulumi up says: ${said}`);
}
