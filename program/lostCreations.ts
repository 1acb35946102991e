import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as pulumi from "@pulumi/pulumi";
import { importArguments } from "../components/failure.ts";
import { instanceOfSet } from "../model/access/instanceOfSet.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import { type Deployed, type MadeSection, thingNamed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { registeredDelegates } from "./delegateProblems.ts";
import { DELEGATE } from "./deployedUpdate.ts";

interface Known {
  readonly deployed: Deployed;
  readonly configuration: Configuration;
  readonly existingIds: ExistingIds;
}

const TYPES = {
  membership: "aws:identitystore/groupMembership:GroupMembership",
  assignment: "aws:ssoadmin/accountAssignment:AccountAssignment",
} as const;

/**
 * How to take into the state what updates may have made that didn't hear of it: what isn't wanted any more, the next update
 * takes away then. Of what AWS doesn't have, an import fails, or there is none.
 *
 * @param made memberships and assignments, as notes name them
 * @returns arguments of `pulumi`
 */
export async function importsOf(
  made: readonly string[],
  known: Known,
  opts: pulumi.InvokeOptions,
): Promise<string[][]> {
  const all = await Promise.all(
    made.map(async (one) => {
      const { kind, keys: all } = thingNamed(one);
      const [group = "", ...keys] = all;
      if (kind === "registration") return await registrationOf(group, opts);
      const owner = known.deployed.lastUpdate.owners.get(group);
      const id =
        kind === "membership"
          ? await membershipId(group, keys[0] ?? "", known, opts)
          : assignmentId(group, keys, known);
      if (owner === undefined || id === undefined) return [];
      const type = TYPES[kind as keyof typeof TYPES];
      // Below its component, which may have its former name still.
      const at = owner.lastIndexOf("::");
      const name = [owner.slice(at + 2), ...keys].join("/");
      const urn = `${owner.slice(0, at)}$${type}::${name}`;
      return [importArguments({ urn, type, name }, id)];
    }),
  );
  return all.flat();
}

/** Below no component: a configuration that is taken back has none. */
async function registrationOf(account: string, opts: pulumi.InvokeOptions): Promise<string[][]> {
  const registered = await registeredDelegates(opts);
  if (!registered?.some(({ id }) => id === account)) return [];
  const name = "delegated-administration";
  const urn = `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${DELEGATE}::${name}`;
  return [importArguments({ urn, type: DELEGATE, name }, `${account}/sso.amazonaws.com`)];
}

/** Undefined where AWS has no such membership, and where nobody may read it: the look after the update says so. */
async function membershipId(
  group: string,
  person: string,
  known: Known,
  opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
  const { identityStoreId } = known.deployed;
  const groupId = groupIdOf(group, known);
  const userId = idOf("people", person, known);
  if (identityStoreId === "" || groupId === undefined || userId === undefined) return undefined;
  const found = await identitystore
    .getGroupMemberships({ identityStoreId, groupId }, opts)
    .catch(() => undefined);
  const membership = found?.groupMemberships.find(({ memberId }) => memberId.userId === userId);
  return membership && `${identityStoreId}/${membership.membershipId}`;
}

function assignmentId(
  group: string,
  [set = "", account = ""]: readonly string[],
  known: Known,
): string | undefined {
  const groupId = groupIdOf(group, known);
  const arn = idOf("permissionSets", set, known);
  if (groupId === undefined || arn === undefined) return undefined;
  return [groupId, "GROUP", account, "AWS_ACCOUNT", arn, instanceOfSet(arn)].join(",");
}

function groupIdOf(group: string, known: Known): string | undefined {
  return (
    idOf("groups", group, known) ??
    known.deployed.assignments.find((one) => one.group === group)?.principalId
  );
}

/** Under its key, or under one that it had before. */
function idOf(
  section: MadeSection,
  key: string,
  { deployed, configuration, existingIds }: Known,
): string | undefined {
  const keys = [key, ...(configuration[section][key]?.aliases ?? [])];
  const made = keys.flatMap((one) => deployed[section].get(one) ?? []);
  return made[0]?.id ?? existingIds[section].get(key);
}
