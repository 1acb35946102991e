import type { SetContent } from "../access/setContent.ts";
import type { Protection } from "./protection.ts";
import type { NotedSection, SectionNote } from "./sectionNotes.ts";

/** A group or permission set that this stack made, or a person, as the stack's state has it. */
export interface DeployedEntry {
  /** Key in the configuration that made it. */
  readonly key: string;
  /** Its name in Pulumi's state, for `pulumi state`. */
  readonly urn: string;
  /** User id, group id, or ARN of a permission set. */
  readonly id: string;
  /** Sign-in name, or name of the group or permission set. */
  readonly name: string;
  /** Already read only: this stack no longer changes or deletes it. */
  readonly handedOver: boolean;
}

export interface DeployedPerson extends DeployedEntry {
  readonly givenName: string;
  readonly familyName: string;
  readonly email?: string;
}

export interface DeployedGroup extends DeployedEntry {
  /** Whether its deletion may be guarded: of a group whose update was stopped the state doesn't tell. */
  readonly administrators: boolean;
  /** Whether a plan made it in between two updates. */
  readonly inBetween: boolean;
}

/** A membership that this stack made. */
export interface DeployedMembership {
  /** Key of the group. */
  readonly group: string;
  /** Key of the person. */
  readonly person: string;
  /** Membership id, without the identity store's. */
  readonly id: string;
}

/** An assignment that this stack made, of its own groups or of existing ones. */
export interface DeployedAssignment {
  /** Key of the group. */
  readonly group: string;
  /** Key of the permission set. */
  readonly permissionSet: string;
  /** 12 digits. */
  readonly account: string;
  /** Group id that it was made for. */
  readonly principalId: string;
  readonly urn: string;
}

/** What a permission set's policies are attached by. */
export type SetPart =
  | "managedPolicies"
  | "customerManagedPolicies"
  | "inlinePolicy"
  | "permissionsBoundary";

/** A permission set that another has replaced, and that an update which was stopped left to be deleted. */
export interface ReplacedSet {
  /** Key in the configuration that made it. */
  readonly key: string;
  readonly name: string;
  readonly content: SetContent;
  /** Who still has it: keys of groups, and ids of accounts. */
  readonly assignments: readonly { readonly group: string; readonly account: string }[];
}

/** The audit trail, and those of other names while it gets another. */
export interface DeployedTrail {
  /** Name of the trail that the last update was done with; undefined where an update has begun with it since. */
  readonly seen: string | undefined;
  readonly parts: readonly DeployedTrailPart[];
}

/** A trail, or the log group to which it delivers. */
export interface DeployedTrailPart {
  readonly urn: string;
  readonly kind: "trail" | "log group";
  /** Name of the trail. */
  readonly trailName: string;
  /** Whether the state says that the trail is stopped. */
  readonly isStopped: boolean;
}

/** What AWS may have that the state doesn't tell of: something made, something removed, or a part of a change. */
export type Unseen = "made" | "removed" | "changed";

/** What an update sets out to do, noted in the state before its first call. Things are named as {@link thing} does. */
export interface UpdateNote {
  /** What the state didn't have. */
  readonly making: readonly string[];
  /** People, groups and permission sets among that: without them there is nothing else of theirs. */
  readonly creating: readonly string[];
  /** What the configuration didn't give any more. */
  readonly removing: readonly string[];
  /** What was to be different: the content that was wanted. */
  readonly changing: Readonly<Record<string, string>>;
  /** What earlier updates left that nobody has looked at. */
  readonly unseen: Readonly<Record<string, Unseen>>;
  /** ARNs of permission sets that got others in their place, and were left to be deleted. */
  readonly formerSets: readonly string[];
  /** Empty where an earlier version of this program noted it. */
  readonly sections: Readonly<Partial<Record<NotedSection, SectionNote>>>;
}

/** The last update of this stack. */
export interface LastUpdate {
  /** How many there were, so that each has a number of its own. */
  readonly number: number;
  /** Undefined where none has noted anything so far. */
  readonly note: UpdateNote | undefined;
  /** Whether all was made and changed that it set out for; what it removes goes after that. */
  readonly isMade: boolean;
  /** What the state has, with its URN and the content that tells whether it is as wanted. */
  readonly things: ReadonlyMap<string, { readonly urn: string; readonly content: string }>;
  /** URNs of the groups' components, by their key. */
  readonly owners: ReadonlyMap<string, string>;
  /** What guards the organization, watches over it, or says who administers. */
  readonly sections: {
    /** How many resources of each section it made or kept, once all are; undefined before. */
    readonly made: Readonly<Partial<Record<NotedSection, number>>> | undefined;
    /** URNs of what the state has of each. */
    readonly urns: ReadonlyMap<NotedSection, readonly string[]>;
    /** Digest of all that it has of each. */
    readonly contents: ReadonlyMap<NotedSection, string>;
  };
}

/** What has a note: `membership engineers/ada`. */
export type ThingKind =
  | "person"
  | "group"
  | "permission set"
  | "membership"
  | "assignment"
  | "registration";

export function thing(kind: ThingKind, ...keys: readonly string[]): string {
  return `${kind} ${keys.join("/")}`;
}

/** The other way round. */
export function thingNamed(one: string): { readonly kind: ThingKind; readonly keys: string[] } {
  const [, kind = "", keys = ""] = /^(permission set|\S+) (.*)$/.exec(one) ?? [];
  return { kind: kind as ThingKind, keys: keys.split("/") };
}

/** What this stack made so far and still has in its state. */
export interface Deployed {
  /** Of people and groups; empty when there are none. */
  readonly identityStoreId: string;
  readonly people: ReadonlyMap<string, DeployedPerson>;
  readonly groups: ReadonlyMap<string, DeployedGroup>;
  /** Keys of groups with `administrators: true`, those that are made elsewhere too; see {@link DeployedGroup}. */
  readonly administratorGroups: ReadonlySet<string>;
  readonly permissionSets: ReadonlyMap<string, DeployedEntry>;
  /** URNs of each permission set's parts. */
  readonly permissionSetParts: ReadonlyMap<string, ReadonlyMap<SetPart, string>>;
  /** What each permission set holds. */
  readonly setContents: ReadonlyMap<string, SetContent>;
  /** By permission set: numbers of its boundary's versions, and what boundary each is of, by name; nothing where it is of none. */
  readonly boundaryVersions: ReadonlyMap<string, ReadonlyMap<number, string>>;
  /** Permission sets whose last change wasn't carried out to its end: AWS may not have brought it to their accounts. */
  readonly unfinished: ReadonlySet<string>;
  /** Permission sets that an update of this stack has begun to bring to what is wanted. */
  readonly begun: ReadonlySet<string>;
  /** Permission sets that AWS has as they were wanted, and their accounts don't. */
  readonly unprovisioned: ReadonlySet<string>;
  /** As far as they are known: the next update deletes them at its end. */
  readonly replaced: readonly ReplacedSet[];
  readonly lastUpdate: LastUpdate;
  readonly memberships: readonly DeployedMembership[];
  readonly assignments: readonly DeployedAssignment[];
  readonly auditTrail: DeployedTrail;
  /** Services whose trusted access this stack turned on, and turns off again. */
  readonly trustedServices: ReadonlySet<string>;
  /** Further Regions that this stack replicated Identity Center to. */
  readonly replicatedTo: ReadonlySet<string>;
  /** Accounts that this stack registered as delegated administrators of Identity Center. */
  readonly delegates: ReadonlySet<string>;
  /** What the attachments of guardrails are called, without the name of their component, by the id of their target. */
  readonly guardrailNames: ReadonlyMap<string, string>;
  /** Whom this stack's alarms tell of. */
  readonly watched: {
    readonly groupIds: readonly string[];
    readonly permissionSetArns: readonly string[];
  };
  /** What guards the organization, and watches over it. */
  readonly protection: Protection;
  /** Outputs of all that the state has, by URN. */
  readonly resources: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Region of the provider that made the trail, where that may be another than all else is made with. */
  readonly trailProviderRegion: string | undefined;
}

/** The sections whose entries this stack makes. */
export type MadeSection = "people" | "groups" | "permissionSets";
export const madeSections: readonly MadeSection[] = ["people", "groups", "permissionSets"];

/** What one entry of a section is called. */
export const nounOf: Readonly<Record<MadeSection, string>> = {
  people: "person",
  groups: "group",
  permissionSets: "permission set",
};
