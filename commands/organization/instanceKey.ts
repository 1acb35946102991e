import type { InstanceDetails, InstanceRegion } from "../../live/liveOrganization.ts";
import type { Section } from "../../live/notRead.ts";
import { readInstanceRegions } from "../../live/readers/instanceRegions.ts";
import type { Session } from "../../live/session.ts";
import { isObject } from "../../policies/isObject.ts";

/** The customer managed key that encrypts Identity Center, and Regions that surely have a replica of it. */
export interface InstanceKey {
  readonly arn: string;
  readonly replicas: readonly string[];
}

/** Regions that Identity Center is in beside its home Region. AWS wants a customer managed key for them, so that nothing is asked without one. */
export async function readFurtherRegions(
  session: Session,
  instanceArn: string,
  details: Section<InstanceDetails>,
): Promise<Section<readonly InstanceRegion[]>> {
  if (!details.isRead) return details;
  if (details.value.keyArn === undefined) return { isRead: true, value: [] };
  const regions = await readInstanceRegions(session, instanceArn);
  if (!regions.isRead) return regions;
  return { isRead: true, value: regions.value.filter(({ isHome }) => !isHome) };
}

/** Undefined where AWS's own key encrypts it. Regions that aren't read add no replica. */
export function instanceKey(
  { keyArn }: InstanceDetails,
  regions: Section<readonly InstanceRegion[]>,
): InstanceKey | undefined {
  if (keyArn === undefined) return undefined;
  const replicas = regions.isRead ? regions.value.map(({ name }) => name).sort() : [];
  return { arn: keyArn, replicas };
}

/** `identityCenter` and `keys` of an organization file. */
export interface WrittenInstance {
  readonly identityCenter: object;
  readonly keys?: readonly unknown[];
}

/**
 * What an organization file says of the instance; the rest of it, policies of keys and other replicas stay as somebody wrote them.
 *
 * @param before the file as it was
 * @param key undefined where AWS's own key encrypts it; "unknown" where that isn't read
 */
export function writtenInstance(
  before: Readonly<Record<string, unknown>>,
  region: string,
  key: InstanceKey | undefined | "unknown",
): WrittenInstance {
  const { keyArn, ...others } = isObject(before.identityCenter) ? before.identityCenter : {};
  if (key === undefined) return { identityCenter: { ...others, region } };
  if (key === "unknown") {
    return { identityCenter: { ...others, region, ...(keyArn !== undefined && { keyArn }) } };
  }
  return {
    identityCenter: { ...others, region, keyArn: key.arn },
    keys: keysWith(before.keys, key),
  };
}

function keysWith(before: unknown, { arn, replicas }: InstanceKey): readonly unknown[] {
  const keys: readonly unknown[] = Array.isArray(before) ? before : [];
  const isKey = (one: unknown) => isObject(one) && one.arn === arn;
  if (!keys.some(isKey)) return [...keys, { arn, ...(replicas.length > 0 && { replicas }) }];
  return keys.map((one) => {
    if (!isObject(one) || !isKey(one)) return one;
    const known: readonly unknown[] = Array.isArray(one.replicas) ? one.replicas : [];
    const missing = replicas.filter((region) => !known.includes(region));
    return missing.length === 0 ? one : { ...one, replicas: [...known, ...missing] };
  });
}
