import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";

/** Values that `pulumi config set --secret` gives, by their path. */
const SECRETS: Readonly<Record<string, string>> = {
  "access:people.grace.phone": "+44 20 7946 0999",
  "access:people.grace.title": "Rear admiral lower half",
  "access:people.grace.email": "amazing-grace@example.com",
  "access:permissionSets.reader.description": "Reads the vault",
  "access:permissionSets.builder.permissionsBoundary.managedPolicy": "ReadOnlyAccess",
  "access:permissionSets.builder.relayState": "https://console.aws.amazon.com/vault",
  "access:groups.engineers.description": "Builders of the vault",
  "access:groups.engineers.displayName": "Vault builders",
  "access:identityCenter.mfa.attestedBy": "the-night-watch",
  "access:identityCenter.portalUrl": "https://hidden.awsapps.com/start",
  "access:identityCenter.tags.cost-centre": "cc-vault-0815",
  "access:permissionSets.reader.tags.project": "project-lighthouse",
  "aws:assumeRoles[0].externalId": "open-sesame-4711",
};

describe("secrets of the configuration, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();
  const config = acme((config) => {
    config["access:identityCenter"].mfa = {
      mode: "every-sign-in",
      attestedOn: "2026-11-01",
      attestedBy: "x",
    };
  });

  beforeEach(async () => {
    stack.deployment.configure(config);
    await set(SECRETS);
  });

  async function set(secrets: Readonly<Record<string, string>>): Promise<void> {
    const all = Object.entries(secrets).map(([path, value]) => `--secret '${path}=${value}'`);
    const run = await stack.deployment.advised(`pulumi config set-all --path ${all.join(" ")}`);
    assert.ok(run.ok, run.said);
  }

  function assertHidden(text: string, what: string): void {
    for (const [path, value] of Object.entries(SECRETS)) {
      assert.ok(!text.includes(value), `${path} is plain in ${what}: ${excerpt(text, value)}`);
    }
  }

  it("stay secret in the state, in outputs and in what is said", async () => {
    const run = await stack.deployment.advised("pulumi up");
    assert.ok(run.ok, run.said);
    assertHidden(run.said, "the output of pulumi up");
    assertHidden(await stack.deployment.exported(), "the state");
    const outputs = await stack.deployment.advised("pulumi stack output --json");
    assertHidden(outputs.said, "the outputs");
    assert.match(outputs.said, /"accessSummary": "\[secret\]"/);
    const requests = JSON.stringify(stack.deployment.history.map(({ request }) => request));
    for (const path of ["access:people.grace.phone", "access:groups.engineers.description"]) {
      assert.ok(requests.includes(SECRETS[path] as string), `${path} reaches AWS`);
    }
    const again = await stack.deployment.advised("pulumi up");
    assert.deepEqual(again.steps, [], "a second update changes nothing");
  });

  it("stay secret in messages about mistakes and changes that are refused", async () => {
    const up = await stack.deployment.advised("pulumi up");
    assert.ok(up.ok, up.said);
    for (const [path, value, form] of [
      ["access:people.grace.userName", "amazing-sign-in", /userName is "grace" in Identity Center/],
      ["access:people.grace.email", "no-mail-address", /access:people\.grace\.email/],
      ["access:permissionSets.reader.sessionDuration", "PT99H-secret", /sessionDuration/],
    ] as const) {
      await set({ [path]: value });
      const run = await stack.deployment.advised("pulumi up");
      assert.ok(!run.ok);
      assert.match(run.said, form);
      assert.ok(!run.said.includes(value), run.said);
      const undo = SECRETS[path];
      if (undo === undefined) {
        await stack.deployment.advised(`pulumi config rm --path '${path}'`);
      } else {
        await set({ [path]: undo });
      }
    }
  });
});

function excerpt(text: string, value: string): string {
  const at = text.indexOf(value);
  return text.slice(Math.max(0, at - 300), at + value.length + 40);
}
