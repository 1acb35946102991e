import { property } from "../../resources/resource.ts";
import { list, object, UNKNOWN, type Unknown, type Value } from "../../value.ts";

/** Properties that every finding of an access analyzer has ("IAM Access Analyzer filter keys"). */
const OF_ALL =
  /^(id|resource|resourceType|resourceOwnerAccount|status|createdAt|updatedAt|analyzedAt|findingType)$/i;

/** One filter of an archive rule, in CloudFormation's words or in those of @pulumi/aws. */
export interface ArchiveFilter {
  /** Such as `isPublic`. */
  readonly property: string;
  readonly exists: boolean;
  readonly equals: readonly Value[];
  readonly contains: readonly Value[];
}

/** @returns `undefined` when something of it isn't known yet */
export function archiveFilters(given: Value | undefined): readonly ArchiveFilter[] | undefined {
  const filters: ArchiveFilter[] = [];
  const all: readonly Value[] | Unknown = list(given);
  if (all === UNKNOWN) return undefined;
  for (const one of all) {
    const filter = object(one);
    if (filter === UNKNOWN) return undefined;
    if (filter === undefined) continue;
    const equals = list(property(filter, "eqs") ?? property(filter, "Eq"));
    const contains = list(property(filter, "Contains"));
    if (equals === UNKNOWN || contains === UNKNOWN) return undefined;
    filters.push({
      property: named(property(filter, "criteria") ?? property(filter, "Property")),
      exists: isTrue(property(filter, "Exists")),
      equals,
      contains,
    });
  }
  return filters;
}

/** Whether every finding passes the filter. */
export function passesAll({ property, exists, contains }: ArchiveFilter): boolean {
  if (!OF_ALL.test(property)) return false;
  const [part] = contains;
  return (
    exists || (property === "resource" && typeof part === "string" && "arn:aws:".includes(part))
  );
}

/** Whether every finding about public access passes the filter. */
export function passesPublic({ property, equals }: ArchiveFilter): boolean {
  return property.toLowerCase() === "ispublic" && equals.some(isTrue);
}

function named(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function isTrue(value: Value | undefined): boolean {
  return value === true || value === "true";
}
