import { inTurn } from "../inTurn.ts";
import { idOf } from "../liveError.ts";
import type { LiveGroup } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { Steps } from "../progress.ts";
import type { Session } from "../session.ts";
import { readMembers } from "./memberships.ts";
import { externalIds } from "./users.ts";

/** AWS's maximum. */
const MaxResults = 100;

/** Groups with their members. */
export async function readGroups(
  session: Session,
  IdentityStoreId: string,
): Promise<Section<readonly LiveGroup[]>> {
  const { identityStore } = session;
  return await section(async () => {
    session.report({ what: "groups", done: 0 });
    const groups = await allPages(
      (NextToken) => identityStore.listGroups({ IdentityStoreId, MaxResults, NextToken }),
      ({ Groups }) => Groups,
    );
    const steps = new Steps(session.report, "members of groups", groups.length);
    const all = await inTurn(groups, 4, async (group) => {
      const id = idOf(group.GroupId, "id of a group");
      const members = await readMembers(session, IdentityStoreId, id);
      steps.step();
      return (
        members && {
          id,
          name: group.DisplayName ?? "",
          description: group.Description,
          externalIds: externalIds(group.ExternalIds),
          members,
        }
      );
    });
    return all.filter((group) => group !== undefined);
  });
}
