import { shown } from "../../model/problems/shown.ts";
import type { Resource } from "../deploy/resource.ts";

/** What a resource is called where people read it. */
export interface ResourceName {
  /** Alone, such as `person ada`. */
  readonly whole: string;
  /** Among others of its kind, such as `ada`. */
  readonly short: string;
  /** What those of its kind are called together, such as `4 people`. */
  readonly together: (count: number) => string;
  /** Where its kind is told among the others. */
  readonly rank: number;
}

/** Names of accounts by their ids. */
export type AccountNames = (id: string) => string;

/** In the order in which they are told: noun, plural, and the name where it isn't the resource's own. */
const NOUNS: readonly (readonly [
  type: string,
  noun: string,
  plural: string,
  name?: (resource: Resource, account: AccountNames) => string,
])[] = [
  ["aws:identitystore/user:User", "person", "people", ownName],
  ["aws:identitystore/group:Group", "group", "groups"],
  ["aws:identitystore/groupMembership:GroupMembership", "member", "members", memberName],
  ["aws:ssoadmin/permissionSet:PermissionSet", "permission set", "permission sets"],
  ["aws:ssoadmin/accountAssignment:AccountAssignment", "assignment", "assignments", assignmentName],
];

/** What belongs to a permission set. */
const PARTS: Readonly<Record<string, string>> = {
  ManagedPolicyAttachmentsExclusive: "AWS managed policies",
  CustomerManagedPolicyAttachmentsExclusive: "customer managed policies",
  PermissionSetInlinePolicy: "inline policy",
  PermissionsBoundaryAttachment: "permissions boundary",
};

/** What holds things together and is nothing in AWS: components, providers, the stack, what the program notes. */
const INTERNAL = /^(awsx|identity-center|pulumi):/;

/** Undefined for what is nothing in AWS. */
export function resourceName(resource: Resource, account: AccountNames): ResourceName | undefined {
  const { type, isEmpty } = resource;
  if (INTERNAL.test(type) || isEmpty) return undefined;
  const rank = NOUNS.findIndex(([known]) => known === type);
  const known = NOUNS[rank];
  if (known) {
    const [, noun, plural, nameOf] = known;
    const short = shown(nameOf?.(resource, account) ?? resource.name);
    return {
      whole: `${noun} ${short}`,
      short,
      together: (count) => counted(count, noun, plural),
      rank,
    };
  }
  // aws:s3/bucketPolicy:BucketPolicy
  const [, module = "", kind = type] = /^[^:]+:([^:/]+)[^:]*:(.+)$/.exec(type) ?? [];
  return partName(resource, kind) ?? otherName(resource, `${module} ${kind}`.trim());
}

/** How many kinds have a noun of their own; the rank of what has none is from there on. */
export const NOUNS_RANK = NOUNS.length;

function partName({ component }: Resource, kind: string): ResourceName | undefined {
  const part = PARTS[kind];
  if (part === undefined || component === undefined) return undefined;
  const set = shown(component);
  return {
    whole: `${part} of permission set ${set}`,
    short: set,
    together: (count) => `${part} of ${counted(count, "permission set")}`,
    rank: NOUNS_RANK + Object.keys(PARTS).indexOf(kind),
  };
}

function otherName({ name, component = name }: Resource, kind: string): ResourceName {
  return {
    whole: `${shown(kind)} ${shown(name)}`,
    short: shown(kind),
    together: (count) => `${counted(count, "resource")} of ${shown(component)}`,
    rank: NOUNS_RANK + Object.keys(PARTS).length,
  };
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `people/ada` → `ada`. */
function ownName({ name, component }: Resource): string {
  const prefix = `${component}/`;
  return component !== undefined && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function memberName(resource: Resource): string {
  const { component } = resource;
  return component === undefined ? resource.name : `${ownName(resource)} of ${component}`;
}

/** `engineers/read-only/111111111111` → `read-only for engineers in payments-prod`. */
function assignmentName(resource: Resource, account: AccountNames): string {
  const [, set, id] = /^(.*)\/(\d{12})$/.exec(ownName(resource)) ?? [];
  if (set === undefined || id === undefined || resource.component === undefined) {
    return resource.name;
  }
  return `${set} for ${resource.component} in ${account(id)}`;
}
