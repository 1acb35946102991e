import { isNotFound } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";

/** Words of terraform-provider-aws, internal/service/logs/group_data_source.go. */
export function getLogGroup(world: World, { name }: { name: string }, region: string) {
  try {
    const { Properties } = world.call("DescribeLogGroups", { Id: name }, region);
    return { ...Properties, name, region, id: name };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const message = `reading CloudWatch Logs Log Group (${name}): empty result`;
    throw new Error(message, { cause: error });
  }
}
