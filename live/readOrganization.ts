import type { LiveOrganization } from "./liveOrganization.ts";
import { openSession } from "./openSession.ts";
import { readAssignments } from "./readers/assignments.ts";
import { readAttributes } from "./readers/attributes.ts";
import { refuseMemberAccount } from "./readers/caller.ts";
import { readDelegatedAdministrators } from "./readers/delegatedAdministrators.ts";
import { readGroups } from "./readers/groups.ts";
import { readInstanceDetails } from "./readers/instance.ts";
import { readPermissionSets } from "./readers/permissionSets.ts";
import { readTree } from "./readers/tree.ts";
import { readUsers } from "./readers/users.ts";
import type { Session } from "./session.ts";

/**
 * Reads everything: the organization's tree and accounts, and all of its Identity Center. What a permission is missing for
 * is told in the result. With U units, A accounts, D delegated administrators, S permission sets that have R roles, G
 * groups, P people, and lists of one page, it makes 11 + 2 U + A + D + 8 S + G calls, and for assignments the smaller of R
 * and G + P; and one for each further page.
 *
 * @throws LiveError where there is nothing to read; AWS's own error where it doesn't answer
 */
export async function readOrganization(session: Session): Promise<LiveOrganization> {
  const opened = await openSession(session);
  const { organization, instance } = opened;
  const { arn, identityStoreId } = instance;
  const tree = await readTree(session);
  await refuseMemberAccount(session, opened, tree);
  const delegatedAdministrators = await readDelegatedAdministrators(session);
  const details = await readInstanceDetails(session, arn);
  const attributes = await readAttributes(session, arn);
  const groups = await readGroups(session, identityStoreId);
  const users = await readUsers(session, identityStoreId);
  const permissionSets = await readPermissionSets(session, arn);
  const assignments = await readAssignments(session, arn, { permissionSets, groups, users });
  return frozen({
    organization,
    ...tree,
    delegatedAdministrators,
    instance: { ...instance, region: session.region, details },
    attributes,
    permissionSets,
    groups,
    users,
    assignments,
  });
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
