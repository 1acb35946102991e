import * as pulumi from "@pulumi/pulumi";
import { hasFailed } from "../failed.ts";
import { inThisRun } from "../inThisRun.ts";
import { resourceName } from "./resourceName.ts";

/** URN of the trail of this name below a component. */
export function trailUrn(component: pulumi.URN, trailName: string): pulumi.URN {
  const [stack, project, types, ...name] = component.split("::");
  const below = `${types}$awsx:cloudtrail:Trail$aws:cloudtrail/trail:Trail`;
  return [stack, project, below, resourceName(name.join("::"), trailName)].join("::");
}

/**
 * Whether the engine has brought the trail to its end, or left it as it is: awsx goes on where that failed with
 * `--continue-on-error`, and tells nobody.
 */
export async function isMade(trail: pulumi.URN): Promise<boolean> {
  if (pulumi.runtime.isDryRun()) return true;
  return !hasFailed(trail) && (await inThisRun(trail)) !== undefined;
}
