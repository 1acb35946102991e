import assert from "node:assert/strict";
import path from "node:path";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type PolicyAnalyzer, startPolicyAnalyzer } from "../../commands/analyzer/analyzer.ts";
import type { PackConfiguration } from "../../commands/analyzer/configuration.ts";
import { PolicyAnalyzerProcess } from "../../commands/analyzer/process.ts";
import {
  type AnalyzedResource,
  PolicyAnalyzerProviders,
  toAnalyzeRequest,
} from "../../commands/analyzer/request.ts";
import { toViolations, type Violation } from "../../commands/analyzer/response.ts";
import { rules } from "../../policies/pack.ts";
import { policies } from "../../policies/policies.ts";
import { runAwsProgram } from "../support/awsProgram.ts";
import { comparable, InProcessPack } from "./inProcessPack.ts";
import deploymentRoles from "./programs/deploymentRoles.ts";
import legacyApplication from "./programs/legacyApplication.ts";
import { OPERATION, PACK, resource } from "./stack.ts";

const BESIDE = path.join(import.meta.dirname, "packs/beside");
const OTHERS = ["before", "between", "after"];

const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const policy = JSON.stringify({ Version: "2012-10-17", Statement: everything });
/** Two have faults, of rules in either half. */
const THREE = [
  resource("aws:iam/user:User", "robot", { name: "robot" }),
  resource("aws:iam/policy:Policy", "all", { name: "all", policy }),
  resource("aws:sns/topic:Topic", "topic", { name: "topic" }),
];

describe("the pack's process with policies of somebody else's before, between and after the rules", () => {
  let alone: PolicyAnalyzer;
  let beside: PolicyAnalyzer;
  before(async () => {
    alone = await startPolicyAnalyzer(PACK, OPERATION);
    beside = await startPolicyAnalyzer(BESIDE, OPERATION);
  });
  after(async () => {
    await alone?.stop();
    await beside?.stop();
  });

  /** What the rules say in one process and in the other, of some stacks at once. */
  async function both(
    stacks: readonly (readonly AnalyzedResource[])[],
    off: readonly string[] = [],
  ) {
    const config = Object.fromEntries(off.map((id) => [id, "disabled"] as const));
    const judge = async (pack: PolicyAnalyzer) => {
      await pack.configure(config);
      const found = await Promise.all(stacks.map((one) => pack.analyze(one)));
      return found.map((one) => comparable(one.filter(({ policy }) => !OTHERS.includes(policy))));
    };
    return [await judge(alone), await judge(beside)] as const;
  }

  const named = (found: readonly Violation[]) =>
    found.map(({ policy, urn }) => `${policy} ${urn?.split("::").at(-1)}`);

  it("finds both faults among three resources that it is asked about at once", async () => {
    for (let time = 0; time < 5; time++) {
      const found = named(await beside.analyze(THREE));
      assert.ok(found.includes("iam-no-users robot"), String(found));
      assert.ok(found.includes("iam-no-administrator-policies all"), String(found));
      assert.ok(!found.some((one) => one.endsWith(" topic")), String(found));
    }
  });

  it("finds what the rules find by themselves, whole stacks at once", async () => {
    const stacks = [
      THREE,
      await runAwsProgram(legacyApplication, { mode: "update" }),
      await runAwsProgram(deploymentRoles, { mode: "preview" }),
    ];
    const [expected, found] = await both(stacks);
    assert.ok(expected.every((one) => one.length > 1));
    assert.deepEqual(found, expected);
  });

  it("does so while rules and the others are switched on and off between calls", async () => {
    const stack = await runAwsProgram(legacyApplication, { mode: "update" });
    const ids = rules.map(({ id }) => id);
    const half = ids.length >> 1;
    const all = ids.filter((id) => id !== "iam-no-users");
    const switched = [
      OTHERS,
      ids.slice(0, half),
      ids.slice(half),
      ids.filter((_, at) => at % 2 === 0),
      all,
      ["iam-no-users", "before"],
      ["policy-configuration"],
      [],
    ];
    for (const off of switched) {
      const known = off.filter((id) => !OTHERS.includes(id));
      const [[expected]] = await both([stack], known);
      await beside.configure(Object.fromEntries(off.map((id) => [id, "disabled"] as const)));
      assert.deepEqual(comparable(await beside.analyze(stack)), expected, String(off));
    }
  });

  it("follows levels, settings and exemptions as in a process of their own", async () => {
    const stack = await runAwsProgram(legacyApplication, { mode: "update" });
    const exempt = (resource: string) => ({
      exemptions: [{ resource, reason: "a trial", expires: "2999-12-31" }],
    });
    const configs: readonly PackConfiguration[] = [
      { all: "advisory" },
      { "iam-no-users": "advisory", "iam-access-key-flows": "remediate" },
      { "iam-no-users": exempt("robot") },
      { "iam-no-users": exempt("nobody") },
      { "iam-no-users": exempt("nobody"), "policy-configuration": "remediate" },
    ];
    const seen = new Set<string>();
    for (const config of configs) {
      const judge = async (pack: PolicyAnalyzer) => {
        await pack.configure({ ...config });
        const found = await pack.analyze([...THREE, ...stack]);
        return comparable(found.filter(({ policy }) => !OTHERS.includes(policy)));
      };
      const expected = await judge(beside);
      assert.deepEqual(await judge(alone), expected, JSON.stringify(config));
      seen.add(JSON.stringify(expected));
    }
    assert.equal(seen.size, configs.length, "each makes a difference");
  });

  it("leaves alone what is switched while it is asked", async () => {
    const [expected = []] = (await both([THREE]))[0];
    const asked = Array.from({ length: 10 }, () => beside.analyze(THREE));
    await beside.configure({});
    for (const found of await Promise.all(asked)) assert.deepEqual(comparable(found), expected);
  });
});

describe("the pack's process with remediation policies of somebody else's before, between and after the rules", () => {
  const LIMIT = 120_000;
  const CHANGES = ["changes-before", "changes-between", "changes-after"];
  let host: PolicyAnalyzerProcess;
  let stack: readonly AnalyzedResource[];
  let providers: PolicyAnalyzerProviders;
  before(async () => {
    host = await PolicyAnalyzerProcess.start(BESIDE, OPERATION, LIMIT);
    stack = [...THREE, ...(await runAwsProgram(legacyApplication, { mode: "update" }))];
    providers = new PolicyAnalyzerProviders(stack);
  });
  after(async () => {
    await host?.stop();
  });

  /** What each of them makes of a resource's inputs, one after the other. */
  async function remediate(one: AnalyzedResource) {
    const request = toAnalyzeRequest(one, providers);
    const response = await host.call<analyzer.RemediateResponse>(
      (client, ...call) => client.remediate(request, ...call),
      LIMIT,
    );
    return response.getRemediationsList().map((made) => ({
      by: made.getPolicyname(),
      inputs: made.getProperties()?.toJavaScript() ?? {},
    }));
  }

  async function analyze(one: AnalyzedResource) {
    const request = toAnalyzeRequest(one, providers);
    const response = await host.call<analyzer.AnalyzeResponse>(
      (client, ...call) => client.analyze(request, ...call),
      LIMIT,
    );
    return comparable(toViolations(response).filter(({ policy }) => !OTHERS.includes(policy)));
  }

  async function alone(one: AnalyzedResource) {
    return comparable(await new InProcessPack(policies()).resource(one, stack));
  }

  it("finds what the rules find by themselves while these are at work, and of what they made", async () => {
    const atOnce = await Promise.all(
      stack.map(async (one) => {
        const [made, found] = await Promise.all([remediate(one), analyze(one)]);
        return { one, made, found };
      }),
    );
    let different = 0;
    for (const { one, made, found } of atOnce) {
      const expected = await alone(one);
      assert.deepEqual(found, expected, one.urn);
      assert.deepEqual(
        made.map(({ by }) => by),
        CHANGES,
      );
      assert.deepEqual(made.at(-1)?.inputs.changedBy, CHANGES);
      const changed = { ...one, inputs: made.at(-1)?.inputs ?? {} };
      const after = await analyze(changed);
      assert.deepEqual(after, await alone(changed), one.urn);
      assert.deepEqual(await analyze(one), expected, one.urn);
      if (String(after) !== String(expected)) different++;
    }
    assert.ok(different > 0, "some of what they change matters to a rule");
  });
});
