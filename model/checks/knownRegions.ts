import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { regions as known } from "../schema/regions.ts";

/** Regions in a stack file that aren't known here. A newer one is taken as it is, so it is no error. */
export function knownRegionProblems({
  identityCenter: { region, regions },
  detection: { accessAnalyzer },
}: Pick<Configuration, "identityCenter" | "detection">): Problem[] {
  return [
    ...unknownRegions("access:identityCenter.region", region),
    ...eachUnknown("access:identityCenter.regions", regions),
    ...eachUnknown("access:detection.accessAnalyzer.regions", accessAnalyzer.regions),
  ];
}

/** The same for the list at a path. */
export function eachUnknown(path: string, regions: readonly string[]): Problem[] {
  return regions.flatMap((region, index) => unknownRegions(pathOf(path, index), region));
}

/** The same for the Region of the AWS provider in a stack's configuration by full key. */
export function providerRegionProblems(config: Readonly<Record<string, unknown>>): Problem[] {
  const region = config["aws:region"];
  return typeof region === "string" ? unknownRegions("aws:region", region) : [];
}

function unknownRegions(path: string, region: string | undefined): Problem[] {
  if (region === undefined || known.includes(region)) return [];
  const meant = didYouMean(region, known, "correct it, or leave it where it is newer than this");
  return [warning(path, `is "${region}", a Region that isn't known here${meant}`)];
}
