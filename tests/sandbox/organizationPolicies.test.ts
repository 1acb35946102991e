import assert from "node:assert/strict";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { KeptJournal } from "../commands/drift/deployedDev.ts";
import { make, organization, organizationYaml, testWorld } from "./fixture.ts";

const types = {
  policy: "aws:organizations/policy:Policy",
  attachment: "aws:organizations/policyAttachment:PolicyAttachment",
  access: "aws:organizations/awsServiceAccess:AwsServiceAccess",
  features: "aws:iam/organizationsFeatures:OrganizationsFeatures",
};
const prod = "111111111111";
const content = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
});
const both = ["RootCredentialsManagement", "RootSessions"];

function scpWorld(yaml = organizationYaml) {
  const base = testWorld({ snapshot: organization(() => yaml) });
  const { world } = base;
  const rootId = world.call("ListRoots", {}).Roots[0]?.Id ?? "";
  world.call("EnablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
  const attachedTo = (TargetId: string) =>
    world
      .call("ListPoliciesForTarget", { TargetId, Filter: "SERVICE_CONTROL_POLICY" })
      .Policies.map(({ Name }) => Name);
  return { ...base, rootId, attachedTo };
}

describe("sandbox: organization policies", () => {
  it("have the provider's ids, which also import, and read back as they were made", async () => {
    const { provider, rootId, attachedTo } = scpWorld();
    const given = { content, name: "guard", description: "d", tags: { team: "platform" } };
    const policy = await make(provider, types.policy, given);
    assert.match(policy.id, /^p-[0-9a-f]{8}$/);
    assert.match(
      String(policy.outputs.arn),
      /^arn:aws:organizations::000000000001:policy\/o-[0-9a-z]+\/service_control_policy\/p-/,
    );
    const read = await provider.read(types.policy, policy.id);
    assert.deepEqual(provider.diff(types.policy, read?.outputs ?? {}, policy.inputs).changed, []);
    const targets = [rootId, prod];
    for (const targetId of targets) {
      const inputs = { policyId: policy.id, targetId };
      const attachment = await make(provider, types.attachment, inputs);
      assert.equal(attachment.id, `${targetId}:${policy.id}`);
      assert.deepEqual(
        (await provider.read(types.attachment, attachment.id))?.outputs,
        attachment.outputs,
      );
      assert.deepEqual(attachedTo(targetId), ["FullAWSAccess", "guard"]);
      await assert.rejects(
        make(provider, types.attachment, inputs),
        /DuplicatePolicyAttachmentException/,
      );
    }
    await assert.rejects(
      provider.delete(types.policy, policy.id, policy.outputs),
      /PolicyInUseException/,
    );
    for (const targetId of targets) {
      await provider.delete(types.attachment, `${targetId}:${policy.id}`, {});
      assert.equal(await provider.read(types.attachment, `${targetId}:${policy.id}`), undefined);
    }
    await provider.delete(types.policy, policy.id, policy.outputs);
    assert.equal(await provider.read(types.policy, policy.id), undefined);
    await provider.delete(types.policy, policy.id, policy.outputs);
  });

  it("change in place but for their type", async () => {
    const { provider, world } = scpWorld();
    const policy = await make(provider, types.policy, { content, name: "guard", tags: { a: "1" } });
    const news = (given: object) => {
      const all = { content, name: "guard", ...given };
      const { inputs } = provider.check(types.policy, { name: "res", news: all, seed: "" });
      return inputs;
    };
    const spaced = JSON.stringify(JSON.parse(content), null, 2);
    const same = news({ content: spaced, tags: { a: "1" } });
    assert.deepEqual(provider.diff(types.policy, policy.outputs, same).changed, []);
    const changed = news({ description: "new", name: "guards", tags: { b: "2" } });
    const diff = provider.diff(types.policy, policy.outputs, changed);
    assert.deepEqual(diff.changed, ["description", "name", "tags", "tagsAll"]);
    assert.deepEqual(diff.replaces, []);
    await provider.update(types.policy, policy.id, policy.outputs, changed);
    const { Policy } = world.call("DescribePolicy", { PolicyId: policy.id });
    assert.equal(Policy.PolicySummary.Name, "guards");
    assert.equal(Policy.PolicySummary.Description, "new");
    const { Tags } = world.call("ListOrganizationTags", { ResourceId: policy.id });
    assert.deepEqual(Tags, [
      { Key: "owner", Value: "platform" },
      { Key: "b", Value: "2" },
    ]);
    const other = news({ type: "TAG_POLICY", tags: { a: "1" } });
    assert.deepEqual(provider.diff(types.policy, policy.outputs, other).replaces, ["type"]);
  });

  it("are refused as AWS refuses them", async () => {
    const { provider, world, attachedTo } = scpWorld();
    const scp = (statement: object) => ({
      content: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: "*", Resource: "*", ...statement }],
      }),
    });
    const room = 5120 - scp({ Sid: "" }).content.length;
    await make(provider, types.policy, { name: "long", ...scp({ Sid: "x".repeat(room) }) });
    for (const [name, given, error] of [
      [
        "longer",
        scp({ Sid: "x".repeat(room + 1) }),
        /ConstraintViolationException: You have exceeded the maximum policy size/,
      ],
      ["principal", scp({ Principal: "*" }), /MalformedPolicyDocumentException/],
      ["long", scp({}), /DuplicatePolicyException/],
    ] as const) {
      await assert.rejects(make(provider, types.policy, { name, ...given }), error);
    }
    const ids: string[] = [];
    for (const name of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]) {
      ids.push((await make(provider, types.policy, { name, content })).id);
    }
    for (const policyId of ids.slice(0, 9)) {
      await make(provider, types.attachment, { policyId, targetId: prod });
    }
    await assert.rejects(
      make(provider, types.attachment, { policyId: ids[9], targetId: prod }),
      /ConstraintViolationException: You have attached the maximum number of policies/,
    );
    for (const PolicyId of ids.slice(0, 9))
      world.call("DetachPolicy", { PolicyId, TargetId: prod });
    assert.deepEqual(attachedTo(prod), ["FullAWSAccess"]);
    assert.throws(
      () => world.call("DetachPolicy", { PolicyId: "p-FullAWSAccess", TargetId: prod }),
      /You cannot remove the last policy attached/,
    );
    await assert.rejects(
      make(provider, types.attachment, { policyId: ids[0], targetId: "999999999999" }),
      /TargetNotFoundException/,
    );
    world.call("DisablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
    await assert.rejects(
      make(provider, types.attachment, { policyId: ids[0], targetId: prod }),
      /PolicyTypeNotEnabledException/,
    );
  });

  it("allow everything to what is new, and go with what is deleted", async () => {
    const { provider, world, rootId, attachedTo } = scpWorld();
    const policy = await make(provider, types.policy, { content, name: "guard" });
    const { Id: unit } = world.call("CreateOrganizationalUnit", {
      ParentId: rootId,
      Name: "New",
    }).OrganizationalUnit;
    world.call("CreateAccount", { Email: "new@example.com", AccountName: "new" });
    const { Accounts } = world.call("ListAccounts", {});
    const account = Accounts.find(({ Name }) => Name === "new")?.Id ?? "";
    assert.deepEqual([unit, account].map(attachedTo), [["FullAWSAccess"], ["FullAWSAccess"]]);
    await make(provider, types.attachment, { policyId: policy.id, targetId: unit });
    world.call("DeleteOrganizationalUnit", { OrganizationalUnitId: unit });
    assert.deepEqual(world.call("ListTargetsForPolicy", { PolicyId: policy.id }).Targets, []);
    world.call("DeletePolicy", { PolicyId: policy.id });
    world.call("DisablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
    const { Id: later } = world.call("CreateOrganizationalUnit", {
      ParentId: rootId,
      Name: "Later",
    }).OrganizationalUnit;
    assert.deepEqual(attachedTo(later), []);
  });
});

describe("sandbox: units and accounts that the organization file has no more, anew or by another name", () => {
  const file = (units: string, homes: readonly [prod: string, dev: string]) => `
managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: management, organizationalUnit: "" }
  - { id: "111111111111", name: prod, organizationalUnit: "${homes[0]}" }
  - { id: "222222222222", name: dev, organizationalUnit: "${homes[1]}" }
organizationalUnits: ${units}
identityCenter: none
`;
  /** The same AWS with a file that was edited, and what it has of units: ids by path, policies by path. */
  const edited = () => {
    let journal = new MemoryJournal();
    const look = (yaml: string) => {
      journal = new KeptJournal(journal.entries);
      const world = new World({ snapshot: organization(() => yaml), journal });
      const [root] = world.call("ListRoots", {}).Roots;
      const ids = new Map<string, string>();
      const add = (ParentId: string, above: string) => {
        for (const unit of world.call("ListOrganizationalUnitsForParent", { ParentId })
          .OrganizationalUnits) {
          ids.set(above + unit.Name, unit.Id);
          add(unit.Id, `${above}${unit.Name}/`);
        }
      };
      add(root?.Id ?? "", "");
      const policiesOf = (TargetId = "") =>
        world
          .call("ListPoliciesForTarget", { TargetId, Filter: "SERVICE_CONTROL_POLICY" })
          .Policies.map(({ Name }) => Name);
      return { world, ids, policiesOf };
    };
    return look;
  };
  const before = file("[Workloads, Workloads/Production, Sandboxes]", [
    "Workloads/Production",
    "Sandboxes",
  ]);
  /** A policy on every unit of the file. */
  const guarded = () => {
    const look = edited();
    const { world, ids } = look(before);
    world.call("EnablePolicyType", { PolicyType: "SERVICE_CONTROL_POLICY" });
    const { Policy } = world.call("CreatePolicy", {
      ...{ Name: "guard", Description: "", Type: "SERVICE_CONTROL_POLICY", Content: content },
    });
    const PolicyId = Policy.PolicySummary.Id;
    for (const TargetId of ids.values()) world.call("AttachPolicy", { PolicyId, TargetId });
    return { look, ids, PolicyId };
  };

  it("keep id and policies by another name, with all that is below", () => {
    const { look, ids } = guarded();
    const now = look(file("[Work, Work/Production, Sandboxes]", ["Work/Production", "Sandboxes"]));
    assert.equal(now.ids.get("Work"), ids.get("Workloads"));
    assert.equal(now.ids.get("Work/Production"), ids.get("Workloads/Production"));
    for (const id of now.ids.values())
      assert.deepEqual(now.policiesOf(id), ["FullAWSAccess", "guard"]);
    const later = look(
      file("[Workloads, Work, Work/Production, Sandboxes]", ["Work/Production", "Sandboxes"]),
    );
    assert.equal(new Set(later.ids.values()).size, 4, "the former name is another unit's now");
    assert.deepEqual(later.policiesOf(later.ids.get("Workloads")), ["FullAWSAccess"]);
    assert.equal(later.ids.get("Work"), ids.get("Workloads"));
  });

  it("leave with their policies, and whoever detaches one is told that the target is gone", () => {
    const { look, ids, PolicyId } = guarded();
    const now = look(
      file("[Workloads, Workloads/Production]", ["Workloads/Production", "Workloads"]),
    );
    const { Targets } = now.world.call("ListTargetsForPolicy", { PolicyId });
    assert.deepEqual(Targets.map(({ Name }) => Name).sort(), ["Production", "Workloads"]);
    const gone = ids.get("Sandboxes") ?? "";
    assert.throws(
      () => now.world.call("DetachPolicy", { PolicyId, TargetId: gone }),
      /TargetNotFoundException|was not found/,
    );
    const back = look(before);
    assert.deepEqual(back.policiesOf(back.ids.get("Sandboxes")), ["FullAWSAccess"]);
  });

  it("are others where their accounts went several ways, or there are none to tell by", () => {
    const { look, ids } = guarded();
    const now = look(file("[Workloads, Workloads/Prod, Boxes]", ["Workloads/Prod", ""]));
    assert.equal(now.ids.get("Workloads/Prod"), ids.get("Workloads/Production"));
    assert.notEqual(now.ids.get("Boxes"), ids.get("Sandboxes"));
    assert.deepEqual(now.policiesOf(now.ids.get("Boxes")), ["FullAWSAccess"]);
  });
});

describe("sandbox: central root access", () => {
  it("needs trusted access, is turned on and off by feature, and reads as gone without any", async () => {
    const { provider, world } = testWorld();
    const enabled = () => world.call("ListOrganizationsFeatures", {}).EnabledFeatures;
    const inputs = { enabledFeatures: both };
    await assert.rejects(
      make(provider, types.features, inputs),
      /ServiceAccessNotEnabledException: IAM is not a trusted service/,
    );
    const access = await make(provider, types.access, { servicePrincipal: "iam.amazonaws.com" });
    assert.deepEqual(
      (await provider.read(types.access, access.id, access.outputs))?.outputs,
      (await provider.read(types.access, "iam.amazonaws.com"))?.outputs,
    );
    const features = await make(provider, types.features, inputs);
    assert.match(features.id, /^o-[0-9a-z]+$/);
    assert.deepEqual(enabled(), both);
    const turned = { enabledFeatures: [...both].reverse() };
    assert.deepEqual(provider.diff(types.features, features.outputs, turned).changed, []);
    const one = { enabledFeatures: ["RootSessions"] };
    await provider.update(types.features, features.id, features.outputs, one);
    assert.deepEqual(enabled(), ["RootSessions"]);
    await provider.delete(types.features, features.id, one);
    assert.equal(await provider.read(types.features, features.id), undefined);
    await provider.delete(types.access, access.id, access.outputs);
    assert.equal(await provider.read(types.access, access.id, access.outputs), undefined);
    const wrong = { enabledFeatures: ["RootPassword"] };
    await assert.rejects(make(provider, types.features, wrong), /must be one of/);
  });
});
