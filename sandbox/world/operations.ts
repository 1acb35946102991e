import * as accountAssignments from "./accountAssignments.ts";
import * as storage from "./auditTrailStorage.ts";
import * as callers from "./callers.ts";
import * as groupMemberships from "./groupMemberships.ts";
import * as groups from "./groups.ts";
import * as instances from "./instances.ts";
import * as organizationAccounts from "./organizationAccounts.ts";
import * as organizationPolicies from "./organizationPolicies.ts";
import * as organizations from "./organizations.ts";
import * as organizationTags from "./organizationTags.ts";
import * as organizationTree from "./organizationTree.ts";
import * as permissionSetPolicies from "./permissionSetPolicies.ts";
import * as permissionSets from "./permissionSets.ts";
import * as provisioning from "./provisioning.ts";
import * as users from "./users.ts";

/** The modules that hold the operations. */
export const modules = {
  ...accountAssignments,
  ...callers,
  ...groupMemberships,
  ...groups,
  ...instances,
  ...organizationAccounts,
  ...organizationPolicies,
  ...organizations,
  ...organizationTags,
  ...organizationTree,
  ...permissionSetPolicies,
  ...permissionSets,
  ...provisioning,
  ...storage,
  ...users,
};

/** API operations: the functions that are named as AWS names them, with a capital letter. */
type Modules = typeof modules;
type OperationKeys<K> = K extends string ? (K extends Capitalize<K> ? K : never) : never;
export type OperationName = OperationKeys<keyof Modules>;
type Operation<O extends OperationName> = Modules[O];

export type Request<O extends OperationName> = Parameters<Operation<O>>[1];
export type Response<O extends OperationName> = ReturnType<Operation<O>>;

export const operationNames: ReadonlySet<string> = new Set(
  Object.keys(modules).filter((name) => /^[A-Z]/.test(name)),
);
