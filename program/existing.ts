import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { keyAdvice } from "../components/encryptionErrors.ts";
import { findInstance, type Instance } from "../components/instance.ts";
import { pathOf } from "../model/problems/path.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed, MadeSection } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { madeAgain, missing } from "../model/transition/missing.ts";
import { unseenMembers } from "../model/transition/unseenMembers.ts";
import { inParallel } from "./inParallel.ts";

interface Where {
  readonly instance: Instance;
  readonly region: string;
  readonly opts: pulumi.InvokeOptions;
}

interface Wanted {
  readonly section: MadeSection;
  readonly key: string;
  readonly name: string;
}

/** What was made elsewhere, as Identity Center has it. */
export interface Existing {
  /** User ids, group ids and ARNs of permission sets. */
  readonly ids: ExistingIds;
  readonly problems: Problem[];
}

/**
 * Asks Identity Center for everything with `existing: true`, before anything is registered: what is missing
 * is told all at once, each with the ways out.
 */
export async function findExisting(
  configuration: Configuration,
  region: string,
  deployed: Deployed,
  opts: pulumi.InvokeOptions,
): Promise<Existing> {
  const ids = {
    people: new Map<string, string>(),
    groups: new Map<string, string>(),
    permissionSets: new Map<string, string>(),
  };
  const wanted = wantedOf(configuration);
  if (wanted.length === 0) return { ids, problems: [] };
  const { instanceArn } = configuration.identityCenter;
  let instance: Instance;
  try {
    instance = await findInstance(region, instanceArn, opts);
  } catch (reason) {
    return { ids, problems: [error("access:identityCenter", messageOf(reason))] };
  }
  const found = await inParallel(wanted, async (one): Promise<Problem[]> => {
    const path = pathOf(`access:${one.section}`, one.key);
    try {
      const id = await findByName(one, instance, region, opts);
      ids[one.section].set(one.key, id);
      if (one.section !== "groups") return [];
      const where = { instance, region, opts };
      const isAdministrators = configuration.groups[one.key]?.administrators === true;
      return [
        ...(await madeAgainProblems(one, id, deployed, where)),
        ...(isAdministrators
          ? await memberProblems(path, one.name, id, where, (reason) =>
              unseenMembers(path, { name: one.name, id }, reason, deployed, configuration),
            )
          : []),
      ];
    } catch (reason) {
      const message = messageOf(reason);
      const advice = keyAdvice(message);
      if (advice !== undefined) {
        return [error(path, `"${one.name}" could not be looked up in Identity Center: ${advice}`)];
      }
      if (!isMissing(message)) {
        return [error(path, `"${one.name}" could not be looked up in Identity Center: ${message}`)];
      }
      return [missing(path, one.section, one.key, one.name, deployed)];
    }
  });
  return { ids, problems: found.flat() };
}

function wantedOf({ people, groups, permissionSets }: Configuration): Wanted[] {
  const existing = <T extends { existing: boolean }>(
    section: MadeSection,
    entries: Readonly<Record<string, T>>,
    nameOf: (entry: T) => string,
  ) =>
    Object.entries(entries)
      .filter(([, entry]) => entry.existing)
      .map(([key, entry]) => ({ section, key, name: nameOf(entry) }));
  return [
    ...existing("people", people, ({ userName }) => userName),
    ...existing("groups", groups, ({ displayName }) => displayName),
    ...existing("permissionSets", permissionSets, ({ name }) => name),
  ];
}

/** The id of a person or group, or the ARN of a permission set. @throws where there is none of this name, too */
export async function findByName(
  { section, name }: Pick<Wanted, "section" | "name">,
  { identityStoreId, instanceArn }: Instance,
  region: string,
  opts: pulumi.InvokeOptions,
): Promise<string> {
  if (section === "permissionSets") {
    return (await ssoadmin.getPermissionSet({ instanceArn, region, name }, opts)).arn;
  }
  const attributePath = section === "people" ? "UserName" : "DisplayName";
  const args = {
    identityStoreId,
    region,
    alternateIdentifier: { uniqueAttribute: { attributePath, attributeValue: name } },
  };
  if (section === "people") return (await identitystore.getUser(args, opts)).userId;
  return (await identitystore.getGroup(args, opts)).groupId;
}

/** Assignments to another group than the one of this name, where that other one is gone. */
async function madeAgainProblems(
  { key, name }: Wanted,
  groupId: string,
  { assignments }: Deployed,
  where: Where,
): Promise<Problem[]> {
  const others = assignments.filter((one) => one.group === key && one.principalId !== groupId);
  const [first] = others;
  if (first === undefined) return [];
  const { identityStoreId } = where.instance;
  try {
    const args = { identityStoreId, region: where.region, groupId: first.principalId };
    await identitystore.getGroup(args, where.opts);
    return [];
  } catch (reason) {
    if (!isMissing(String(reason))) throw reason;
    return [madeAgain(pathOf("access:groups", key), name, others)];
  }
}

/** Administrators who are made elsewhere are there, too. */
async function memberProblems(
  path: string,
  name: string,
  groupId: string,
  { instance, region, opts }: Where,
  unseen: (reason: string) => Problem,
): Promise<Problem[]> {
  const { identityStoreId } = instance;
  try {
    const args = { identityStoreId, region, groupId };
    const { groupMemberships } = await identitystore.getGroupMemberships(args, opts);
    if (groupMemberships.length > 0) return [];
    const message = `the existing group "${name}" has administrators: true and no members in Identity Center, so that nobody could repair a mistake; add somebody there first, then run pulumi up`;
    return [error(path, message)];
  } catch (reason) {
    return [unseen(messageOf(reason))];
  }
}

export function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

export function isMissing(reason: string): boolean {
  // Of the key that encrypts Identity Center, AWS says so, too.
  return keyAdvice(reason) === undefined && /not ?found|no .* found/i.test(reason);
}
