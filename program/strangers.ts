import * as identitystore from "@pulumi/aws/identitystore/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Access } from "../model/access/access.ts";
import type { Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import {
  type ActualMember,
  type GainingGroup,
  gainingGroups,
  strangerProblem,
  strangersIn,
  unreadMembers,
} from "../model/transition/strangers.ts";
import { isMissing, messageOf } from "./existing.ts";
import { inParallel } from "./inParallel.ts";

/** How many of them are called by name: each is a call. */
const NAMED = 5;

interface Wanted {
  readonly configuration: Configuration;
  readonly access: Access;
  readonly existing: ExistingIds;
  /** Home Region of Identity Center. */
  readonly region: string;
  /** Whether a section is a secret as a whole. */
  readonly isSecret: (section: string) => boolean;
}

/**
 * Who gets access by being in a group that this stack took over, or that somebody joined past it. Groups that get nothing
 * more aren't asked about: whoever is in them has what they give, and the comparison with AWS tells.
 */
export async function strangerProblems(
  deployed: Deployed,
  { configuration, access, existing, region, isSecret }: Wanted,
  opts: pulumi.InvokeOptions,
): Promise<Problem[]> {
  const { identityStoreId } = deployed;
  const store = { identityStoreId, region };
  const isHidden = isSecret("people") || isSecret("groups");
  const found = await inParallel(
    gainingGroups(deployed, configuration, access),
    async (group): Promise<Problem[]> => {
      let members: readonly ActualMember[];
      try {
        members = await membersOf(store, group, opts);
      } catch (reason) {
        const message = messageOf(reason);
        return isMissing(message) ? [] : [unreadMembers(group, message)];
      }
      const strangers = strangersIn(group, members, deployed, configuration, existing);
      const [first] = strangers;
      if (first === undefined) return [];
      const names = isHidden
        ? strangers.map(() => "somebody")
        : await userNames(
            store,
            strangers.map(({ userId }) => userId),
            opts,
          );
      const command = `aws identitystore delete-group-membership --identity-store-id ${identityStoreId} --membership-id ${strangers.length === 1 ? first.membershipId : "ID"}`;
      return [strangerProblem(group, names, command)];
    },
  );
  return found.flat();
}

interface Store {
  readonly identityStoreId: string;
  readonly region?: string;
}

async function membersOf(
  store: Store,
  { deployed: { id: groupId } }: GainingGroup,
  opts: pulumi.InvokeOptions,
): Promise<ActualMember[]> {
  const { groupMemberships } = await identitystore.getGroupMemberships({ ...store, groupId }, opts);
  return groupMemberships.map(({ membershipId, memberId }) => ({
    membershipId,
    userId: memberId.userId,
  }));
}

/** Sign-in names of the first few, where they may be read; ids otherwise. */
export async function userNames(
  store: Store,
  ids: readonly string[],
  opts: pulumi.InvokeOptions,
): Promise<string[]> {
  const named = await inParallel(ids.slice(0, NAMED), (userId) =>
    identitystore.getUser({ ...store, userId }, opts).then(
      ({ userName }) => userName,
      () => userId,
    ),
  );
  return [...named, ...ids.slice(NAMED)];
}
