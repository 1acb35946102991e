import assert from "node:assert/strict";
import { InitializationError } from "../../sandbox/resources/resource.ts";
import { accessFixture, make, testWorld, types } from "./fixture.ts";

const prod = "111111111111";
const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";
const audit = "arn:aws:iam::aws:policy/SecurityAudit";
const policy = (action: string) =>
  JSON.stringify({ Statement: { Effect: "Deny", Action: action, Resource: "*" } });

describe("sandbox: resources", () => {
  it("has the provider's ids, which also import", async () => {
    const fixture = await accessFixture();
    const { provider, instanceArn, permissionSetArn, assignmentTo, principalId } = fixture;
    const set = { instanceArn, permissionSetArn };
    assert.match(instanceArn, /^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/);
    assert.match(
      permissionSetArn,
      /^arn:aws:sso:::permissionSet\/ssoins-[0-9a-f]{16}\/ps-[0-9a-f]{16}$/,
    );
    const customer = { name: "boundary", path: "/team/" };
    const made: [keyof typeof types, object, string][] = [
      ["inlinePolicy", { inlinePolicy: policy("a:b") }, `${permissionSetArn},${instanceArn}`],
      [
        "managedPolicy",
        { managedPolicyArn: viewOnly },
        `${viewOnly},${permissionSetArn},${instanceArn}`,
      ],
      [
        "customerPolicy",
        { customerManagedPolicyReference: customer },
        `boundary,/team/,${permissionSetArn},${instanceArn}`,
      ],
      [
        "boundary",
        { permissionsBoundary: { managedPolicyArn: audit } },
        `${permissionSetArn},${instanceArn}`,
      ],
      [
        "assignment",
        assignmentTo(prod),
        `${principalId},GROUP,${prod},AWS_ACCOUNT,${permissionSetArn},${instanceArn}`,
      ],
    ];
    for (const [kind, inputs, id] of made) {
      const resource = await make(provider, types[kind], { ...set, ...inputs });
      assert.equal(resource.id, id);
      const read = await provider.read(types[kind], `${id}@eu-west-1`);
      assert.deepEqual(read?.outputs, resource.outputs, kind);
      await provider.delete(types[kind], id, resource.outputs);
      assert.equal(await provider.read(types[kind], id), undefined, kind);
    }
    assert.equal(fixture.set.id, `${permissionSetArn},${instanceArn}`);
    assert.equal(fixture.group.id, `${fixture.identityStoreId}/${principalId}`);
  });

  it("reads back what it made, so that a refresh shows no change", async () => {
    const { provider, set, group, user } = await accessFixture();
    for (const [kind, made] of [
      ["permissionSet", set],
      ["group", group],
      ["user", user],
    ] as const) {
      const read = await provider.read(types[kind], made.id, made.outputs);
      assert.deepEqual(provider.diff(types[kind], read?.outputs ?? {}, made.inputs).changed, []);
    }
  });

  it("clears what is no longer given", async () => {
    const { provider, journal, instanceArn, user } = await accessFixture();
    const inputs = { instanceArn, name: "x", description: "d", relayState: "https://example.com" };
    const set = await make(provider, types.permissionSet, inputs);
    const news = provider.check(types.permissionSet, {
      name: "x",
      news: { instanceArn, name: "x" },
      seed: "",
    }).inputs;
    const after = await provider.update(types.permissionSet, set.id, set.outputs, news);
    assert.equal(after.relayState, undefined);
    assert.equal(after.description, undefined);
    const titled = { ...user.inputs, title: "Countess", emails: { value: "a@b.c", primary: true } };
    const changed = await provider.update(types.user, user.id, user.outputs, titled);
    assert.deepEqual([changed.title, changed.emails], ["Countess", titled.emails]);
    const back = await provider.update(types.user, user.id, changed, user.inputs);
    assert.deepEqual([back.title, back.emails], [undefined, undefined]);
    const request = journal.entries.findLast(
      ({ operation }) => operation === "UpdateUser",
    )?.request;
    assert.deepEqual((request as { Operations: unknown }).Operations, [
      { AttributePath: "emails", AttributeValue: null },
      { AttributePath: "title", AttributeValue: null },
    ]);
  });

  it("refuses duplicates as AWS does", async () => {
    const { provider, instanceArn, identityStoreId, permissionSetArn, assignmentTo, user, group } =
      await accessFixture();
    const managed = { instanceArn, permissionSetArn, managedPolicyArn: viewOnly };
    const attributes = { instanceArn, attributes: [{ key: "k", values: [{ sources: ["s"] }] }] };
    await make(provider, types.managedPolicy, managed);
    await make(provider, types.assignment, assignmentTo(prod));
    await make(provider, types.attributes, attributes);
    const membership = {
      identityStoreId,
      groupId: group.outputs.groupId,
      memberId: user.outputs.userId,
    };
    const repeated: [keyof typeof types, Record<string, unknown>, RegExp][] = [
      ["permissionSet", { instanceArn, name: "read-only" }, /ConflictException.*already exists/],
      ["managedPolicy", managed, /already attached/],
      ["assignment", assignmentTo(prod), /already exists/],
      ["attributes", attributes, /ConflictException.*already enabled/],
      ["group", { identityStoreId, displayName: "Engineers" }, /UNIQUENESS_CONSTRAINT_VIOLATION/],
      ["user", { ...user.inputs }, /UNIQUENESS_CONSTRAINT_VIOLATION/],
      ["membership", membership, /UNIQUENESS_CONSTRAINT_VIOLATION/],
    ];
    for (const [kind, inputs, message] of repeated) {
      await assert.rejects(make(provider, types[kind], inputs), message, kind);
    }
  });

  it("overwrites an inline policy without a word", async () => {
    const { provider, instanceArn, permissionSetArn } = await accessFixture();
    const set = { instanceArn, permissionSetArn };
    const first = await make(provider, types.inlinePolicy, { ...set, inlinePolicy: policy("a:b") });
    await make(provider, types.inlinePolicy, { ...set, inlinePolicy: policy("c:d") });
    const read = await provider.read(types.inlinePolicy, first.id);
    assert.equal(read?.outputs.inlinePolicy, policy("c:d"));
  });

  it("loses a changed boundary when the new one is made before the old one is deleted", async () => {
    const { provider, instanceArn, permissionSetArn } = await accessFixture();
    const boundary = (managedPolicyArn: string) =>
      make(provider, types.boundary, {
        instanceArn,
        permissionSetArn,
        permissionsBoundary: { managedPolicyArn },
      });
    const old = await boundary(viewOnly);
    const changed = await boundary(audit);
    assert.equal(changed.id, old.id);
    await provider.delete(types.boundary, old.id, old.outputs);
    assert.equal(await provider.read(types.boundary, changed.id), undefined);
  });

  it("keeps a resource whose policy is attached but not provisioned, and an update finishes nothing", async () => {
    const faults = [{ operation: "ProvisionPermissionSet", error: "FAILED", times: 1 }] as const;
    const { provider, world, instanceArn, permissionSetArn } = await accessFixture({ faults });
    const inputs = { instanceArn, permissionSetArn, managedPolicyArn: viewOnly };
    const failure = await make(provider, types.managedPolicy, inputs).catch((error) => error);
    assert.ok(failure instanceof InitializationError);
    assert.equal(failure.id, `${viewOnly},${permissionSetArn},${instanceArn}`);
    assert.match(failure.message, /unexpected state 'FAILED', wanted target 'SUCCEEDED'/);
    const news = { ...inputs, region: "eu-west-1" };
    await provider.update(types.managedPolicy, failure.id, failure.outputs, news);
    assert.equal(world.counts.get("ProvisionPermissionSet"), 1);
  });

  it("does not provision when a policy is gone already", async () => {
    const { provider, world, instanceArn, permissionSetArn } = await accessFixture();
    const inputs = { instanceArn, permissionSetArn, managedPolicyArn: viewOnly };
    const { id, outputs } = await make(provider, types.managedPolicy, inputs);
    await provider.delete(types.managedPolicy, id, outputs);
    await provider.delete(types.managedPolicy, id, outputs);
    assert.equal(world.counts.get("ProvisionPermissionSet"), 2);
  });

  it("attaches before it detaches, provisions once, and leaves all attached when it is deleted", async () => {
    const { provider, world, journal, instanceArn, permissionSetArn } = await accessFixture();
    const set = { instanceArn, permissionSetArn };
    const made = await make(provider, types.managedPolicies, {
      ...set,
      managedPolicyArns: [viewOnly],
    });
    assert.equal(made.id, "missing ID");
    const news = { ...made.inputs, managedPolicyArns: [audit] };
    const start = journal.entries.length;
    const outputs = await provider.update(types.managedPolicies, made.id, made.outputs, news);
    const operations = journal.entries.slice(start).map(({ operation }) => operation);
    assert.deepEqual(operations.slice(1, 4), [
      "AttachManagedPolicyToPermissionSet",
      "DetachManagedPolicyFromPermissionSet",
      "ProvisionPermissionSet",
    ]);
    await provider.delete(types.managedPolicies, made.id, outputs);
    const read = await provider.read(types.managedPolicies, `${instanceArn},${permissionSetArn}`);
    assert.deepEqual(read?.outputs.managedPolicyArns, [audit]);
    const before = world.counts.get("ProvisionPermissionSet");
    await make(provider, types.managedPolicies, { ...set, managedPolicyArns: [audit] });
    assert.equal(world.counts.get("ProvisionPermissionSet"), before);
  });

  it("detaches customer managed policies that are not listed", async () => {
    const { provider, instanceArn, permissionSetArn } = await accessFixture();
    const set = { instanceArn, permissionSetArn };
    const references = [{ name: "a" }, { name: "b", path: "/p/" }];
    const made = await make(provider, types.customerPolicies, {
      ...set,
      customerManagedPolicyReferences: references,
    });
    const id = `${instanceArn},${permissionSetArn}`;
    const read = async () =>
      (await provider.read(types.customerPolicies, id))?.outputs.customerManagedPolicyReferences;
    assert.deepEqual(await read(), [
      { name: "a", path: "/" },
      { name: "b", path: "/p/" },
    ]);
    await provider.update(types.customerPolicies, made.id, made.outputs, {
      ...set,
      region: "eu-west-1",
    });
    assert.deepEqual(await read(), []);
  });

  it("fails to delete attributes for access control that are gone", async () => {
    const { provider, instanceArn } = testWorld();
    const attributes = [{ key: "k", values: [{ sources: ["s"] }] }];
    const made = await make(provider, types.attributes, { instanceArn, attributes });
    await provider.delete(types.attributes, made.id, made.outputs);
    await assert.rejects(
      provider.delete(types.attributes, made.id, made.outputs),
      /ResourceNotFoundException/,
    );
  });

  it("refuses to delete a bucket with objects unless forceDestroy is set", async () => {
    const { provider, world } = testWorld();
    const made = await make(provider, types.bucket, { bucket: "logs" });
    world.call("PutStorageItem", { Type: "object", Id: "logs", Properties: {} });
    await assert.rejects(provider.delete(types.bucket, made.id, made.outputs), /is not empty/);
    await provider.delete(types.bucket, made.id, { ...made.outputs, forceDestroy: true });
    assert.equal(await provider.read(types.bucket, made.id), undefined);
  });

  it("fails when a bucket's policy is for a bucket that does not exist", async () => {
    const { provider } = testWorld();
    await assert.rejects(
      make(provider, types.bucketPolicy, { bucket: "none", policy: "{}" }),
      /bucket none not found/,
    );
  });

  it("leaves what AWS decides unknown in a preview of a creation, and known in one of an update", async () => {
    const { provider, set } = await accessFixture();
    const created = provider.previewCreate(types.permissionSet, set.inputs);
    assert.match(String(created.arn), /^04da6b54-/);
    assert.equal(created.name, "read-only");
    const news = { ...set.inputs, description: "new" };
    const updated = provider.previewUpdate(types.permissionSet, set.outputs, news);
    assert.equal(updated.arn, set.outputs.arn);
    assert.equal(updated.description, "new");
  });
});
