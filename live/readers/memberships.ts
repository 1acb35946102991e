import { idOf, unlessGone } from "../liveError.ts";
import type { LiveMembership } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** AWS's maximum. */
const MaxResults = 100;

/** Who is in a group; undefined where it was deleted meanwhile. */
export async function readMembers(
  { identityStore }: Session,
  IdentityStoreId: string,
  GroupId: string,
): Promise<Section<readonly LiveMembership[]> | undefined> {
  const request = { IdentityStoreId, GroupId, MaxResults };
  return await unlessGone(() =>
    section(async () => {
      const memberships = await allPages(
        (NextToken) => identityStore.listGroupMemberships({ ...request, NextToken }),
        ({ GroupMemberships }) => GroupMemberships,
      );
      return memberships.map(({ MembershipId, MemberId }) => ({
        id: idOf(MembershipId, "id of a membership"),
        userId: idOf(MemberId?.UserId, "user of a membership"),
      }));
    }),
  );
}
