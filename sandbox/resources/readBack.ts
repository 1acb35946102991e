import { notFound } from "../world/serviceError.ts";
import type { OperationContext, Properties, ResourceDefinition } from "./resource.ts";

/**
 * What was just made or changed, as AWS has it.
 *
 * @throws where AWS doesn't find it, as the provider fails then (such as resourceUserRead of a new resource)
 */
export async function readBack(
  read: ResourceDefinition["read"],
  context: OperationContext,
  id: string,
): Promise<Properties> {
  const found = await read(context, id);
  if (!found) throw notFound(id);
  return found;
}
