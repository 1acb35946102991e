import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Detection } from "../schema/detection.ts";
import { partitionOfRegion } from "../schema/partition.ts";

/**
 * Regions of other partitions have accounts and organizations of their own.
 *
 * @param home home Region, where it is known
 */
export function analyzerRegionProblems(
  { accessAnalyzer, enabled }: Detection,
  home: string | undefined,
): Problem[] {
  if (!enabled || home === undefined) return [];
  const here = partitionOfRegion(home);
  return accessAnalyzer.regions.flatMap((region, index) => {
    const there = partitionOfRegion(region);
    if (here === there) return [];
    return [
      error(
        pathOf("access:detection.accessAnalyzer.regions", index),
        `${region} is in partition ${there}, and the home Region ${home} in ${here}, which its accounts can't leave; name a Region of ${here}`,
      ),
    ];
  });
}
