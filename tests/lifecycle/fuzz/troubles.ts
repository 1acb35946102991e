import type { FaultError, FaultSwitch } from "../../../sandbox/world/faults.ts";
import type { RunOptions } from "../deployment.ts";
import type { Random } from "./random.ts";

/** Calls that change something, by what each request of them holds: the id of the store, or the instance's ARN. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  '"IdentityStoreId":"d-': [
    "CreateUser",
    "UpdateUser",
    "DeleteUser",
    "CreateGroup",
    "UpdateGroup",
    "DeleteGroup",
    "CreateGroupMembership",
    "DeleteGroupMembership",
  ],
  '"InstanceArn":"arn:aws:sso:::instance/ssoins-': [
    "CreatePermissionSet",
    "UpdatePermissionSet",
    "DeletePermissionSet",
    "AttachManagedPolicyToPermissionSet",
    "DetachManagedPolicyFromPermissionSet",
    "AttachCustomerManagedPolicyReferenceToPermissionSet",
    "DetachCustomerManagedPolicyReferenceFromPermissionSet",
    "PutInlinePolicyToPermissionSet",
    "DeleteInlinePolicyFromPermissionSet",
    "PutPermissionsBoundaryToPermissionSet",
    "DeletePermissionsBoundaryFromPermissionSet",
    "ProvisionPermissionSet",
    "CreateAccountAssignment",
    "DeleteAccountAssignment",
  ],
};
const ASYNCHRONOUS = [
  "ProvisionPermissionSet",
  "CreateAccountAssignment",
  "DeleteAccountAssignment",
];
const ERRORS: readonly FaultError[] = [
  "AccessDenied",
  "Throttling",
  "InternalServer",
  "Conflict",
  "ServiceQuotaExceeded",
  "FAILED",
  "TIMEOUT",
  "Crash",
];

/** What goes wrong in an update: an interrupt, or one error at the first call of some operations. */
export interface Trouble {
  readonly what: string;
  readonly options: RunOptions;
}

export function drawTrouble(random: Random): Trouble {
  if (random.chance(0.25)) {
    return { what: "interrupt", options: { interruptAfterCalls: random.below(20) } };
  }
  const error = random.pick(ERRORS) as FaultError;
  const faults = Object.entries(OPERATIONS).flatMap(([request, operations]) => {
    const possible = error === "FAILED" || error === "TIMEOUT" ? ASYNCHRONOUS : operations;
    const chosen = random.some(operations, 5, 12).filter((one) => possible.includes(one));
    // Of each switch the sandbox counts its uses over all runs: another part of the request makes it another one.
    const end = 1 + random.below(request.length);
    const match = request.slice(random.below(end), end);
    return chosen.map((operation): FaultSwitch => ({ operation, error, match, times: 1 }));
  });
  return { what: error, options: { faults } };
}
