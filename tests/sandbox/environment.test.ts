import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandboxEnvironment, worldFromEnvironment } from "../../sandbox/environment.ts";
import { devOrganization } from "../support/engine.ts";

describe("sandbox: environment", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "sandbox-environment-"));
  });
  after(() => rmSync(directory, { recursive: true }));
  const settings = () => ({ stateDirectory: directory, organization: devOrganization });

  it("hands the settings to the plugins", () => {
    const faults = '[{ "operation": "ListAccounts", "error": "AccessDenied" }]';
    const environment = sandboxEnvironment({ ...settings(), latency: 7, faults });
    const world = worldFromEnvironment(environment);
    assert.equal(world.latency, 7);
    assert.throws(() => world.call("ListAccounts", {}), /not authorized to perform ListAccounts/);
  });

  it("takes the account of an access key of the sandbox, and of no other", () => {
    const caller = (key: string) =>
      worldFromEnvironment({ ...sandboxEnvironment(settings()), AWS_ACCESS_KEY_ID: key }).call(
        "GetCallerIdentity",
        {},
      ).Account;
    assert.equal(caller("ASIA666666666666SAND"), "666666666666");
    assert.equal(caller("AKIAIOSFODNN7EXAMPLE"), "000000000001");
  });

  it("fails with the name of a variable that is missing or wrong", () => {
    const environment = sandboxEnvironment(settings());
    const { SANDBOX_STATE: _, ...rest } = environment;
    assert.throws(() => worldFromEnvironment(rest), /SANDBOX_STATE is not set, set it to/);
    const wrong = { ...environment, SANDBOX_LATENCY_MS: "fast" };
    assert.throws(() => worldFromEnvironment(wrong), /SANDBOX_LATENCY_MS is "fast", allowed: 0, 1/);
  });
});
