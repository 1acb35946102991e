import { instanceArn } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { type OperationContext, type ResourceDefinition, text } from "./resource.ts";

/** A further Region of Identity Center; imported as `<instanceArn>,<regionName>`. The provider waits until AWS is done. */
export const instanceRegion: ResourceDefinition = {
  type: "aws:ssoadmin/region:Region",
  inputs: {
    instanceArn,
    regionName: { required: true, replaces: true, length: [1, 32] },
    timeouts: { kind: "object" },
  },
  computed: ["status"],

  async create(context, inputs) {
    const id = `${text(inputs, "instanceArn")},${text(inputs, "regionName")}`;
    await call(context, "AddRegion", requestOf(id));
    return { id, outputs: { ...inputs, status: await settled(context, id, "ADDING") } };
  },

  async read(context, id) {
    const request = requestOf(id);
    const found = await callIfFound(context, "DescribeRegion", request);
    if (!found) return undefined;
    return {
      instanceArn: request.InstanceArn,
      region: context.region,
      regionName: found.RegionName,
      status: found.Status,
    };
  },

  async delete(context, id) {
    if (!(await callIfFound(context, "RemoveRegion", requestOf(id)))) return;
    await settled(context, id, "REMOVING");
  },
};

/** The status that follows; undefined: it is gone. */
async function settled(
  context: OperationContext,
  id: string,
  passing: string,
): Promise<string | undefined> {
  const { world } = context;
  for (;;) {
    if (world.latency > 0) await world.clock.sleep(world.latency / 2);
    const found = await callIfFound(context, "DescribeRegion", requestOf(id));
    if (found?.Status !== passing) return found?.Status;
  }
}

function requestOf(id: string) {
  const [InstanceArn = "", RegionName = ""] = id.split(",");
  return { InstanceArn, RegionName };
}
