import * as pulumi from "@pulumi/pulumi";
import { error, type Problem } from "../model/problems/problem.ts";
import type { StateResource } from "./readState.ts";

/** Type of AWS's providers. */
export const AWS = "pulumi:providers:aws";

/**
 * Regions of AWS providers in a stack's state.
 *
 * @param isMeant by their names. Default: those that Pulumi makes itself, such as `default_7_48_0`
 */
export function providerRegions(
  state: Readonly<Record<string, StateResource>>,
  isMeant: (name: string) => boolean = (name) => /^default(_|$)/.test(name),
): ReadonlySet<string> {
  const regions = Object.entries(state).flatMap(([urn, { type, outputs }]) => {
    if (type !== AWS || !isMeant(urn.slice(urn.lastIndexOf("::") + 2))) return [];
    return typeof outputs.region === "string" ? [outputs.region] : [];
  });
  return new Set(regions);
}

/**
 * What is wrong with another `aws:region` than before: Pulumi makes anew what a provider made whose Region changes
 * (pulumi-aws #6385).
 *
 * @param before Regions of the providers that would change; empty where there are none
 * @param what would be made anew
 */
export function movedRegionProblems(before: ReadonlySet<string>, what: string): Problem[] {
  const region = new pulumi.Config("aws").get("region");
  const [former] = before;
  if (region === undefined || former === undefined || before.has(region)) return [];
  const message = `is "${region}", and the stack was deployed with "${former}": ${what}; write aws:region: ${former} again`;
  return [error("aws:region", message)];
}
