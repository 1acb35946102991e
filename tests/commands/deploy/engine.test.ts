import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Engine, type EngineEvent } from "../../../commands/deploy/engine.ts";
import { organizationPath } from "../../../commands/organization/organizationFile.ts";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { acme } from "../../lifecycle/acme.ts";
import { needsPulumi } from "../../lifecycle/deployment.ts";
import { Gate } from "../../lifecycle/gate.ts";

describe("the engine without checkpoints", function () {
  needsPulumi(this);
  let directory: string;
  beforeEach(() => {
    const parent = join(PROJECT_ROOT, ".sandbox");
    mkdirSync(parent, { recursive: true });
    directory = mkdtempSync(join(parent, "test-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  async function stack() {
    const engine = new Engine({
      pulumi: findPulumi() as string,
      directory,
      stack: "test",
      organization: organizationPath("dev"),
      latency: 0,
    });
    await engine.run(["stack", "init", "test"]);
    engine.configure(stringify({ config: acme() }, { defaultStringType: "QUOTE_DOUBLE" }));
    return engine;
  }
  const created =
    (urns: Set<string>) =>
    ({ resOutputsEvent }: EngineEvent) => {
      if (resOutputsEvent?.metadata.op === "create") urns.add(resOutputsEvent.metadata.urn);
    };
  const up = ["up", "--yes", "--skip-preview", "--stack", "test", "--json"];

  it("keeps what it made before it was interrupted", async () => {
    const engine = await stack();
    const [interrupted, again] = [new Set<string>(), new Set<string>()];
    const interrupt = new AbortController();
    const gate = new Gate(join(directory, "gate"), 6, () => interrupt.abort());
    const hear = created(interrupted);
    const { code } = await engine.run(
      up,
      (event) => {
        hear(event);
        if (interrupt.signal.aborted && event.stdoutEvent) gate.open();
      },
      { interrupt: interrupt.signal, environment: { SANDBOX_GATE: gate.path } },
    );
    gate.open();
    assert.notEqual(code, 0);
    assert.notEqual(interrupted.size, 0);
    await engine.run(up, created(again));
    assert.deepEqual(
      [...interrupted].filter((urn) => again.has(urn)),
      [],
    );
  });

  for (const [what, error] of [
    ["was refused", "AccessDenied"],
    ["timed out", "TIMEOUT"],
    ["killed the provider", "Crash"],
  ] as const) {
    it(`keeps what it made before a call that ${what}`, async () => {
      const engine = await stack();
      const fault = { operation: "CreateAccountAssignment", error, times: 1 };
      const [failed, again] = [new Set<string>(), new Set<string>()];
      const settings = { faults: JSON.stringify([fault]) };
      const { code } = await engine.run(up, created(failed), settings);
      assert.notEqual(code, 0);
      assert.notEqual(failed.size, 0);
      await engine.run(up, created(again));
      assert.deepEqual(
        [...failed].filter((urn) => again.has(urn)),
        [],
      );
    });
  }
});
