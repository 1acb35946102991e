import assert from "node:assert/strict";
import { unknownValue } from "../../sandbox/resources/unknown.ts";
import { testWorld, types } from "./fixture.ts";

const instanceArn = "arn:aws:sso:::instance/ssoins-0123456789abcdef";
const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef";
const identityStoreId = "d-0123456789";
const uuid = "01234567-89ab-4def-8123-456789abcdef";
const set = { instanceArn, permissionSetArn };

const good: Record<keyof typeof types, Record<string, unknown>> = {
  permissionSet: { instanceArn, name: "read-only" },
  inlinePolicy: { ...set, inlinePolicy: "{}" },
  managedPolicy: { ...set, managedPolicyArn: "arn:aws:iam::aws:policy/X" },
  managedPolicies: { ...set, managedPolicyArns: [] },
  customerPolicy: { ...set, customerManagedPolicyReference: { name: "x" } },
  customerPolicies: { ...set },
  boundary: { ...set, permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/X" } },
  assignment: {
    ...set,
    principalId: uuid,
    principalType: "GROUP",
    targetId: "111111111111",
    targetType: "AWS_ACCOUNT",
  },
  attributes: { instanceArn, attributes: [{ key: "k", values: [{ sources: ["s"] }] }] },
  user: {
    identityStoreId,
    userName: "ada",
    displayName: "Ada",
    name: { givenName: "Ada", familyName: "Lovelace" },
  },
  group: { identityStoreId, displayName: "engineers" },
  membership: { identityStoreId, groupId: uuid, memberId: uuid },
  bucket: { bucket: "logs" },
  bucketPolicy: { bucket: "logs", policy: "{}" },
  alias: { name: "alias/x", targetKeyId: uuid },
};

const check = (kind: keyof typeof types, news: Record<string, unknown>, olds?: object) =>
  testWorld().provider.check(types[kind], {
    name: "res",
    news,
    seed: "seed",
    ...(olds ? { olds: olds as Record<string, unknown> } : {}),
  });

describe("sandbox: check", () => {
  for (const [kind, inputs] of Object.entries(good) as [keyof typeof types, object][]) {
    it(`accepts a ${kind} with its required inputs`, () => {
      assert.deepEqual(check(kind, { ...inputs }).failures, []);
    });
  }

  const bad: [keyof typeof types, Record<string, unknown>, string, RegExp][] = [
    ["permissionSet", { name: "x".repeat(33) }, "name", /length of name .*\(1 - 32\), got x+/],
    ["permissionSet", { description: "" }, "description", /\(1 - 700\)/],
    ["permissionSet", { instanceArn: "nonsense" }, "instanceArn", /invalid ARN/],
    ["permissionSet", { instanceArn: undefined }, "instanceArn", /"instance_arn" is required/],
    [
      "permissionSet",
      { sesionDuration: "PT1H" },
      "sesionDuration",
      /did you mean "sessionDuration"/,
    ],
    ["inlinePolicy", { inlinePolicy: "{" }, "inlinePolicy", /invalid JSON policy/],
    [
      "customerPolicy",
      { customerManagedPolicyReference: { path: "/x/" } },
      "customerManagedPolicyReference.name",
      /"name" is required/,
    ],
    ["assignment", { principalId: `${identityStoreId}/${uuid}` }, "principalId", /\(1 - 47\)/],
    [
      "assignment",
      { principalType: "ROLE" },
      "principalType",
      /one of \["USER","GROUP"\], got ROLE/,
    ],
    ["assignment", { targetId: "1111" }, "targetId", /12-digit/],
    ["assignment", { targetType: undefined }, "targetType", /required/],
    ["attributes", { attributes: [] }, "attributes", /requires 1 item minimum/],
    ["user", { name: undefined }, "name", /must be a list/],
    ["user", { name: { givenName: "Ada" } }, "name.familyName", /"family_name" is required/],
    ["user", { title: "" }, "title", /\(1 - 1024\)/],
    ["group", { displayName: undefined }, "displayName", /required/],
    ["membership", { groupId: `${identityStoreId}/${uuid}` }, "groupId", /\(1 - 47\)/],
    ["bucketPolicy", { bucket: undefined }, "bucket", /required/],
  ];
  for (const [kind, change, property, reason] of bad) {
    it(`refuses a ${kind} with ${JSON.stringify(change)}`, () => {
      const { failures } = check(kind, { ...good[kind], ...change });
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
      );
      assert.match(failures[0]?.reason ?? "", reason);
    });
  }

  it("fills in the provider's Region, its tags and the defaults, and says which", () => {
    const { inputs } = check("permissionSet", { ...good.permissionSet, tags: { a: "b" } });
    assert.deepEqual(inputs, {
      instanceArn,
      name: "read-only",
      region: "eu-west-1",
      sessionDuration: "PT1H",
      tags: { a: "b" },
      tagsAll: { owner: "platform", a: "b" },
      __defaults: ["region", "sessionDuration"],
    });
    const own = check("permissionSet", { ...good.permissionSet, tags: { owner: "me" } }).inputs;
    assert.deepEqual(own.tagsAll, { owner: "me" });
    const user = check("user", { ...good.user, emails: { value: "a@b.c" } }).inputs;
    assert.deepEqual(user.emails, { value: "a@b.c", primary: false });
  });

  it("makes up a name that may be too long, and keeps it", () => {
    const { provider } = testWorld();
    const named = (name: string, olds?: Record<string, unknown>) =>
      provider.check(types.permissionSet, {
        name,
        news: { instanceArn },
        seed: String(Math.random()),
        olds,
      });
    const first = named("reader").inputs;
    assert.match(String(first.name), /^reader-[0-9a-f]{7}$/);
    assert.equal(named("reader", first).inputs.name, first.name);
    assert.equal(named("a".repeat(25)).failures[0]?.property, "name");
  });

  it("does not judge values that are not known yet", () => {
    const unknown = { instanceArn: unknownValue, name: unknownValue };
    assert.deepEqual(check("permissionSet", unknown).failures, []);
    const attributes = [{ key: unknownValue, values: unknownValue }];
    assert.deepEqual(check("attributes", { instanceArn, attributes }).failures, []);
  });

  it("fails with the name of a type that it does not have", () => {
    const { provider } = testWorld();
    assert.throws(
      () => provider.check("aws:ec2/vpc:Vpc", { name: "x", news: {}, seed: "" }),
      /no resource type "aws:ec2\/vpc:Vpc"/,
    );
  });
});
