import assert from "node:assert/strict";
import { make, testWorld } from "./fixture.ts";

const type = "aws:ssoadmin/region:Region";

describe("sandbox: further Regions of Identity Center", () => {
  it("are added and removed with the provider's id, which also imports, and wait until AWS is done", async () => {
    const { provider, world, instanceArn } = testWorld({ latency: 1000 });
    const made = await make(provider, type, { instanceArn, regionName: "us-east-1" });
    assert.equal(made.id, `${instanceArn},us-east-1`);
    assert.equal(made.outputs.status, "ACTIVE");
    const read = await provider.read(type, made.id);
    assert.deepEqual(provider.diff(type, read?.outputs ?? {}, made.inputs).changed, []);
    const names = () =>
      world
        .call("ListRegions", { InstanceArn: instanceArn }, "eu-west-1")
        .Regions.map(({ RegionName }) => RegionName);
    assert.deepEqual(names(), ["eu-west-1", "us-east-1"]);
    await assert.rejects(
      make(provider, type, { instanceArn, regionName: "us-east-1" }),
      /ConflictException.*already enabled/,
    );
    await provider.delete(type, made.id, made.outputs);
    assert.deepEqual(names(), ["eu-west-1"]);
    assert.equal(await provider.read(type, made.id), undefined);
    await provider.delete(type, made.id, made.outputs);
  });

  it("are changed one at a time, from the home Region, and never the home Region itself", () => {
    const { world, instanceArn: InstanceArn } = testWorld({ latency: 1000 });
    const call = (
      operation: "AddRegion" | "RemoveRegion",
      RegionName: string,
      from = "eu-west-1",
    ) => world.call(operation, { InstanceArn, RegionName }, from);
    assert.equal(call("AddRegion", "us-east-1").Status, "ADDING");
    assert.throws(() => call("AddRegion", "us-west-2"), /in progress/);
    assert.throws(() => call("RemoveRegion", "us-east-1"), /in progress/);
    assert.throws(() => call("RemoveRegion", "eu-west-1"), /primary Region/);
    assert.throws(() => call("AddRegion", "eu-west-1"), /already enabled/);
    assert.throws(() => call("AddRegion", "us-west-2", "us-east-1"), /not found/);
  });

  it("keep the key that encrypts all of them, until the last is gone", () => {
    const { world, instanceArn: InstanceArn } = testWorld({ latency: 0 });
    const region = { InstanceArn, RegionName: "us-east-1" };
    const EncryptionConfiguration = { KeyType: "AWS_OWNED_KMS_KEY" };
    const other = () =>
      world.call("UpdateInstance", { InstanceArn, EncryptionConfiguration }, "eu-west-1");
    world.call("AddRegion", region, "eu-west-1");
    assert.throws(other, /additional Regions cannot be changed/);
    world.call("RemoveRegion", region, "eu-west-1");
    other();
  });
});
