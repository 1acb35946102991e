import assert from "node:assert/strict";
import { keyRights } from "../../components/keys/keyRights.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { deployStack, dev } from "../components/deployStack.ts";
import { devOrganization } from "../support/engine.ts";

const keyArn = "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef";
/** Stack dev's organization with its key changed, and what its caller's policies say of it. */
function withKey(change: object, callerPolicy?: object): OrganizationSnapshot {
  const { facts, ...organization } = loadSnapshot(devOrganization);
  assert.ok(facts);
  const keys = facts.keys.map((key) => ({ ...key, ...change }));
  const policy = callerPolicy && JSON.stringify({ Version: "2012-10-17", ...callerPolicy });
  return { ...organization, facts: { ...facts, keys, callerPolicy: policy } };
}

const stack = (settings: Record<string, unknown>) =>
  dev((config) => {
    Object.assign(config["access:identityCenter"] ?? {}, settings);
  });

describe("regions of the configuration", () => {
  it("are added by the program, with a portal each", async () => {
    const { errors, resources, outputs } = await deployStack(
      stack({
        identitySource: "identity-center-directory",
        encryption: { keyArn },
        regions: ["us-east-1", "ap-south-1"],
      }),
      withKey({ replicas: ["ap-south-1", "us-east-1"] }),
    );
    assert.deepEqual(errors, []);
    const added = resources.filter(({ type }) => type === "aws:ssoadmin/region:Region");
    assert.deepEqual(
      added.map(({ inputs, outputs }) => [inputs.regionName, inputs.region, outputs.status]).sort(),
      [
        ["ap-south-1", "eu-west-1", "ACTIVE"],
        ["us-east-1", "eu-west-1", "ACTIVE"],
      ],
    );
    assert.match(
      outputs.portalUrls["us-east-1"]?.dualStack ?? "",
      /^https:\/\/ssoins-\w{16}\.portal\.us-east-1\.app\.aws$/,
    );
  });

  it("tell what the key and roles must say, with the ids of the instance", async () => {
    const { outputs } = await deployStack(stack({ encryption: { keyArn } }));
    const { key, administer, read } = outputs.keyPolicies ?? assert.fail("no keyPolicies");
    assert.deepEqual(key.Statement[0]?.Principal, {
      AWS: ["arn:aws:iam::000000000001:root", "arn:aws:iam::666666666666:root"],
    });
    const { instanceArn, identityStoreId } = outputs;
    for (const text of [JSON.stringify(administer), JSON.stringify(read)]) {
      for (const id of [instanceArn, identityStoreId, "key/mrk-0123456789abcdef0123456789abcdef"]) {
        assert.ok(text.includes(id), `${text} names ${id}`);
      }
    }
    const own = await deployStack(
      dev((config) => {
        const center = config["access:identityCenter"] as Record<string, unknown>;
        delete center.encryption;
        delete center.regions;
      }),
    );
    assert.deepEqual(own.outputs.keyPolicies, {});
    assert.ok(!own.diagnostics.some(({ message }) => /Undefined value/.test(message)));
  });

  it("are refused before anything is made where AWS doesn't replicate the identity source", async () => {
    const { errors, resources } = await deployStack(
      stack({
        identitySource: "active-directory",
        encryption: { keyArn },
        regions: ["us-east-1"],
      }),
    );
    assert.match(errors.join("\n"), /active-directory, which AWS doesn't replicate/);
    assert.ok(!resources.some(({ type }) => /ssoadmin|identitystore/.test(type)));
  });

  for (const [title, organization, text] of [
    [
      "may not be used by the role",
      withKey({}, { Statement: [] }),
      /KMS key of yours that these credentials may not use.*docs\/regions-and-keys\.md/,
    ],
    ["is disabled", withKey({ state: "Disabled" }), /can't be used.*aws kms enable-key/],
    ["is about to be deleted", withKey({ state: "PendingDeletion" }), /can't be used.*pending/],
    ["is gone", withKey({ arn: keyArn.replace("mrk-0", "mrk-1") }), /mrk-0\w+, .*wasn't found/],
  ] as const) {
    it(`says what to do where the key ${title}, and never that what exists is missing`, async () => {
      const looking = dev((config) => {
        Object.assign(config["access:groups"] ?? {}, { security: { existing: true } });
      });
      const { errors, resources } = await deployStack(looking, organization);
      assert.match(errors.join("\n"), text);
      assert.match(errors.join("\n"), /"security" could not be looked up/);
      assert.ok(!resources.some(({ type }) => /ssoadmin|identitystore/.test(type)));
      const { diagnostics } = await deployStack(stack({}), organization);
      assert.match(diagnostics.map(({ message }) => message).join("\n"), text);
    });
  }

  it("are deployed by a role with the statements of docs/regions-and-keys.md, and by none that only reads", async () => {
    const seen = await deployStack(stack({}));
    const encrypted = {
      ...{ keyArn, managementAccountId: "000000000001" },
      ...{ instanceArn: seen.outputs.instanceArn, identityStoreId: seen.outputs.identityStoreId },
    };
    const as = (use: "administer" | "read") =>
      deployStack(stack({}), withKey({}, { Statement: keyRights(encrypted, use) }));
    assert.deepEqual((await as("administer")).errors, []);
    assert.match((await as("read")).errors.join("\n"), /not authorized to perform: kms:Encrypt/);
  });
});
