import assert from "node:assert/strict";
import { make, testWorld } from "./fixture.ts";

const types = {
  topic: "aws:sns/topic:Topic",
  policy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
  group: "aws:cloudwatch/logGroup:LogGroup",
  filter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
};
const topic = "arn:aws:sns:eu-west-1:000000000001:t";
const eventPattern = JSON.stringify({ source: ["aws.signin"] });
const metricTransformation = { name: "m", namespace: "n", value: "1" };
const filter = { name: "f", logGroupName: "g", pattern: "{ $.a = 1 }", metricTransformation };
const inputs: Readonly<Record<keyof typeof types, Record<string, unknown>>> = {
  topic: { name: "t" },
  policy: { arn: topic, policy: "{}" },
  subscription: { topic, protocol: "email", endpoint: "a@example.com" },
  rule: { name: "r", eventPattern },
  target: { rule: "r", arn: topic, targetId: "x" },
  group: { name: "g", retentionInDays: 30 },
  filter,
  alarm: {
    name: "a",
    metricName: "m",
    namespace: "n",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    evaluationPeriods: 1,
    threshold: 1,
  },
};
const kinds = Object.keys(types) as (keyof typeof types)[];

describe("sandbox: alarms", () => {
  it("have the provider's ids, which also import, read back as made, and go", async () => {
    const { provider } = testWorld();
    const ids: string[] = [];
    for (const kind of kinds) {
      const made = await make(provider, types[kind], inputs[kind]);
      ids.push(made.id);
      const read = await provider.read(types[kind], made.id);
      assert.deepEqual(provider.diff(types[kind], read?.outputs ?? {}, made.inputs).changed, []);
    }
    const [, , subscription] = ids;
    assert.match(subscription ?? "", /^arn:aws:sns:eu-west-1:000000000001:t:[0-9a-f-]{36}$/);
    assert.deepEqual(
      ids.filter((id) => id !== subscription),
      [topic, topic, "r", "r-x", "g", "g:f", "a"],
    );
    for (const [index, kind] of [...kinds.entries()].reverse()) {
      await provider.delete(types[kind], ids[index] ?? "", {});
      assert.equal(await provider.read(types[kind], ids[index] ?? ""), undefined, kind);
      await provider.delete(types[kind], ids[index] ?? "", {});
    }
  });

  it("live in one Region", async () => {
    const { provider } = testWorld();
    const { id } = await make(provider, types.rule, { ...inputs.rule, region: "us-east-1" });
    assert.equal(await provider.read(types.rule, id), undefined);
    const read = await provider.read(types.rule, `${id}@us-east-1`);
    assert.equal(read?.outputs.arn, "arn:aws:events:us-east-1:000000000001:rule/r");
  });

  it("are refused as AWS refuses them", async () => {
    const { provider } = testWorld();
    for (const [kind, error] of [
      ["policy", /NotFoundException/],
      ["subscription", /NotFoundException/],
      ["target", /ResourceNotFoundException/],
      ["filter", /ResourceNotFoundException/],
    ] as const) {
      await assert.rejects(make(provider, types[kind], inputs[kind]), error, kind);
    }
    await make(provider, types.group, inputs.group);
    await assert.rejects(make(provider, types.group, inputs.group), /ResourceAlreadyExists/);
    const long = { ...inputs.rule, eventPattern: JSON.stringify({ a: ["x".repeat(2048)] }) };
    await assert.rejects(make(provider, types.rule, long), /ValidationException/);
    await make(provider, types.rule, inputs.rule);
    for (const targetId of ["1", "2", "3", "4", "5"]) {
      await make(provider, types.target, { ...inputs.target, targetId });
    }
    await assert.rejects(make(provider, types.target, inputs.target), /LimitExceeded/);
    await assert.rejects(provider.delete(types.rule, "r", {}), /since it has targets/);
    for (let index = 1; index < 300; index++) {
      await make(provider, types.rule, { ...inputs.rule, name: `r${index}` });
    }
    await assert.rejects(make(provider, types.rule, { name: "r300" }), /LimitExceeded/);
  });

  it("take what belongs to a log group with it", async () => {
    const { provider } = testWorld();
    await make(provider, types.group, inputs.group);
    const { id } = await make(provider, types.filter, inputs.filter);
    await provider.delete(types.group, "g", {});
    assert.equal(await provider.read(types.filter, id), undefined);
  });
});
