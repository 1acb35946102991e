import assert from "node:assert/strict";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { acme } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { finalGrants, isWrite } from "./effectiveAccess.ts";
import { failing } from "./faults.ts";

/** The calls that create, each with the type that is imported when its answer is lost. */
const CREATIONS = {
  CreateUser: "aws:identitystore/user:User",
  CreateGroup: "aws:identitystore/group:Group",
  CreateGroupMembership: "aws:identitystore/groupMembership:GroupMembership",
  CreatePermissionSet: "aws:ssoadmin/permissionSet:PermissionSet",
  CreateAccountAssignment: "aws:ssoadmin/accountAssignment:AccountAssignment",
  CreateInstanceAccessControlAttributeConfiguration:
    "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
};

const config = acme((config) => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
  const attributes = { department: ["${path:userType}"] };
  Object.assign(config["access:identityCenter"], { attributes });
});

describe("what AWS made though the answer was lost, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  beforeEach(() => {
    deployment = Deployment.create();
  });
  afterEach(() => deployment?.remove());

  it("is taken into the state by npm run up, where it is exactly what was wanted", async () => {
    const faults = failing(Object.keys(CREATIONS), "TIMEOUT", 1);
    let last: Run | undefined;
    // Each failure is a call of npm run up that a person makes again.
    for (let call = 0; call < 8 && !last?.ok; call += 1) {
      last = (await deployment.planned(config, { faults })).at(-1);
    }
    assert.ok(last?.ok, last?.said);
    assert.equal(finalGrants(last).length, 7);
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual((await deployment.preview(config)).steps, []);
  });

  it("is taken into the state where it waits for the former self of a set with another key and name", async () => {
    assert.ok((await deployment.up(config)).ok);
    const renamed = acme((edited) => {
      Object.assign(edited, structuredClone(config));
      const { builder, ...others } = edited["access:permissionSets"];
      const architect = { ...builder, aliases: ["builder"], name: "Construction" };
      edited["access:permissionSets"] = { ...others, architect };
      for (const { access } of Object.values(edited["access:groups"])) {
        for (const line of access) {
          if (line.permissionSet === "builder") line.permissionSet = "architect";
        }
      }
    });
    const faults: FaultSwitch[] = [
      { operation: "CreateAccountAssignment", error: "TIMEOUT", times: 1 },
    ];
    const failed = await deployment.up(renamed, { faults });
    assert.ok(!failed.ok);
    const runs = await deployment.planned(renamed);
    const said = runs.map((run) => run.said).join("\n");
    assert.ok(runs.at(-1)?.ok, said);
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual((await deployment.preview(renamed)).steps, []);
  });

  it("is left alone where it differs from what was wanted", async () => {
    const differing = acme((config) => {
      Object.assign(config["access:people"].ada as object, { familyName: "Byron" });
    });
    const failed = await deployment.up(differing, {
      faults: [{ operation: "CreateUser", match: "ada", error: "TIMEOUT", times: 1 }],
    });
    assert.ok(!failed.ok);
    const [run, ...more] = await deployment.planned(acme());
    assert.ok(run && !run.ok && more.length === 0);
    assert.match(run.said, /Identity Center has a person with this sign-in already/);
  });

  it("is imported by the commands that the next updates advise, whatever its type", async () => {
    // Of those that others wait for one each, so that one update meets them all.
    const matches: Readonly<Record<string, string>> = {
      CreateUser: '"grace"',
      CreateGroup: '"administrators"',
      CreatePermissionSet: '"reader"',
    };
    const faults = Object.keys(CREATIONS).map((operation): FaultSwitch => {
      const match = matches[operation];
      return { operation, error: "TIMEOUT", times: 1, ...(match ? { match } : {}) };
    });
    const options = { faults, flags: ["--continue-on-error"] };
    const types = new Set<string>();
    const runs: Run[] = [];
    for (;;) {
      const run = await deployment.up(config, options);
      runs.push(run);
      if (run.ok) break;
      assert.ok(runs.length < 8, run.said);
      for (const [command, type] of importsIn(run.said)) {
        const imported = await deployment.advised(command);
        assert.ok(imported.ok, imported.said);
        assert.deepEqual(imported.history.filter(isWrite), []);
        types.add(type);
      }
    }
    assert.deepEqual([...types].sort(), Object.values(CREATIONS).sort());
    assert.equal(finalGrants(runs.at(-1) as Run).length, 7);
    assert.deepEqual(deployment.staleRoles, []);
    assert.deepEqual((await deployment.preview(config)).steps, []);
  });
});
