import assert from "node:assert/strict";
import path from "node:path";
import { analyze } from "../../commands/analyzer/analyzer.ts";
import { PolicyAnalyzerProcess } from "../../commands/analyzer/process.ts";
import { saneStack } from "./saneStack.ts";
import { OPERATION, PACK, resource } from "./stack.ts";

const packs = path.join(import.meta.dirname, "packs");

describe("asking a policy pack without a Pulumi CLI", () => {
  it("tells the pack's name, version and policies", async () => {
    const { pack } = await analyze({ ...OPERATION, pack: PACK, resources: [] });
    assert.equal(pack.name, "identity-center");
    assert.match(pack.version, /^\d+\.\d+\.\d+$/);
    const policy = pack.policies.find(({ name }) => name === "iam-no-root-access-keys");
    assert.deepEqual(policy, {
      name: "iam-no-root-access-keys",
      enforcementLevel: "mandatory",
      severity: "critical",
    });
  });

  it("says nothing mandatory about a sane stack, known or new", async () => {
    const mfa = { mode: "every-sign-in", attestedOn: "2026-11-02", attestedBy: "ada" };
    const resources = saneStack({ inputs: { center: { mfa } } });
    const { violations } = await analyze({ ...OPERATION, pack: PACK, resources });
    assert.deepEqual(
      violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
      [],
    );
  });

  it("shows inputs to single-resource policies and outputs to stack policies", async () => {
    const topic = resource(
      "aws:sns/topic:Topic",
      "t",
      { name: "in" },
      { outputs: { name: "out" } },
    );
    const pack = path.join(packs, "mirror");
    const { violations } = await analyze({ ...OPERATION, pack, resources: [topic] });
    assert.deepEqual(
      violations.map(({ policy, urn, message }) => [
        policy,
        urn,
        JSON.parse(message.split("\n").at(-1) ?? "").props,
      ]),
      [
        ["inputs", topic.urn, { name: "in" }],
        ["outputs", topic.urn, { name: "out" }],
      ],
    );
  });

  it("fails when the pack breaks at its start, and repeats what it said", async () => {
    const broken = analyze({ ...OPERATION, pack: path.join(packs, "broken"), resources: [] });
    await assert.rejects(broken, /did not start: it ended with .*this pack is broken on purpose/s);
  });

  it("fails when the pack doesn't answer in time, and ends it", async () => {
    const silent = PolicyAnalyzerProcess.start(path.join(packs, "silent"), OPERATION, 1500);
    await assert.rejects(silent, /did not start: no port within 1.5 seconds/);
  });

  it("fails when there is no pack", async () => {
    const missing = analyze({ ...OPERATION, pack: path.join(packs, "missing"), resources: [] });
    await assert.rejects(missing, /policy pack .*missing did not start/);
  });
});
