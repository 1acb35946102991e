import { provision } from "./awsClient.ts";
import { InitializationError, type OperationContext, type Properties } from "./resource.ts";

/**
 * Changes a permission set's policies and provisions the set. The provider knows the id before it
 * provisions, so that a failure there leaves a resource behind.
 */
export async function changeThenProvision(
  context: OperationContext,
  set: { InstanceArn: string; PermissionSetArn: string },
  id: string,
  outputs: Properties,
  change: () => Promise<unknown>,
): Promise<{ id: string; outputs: Properties }> {
  await change();
  try {
    await provision(context, set.InstanceArn, set.PermissionSetArn);
  } catch (error) {
    throw new InitializationError((error as Error).message, id, outputs);
  }
  return { id, outputs };
}

/**
 * Removes a policy and provisions the set. A policy that is gone already counts as removed, and then
 * nothing is provisioned: what an earlier, half-done removal left on roles stays there.
 */
export async function removeThenProvision(
  context: OperationContext,
  set: { InstanceArn: string; PermissionSetArn: string },
  remove: () => Promise<unknown>,
): Promise<void> {
  if ((await remove()) === undefined) return;
  await provision(context, set.InstanceArn, set.PermissionSetArn);
}
