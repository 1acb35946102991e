import assert from "node:assert/strict";
import { keyPolicy } from "../../components/keys/keyPolicy.ts";
import { keyRights } from "../../components/keys/keyRights.ts";
import { keyArn, organization, region, testWorld } from "./fixture.ts";

const management = "000000000001";
const delegate = "222222222222";
const { instanceArn, identityStoreId } = testWorld();
const encrypted = { keyArn, instanceArn, identityStoreId, managementAccountId: management };
const document = (Statement: unknown) => ({ Version: "2012-10-17", Statement });
const administer = document(keyRights(encrypted, "administer"));
const read = document(keyRights(encrypted, "read"));

interface Facts {
  policy?: unknown;
  callerPolicy?: unknown;
  state?: string;
  replicas?: readonly string[];
  arn?: string;
  callerAccount?: string;
  enabledRegions?: readonly string[];
  used?: string;
}

/** The organization with this key. */
function worldWith({ arn = keyArn, used, callerPolicy, callerAccount, ...facts }: Facts = {}) {
  const { enabledRegions = [], ...key } = facts;
  const snapshot = organization((yaml) =>
    [
      yaml
        .replace(/keyArn: "[^"]*"/, used === "none" ? "" : `keyArn: "${used ?? arn}"`)
        .replace(/keys:\n.*\n/, ""),
      `keys: [${JSON.stringify({ arn, policy: keyPolicy(encrypted, [management, delegate]), ...key })}]`,
      ...(callerPolicy === undefined ? [] : [`callerPolicy: ${JSON.stringify(callerPolicy)}`]),
      ...(callerAccount === undefined ? [] : [`callerAccount: "${callerAccount}"`]),
      `delegatedAdministrators: [{ account: "${delegate}" }]`,
      `enabledRegions: ${JSON.stringify(enabledRegions)}`,
    ].join("\n"),
  );
  const { world } = testWorld({ snapshot, latency: 1000 });
  return world;
}

type Caller = ReturnType<typeof worldWith>;
const calls: Record<string, (world: Caller) => unknown> = {
  ListPermissionSets: (world) =>
    world.call("ListPermissionSets", { InstanceArn: instanceArn }, region),
  CreatePermissionSet: (world) =>
    world.call("CreatePermissionSet", { InstanceArn: instanceArn, Name: "reader" }, region),
  ListUsers: (world) => world.call("ListUsers", { IdentityStoreId: identityStoreId }, region),
  CreateGroup: (world) =>
    world.call("CreateGroup", { IdentityStoreId: identityStoreId, DisplayName: "a" }, region),
};
const isRead = (name: string) => name.startsWith("List");

/** What is refused, and with which reason. */
function refused(facts: Facts): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, call] of Object.entries(calls)) {
    try {
      call(worldWith(facts));
    } catch (error) {
      const { code, reason } = error as { code: string; reason?: string };
      found[name] = `${code} ${reason}`;
    }
  }
  return found;
}

const denied = {
  ListPermissionSets: "AccessDeniedException KMS_AccessDeniedException",
  CreatePermissionSet: "AccessDeniedException KMS_AccessDeniedException",
  ListUsers: "AccessDeniedException KMS_ACCESS_DENIED",
  CreateGroup: "AccessDeniedException KMS_ACCESS_DENIED",
};
const deniedWrites = Object.fromEntries(Object.entries(denied).filter(([name]) => !isRead(name)));
const without = (part: string) =>
  document(keyRights(encrypted, "administer").filter(({ Sid }) => !Sid.includes(part)));
const changed = (change: (text: string) => string) =>
  JSON.parse(change(JSON.stringify(administer))) as unknown;

describe("sandbox: Identity Center encrypted with a key of one's own", () => {
  const tables: readonly (readonly [string, Facts, Readonly<Record<string, string>>])[] = [
    ["to whoever may do everything", {}, {}],
    ["to a role with the rights of this project", { callerPolicy: administer }, {}],
    [
      "to the delegated administrator's role with them",
      { callerPolicy: administer, callerAccount: delegate },
      {},
    ],
    ["reading alone, to a role that reads", { callerPolicy: read }, deniedWrites],
    ["nothing, to a role without rights", { callerPolicy: document([]) }, denied],
    [
      "nothing, to a role that is denied it",
      {
        callerPolicy: document([
          { Effect: "Allow", Action: "*", Resource: "*" },
          { Effect: "Deny", Action: "kms:*", Resource: "*" },
        ]),
      },
      denied,
    ],
    [
      "nothing, with another instance's encryption context",
      {
        callerPolicy: changed((text) =>
          text
            .replaceAll(instanceArn, `${instanceArn.slice(0, -1)}x`)
            .replaceAll(identityStoreId, "d-0000000000"),
        ),
      },
      denied,
    ],
    [
      "nothing, through other services",
      { callerPolicy: changed((text) => text.replaceAll(".*.amazonaws", ".*.example")) },
      denied,
    ],
    [
      "nothing, with another key",
      { callerPolicy: changed((text) => text.replaceAll("mrk-0", "mrk-1")) },
      denied,
    ],
    [
      "the identity store alone, where Identity Center's statement is missing",
      { callerPolicy: without("ThroughIdentityCenter") },
      {
        ListPermissionSets: denied.ListPermissionSets,
        CreatePermissionSet: denied.CreatePermissionSet,
      },
    ],
    [
      "nothing, where the key's policy doesn't leave it to the account",
      { policy: document([]) },
      denied,
    ],
    [
      "nothing, to the delegated administrator whom the key's policy doesn't name",
      { policy: keyPolicy(encrypted), callerAccount: delegate },
      denied,
    ],
    [
      "all, to a role that the key's policy names",
      {
        policy: document([
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${management}:role/sandbox` },
            Action: "kms:*",
            Resource: "*",
          },
        ]),
        callerPolicy: document([]),
      },
      {},
    ],
    [
      "nothing, by a key that is disabled",
      { state: "Disabled" },
      {
        ListPermissionSets: "ValidationException KMS_DisabledException",
        CreatePermissionSet: "ValidationException KMS_DisabledException",
        ListUsers: "ValidationException KMS_DISABLED",
        CreateGroup: "ValidationException KMS_DISABLED",
      },
    ],
    [
      "nothing, by a key that is about to be deleted",
      { state: "PendingDeletion" },
      {
        ListPermissionSets: "ValidationException KMS_InvalidStateException",
        CreatePermissionSet: "ValidationException KMS_InvalidStateException",
        ListUsers: "ValidationException KMS_INVALID_STATE",
        CreateGroup: "ValidationException KMS_INVALID_STATE",
      },
    ],
  ];
  for (const [title, facts, expected] of tables) {
    it(`gives ${title}`, () => assert.deepEqual(refused(facts), expected));
  }

  it("is described to everybody, whatever becomes of the key", () => {
    const world = worldWith({ state: "Disabled" });
    const described = world.call("DescribeInstance", { InstanceArn: instanceArn }, region);
    assert.deepEqual(described.EncryptionConfigurationDetails, {
      KeyType: "CUSTOMER_MANAGED_KEY",
      KmsKeyArn: keyArn,
      EncryptionStatus: "ENABLED",
    });
  });

  const other = keyArn.replace("mrk-0", "mrk-1");
  const give = (world: Caller, KmsKeyArn: string | undefined, KeyType = "CUSTOMER_MANAGED_KEY") =>
    world.call(
      "UpdateInstance",
      {
        InstanceArn: instanceArn,
        EncryptionConfiguration: KmsKeyArn === undefined ? { KeyType } : { KeyType, KmsKeyArn },
      },
      region,
    );

  it("is given its key, and takes AWS's again", async () => {
    const world = worldWith({ used: "none" });
    const details = () =>
      world.call("DescribeInstance", { InstanceArn: instanceArn }, region)
        .EncryptionConfigurationDetails;
    assert.deepEqual(details(), { KeyType: "AWS_OWNED_KMS_KEY", EncryptionStatus: "ENABLED" });
    give(world, keyArn);
    assert.equal(details().EncryptionStatus, "UPDATING");
    await world.clock.sleep(1000);
    assert.deepEqual(details(), {
      KeyType: "CUSTOMER_MANAGED_KEY",
      KmsKeyArn: keyArn,
      EncryptionStatus: "ENABLED",
    });
    give(world, undefined, "AWS_OWNED_KMS_KEY");
    assert.equal(details().KeyType, "AWS_OWNED_KMS_KEY");
  });

  for (const [title, facts, key, message] of [
    ["isn't there", {}, other, /ResourceNotFound|does not exist/],
    ["is in another account", {}, keyArn.replace(management, delegate), /Region and the account/],
    ["is in another Region", {}, keyArn.replace(region, "us-east-1"), /Region and the account/],
    ["is disabled", { state: "Disabled" }, keyArn, /is disabled/],
    ["nobody lets its caller use", { callerPolicy: administer }, keyArn, /kms:DescribeKey/],
    [
      "doesn't let Identity Center use it",
      {
        policy: document([
          { Effect: "Allow", Principal: { AWS: management }, Action: "kms:*", Resource: "*" },
        ]),
      },
      keyArn,
      /sso\.amazonaws\.com is not authorized to perform: kms:DescribeKey/,
    ],
  ] as const) {
    it(`isn't given a key that ${title}`, () => {
      assert.throws(() => give(worldWith({ ...facts, used: "none" }), key), message);
    });
  }

  const add = (facts: Facts, RegionName: string) =>
    worldWith(facts).call("AddRegion", { InstanceArn: instanceArn, RegionName }, region);
  const single = keyArn.replace(/mrk-.*/, "01234567-0123-0123-0123-0123456789ab");
  const replicas = ["us-east-1", "af-south-1"];

  it("is replicated where the key has a replica", () => {
    add({ replicas }, "us-east-1");
    add({ replicas, enabledRegions: ["af-south-1"] }, "af-south-1");
  });

  for (const [title, facts, to, message] of [
    ["the key is AWS's", { used: "none" }, "us-east-1", /multi-Region customer managed/],
    [
      "the key is of one Region",
      { arn: single, replicas },
      "us-east-1",
      /multi-Region customer managed/,
    ],
    ["the key has no replica there", { replicas }, "us-east-2", /key\/mrk-\w+' does not exist/],
    ["the Region is off", { replicas }, "af-south-1", /af-south-1 is not enabled/],
    ["the Region is in another partition", { replicas }, "us-gov-west-1", /not enabled/],
    ["the key is disabled", { replicas, state: "Disabled" }, "us-east-1", /is disabled/],
    [
      "the caller may not use the key",
      { replicas, callerPolicy: read },
      "us-east-1",
      /kms:Encrypt/,
    ],
  ] as const) {
    it(`isn't replicated where ${title}`, () => {
      assert.throws(() => add(facts, to), message);
    });
  }

  it("keeps its key while Regions have replicas of it", async () => {
    const world = worldWith({ replicas });
    world.call("AddRegion", { InstanceArn: instanceArn, RegionName: "us-east-1" }, region);
    await world.clock.sleep(1000);
    assert.throws(() => give(world, undefined, "AWS_OWNED_KMS_KEY"), /additional Regions/);
  });
});
