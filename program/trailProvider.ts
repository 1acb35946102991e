import type * as pulumi from "@pulumi/pulumi";
import { createHomeProvider } from "./homeProvider.ts";
import { providerRegions } from "./movedRegion.ts";
import type { Place } from "./place.ts";
import type { StateResource } from "./readState.ts";

/** Name of the provider of a trail that was made with one of another Region. */
const NAME = "audit-trail";

/** What awsx makes of a trail. */
const MADE = /^aws:(cloudtrail\/trail:Trail|s3\/bucketPolicy:BucketPolicy)$/;

/**
 * Region of the provider that made the trail: Pulumi's own, where an earlier version made it, or what stands in for that
 * since. The engine tells no resource's provider; within another program, Pulumi's own may be of anything.
 */
export function trailProviderRegion(
  state: Readonly<Record<string, StateResource>>,
): string | undefined {
  const [region] = [...providerRegions(state, (name) => name === NAME), ...providerRegions(state)];
  return region;
}

/**
 * Keeps a trail that was made with a provider of another Region with one of that Region: the engine makes anew what goes
 * to a provider of another (providerChanged in pkg/resource/deploy/step_generator.go). Where the trail is, its own
 * `region` says.
 */
export function inFormerRegion(
  former: string | undefined,
  home: string,
  place: Place,
): pulumi.ResourceTransform[] {
  if (former === undefined || former === home || place.parent !== undefined) return [];
  const provider = createHomeProvider(former, {}, NAME);
  return [
    ({ type, props, opts }) =>
      MADE.test(type) ? { props, opts: { ...opts, provider } } : undefined,
  ];
}
