import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { AnalyzedResource } from "../../commands/policyAnalyzerRequest.ts";
import { saneStack } from "./saneStack.ts";
import { PACK, resource } from "./stack.ts";

const pulumi = findPulumi();

describe("the policy pack under a Pulumi CLI", function () {
  this.timeout(60_000);
  if (!pulumi) {
    it("needs a pulumi of 3.249 or later on PATH: skipped");
    return;
  }

  const folder = mkdtempSync(path.join(os.tmpdir(), "policies-"));
  after(() => rmSync(folder, { recursive: true }));

  it("passes a sane stack", () => {
    const mfa = { mode: "every-sign-in", attestedOn: "2026-11-02", attestedBy: "ada" };
    const { status, output } = analyzeState(saneStack({ inputs: { center: { mfa } } }));
    assert.equal(status, 0, output);
  });

  it("refuses a stack without administrators and with an IAM user, and says how to fix both", () => {
    const user = resource("aws:iam/user:User", "robot", {});
    const { status, output } = analyzeState([...saneStack({ without: ["admins-ada"] }), user]);
    assert.notEqual(status, 0);
    assert.match(output, /\[mandatory\].*identity-center-last-administrator/);
    assert.match(output, /fix: assign a group with at least one member/);
    assert.match(output, /\[mandatory\].*iam-no-users.*robot/);
  });

  it("obeys a configuration file", () => {
    const exemptions = [{ resource: "robot", reason: "moves in spring", expires: "2999-01-01" }];
    const user = resource("aws:iam/user:User", "robot", {});
    const { status, output } = analyzeState([user], { "iam-no-users": { exemptions } });
    assert.equal(status, 0, output);
  });

  function analyzeState(resources: readonly AnalyzedResource[], config: object = {}) {
    const stateFile = path.join(folder, "state.json");
    const configFile = path.join(folder, "config.json");
    writeFileSync(stateFile, JSON.stringify(state(resources)));
    writeFileSync(configFile, JSON.stringify(config));
    const options = [
      "--policy-pack",
      PACK,
      "--policy-pack-config",
      configFile,
      "--file",
      stateFile,
    ];
    const ran = spawnSync(pulumi ?? "", ["policy", "analyze", ...options], {
      encoding: "utf8",
      // The language host takes the first node on PATH.
      env: { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
    });
    return { status: ran.status, output: ran.stdout + ran.stderr };
  }
});

/** What `pulumi stack export` writes. */
function state(resources: readonly AnalyzedResource[]) {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
      resources: resources
        .map(({ options: _, name: __, custom, ...one }) => ({
          ...one,
          custom,
          ...(custom && { id: "id", provider: `${PROVIDER}::provider-id` }),
        }))
        .toSpliced(0, 0, {
          urn: PROVIDER,
          type: "pulumi:providers:aws",
          custom: true,
          id: "provider-id",
          inputs: {},
          outputs: {},
          dependencies: [],
          propertyDependencies: {},
        }),
    },
  };
}

const PROVIDER = "urn:pulumi:test::access::pulumi:providers:aws::default";

/** A CLI on PATH that can judge a state file. The npm launcher is left out: it may have to download one. */
function findPulumi(): string | undefined {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((directory) => !directory.includes("node_modules"))
    .map((directory) => path.join(directory, "pulumi"))
    .find((file) => {
      const help = spawnSync(file, ["policy", "analyze", "--help"], { encoding: "utf8" });
      return help.status === 0 && help.stdout.includes("--file");
    });
}
