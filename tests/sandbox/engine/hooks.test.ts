import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { runInProcess } from "../../../sandbox/inProcess.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import type { World } from "../../../sandbox/world/world.ts";
import { testWorld } from "../fixture.ts";
import { firstDeployment } from "../program.ts";

const urn = "urn:pulumi:s::p::aws:identitystore/group:Group::g";
const throttled: FaultSwitch = { operation: "CreateGroup", error: "Throttling", times: 2 };

/** Deploys a group with these hooks. */
async function deploy(
  hooks: (world: World) => pulumi.ResourceHookBinding,
  { preview = false, faults = [] as FaultSwitch[] } = {},
) {
  const { world, identityStoreId } = testWorld({ faults });
  const result = await runInProcess({
    ...firstDeployment(),
    world,
    preview,
    unknownOutputs: preview,
    program: () => {
      const displayName = pulumi.secret("g");
      new aws.identitystore.Group("g", { identityStoreId, displayName }, { hooks: hooks(world) });
    },
  });
  const said = result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return { ...result, said, world, made: result.resources.some((one) => one.urn === urn) };
}

describe("hooks without a Pulumi CLI", () => {
  it("run before and after a resource is made, with what is known then", async () => {
    const calls: unknown[] = [];
    const { said } = await deploy((world) => ({
      beforeCreate: [
        new pulumi.ResourceHook("before", async ({ newInputs, newOutputs, ...args }) => {
          const isSecret = await pulumi.isSecret(newInputs?.displayName);
          const count = world.counts.get("CreateGroup");
          calls.push(["before", args.urn, args.id, args.name, args.type, isSecret, count]);
          assert.equal(newOutputs, undefined);
        }),
      ],
      afterCreate: [
        new pulumi.ResourceHook("after", ({ id, newOutputs }) => {
          calls.push(["after", id.endsWith(newOutputs?.groupId), world.counts.get("CreateGroup")]);
        }),
      ],
    }));
    assert.deepEqual(said, []);
    const type = "aws:identitystore/group:Group";
    assert.deepEqual(calls, [
      ["before", urn, "", "g", type, true, undefined],
      ["after", true, 1],
    ]);
  });

  it("refuse a resource before it is made, which fails the program once", async () => {
    const { said, world, made } = await deploy(() => ({
      beforeCreate: [
        new pulumi.ResourceHook("guard", () => {
          throw new Error("not today");
        }),
      ],
    }));
    assert.deepEqual(said, ['error: before hook "guard" failed: not today']);
    assert.equal(made, false);
    assert.equal(world.counts.get("CreateGroup"), undefined);
  });

  it("fail the deployment after a resource is made, which stays", async () => {
    const { said, made } = await deploy(() => ({
      afterCreate: [
        new pulumi.ResourceHook("check", () => {
          throw new Error("not as wanted");
        }),
      ],
    }));
    assert.deepEqual(said, ['error: after hook "check" failed: not as wanted']);
    assert.equal(made, true);
  });

  it("warn when their errors are to be ignored", async () => {
    const fail = () => {
      throw new Error("never mind");
    };
    const { said, made } = await deploy(() => ({
      beforeCreate: [new pulumi.ResourceHook("one", fail, { ignoreErrors: true })],
      afterCreate: [new pulumi.ResourceHook("two", fail, { ignoreErrors: true })],
    }));
    assert.deepEqual(said, [
      'warning: beforeCreate hook "one" failed: never mind',
      'warning: afterCreate hook "two" failed: never mind',
    ]);
    assert.equal(made, true);
  });

  it("run in a preview only when they say so", async () => {
    const calls: string[] = [];
    await deploy(
      () => ({
        beforeCreate: [
          new pulumi.ResourceHook("silent", () => void calls.push("silent")),
          new pulumi.ResourceHook("early", () => void calls.push("early"), { onDryRun: true }),
        ],
        afterCreate: [
          new pulumi.ResourceHook("late", ({ id }) => void calls.push(`late ${id}`), {
            onDryRun: true,
          }),
        ],
      }),
      { preview: true },
    );
    assert.deepEqual(calls, ["early", "late "]);
  });

  it("try again after an error as long as one wants it, with all errors so far", async () => {
    const tries: number[] = [];
    const { said, world } = await deploy(
      () => ({
        onError: [
          new pulumi.ErrorHook("no", () => false),
          new pulumi.ErrorHook("yes", ({ errors, failedOperation }) => {
            assert.equal(failedOperation, "create");
            assert.match(errors[0] ?? "", /ThrottlingException/);
            return tries.push(errors.length) < 5;
          }),
        ],
      }),
      { faults: [throttled] },
    );
    assert.deepEqual(tries, [1, 2]);
    assert.deepEqual(said, [
      "warning: retrying create due to on-error hook request (1/100)",
      "warning: retrying create due to on-error hook request (2/100)",
    ]);
    assert.equal(world.counts.get("CreateGroup"), 3);
  });

  it("give up with the error when none wants another try", async () => {
    const { said, made } = await deploy(
      () => ({ onError: [new pulumi.ErrorHook("no", () => false)] }),
      { faults: [throttled] },
    );
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /^error: creating aws:identitystore.*ThrottlingException/);
    assert.equal(made, false);
  });

  it("give up after a hundred tries", async () => {
    const { said } = await deploy(
      () => ({ onError: [new pulumi.ErrorHook("stubborn", () => true)] }),
      { faults: [{ ...throttled, times: "always" }] },
    );
    assert.equal(said.length, 100);
    assert.equal(said.at(-1), "error: maximum number of error hook retries (100) reached");
  });

  it("say so when an error hook itself fails", async () => {
    const { said } = await deploy(
      () => ({
        onError: [
          new pulumi.ErrorHook("broken", () => {
            throw new Error("I am lost");
          }),
        ],
      }),
      { faults: [throttled] },
    );
    const message = 'error hooks execution failed: error hook "broken" failed: I am lost';
    assert.deepEqual(said, [`error: ${message}`]);
  });

  it("refuse a name that is taken", async () => {
    const { said } = await deploy(() => ({
      beforeCreate: [
        new pulumi.ResourceHook("same", () => {}),
        new pulumi.ResourceHook("same", () => {}),
      ],
    }));
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /resource hook already registered for name "same"/);
  });

  it("refuse a resource whose hook belongs to another run", async () => {
    let hook: pulumi.ResourceHook | undefined;
    const make = () => {
      hook ??= new pulumi.ResourceHook("once", () => {});
      return { beforeCreate: [hook] };
    };
    assert.deepEqual((await deploy(make)).said, []);
    assert.deepEqual((await deploy(make)).said, ['error: hook "once" was not registered']);
  });

  it("run for a component, whose last hook comes when it is complete", async () => {
    const calls: string[] = [];
    const { diagnostics } = await runInProcess({
      ...firstDeployment(),
      program: () => {
        const note = (name: string) => {
          return new pulumi.ResourceHook(name, ({ newOutputs }) => {
            calls.push(`${name} ${JSON.stringify(newOutputs ?? null)}`);
          });
        };
        class Team extends pulumi.ComponentResource {
          constructor() {
            const hooks = { beforeCreate: [note("before")], afterCreate: [note("after")] };
            super("acme:index:Team", "team", {}, { hooks });
            this.registerOutputs({ done: true });
          }
        }
        new Team();
      },
    });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(calls, ["before null", 'after {"done":true}']);
  });
});
