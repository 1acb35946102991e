import type { OperationName, Request, Response } from "../world/operations.ts";
import { isNotFound, ServiceError } from "../world/serviceError.ts";
import type { OperationContext } from "./resource.ts";

/** Calls AWS; a conflict or throttling that passes by itself is tried again, as the provider does on every ssoadmin call. */
export async function call<O extends OperationName>(
  { world, region, account, maxRetries }: OperationContext,
  operation: O,
  request: Request<O>,
): Promise<Response<O>> {
  for (let attempt = 1; ; attempt++) {
    await world.whileHeld(operation);
    try {
      let seconds = 0;
      const response = world.call(operation, request, region, {
        account,
        slow: (told) => {
          seconds = told;
        },
      });
      if (seconds > 0) await world.clock.sleep(seconds * 1000);
      return response;
    } catch (error) {
      const transient = error instanceof ServiceError && error.transient;
      if (!transient || attempt >= maxRetries) throw error;
      await world.clock.sleep(Math.max(1, world.latency / 2));
    }
  }
}

/** As {@link call}; undefined when what the request names does not exist. */
export async function callIfFound<O extends OperationName>(
  context: OperationContext,
  operation: O,
  request: Request<O>,
): Promise<Response<O> | undefined> {
  try {
    return await call(context, operation, request);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

interface Status {
  readonly Status: string;
  readonly FailureReason?: string | undefined;
}

/** Polls until an operation ends; answers why it failed, or undefined. */
export async function waitFor(
  { world }: OperationContext,
  poll: () => Promise<Status>,
): Promise<string | undefined> {
  for (;;) {
    if (world.latency > 0) await world.clock.sleep(world.latency / 2);
    const { Status, FailureReason } = await poll();
    if (Status === "IN_PROGRESS") continue;
    return Status === "SUCCEEDED" ? undefined : (FailureReason ?? "");
  }
}

export function unexpectedState(reason: string): string {
  return `unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: ${reason}`;
}

/** Brings all roles of the set up to date, and waits. Every policy operation of the provider ends with this. */
export async function provision(
  context: OperationContext,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<void> {
  const failing = (what: string) => (error: Error) => {
    const code = error instanceof ServiceError ? `${error.code}: ` : "";
    throw new Error(`${what}: ${code}${error.message}`, { cause: error });
  };
  const { PermissionSetProvisioningStatus: started } = await call(
    context,
    "ProvisionPermissionSet",
    { InstanceArn, PermissionSetArn, TargetType: "ALL_PROVISIONED_ACCOUNTS" },
  ).catch(failing(`provisioning SSO Permission Set (${PermissionSetArn})`));
  const waiting = `waiting for SSO Permission Set (${PermissionSetArn}) to provision`;
  const reason = await waitFor(context, async () => {
    const answer = await call(context, "DescribePermissionSetProvisioningStatus", {
      InstanceArn,
      ProvisionPermissionSetRequestId: started.RequestId,
    });
    return answer.PermissionSetProvisioningStatus;
  }).catch(failing(waiting));
  if (reason === undefined) return;
  throw new Error(`${waiting}: ${unexpectedState(reason)}`);
}
