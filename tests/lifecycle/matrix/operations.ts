import * as accountAssignments from "../../../sandbox/world/accountAssignments.ts";
import { isChange } from "../../../sandbox/world/gate.ts";
import * as groupMemberships from "../../../sandbox/world/groupMemberships.ts";
import * as groups from "../../../sandbox/world/groups.ts";
import * as instances from "../../../sandbox/world/instances.ts";
import * as permissionSetPolicies from "../../../sandbox/world/permissionSetPolicies.ts";
import * as permissionSets from "../../../sandbox/world/permissionSets.ts";
import * as provisioning from "../../../sandbox/world/provisioning.ts";
import * as users from "../../../sandbox/world/users.ts";

/** Every call that changes something in Identity Center, of all that the sandbox has. */
export const CHANGES: readonly string[] = Object.keys({
  ...accountAssignments,
  ...groupMemberships,
  ...groups,
  ...instances,
  ...permissionSetPolicies,
  ...permissionSets,
  ...provisioning,
  ...users,
})
  .filter((name) => /^[A-Z]/.test(name) && isChange(name))
  .sort();
