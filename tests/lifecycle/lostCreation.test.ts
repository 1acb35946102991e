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

/** Calls that make something anew beside what it follows, and what their errors advise when an answer was lost. */
const REPLACING: readonly (readonly [operation: string, command: RegExp])[] = [
  ["CreatePermissionSet", /aws sso-admin delete-permission-set( --\S+ [^\s;]+){2}/],
  ["CreateAccountAssignment", /aws sso-admin delete-account-assignment( --\S+ [^\s;]+){6}/],
];

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

  for (const [operation, command] of REPLACING) {
    it(`is removed by the command that ${operation} advises, where the state has what it follows`, async () => {
      const renamed = acme((config) => {
        Object.assign(config["access:permissionSets"].builder as object, { name: "maker" });
      });
      await deployment.up(acme());
      const before = deployment.history.at(-1);
      const faults: FaultSwitch[] = [{ operation, error: "TIMEOUT", times: 1 }];
      const lost = await deployment.up(renamed, { faults });
      assert.ok(!lost.ok, lost.said);
      const failed = (await deployment.planned(renamed)).at(-1) as Run;
      assert.ok(!failed.ok, failed.said);
      assert.deepEqual(importsIn(failed.said), []);
      const [advised] = command.exec(failed.said) ?? assert.fail(failed.said);
      await deployment.advised(advised);
      const run = (await deployment.planned(renamed)).at(-1) as Run;
      assert.ok(run.ok, run.said);
      assert.equal(finalGrants(run).length, before?.grants.length);
      assert.deepEqual((await deployment.preview(renamed)).steps, []);
    });
  }

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
