import { isDeepStrictEqual } from "node:util";
import {
  type IdentityCenterInput,
  parseIdentityCenter,
} from "../../model/schema/identityCenter.ts";
import type { Facts } from "./facts.ts";
import { isEncrypted, type StackBefore } from "./stackBefore.ts";

/** Who administers: ids of groups, or who does elsewhere. */
export type Administrators = readonly string[] | { readonly elsewhere: string };

/** Settings of the instance: those that AWS doesn't tell stay as they are. */
export function writtenCenter(
  facts: Facts,
  administrators: Administrators,
  { sections, config }: StackBefore,
): IdentityCenterInput {
  const { identityCenter: before } = sections;
  const {
    region: _,
    administratorsElsewhere: __,
    attributes,
    encryption,
    regions,
    ...untold
  } = before as Readonly<Record<string, unknown>>;
  const isOfProvider =
    before.region === undefined &&
    Object.keys(before).length > 0 &&
    config["aws:region"] === facts.region;
  const settings: Readonly<Record<string, unknown>> = {
    region: isOfProvider ? undefined : facts.region,
    ...untold,
    encryption: writtenKey(facts, encryption),
    regions: writtenRegions(facts, regions),
    attributes: writtenAttributes(facts, attributes),
    administratorsElsewhere: "elsewhere" in administrators ? administrators.elsewhere : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function writtenAttributes(facts: Facts, before: unknown): unknown {
  const found = facts.attributes.map(({ key, sources }): [string, string[]] => [key, [...sources]]);
  const now = found.length > 0 ? Object.fromEntries(found) : undefined;
  return before !== undefined && isSameAttributes(before, now) ? before : now;
}

/** Whether two settings of attributes for access control are the same. */
function isSameAttributes(before: unknown, now: unknown): boolean {
  const [was, is] = [before, now].map((attributes) =>
    attributes === undefined ? {} : parseIdentityCenter({ attributes }).value.attributes,
  );
  return isDeepStrictEqual(was, is);
}

function writtenKey({ key }: Facts, before: unknown): unknown {
  if (hasEncrypted(before)) return before;
  return key && { keyArn: key.arn };
}

/** In the order in which somebody wrote them. */
function writtenRegions({ furtherRegions: found }: Facts, before: unknown): unknown {
  if (hasEncrypted(before)) return before;
  const written: readonly unknown[] = Array.isArray(before) ? before : [];
  const kept = written.filter((region) => found.some((one) => one === region));
  const regions = [...kept, ...found.filter((region) => !kept.includes(region))];
  if (regions.length > 0) return regions;
  return written.length > 0 ? undefined : before;
}

/** Whether something in it is encrypted, which can't be compared. */
function hasEncrypted(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasEncrypted);
}
