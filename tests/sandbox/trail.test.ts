import assert from "node:assert/strict";
import { make, testWorld } from "./fixture.ts";

const trail = "aws:cloudtrail/trail:Trail";
const group = "arn:aws:logs:eu-west-1:000000000001:log-group:events:*";
const role = "arn:aws:iam::000000000001:role/delivery";
const given = { name: "audit", s3BucketName: "logs", tags: { team: "x" } };
const delivering = { cloudWatchLogsGroupArn: group, cloudWatchLogsRoleArn: role };
const trusting = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A world with a log group, and a role that this service assumes. */
async function prepared(service = "cloudtrail.amazonaws.com") {
  const { provider, world } = testWorld();
  await make(provider, "aws:cloudwatch/logGroup:LogGroup", { name: "events" });
  const assumeRolePolicy = trusting(service);
  await make(provider, "aws:iam/role:Role", { name: "delivery", assumeRolePolicy });
  return { provider, world };
}

describe("sandbox: trails", () => {
  it("are made, started, read, changed and deleted by their ARN", async () => {
    const { provider, world } = await prepared();
    const { id, inputs, outputs } = await make(provider, trail, { ...given, ...delivering });
    assert.equal(id, "arn:aws:cloudtrail:eu-west-1:000000000001:trail/audit");
    assert.equal(outputs.enableLogging, true);
    const read = await provider.read(trail, id);
    assert.deepEqual(provider.diff(trail, read?.outputs ?? {}, inputs).changed, []);
    const { inputs: news } = provider.check(trail, {
      name: "audit",
      news: { ...given, enableLogging: false, tags: { team: "y" } },
      seed: "x",
    });
    await provider.update(trail, id, outputs, news);
    const [found] = world.call("DescribeTrails", {}, "eu-west-1").trailList;
    assert.equal(found?.CloudWatchLogsLogGroupArn, undefined);
    assert.equal(world.call("GetTrailStatus", { Name: id }, "eu-west-1").IsLogging, false);
    const [tags] = world.call("ListTags", { ResourceIdList: [id] }, "eu-west-1").ResourceTagList;
    assert.ok(tags?.TagsList.some(({ Key, Value }) => Key === "team" && Value === "y"));
    await provider.delete(trail, id, {});
    await provider.delete(trail, id, {});
    assert.equal(await provider.read(trail, id), undefined);
  });

  it("are read by their ARN alone from a member account, and their status from another Region", async () => {
    const { provider, world } = await prepared();
    world.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" });
    const ofAll = { isOrganizationTrail: true, isMultiRegionTrail: true };
    const { id } = await make(provider, trail, { ...given, ...ofAll });
    const here = "eu-west-1";
    const member = { account: "111111111111" };
    const status = (Name: string, region = here, caller = {}) =>
      world.call("GetTrailStatus", { Name }, region, caller).IsLogging;
    const selectors = (TrailName: string, region = here, caller = {}) =>
      world.call("GetEventSelectors", { TrailName }, region, caller).TrailARN;
    const unknown = { code: "TrailNotFoundException" };
    assert.deepEqual([status("audit"), selectors("audit")], [true, id]);
    for (const read of [status, selectors]) {
      assert.throws(() => read("audit", here, member), unknown);
    }
    assert.throws(() => status("audit", "us-east-1"), unknown);
    assert.deepEqual([status(id, here, member), selectors(id, here, member)], [true, id]);
    assert.equal(status(id, "us-east-1"), true);
  });

  for (const [title, changes, error] of [
    [
      "a log group that isn't there",
      { cloudWatchLogsGroupArn: `${group.slice(0, -2)}x:*` },
      /LogGroupArnException: CloudTrail cannot validate/,
    ],
    [
      "a log group without its streams",
      { cloudWatchLogsGroupArn: group.slice(0, -2) },
      /LogGroupArnException: CloudTrail cannot validate/,
    ],
    [
      "a log group without a role",
      { cloudWatchLogsRoleArn: undefined },
      /RoleArnException: You must specify a role ARN/,
    ],
    [
      "a role that isn't there",
      { cloudWatchLogsRoleArn: `${role}x` },
      /RoleArnException: Access denied/,
    ],
    [
      "an organization that doesn't trust CloudTrail",
      { isOrganizationTrail: true },
      /CloudTrailAccessNotEnabledException/,
    ],
  ] as const) {
    it(`are refused ${title}`, async () => {
      const { provider } = await prepared();
      await assert.rejects(make(provider, trail, { ...given, ...delivering, ...changes }), error);
    });
  }

  it("are refused a role that another service assumes, a name that is taken, and a sixth in a Region", async () => {
    const other = await prepared("ec2.amazonaws.com");
    await assert.rejects(
      make(other.provider, trail, { ...given, ...delivering }),
      /trust relation/,
    );
    const { provider } = testWorld();
    await make(provider, trail, given);
    await assert.rejects(make(provider, trail, given), /TrailAlreadyExistsException/);
    for (const name of ["two", "three", "four", "five"]) {
      await make(provider, trail, { ...given, name });
    }
    await assert.rejects(make(provider, trail, { ...given, name: "six" }), /already has 5 trails/);
  });
});
