import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as pulumi from "@pulumi/pulumi";
import { importArguments } from "../components/failure.ts";
import { wording } from "../components/wording.ts";
import { instanceOfSet } from "../model/access/instanceOfSet.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { registeredDelegates } from "./delegateProblems.ts";
import { DELEGATE } from "./deployedState.ts";

interface Known {
  readonly deployed: Deployed;
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
      const [kind = "", name = ""] = one.split(/ (.*)/);
      if (kind === "registration") return await registrationOf(name, opts);
      const [group = "", ...keys] = name.split("/");
      const owner = known.deployed.lastUpdate.owners.get(group);
      const id =
        kind === "membership"
          ? await membershipId(group, keys[0] ?? "", known, opts)
          : assignmentId(group, keys, known);
      if (owner === undefined || id === undefined) return [];
      const type = TYPES[kind as keyof typeof TYPES];
      const urn = `${owner.slice(0, -`::${group}`.length)}$${type}::${name}`;
      return [importArguments({ urn, type, name }, id)];
    }),
  );
  return all.flat();
}

/** Below no component: a configuration that is taken back has none. */
async function registrationOf(account: string, opts: pulumi.InvokeOptions): Promise<string[][]> {
  const registered = await registeredDelegates(opts);
  if (!registered?.some(({ id }) => id === account)) return [];
  const { provider } = wording();
  const of = (name: string) => `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${name}`;
  return [
    [
      ...["import", DELEGATE, "delegated-administration", `${account}/sso.amazonaws.com`],
      ...(provider
        ? ["--provider", `${provider.name}=${of(`${provider.types}::${provider.name}`)}`]
        : []),
      ...["--protect=false", "--generate-code=false"],
    ],
  ];
}

/** Undefined where AWS has no such membership, and where nobody may read it: the look after the update says so. */
async function membershipId(
  group: string,
  person: string,
  known: Known,
  opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
  const { deployed, existingIds } = known;
  const { identityStoreId } = deployed;
  const groupId = groupIdOf(group, known);
  const userId = deployed.people.get(person)?.id ?? existingIds.people.get(person);
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
  const { deployed, existingIds } = known;
  const groupId = groupIdOf(group, known);
  const arn = deployed.permissionSets.get(set)?.id ?? existingIds.permissionSets.get(set);
  if (groupId === undefined || arn === undefined) return undefined;
  return [groupId, "GROUP", account, "AWS_ACCOUNT", arn, instanceOfSet(arn)].join(",");
}

function groupIdOf(group: string, { deployed, existingIds }: Known): string | undefined {
  return (
    deployed.groups.get(group)?.id ??
    existingIds.groups.get(group) ??
    deployed.assignments.find((one) => one.group === group)?.principalId
  );
}
