import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { findInstance } from "../components/instance.ts";
import type { Organization } from "../model/access/organization.ts";
import {
  type MadeThere,
  otherAdministrators,
  watchesAdministrators,
} from "../model/delegation/otherAdministrators.ts";
import type { OtherStack } from "../model/delegation/otherStack.ts";
import { unwatchedProblems } from "../model/delegation/unwatched.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { findByName, isMissing, messageOf } from "./existing.ts";
import { inParallel } from "./inParallel.ts";

/** Administrators of the other stack that the alarms of this one watch. */
export interface AlsoWatched {
  /** Keys of this stack's own groups, which administer by the other one. */
  readonly groups: readonly string[];
  readonly groupIds: readonly string[];
  readonly permissionSetArns: readonly string[];
}

const NOBODY: AlsoWatched = { groups: [], groupIds: [], permissionSetArns: [] };

/** Whom alarms watch of the other stack, and what is to be said of it. */
interface Found {
  readonly alsoWatched: AlsoWatched;
  /** Groups and permission sets that are there, were watched, and won't be any longer, as people call them. */
  readonly unwatched: readonly string[];
  readonly problems: readonly Problem[];
}

interface Where {
  readonly organization: Organization;
  readonly today: string;
  readonly region: string;
  /** Name of this stack. */
  readonly stack: string;
  readonly opts: pulumi.InvokeOptions;
  /** Ids of what this stack finds. */
  readonly existing: ExistingIds;
}

/**
 * Asks Identity Center for the other stack's administrators. As long as one isn't there by its name, whatever was watched
 * goes on to be: it may be there by another name, which that stack's next update changes.
 */
export async function findOtherAdministrators(
  configuration: Configuration,
  other: OtherStack | undefined,
  deployed: Pick<Deployed, "groups" | "permissionSets" | "watched">,
  { existing, ...where }: Where,
): Promise<Found> {
  const found = await findWatched(configuration, other, deployed, where);
  const { region, opts } = where;
  const { alarms, identityCenter } = configuration;
  const isFound = !found.problems.some(({ severity }) => severity === "error");
  if (!isFound || !alarms.enabled || alarms.without.includes("administrators")) {
    return { ...found, unwatched: [] };
  }
  const { groupIds, permissionSetArns } = theirs(deployed);
  const kept = new Set([
    ...[...found.alsoWatched.groupIds, ...found.alsoWatched.permissionSetArns],
    // What this stack has under `existing: true` isn't the other's.
    ...[...existing.groups.values(), ...existing.permissionSets.values()],
  ]);
  const gone = {
    groupIds: groupIds.filter((id) => !kept.has(id)),
    permissionSetArns: permissionSetArns.filter((arn) => !kept.has(arn)),
  };
  return { ...found, unwatched: await namesOf(gone, identityCenter.instanceArn, region, opts) };
}

async function findWatched(
  configuration: Configuration,
  other: OtherStack | undefined,
  deployed: Pick<Deployed, "groups" | "permissionSets" | "watched">,
  { organization, today, region, stack, opts }: Omit<Where, "existing">,
): Promise<Omit<Found, "unwatched">> {
  if (!other || !watchesAdministrators(configuration)) {
    return { alsoWatched: NOBODY, problems: [] };
  }
  const wanted = otherAdministrators(other, organization, today);
  const own = ownGroups(configuration);
  const groups = wanted.groups.filter(({ name }) => !own.has(name.toLowerCase()));
  const looked = await lookedUp(configuration, groups, wanted.permissionSets, region, opts);
  if ("problem" in looked) return { alsoWatched: NOBODY, problems: [looked.problem] };
  const unwatched = {
    groups: groups.filter((one) => !looked.ids.has(one)),
    permissionSets: wanted.permissionSets.filter((one) => !looked.ids.has(one)),
    unclear: wanted.unclear,
  };
  const isWhole = Object.values(unwatched).every((list) => list.length === 0);
  const before = isWhole ? { groupIds: [], permissionSetArns: [] } : theirs(deployed);
  const idsOf = (list: readonly MadeThere[], more: readonly string[]) => [
    ...new Set([...list.flatMap((one) => looked.ids.get(one) ?? []), ...more].sort()),
  ];
  const keeps = before.groupIds.length + before.permissionSetArns.length > 0;
  return {
    alsoWatched: {
      groups: wanted.groups.flatMap(({ name }) => own.get(name.toLowerCase()) ?? []),
      groupIds: idsOf(groups, before.groupIds),
      permissionSetArns: idsOf(wanted.permissionSets, before.permissionSetArns),
    },
    problems: unwatchedProblems(unwatched, other, stack, keeps),
  };
}

/** Keys of this stack's groups by their names; AWS tells these apart without regard to upper and lower case. */
function ownGroups({ groups }: Configuration): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).map(([key, { displayName }]) => [displayName.toLowerCase(), key]),
  );
}

/** What this stack's alarms watch, and isn't made by it. */
function theirs({
  groups,
  permissionSets,
  watched,
}: Pick<Deployed, "groups" | "permissionSets" | "watched">) {
  const ids = (entries: Deployed["groups" | "permissionSets"]) =>
    new Set([...entries.values()].map(({ id }) => id));
  const [own, ownSets] = [ids(groups), ids(permissionSets)];
  return {
    groupIds: watched.groupIds.filter((id) => !own.has(id)),
    permissionSetArns: watched.permissionSetArns.filter((arn) => !ownSets.has(arn)),
  };
}

async function lookedUp(
  { identityCenter }: Configuration,
  groups: readonly MadeThere[],
  permissionSets: readonly MadeThere[],
  region: string,
  opts: pulumi.InvokeOptions,
): Promise<{ readonly ids: ReadonlyMap<MadeThere, string> } | { readonly problem: Problem }> {
  const ids = new Map<MadeThere, string>();
  const wanted = [
    ...groups.map((one) => ({ one, section: "groups" as const })),
    ...permissionSets.map((one) => ({ one, section: "permissionSets" as const })),
  ];
  if (wanted.length === 0) return { ids };
  try {
    const instance = await findInstance(region, identityCenter.instanceArn, opts);
    await inParallel(wanted, async ({ one, section }) => {
      try {
        ids.set(one, await findByName({ section, name: one.name }, instance, region, opts));
      } catch (reason) {
        if (!isMissing(messageOf(reason))) throw reason;
      }
    });
    return { ids };
  } catch (reason) {
    const why = `administrators of the other stack could not be looked up in Identity Center: ${messageOf(reason)}`;
    return { problem: error("access:alarms", why) };
  }
}

/** Names of what is still there; what nobody may look at goes by its id. */
async function namesOf(
  { groupIds, permissionSetArns }: Pick<AlsoWatched, "groupIds" | "permissionSetArns">,
  instanceArn: string | undefined,
  region: string,
  opts: pulumi.InvokeOptions,
): Promise<string[]> {
  if (groupIds.length + permissionSetArns.length === 0) return [];
  const instance = await findInstance(region, instanceArn, opts);
  const { identityStoreId } = instance;
  const named = async (noun: string, id: string, look: () => Promise<string>) => {
    try {
      return `${noun} ${await look()}`;
    } catch (reason) {
      return isMissing(messageOf(reason)) ? [] : `${noun} ${id}`;
    }
  };
  const groups = await inParallel(groupIds, (groupId) =>
    named("group", groupId, async () => {
      const args = { identityStoreId, region, groupId };
      return (await identitystore.getGroup(args, opts)).displayName;
    }),
  );
  const sets = await inParallel(permissionSetArns, (arn) =>
    named("permission set", arn, async () => {
      const args = { instanceArn: instance.instanceArn, region, arn };
      return (await ssoadmin.getPermissionSet(args, opts)).name;
    }),
  );
  return [...groups, ...sets].flat();
}
