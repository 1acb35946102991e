import * as accountAssignments from "./accountAssignments.ts";
import * as storage from "./auditTrailStorage.ts";
import { checkRequest } from "./checkRequest.ts";
import * as groupMemberships from "./groupMemberships.ts";
import * as groups from "./groups.ts";
import * as instances from "./instances.ts";
import * as organizations from "./organizations.ts";
import * as permissionSetPolicies from "./permissionSetPolicies.ts";
import * as permissionSets from "./permissionSets.ts";
import * as provisioning from "./provisioning.ts";
import type { Transaction } from "./transaction.ts";
import * as users from "./users.ts";

const modules = {
  ...accountAssignments,
  ...groupMemberships,
  ...groups,
  ...instances,
  ...organizations,
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

/** @throws ServiceError as AWS answers the request. */
export function perform<O extends OperationName>(
  tx: Transaction,
  operation: O,
  request: Request<O>,
): Response<O> {
  const run = modules[operation] as unknown as (
    tx: Transaction,
    request: Request<O>,
  ) => Response<O>;
  checkRequest(operation, request);
  return run(tx, request);
}
