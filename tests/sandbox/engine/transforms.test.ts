import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { runInProcess } from "../../../sandbox/inProcess.ts";
import { testWorld } from "../fixture.ts";
import { firstDeployment } from "../program.ts";

/** What a program makes of an identity store. */
async function deploy(program: (identityStoreId: string) => unknown) {
  const { world, identityStoreId } = testWorld();
  const result = await runInProcess({
    ...firstDeployment(),
    world,
    program: () => program(identityStoreId),
  });
  return {
    ...result,
    find: (name: string) => result.resources.find((one) => one.name === name),
  };
}

/** Adds a word to the description of whatever has one. */
const add = (word: string): pulumi.ResourceTransform => {
  return ({ props, opts }) => ({
    props:
      "description" in props ? { ...props, description: `${props.description} ${word}` } : props,
    opts,
  });
};

const group = (identityStoreId: string, name: string, opts?: pulumi.CustomResourceOptions) =>
  new aws.identitystore.Group(
    name,
    { identityStoreId, displayName: name, description: name },
    opts,
  );

class Team extends pulumi.ComponentResource {
  constructor(identityStoreId: string, opts: pulumi.ComponentResourceOptions) {
    super("acme:index:Team", "team", {}, opts);
    group(identityStoreId, "inner", { parent: this, transforms: [add("own")] });
  }
}

describe("transforms without a Pulumi CLI", () => {
  it("change a resource: first its own, then its parents', then the stack's", async () => {
    const { find, diagnostics } = await deploy((identityStoreId) => {
      pulumi.runtime.registerResourceTransform(add("stack"));
      new Team(identityStoreId, { transforms: [add("team")] });
      group(identityStoreId, "outer");
    });
    assert.deepEqual(diagnostics, []);
    assert.equal(find("inner")?.inputs.description, "inner own team stack");
    assert.equal(find("outer")?.inputs.description, "outer stack");
  });

  it("change every option, and keep those that they leave", async () => {
    const { find, diagnostics } = await deploy((identityStoreId) => {
      const first = group(identityStoreId, "first");
      const hook = new pulumi.ResourceHook("hook", () => {});
      group(identityStoreId, "second", {
        protect: true,
        dependsOn: [first],
        aliases: [{ name: "former" }],
        deletedWith: first,
        hooks: { beforeDelete: [hook] },
        transforms: [({ props, opts }) => ({ props, opts: { ...opts, retainOnDelete: true } })],
      });
      group(identityStoreId, "third", {
        protect: true,
        transforms: [
          ({ props, opts }) => ({
            props,
            opts: { ...opts, protect: false, ignoreChanges: ["description"], dependsOn: [first] },
          }),
        ],
      });
    });
    assert.deepEqual(diagnostics, []);
    const first = find("first")?.urn ?? "";
    const second = find("second");
    assert.deepEqual(second?.dependencies, [first]);
    assert.equal(second?.options.aliases.length, 1);
    const { aliases: _, ...options } = second?.options ?? {};
    assert.deepEqual(options, {
      protect: true,
      retainOnDelete: true,
      // The SDK says so of every resource that a transform has seen.
      deleteBeforeReplace: false,
      deletedWith: first,
      ignoreChanges: [],
      additionalSecretOutputs: [],
      hooks: { beforeDelete: ["hook"] },
    });
    const third = find("third");
    assert.deepEqual(third?.dependencies, [first]);
    assert.deepEqual(third?.options.ignoreChanges, ["description"]);
    assert.equal(third?.options.protect, false);
  });

  it("wait for the outputs that they put in, and keep that they are secret", async () => {
    const { find, diagnostics, outputs } = await deploy((identityStoreId) => {
      const first = group(identityStoreId, "first");
      const second = group(identityStoreId, "second", {
        transforms: [
          ({ props, opts }) => ({
            props: { ...props, description: pulumi.secret(first.groupId) },
            opts,
          }),
        ],
      });
      return { description: second.description };
    });
    assert.deepEqual(diagnostics, []);
    const second = find("second");
    const first = find("first");
    assert.equal(second?.inputs.description, first?.outputs.groupId);
    assert.deepEqual(outputs, { description: "[secret]" });
  });

  it("fail the program with what they throw", async () => {
    const { diagnostics } = await deploy((identityStoreId) => {
      group(identityStoreId, "first", {
        transforms: [
          () => {
            throw new Error("not this one");
          },
        ],
      });
    });
    assert.equal(diagnostics.length, 1);
    assert.match(diagnostics[0]?.message ?? "", /not this one/);
  });

  it("change calls of functions", async () => {
    const { outputs, diagnostics } = await deploy(async (identityStoreId) => {
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({
        args: {
          ...args,
          alternateIdentifier: {
            uniqueAttribute: { attributePath: "DisplayName", attributeValue: "security" },
          },
        },
        opts,
      }));
      const uniqueAttribute = { attributePath: "DisplayName", attributeValue: "nobody" };
      const found = aws.identitystore.getGroupOutput({
        identityStoreId,
        alternateIdentifier: { uniqueAttribute },
      });
      return { name: found.displayName };
    });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(outputs, { name: "security" });
  });
});
