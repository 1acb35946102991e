import { LiveError } from "../liveError.ts";
import type { OrganizationFacts } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import type { Opened } from "../openSession.ts";
import type { Session } from "../session.ts";
import { listPermissionSets } from "./permissionSets.ts";
import type { LiveTree } from "./tree.ts";

/**
 * Refuses credentials of a member account, which may read neither the organization's tree nor permission sets.
 * @throws LiveError that says whose they are
 */
export async function refuseMemberAccount(
  session: Session,
  { organization, instance }: Opened,
  { units }: LiveTree,
): Promise<void> {
  if (units.isRead || units.action !== "organizations:ListRoots") return;
  const sets = await section(() => listPermissionSets(session, instance.arn));
  if (sets.isRead) return;
  const caller = await session.callerAccount();
  const management = managementOf(organization);
  if (caller === undefined || management === undefined || caller === management) return;
  throw new LiveError(
    `these credentials are of ${caller}, a member account, which may read neither the organization nor its permission sets; sign in to the management account ${management} or to the delegated administrator of Identity Center`,
  );
}

function managementOf(organization: Section<OrganizationFacts>): string | undefined {
  return organization.isRead ? organization.value.managementAccount : undefined;
}
