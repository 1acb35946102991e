import assert from "node:assert/strict";
import type { AccessGroupArgs } from "../../components/accessGroupArgs.ts";
import { deletionHook } from "../../components/hooks.ts";
import { deploy, type Where } from "./deploy.ts";

const PARENT = "urn:pulumi:stack::project::identity-center:index:AccessGroup::engineers";

type Content = Omit<AccessGroupArgs, keyof Where>;

function deployGroup(args: Content) {
  return deploy(({ AccessGroup }, where) => {
    const group = new AccessGroup("engineers", { ...where, ...args });
    return { groupId: group.groupId, permissionSetArns: group.permissionSetArns };
  });
}

const ada = { userName: "ada", givenName: "Ada", familyName: "Lovelace" };
const prod = { prod: "111111111111" };
const bundle: Content = {
  displayName: "Engineers",
  description: "Build things",
  members: { ada: { user: ada } },
  access: { reader: { permissionSet: { managedPolicies: ["ReadOnlyAccess"] }, accounts: prod } },
};

describe("AccessGroup", () => {
  it("bundles group, person, permission set and assignment", async () => {
    const { resources, resource, errors, outputs, instanceArn, identityStoreId, region } =
      await deployGroup(bundle);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      resources
        .filter(({ parent }) => parent === PARENT)
        .map(({ type, name }) => `${type} ${name}`)
        .sort(),
      [
        "aws:identitystore/group:Group engineers",
        "aws:identitystore/groupMembership:GroupMembership engineers/ada",
        "aws:identitystore/user:User engineers/ada",
        "aws:ssoadmin/accountAssignment:AccountAssignment engineers/reader/prod",
        "identity-center:index:PermissionSet engineers/reader",
      ],
    );
    const group = resource("Group", "engineers");
    const set = resources.find(({ type }) => type === "aws:ssoadmin/permissionSet:PermissionSet");
    assert.deepEqual(group.inputs, {
      displayName: "Engineers",
      description: "Build things",
      identityStoreId,
      region,
    });
    assert.deepEqual(resource("GroupMembership", "engineers/ada").inputs, {
      groupId: group.outputs.groupId,
      memberId: resource("User", "engineers/ada").outputs.userId,
      identityStoreId,
      region,
    });
    assert.equal(set?.inputs.name, "reader");
    assert.deepEqual(resource("AccountAssignment", "engineers/reader/prod").inputs, {
      principalType: "GROUP",
      principalId: group.outputs.groupId,
      permissionSetArn: set?.outputs.arn,
      targetType: "AWS_ACCOUNT",
      targetId: "111111111111",
      instanceArn,
      region,
    });
    assert.deepEqual(outputs, {
      groupId: group.outputs.groupId,
      permissionSetArns: { reader: set?.outputs.arn },
    });
  });

  it("is called by its name unless told otherwise", async () => {
    const { resource } = await deployGroup({});
    assert.equal(resource("Group", "engineers").inputs.displayName, "engineers");
  });

  it("gives an existing group and an existing person access with an existing set", async () => {
    const { resources, resource, errors, outputs } = await deploy(
      async ({ AccessGroup, PermissionSet, People }, where) => {
        const people = new People("people", { ...where, people: { ada } });
        const shared = new PermissionSet("reader", where);
        const first = new AccessGroup("first", where);
        const group = new AccessGroup("engineers", {
          ...where,
          groupId: first.groupId,
          members: { ada: { userId: people.userIds.ada ?? "" } },
          access: { reader: { permissionSetArn: shared.arn, accounts: prod } },
        });
        return { groupId: group.groupId, arn: group.permissionSetArns.reader };
      },
    );
    assert.deepEqual(errors, []);
    assert.deepEqual(
      resources
        .filter(({ parent }) => parent === PARENT)
        .map(({ type }) => type.split(":").at(-1))
        .sort(),
      ["AccountAssignment", "GroupMembership"],
    );
    const membership = resource("GroupMembership", "engineers/ada");
    assert.equal(membership.inputs.memberId, resource("User", "people/ada").outputs.userId);
    assert.equal(outputs.groupId, resource("Group", "first").outputs.groupId);
    const assignment = resource("AccountAssignment", "engineers/reader/prod");
    assert.deepEqual(
      [assignment.inputs.principalId, assignment.inputs.permissionSetArn],
      [outputs.groupId, outputs.arn],
    );
  });

  it("assigns to each account under a key that stays when the account's id is computed", async () => {
    const { resources } = await deployGroup({
      access: {
        reader: { permissionSet: {}, accounts: { prod: "111111111111", dev: "222222222222" } },
      },
    });
    const assignments = resources.filter(({ type }) => type.endsWith(":AccountAssignment"));
    assert.deepEqual(
      assignments.map(({ name, inputs }) => [name, inputs.targetId]),
      [
        ["engineers/reader/prod", "111111111111"],
        ["engineers/reader/dev", "222222222222"],
      ],
    );
  });

  it("keeps person, membership, set and assignments under a new key when given the former one", async () => {
    const { resource } = await deployGroup({
      members: { ada: { user: ada, aliases: ["adele"] } },
      access: { reader: { permissionSet: {}, accounts: prod, aliases: ["viewer"] } },
    });
    const former = (type: string, name: string) =>
      resource(type, name).options.aliases.map((alias) => (alias as { name: string }).name);
    assert.deepEqual(former("User", "engineers/ada"), ["engineers/adele"]);
    assert.deepEqual(former("GroupMembership", "engineers/ada"), ["engineers/adele"]);
    // What is inside the set follows it: the engine gives children the aliases of their parent.
    assert.deepEqual(former("index:PermissionSet", "engineers/reader"), ["engineers/viewer"]);
    assert.deepEqual(former("AccountAssignment", "engineers/reader/prod"), [
      "engineers/viewer/prod",
    ]);
  });

  it("guards everything that administrators' access is made of against deletion", async () => {
    const { resources } = await deployGroup({ ...bundle, administrators: true });
    const guarded = resources
      .filter(({ options }) => options.hooks?.beforeDelete?.includes("keep-an-administrator"))
      .map(({ type }) => type.split(":").at(-1))
      .sort();
    assert.deepEqual(guarded, ["AccountAssignment", "Group", "GroupMembership", "PermissionSet"]);
    const component = resources.find(({ urn }) => urn === PARENT);
    assert.equal(component?.inputs.administrators, true);
  });

  it("asks the hooks that it is given about everything that it makes in AWS, inside it, too", async () => {
    const { resources, errors } = await deploy(({ AccessGroup }, where) => {
      const opts = { deletionHooks: [deletionHook("asked", () => {})] };
      new AccessGroup("engineers", { ...where, ...bundle }, opts);
    });
    assert.deepEqual(errors, []);
    const asked = resources.filter(({ options }) => options.hooks?.beforeDelete?.includes("asked"));
    assert.deepEqual(asked.map(({ type }) => type.split(":").at(-1)).sort(), [
      "AccountAssignment",
      "Group",
      "GroupMembership",
      "PermissionSet",
      "User",
    ]);
  });

  it("guards nothing of other groups", async () => {
    const { resources } = await deployGroup(bundle);
    assert.ok(resources.every(({ options }) => options.hooks?.beforeDelete === undefined));
  });

  it("retries passing errors of everything that it makes in AWS", async () => {
    const { resources } = await deployGroup(bundle);
    const made = resources.filter(({ type }) => type.startsWith("aws:"));
    assert.equal(made.length, 7);
    for (const { name, options } of made) {
      assert.deepEqual(options.hooks?.onError, ["retry-transient-errors"], name);
    }
  });

  it("fails when members and sets are both made and existing, or neither, with all of it at once", async () => {
    const { errors, diagnostics, resources } = await deployGroup({
      groupId: "g",
      displayName: "Engineers",
      members: { ada: {}, grace: { user: ada, userId: "u" } },
      access: {
        reader: { accounts: prod },
        writer: { accounts: prod, permissionSet: {}, permissionSetArn: "arn" },
      },
    });
    assert.deepEqual(errors, [
      [
        "groupId: is that of an existing group, displayName and description belong to one that is made here; give one or the other",
        "members.ada: has neither of user and userId; give one",
        "members.grace: has both of user and userId; give one",
        "access.reader: has neither of permissionSet and permissionSetArn; give one",
        "access.writer: has both of permissionSet and permissionSetArn; give one",
      ]
        .map((line) => `AccessGroup "engineers": ${line}`)
        .join("\n"),
    ]);
    assert.equal(diagnostics[0]?.urn, PARENT);
    assert.ok(resources.every(({ custom }) => !custom));
  });
});
