import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { globalRegions } from "../../../components/alarms/globalRegions.ts";
import type { AlarmsArgs } from "../../../components/alarms.ts";
import { alarmNames } from "../../../model/schema/alarms.ts";
import { World } from "../../../sandbox/world/world.ts";
import { deploy } from "../deploy.ts";
import { groupId, setArn, watched } from "./corpus.ts";

const CALLED = "told";
const all: Partial<AlarmsArgs> = {
  administratorGroupIds: [groupId],
  administratorPermissionSetArns: [setArn],
  emergencyRoles: [...watched.emergencyRoles],
  emergencyUsers: [...watched.emergencyUsers],
};

/** A trail delivers to this log group. */
class WithLogGroup extends World {
  constructor(...options: ConstructorParameters<typeof World>) {
    super(...options);
    this.call("CreateLogGroup", { Id: "trail", Properties: { name: "trail" } }, "eu-west-1");
  }
}

function deployAlarms(args: Partial<AlarmsArgs> = {}) {
  return deploy(
    ({ Alarms }) =>
      new Alarms(CALLED, {
        accountId: "000000000001",
        region: "eu-west-1",
        emails: ["security@example.com"],
        ...args,
      }).topicArns,
    { World: WithLogGroup },
  );
}

describe("Alarms", () => {
  it("watches the home Region and us-east-1, each with a topic and key of its own", async () => {
    const { errors, resources, resource } = await deployAlarms({ ...all, tags: { team: "x" } });
    assert.deepEqual(errors, []);
    for (const region of ["us-east-1", "eu-west-1"]) {
      const topic = resource("Topic", `${CALLED}-${region}`);
      assert.equal(topic.inputs.region, region);
      assert.equal(topic.inputs.kmsMasterKeyId, resource("Key", `${CALLED}-${region}`).outputs.arn);
      const subscription = resource(
        "TopicSubscription",
        `${CALLED}-${region}/security@example.com`,
      );
      assert.equal(subscription.outputs.pendingConfirmation, true);
      for (const alarm of alarmNames) {
        const rule = resource("EventRule", `${CALLED}-${region}-${alarm}`);
        assert.equal(rule.inputs.region, region);
        const target = resource("EventTarget", `${CALLED}-${region}-${alarm}`);
        assert.equal(target.inputs.arn, topic.outputs.arn);
        assert.equal(target.inputs.rule, rule.outputs.name);
      }
    }
    assert.ok(!resources.some(({ type }) => /MetricAlarm|MetricFilter/.test(type)));
    const asking = resources.filter(({ inputs }) => String(inputs.state).endsWith("_EVENTS"));
    assert.deepEqual(
      new Set(asking.map(({ name }) => name)),
      new Set(
        ["us-east-1", "eu-west-1"].flatMap((region) =>
          ["root-activity", "emergency-access"].map((alarm) => `${CALLED}-${region}-${alarm}`),
        ),
      ),
    );
  });

  it("lets only EventBridge and CloudWatch publish, with TLS, and asks EventBridge for nothing", async () => {
    const { resource } = await deployAlarms();
    const { policy } = resource("TopicPolicy", `${CALLED}-eu-west-1`).inputs;
    const { Statement } = JSON.parse(String(policy));
    // EventBridge sends topics no context: with a condition, no alarm would arrive.
    assert.deepEqual(Statement[0].Principal, { Service: "events.amazonaws.com" });
    assert.equal(Statement[0].Condition, undefined);
    assert.deepEqual(Statement[1].Principal, { Service: "cloudwatch.amazonaws.com" });
    assert.deepEqual(Statement[1].Condition, {
      StringEquals: { "aws:SourceAccount": "000000000001" },
    });
    assert.deepEqual(Statement[2].Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("has a metric alarm for each alarm where a trail delivers, which one event sets off", async () => {
    const { errors, resources, resource } = await deployAlarms({ ...all, logGroupName: "trail" });
    assert.deepEqual(errors, []);
    for (const alarm of alarmNames) {
      const { inputs } = resource("MetricAlarm", `${CALLED}-${alarm}`);
      const { threshold, period, evaluationPeriods, treatMissingData } = inputs;
      assert.deepEqual([threshold, period, evaluationPeriods], [1, 60, 1]);
      assert.equal(treatMissingData, "notBreaching");
      assert.deepEqual(inputs.alarmActions, [resource("Topic", `${CALLED}-eu-west-1`).outputs.arn]);
      const metric = { name: inputs.metricName, namespace: inputs.namespace, value: "1" };
      const filter = resource("LogMetricFilter", `${CALLED}-${alarm}`);
      assert.deepEqual(filter.inputs.metricTransformation, metric);
    }
    const filters = resources.filter(({ type }) => type.endsWith(":LogMetricFilter"));
    assert.ok(filters.length > alarmNames.length, "one for each kind of events");
  });

  it("looks in each partition where its IAM and its Organizations are", () => {
    for (const [home, ...global] of [
      ["eu-west-1", "us-east-1"],
      ["cn-northwest-1", "cn-north-1", "cn-northwest-1"],
      ["cn-north-1", "cn-north-1", "cn-northwest-1"],
      ["us-gov-east-1", "us-gov-west-1"],
      ["eusc-de-east-1", "eusc-de-east-1"],
      ["us-isob-east-1", "us-isob-east-1"],
    ] as const) {
      assert.deepEqual(globalRegions(home), global);
    }
  });

  it("has one topic where the home Region is us-east-1", async () => {
    const { resources } = await deployAlarms({ region: "us-east-1" });
    assert.equal(resources.filter(({ type }) => type === "aws:sns/topic:Topic").length, 1);
  });

  it("watches nothing where there is nothing to watch, and what it is asked for", async () => {
    const names = async (args: Partial<AlarmsArgs>) => {
      const { resources } = await deployAlarms({ region: "us-east-1", ...args });
      return resources
        .filter(({ type }) => type === "aws:cloudwatch/eventRule:EventRule")
        .map(({ name }) => name.replace(`${CALLED}-us-east-1-`, ""));
    };
    assert.deepEqual(
      new Set(await names({})),
      new Set(alarmNames.filter((name) => !["administrators", "emergency-access"].includes(name))),
    );
    assert.deepEqual(await names({ ...all, alarms: ["emergency-access"] }), ["emergency-access"]);
  });

  it("watches any number of administrators and emergency roles, each in one pattern that AWS takes", async () => {
    const many = (one: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${one}${index}-`);
    const groups = many(groupId, 9);
    const sets = many(setArn, 30);
    const roles = many("emergency/administrator", 25);
    const { errors, resources } = await deployAlarms({
      administratorGroupIds: groups,
      administratorPermissionSetArns: sets,
      emergencyRoles: roles,
      emergencyUsers: ["glass"],
      logGroupName: "trail",
    });
    assert.deepEqual(errors, []);
    const patterns = (type: string, region: string) =>
      resources
        .filter((one) => one.type.endsWith(`:${type}`) && one.inputs.region === region)
        .map(({ inputs }) => String(inputs.eventPattern ?? inputs.pattern));
    const rules = patterns("EventRule", "us-east-1");
    const filters = patterns("LogMetricFilter", "eu-west-1");
    const asked = [
      ...groups.map((id) => ({ text: id, kinds: 3 })),
      ...roles.map((name) => ({ text: `:role/${name}`, kinds: 2 })),
      ...[...sets, "glass"].map((text) => ({ text, kinds: 1 })),
    ];
    for (const { text, kinds } of asked) {
      const holding = (all: string[]) => all.filter((pattern) => pattern.includes(`${text}"`));
      assert.equal(holding(rules).length, 1, text);
      assert.equal(holding(filters).length, kinds, text);
    }
    // What is about everybody is there once.
    assert.equal(rules.filter((pattern) => pattern.includes("StopLogging")).length, 1);
    assert.equal(new Set(rules).size, rules.length);
    const metrics = resources.filter(({ type }) => type.endsWith(":MetricAlarm"));
    assert.equal(metrics.length, alarmNames.length);
  });

  it("says what is wrong", async () => {
    const long = [pulumi.secret("x".repeat(600))];
    for (const [args, error] of [
      [{ alarms: ["root"] }, /^Alarms "told": alarms: there is no alarm "root"; write root-act/],
      [{ emails: [] }, /emails: nobody would be told; give an e-mail address/],
      [{ accountId: "999999999999" }, /watch account 999999999999, and these credentials are of/],
      [{ emergencyRoles: long }, /would have \d+ characters, and AWS takes 2048/],
    ] as const) {
      const { errors } = await deployAlarms(args as Partial<AlarmsArgs>);
      assert.ok(
        errors.some((one) => error.test(one)),
        errors.join("\n"),
      );
    }
  });
});
