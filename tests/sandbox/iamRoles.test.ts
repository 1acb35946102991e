import assert from "node:assert/strict";
import { make, testWorld } from "./fixture.ts";

const types = {
  role: "aws:iam/role:Role",
  policy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
};
const trust = (Service: string) =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });
const policy = (Resource: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "logs:PutLogEvents", Resource }] });
const audit = "arn:aws:iam::aws:policy/SecurityAudit";
const role = { name: "deliver", assumeRolePolicy: trust("cloudtrail.amazonaws.com") };

describe("sandbox: roles of IAM", () => {
  it("have the provider's ids, which also import, and read back as they were made", async () => {
    const { provider, world } = testWorld();
    const given = { ...role, path: "/trail/", description: "d", tags: { team: "platform" } };
    const made = [
      [types.role, await make(provider, types.role, given), "deliver"],
      [
        types.policy,
        await make(provider, types.policy, { role: "deliver", name: "p", policy: policy("*") }),
        "deliver:p",
      ],
      [
        types.attachment,
        await make(provider, types.attachment, { role: "deliver", policyArn: audit }),
        `deliver/${audit}`,
      ],
    ] as const;
    for (const [type, { id, inputs }, wanted] of made) {
      assert.equal(id, wanted);
      const read = await provider.read(type, id);
      assert.deepEqual(provider.diff(type, read?.outputs ?? {}, inputs).changed, [], type);
    }
    const [[, { outputs }]] = made;
    assert.equal(outputs.arn, "arn:aws:iam::000000000001:role/trail/deliver");
    assert.match(String(outputs.uniqueId), /^AROA[0-9A-F]{17}$/);
    const names = world.call("ListRoles", { PathPrefix: "/trail/" }).Roles;
    assert.deepEqual(
      names.map(({ RoleName }) => RoleName),
      ["deliver"],
    );
    const { PolicyDocument } = world.call("GetRolePolicy", {
      RoleName: "deliver",
      PolicyName: "p",
    });
    assert.equal(PolicyDocument, policy("*"));
    for (const [type, { id, outputs: last }] of [...made].reverse()) {
      await provider.delete(type, id, last);
      assert.equal(await provider.read(type, id), undefined, type);
      await provider.delete(type, id, last);
    }
  });

  it("change in place but for name and path", async () => {
    const { provider, world } = testWorld();
    const made = await make(provider, types.role, { ...role, tags: { a: "1" } });
    const { inputs: news } = provider.check(types.role, {
      name: "res",
      news: {
        ...role,
        assumeRolePolicy: trust("ec2.amazonaws.com"),
        description: "new",
        maxSessionDuration: 7200,
        permissionsBoundary: audit,
        tags: { b: "2" },
      },
      seed: "",
    });
    assert.deepEqual(provider.diff(types.role, made.outputs, news).replaces, []);
    const changed = await provider.update(types.role, made.id, made.outputs, news);
    assert.equal(changed.uniqueId, made.outputs.uniqueId);
    assert.equal(changed.permissionsBoundary, audit);
    const { Role } = world.call("GetRole", { RoleName: "deliver" });
    assert.equal(Role.MaxSessionDuration, 7200);
    assert.deepEqual(changed.tagsAll, { owner: "platform", b: "2" });
    const back = await provider.update(types.role, made.id, changed, made.inputs);
    assert.equal(back.permissionsBoundary, undefined);
    const moved = { ...made.inputs, path: "/x/" };
    assert.deepEqual(provider.diff(types.role, made.outputs, moved).replaces, ["path"]);
  });

  it("are refused as IAM refuses them", async () => {
    const { provider, world } = testWorld();
    await make(provider, types.role, role);
    const noPrincipal = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a:b" }] });
    const refused: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
      [types.role, { ...role, name: "Deliver" }, /EntityAlreadyExists.*Deliver already exists/],
      [types.role, { ...role, name: "x", assumeRolePolicy: noPrincipal }, /Missing required field/],
      [
        types.role,
        { ...role, name: "x", assumeRolePolicy: trust("x".repeat(2100)) },
        /LimitExceeded.*ACLSizePerRole: 2048/,
      ],
      [types.role, { ...role, name: "x", permissionsBoundary: `${audit}Z` }, /does not exist/],
      [types.role, { ...role, name: "x y" }, /invalid value for name/],
      [types.policy, { role: "nobody", name: "p", policy: policy("*") }, /NoSuchEntity/],
      [
        types.policy,
        { role: "deliver", name: "p", policy: policy("x".repeat(10_240)) },
        /LimitExceeded.*10240 bytes exceeded for role deliver/,
      ],
      [
        types.policy,
        { role: "deliver", name: "p", policy: role.assumeRolePolicy },
        /should not specify a principal/,
      ],
      [types.attachment, { role: "deliver", policyArn: `${audit}Z` }, /NoSuchEntity/],
      [
        types.attachment,
        { role: "deliver", policyArn: "arn:aws:iam::111111111111:policy/team/boundary" },
        /NoSuchEntity/,
      ],
    ];
    for (const [type, inputs, error] of refused) {
      await assert.rejects(make(provider, type, inputs), error);
    }
    await make(provider, types.policy, { role: "deliver", name: "p", policy: policy("*") });
    await make(provider, types.attachment, { role: "deliver", policyArn: audit });
    const conflict = /DeleteConflictException.*must detach all policies first/;
    await assert.rejects(provider.delete(types.role, "deliver", {}), conflict);
    await provider.delete(types.role, "deliver", { forceDetachPolicies: true });
    assert.throws(() => world.call("GetRole", { RoleName: "deliver" }), /cannot be found/);
    const again = await make(provider, types.role, role);
    assert.equal(world.call("ListRolePolicies", { RoleName: again.id }).PolicyNames.length, 0);
  });

  it("belong to the account that made them", async () => {
    const { world } = testWorld();
    const made = { RoleName: "r", AssumeRolePolicyDocument: role.assumeRolePolicy };
    world.call("CreateRole", made, undefined, { account: "111111111111" });
    assert.throws(() => world.call("GetRole", { RoleName: "r" }), /cannot be found/);
    const { Role } = world.call("GetRole", { RoleName: "r" }, undefined, {
      account: "111111111111",
    });
    assert.equal(Role.Arn, "arn:aws:iam::111111111111:role/r");
    const { Role: permitted } = world.call(
      "CreateRole",
      {
        ...made,
        RoleName: "s",
        PermissionsBoundary: "arn:aws:iam::111111111111:policy/team/boundary",
      },
      undefined,
      { account: "111111111111" },
    );
    assert.ok(permitted.PermissionsBoundary);
  });
});
