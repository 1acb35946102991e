import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { commandsIn, importsIn } from "./advice.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import { finalGrants, isWrite } from "./effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

const existing = {
  person:
    (key: string): Edit =>
    (config) => {
      config["access:people"][key] = { existing: true };
    },
  group:
    (key: string): Edit =>
    (config) => {
      const { administrators, access = [] } = config["access:groups"][key] ?? {};
      config["access:groups"][key] = {
        existing: true,
        access,
        ...(administrators ? { administrators } : {}),
      };
    },
  permissionSet:
    (key: string): Edit =>
    (config) => {
      config["access:permissionSets"][key] = { existing: true };
    },
};

/** What this stack made, and is called existing afterwards; a person and a set by themselves are below. */
const CASES: readonly (readonly [string, ...Edit[]])[] = [
  ["a group with members and assignments", existing.group("engineers")],
  [
    "everything",
    existing.person("ada"),
    existing.person("grace"),
    existing.group("administrators"),
    existing.group("engineers"),
    existing.permissionSet("administrator"),
    existing.permissionSet("builder"),
    existing.permissionSet("reader"),
  ],
];

describe("existing: true on what this stack made, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  for (const [what, ...edits] of CASES) {
    const config = acme((config) => {
      for (const edit of edits) edit(config);
    });

    it(`is refused for ${what}, and handed over by the commands of the refusal`, async () => {
      const before = finalGrants(stack.created);
      const refused = await stack.deployment.up(config);
      assert.ok(!refused.ok);
      assert.match(refused.said, /but this stack made it/);
      assert.deepEqual(refused.steps, [], "nothing is registered");

      const commands = commandsIn(refused.said).filter((command) => command !== "pulumi up");
      assert.equal(commands.length, edits.length);
      for (const command of commands) await stack.deployment.advised(command);
      // Interrupted, and made again.
      const interrupted = await stack.deployment.advised("pulumi up", { interruptAfter: 1 });
      assert.deepEqual(interrupted.history.filter(isWrite), []);
      const run = await stack.deployment.advised("pulumi up");
      assert.ok(run.ok, run.said);
      assert.deepEqual(run.history.filter(isWrite), [], "nothing is changed in AWS");
      assert.deepEqual(finalGrants(run), before);

      const without = await stack.deployment.up(config);
      assert.ok(without.ok, without.said);
      assert.deepEqual(without.history.filter(isWrite), []);
      assert.deepEqual(finalGrants(without), before);
      const idle = await stack.deployment.preview(config);
      assert.deepEqual(idle.steps, [], idle.said);
    });
  }

  it("is taken back at once, without a word of an update that ended", async () => {
    const config = acme(existing.group("engineers"));
    Object.assign(config, { "access:limits": { handOver: ["groups.engineers"] } });
    const run = await stack.deployment.up(config);
    assert.ok(run.ok, run.said);
    const back = await stack.deployment.preview(acme());
    assert.doesNotMatch(back.said, /an update .*ended/);
  });

  it("is refused in preview, too", async () => {
    const refused = await stack.deployment.preview(acme(existing.person("grace")));
    assert.ok(!refused.ok);
    assert.match(refused.said, /access:people\.grace: existing: true/);
  });

  it("is over after npm run up, whose second update lets go of what the first handed over, and can be taken back by the imports that are advised", async () => {
    const config = acme((config) => {
      existing.person("grace")(config);
      existing.permissionSet("reader")(config);
      const handOver = ["people.grace", "permissionSets.reader"];
      Object.assign(config, { "access:limits": { handOver } });
    });
    const runs = await stack.deployment.planned(config);
    for (const run of runs) assert.ok(run.ok, run.said);
    assert.equal(runs.length, 2);
    assert.deepEqual(finalGrants(runs[1] as Run), finalGrants(stack.created));
    assert.deepEqual((await stack.deployment.preview(config)).steps, []);

    const failed = await stack.deployment.up(acme(), { flags: ["--continue-on-error"] });
    assert.ok(!failed.ok);
    const imports = importsIn(failed.said);
    assert.equal(imports.length, 2, failed.said);
    for (const [command] of imports) {
      const imported = await stack.deployment.advised(command);
      assert.ok(imported.ok, imported.said);
    }
    const run = await stack.deployment.up(acme());
    assert.ok(run.ok, run.said);
    assert.deepEqual(finalGrants(run), finalGrants(stack.created));
    assert.deepEqual((await stack.deployment.preview(acme())).steps, []);
  });
});
