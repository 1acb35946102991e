import type * as pulumi from "@pulumi/pulumi";
import type { ProvidedResource, ProviderName } from "../components/wording.ts";
import { createHomeProvider } from "./homeProvider.ts";
import { AWS, providerRegions } from "./movedRegion.ts";
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

/** Where the trail is made with a provider of its own. */
function hasOwnProvider(former: string | undefined, home: string, place: Place): former is string {
  return former !== undefined && former !== home && place.parent === undefined;
}

/** The provider of what awsx makes of the trail, where that is another than all else is made with. */
export function formerProvider(
  { type }: ProvidedResource,
  former: string | undefined,
  { region, place }: { readonly region: string; readonly place: Place },
): ProviderName | undefined {
  if (!MADE.test(type) || !hasOwnProvider(former, region, place)) return undefined;
  return { name: NAME, types: AWS };
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
  if (!hasOwnProvider(former, home, place)) return [];
  const provider = createHomeProvider(former, {}, NAME);
  return [
    ({ type, props, opts }) =>
      MADE.test(type) ? { props, opts: { ...opts, provider } } : undefined,
  ];
}
