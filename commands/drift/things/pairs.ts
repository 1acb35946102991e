import type {
  LiveGroup,
  LiveOrganization,
  LivePermissionSet,
  LiveUser,
} from "../../../live/liveOrganization.ts";
import type { Section } from "../../../live/notRead.ts";
import type { Configuration } from "../../../model/schema/configuration.ts";
import type { DeployedEntry } from "../../../model/transition/deployed.ts";
import type { StateFacts } from "../state/stateFacts.ts";

/** Which key of the code is which thing of AWS. */
export class Pairs {
  readonly people: SectionPairs<LiveUser>;
  readonly groups: SectionPairs<LiveGroup>;
  readonly permissionSets: SectionPairs<NamedSet>;

  constructor(configuration: Configuration, live: LiveOrganization, state: StateFacts | undefined) {
    const deployed = state?.deployed;
    this.people = new SectionPairs(
      Object.entries(configuration.people).map(([key, one]) => ({
        key,
        name: one.userName,
        ...one,
      })),
      named(live.users, ({ id, userName }) => ({ id, name: userName })),
      deployed?.people,
      lower,
    );
    this.groups = new SectionPairs(
      Object.entries(configuration.groups).map(([key, one]) => ({
        key,
        name: one.displayName,
        ...one,
      })),
      named(live.groups, ({ id, name }) => ({ id, name })),
      deployed?.groups,
      lower,
    );
    this.permissionSets = new SectionPairs(
      Object.entries(configuration.permissionSets).map(([key, one]) => ({ key, ...one })),
      named(namedSets(live.permissionSets), ({ arn, name }) => ({ id: arn, name })),
      deployed?.permissionSets,
      (name) => name,
    );
  }
}

/** A permission set whose name was read. */
export interface NamedSet extends LivePermissionSet {
  readonly name: string;
}

interface Wanted {
  readonly key: string;
  readonly name: string;
  readonly existing: boolean;
  readonly aliases: readonly string[];
}

interface Found<Live> {
  readonly id: string;
  readonly name: string;
  readonly live: Live;
}

/**
 * Pairs of one section: what the state made of a key, where AWS still has it, and what has its name. Undefined where AWS's
 * side wasn't read.
 */
export class SectionPairs<Live> {
  /** Whether AWS's side was read. */
  readonly isRead: boolean;
  /** By key. */
  readonly live: ReadonlyMap<string, Live>;
  /** By the id that AWS has given. */
  readonly keys: ReadonlyMap<string, string>;
  /** All that AWS has, by id. */
  readonly all: ReadonlyMap<string, Live>;

  constructor(
    wanted: readonly Wanted[],
    found: readonly Found<Live>[] | undefined,
    deployed: ReadonlyMap<string, DeployedEntry> | undefined,
    form: (name: string) => string,
  ) {
    this.isRead = found !== undefined;
    const byId = new Map((found ?? []).map((one) => [one.id, one]));
    const byName = new Map((found ?? []).map((one) => [form(one.name), one]));
    const keys = new Map<string, string>();
    const live = new Map<string, Live>();
    const pair = (key: string, one: Found<Live> | undefined) => {
      if (one === undefined || keys.has(one.id) || live.has(key)) return;
      keys.set(one.id, key);
      live.set(key, one.live);
    };
    for (const { key, aliases, existing } of wanted) {
      if (existing) continue;
      for (const known of [key, ...aliases]) pair(key, byId.get(deployed?.get(known)?.id ?? ""));
    }
    for (const { key, name } of wanted) pair(key, byName.get(form(name)));
    this.keys = keys;
    this.live = live;
    this.all = new Map((found ?? []).map(({ id, live: one }) => [id, one]));
  }
}

/** The identity store compares names without case, Identity Center those of permission sets with it. */
function lower(name: string): string {
  return name.toLowerCase();
}

function named<Live>(
  section: Section<readonly Live[]>,
  identify: (one: Live) => { readonly id: string; readonly name: string },
): Found<Live>[] | undefined {
  if (!section.isRead) return undefined;
  return section.value.map((live) => ({ ...identify(live), live }));
}

/** Permission sets with their names; not read where one has none: it may be any. */
export function namedSets(
  sets: Section<readonly LivePermissionSet[]>,
): Section<readonly NamedSet[]> {
  if (!sets.isRead) return sets;
  const value: NamedSet[] = [];
  for (const set of sets.value) {
    if (!set.settings.isRead) return set.settings;
    value.push({ ...set, name: set.settings.value.name });
  }
  return { isRead: true, value };
}
