import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertAlwaysReached,
  assertNeverMore,
  calls,
  finalGrants,
  inShort,
  isWrite,
} from "./effectiveAccess.ts";

describe("a stack's life on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  /** Deploys the change, and checks what holds for every change. */
  async function change(edit: (config: StackConfig) => void): Promise<Run> {
    const run = await stack.deployment.up(acme(edit));
    assert.ok(run.ok, run.said);
    assertNeverMore(finalGrants(stack.created), run);
    assertAlwaysAdministered(run, "start");
    return run;
  }

  /** The same, and that a second update has nothing left to do. */
  async function changeOnce(edit: (config: StackConfig) => void): Promise<Run> {
    const run = await change(edit);
    assert.deepEqual((await stack.deployment.preview(acme(edit))).steps, []);
    return run;
  }

  it("grants only complete sets while it is created, and provisions none of them twice", () => {
    assertNeverMore([], stack.created);
    assertAlwaysAdministered(stack.created, "firstAdministrator");
    assert.deepEqual(inShort(finalGrants(stack.created)), [
      "ada administrator 000000000001",
      "ada builder 333333333333",
      "ada reader 222222222222",
      "ada reader 333333333333",
      "grace builder 333333333333",
      "grace reader 222222222222",
      "grace reader 333333333333",
    ]);
    const operations = stack.created.history.map(({ operation }) => operation);
    const firstAssignment = operations.indexOf("CreateAccountAssignment");
    const provisions = operations.flatMap((operation, index) =>
      operation === "ProvisionPermissionSet" ? [index] : [],
    );
    assert.ok(firstAssignment > 0 && provisions.length > 0);
    const requests = stack.created.history.map(
      ({ request }) => request as { PermissionSetArn?: string },
    );
    const setOf = (index: number) => requests[index]?.PermissionSetArn;
    for (const index of provisions) {
      const assigned = operations
        .slice(0, index)
        .some((name, at) => name === "CreateAccountAssignment" && setOf(at) === setOf(index));
      assert.ok(!assigned, "a set is provisioned after its first assignment");
    }
  });

  it("changes nothing when nothing changed", async () => {
    const again = await stack.deployment.up(acme());
    assert.ok(again.ok, again.said);
    assert.deepEqual(again.steps, []);
  });

  it("provisions once when a policy is added, and renames a group and a person in place", async () => {
    const run = await changeOnce((config) => {
      Object.assign(config["access:permissionSets"].reader as object, {
        managedPolicies: ["job-function/ViewOnlyAccess", "SecurityAudit"],
      });
      Object.assign(config["access:groups"].engineers as object, { displayName: "Engineering" });
      Object.assign(config["access:people"].grace as object, { familyName: "Murray Hopper" });
    });
    assert.equal(calls(run, "ProvisionPermissionSet"), 1);
    assert.deepEqual(inShort(finalGrants(run)), inShort(finalGrants(stack.created)));
    assert.deepEqual([calls(run, "UpdateGroup"), calls(run, "UpdateUser")], [1, 1]);
    assert.deepEqual(
      run.history.filter(({ operation }) => /^(Create|Delete)/.test(operation)),
      [],
    );
  });

  it("renames a permission set without an outage", async () => {
    const run = await changeOnce((config) => {
      Object.assign(config["access:permissionSets"].builder as object, { name: "developer" });
    });
    for (const person of ["ada", "grace"]) {
      assertAlwaysReached(run, person, "333333333333", "builder", "developer");
    }
    assert.ok(inShort(finalGrants(run)).includes("grace developer 333333333333"));
  });

  it("renames the administrators' own permission set", async () => {
    const run = await change((config) => {
      Object.assign(config["access:permissionSets"].administrator as object, { name: "admin" });
    });
    assert.ok(inShort(finalGrants(run)).includes("ada admin 000000000001"));
  });

  it("keeps a group whose key changed, with an alias, and a person and a permission set alike", async () => {
    const run = await changeOnce((config) => {
      const { grace, ...people } = config["access:people"];
      const hopper = { ...grace, userName: "grace", aliases: ["grace"] };
      config["access:people"] = { ...people, hopper };
      const { reader, ...sets } = config["access:permissionSets"];
      const viewer = { ...reader, name: "reader", aliases: ["reader"] };
      config["access:permissionSets"] = { ...sets, viewer };
      const { engineers, ...groups } = config["access:groups"];
      const builders = {
        ...engineers,
        access: engineers?.access ?? [],
        members: ["ada", "hopper"],
        displayName: "engineers",
        aliases: ["engineers"],
      };
      config["access:groups"] = { ...groups, builders };
      for (const group of Object.values(config["access:groups"])) {
        for (const line of group.access) {
          if (line.permissionSet === "reader") line.permissionSet = "viewer";
        }
      }
    });
    assert.deepEqual(run.history.filter(isWrite), []);
  });

  for (const [what, boundary] of [
    ["another managed policy", { managedPolicy: "ReadOnlyAccess" }],
    [
      "a customer managed policy",
      { customerManagedPolicy: { name: "workload-boundary", path: "/boundaries/" } },
    ],
  ] as const) {
    it(`keeps a boundary attached that changes to ${what}, at every instant`, async () => {
      const run = await changeOnce((config) => {
        Object.assign(config["access:permissionSets"].builder as object, {
          permissionsBoundary: boundary,
        });
      });
      for (const { operation, grants } of run.history) {
        for (const { permissionSet, role } of grants) {
          if (permissionSet === "builder") assert.ok(role.permissionsBoundary, operation);
        }
      }
      const role = finalGrants(run).find((grant) => grant.permissionSet === "builder")?.role;
      assert.match(
        String(role?.permissionsBoundary),
        /ReadOnlyAccess|\/boundaries\/workload-boundary/,
      );
      assert.equal(calls(run, "DeletePermissionsBoundaryFromPermissionSet"), 0);
    });
  }

  it("takes a boundary off when the configuration gives it up, and puts a later one on", async () => {
    const without = await changeOnce((config) => {
      delete config["access:permissionSets"].builder?.permissionsBoundary;
    });
    const roleOf = (run: Run) =>
      finalGrants(run).find((grant) => grant.permissionSet === "builder")?.role;
    assert.equal(roleOf(without)?.permissionsBoundary, null);
    const again = await stack.deployment.up(acme());
    assert.match(String(roleOf(again)?.permissionsBoundary), /PowerUserAccess/);
  });

  it("puts a boundary on before it widens a set, and takes it off after it narrowed one", async () => {
    const wide = await change((config) => {
      config["access:permissionSets"].reader = {
        managedPolicies: ["AdministratorAccess"],
        permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
      };
    });
    const narrow = await stack.deployment.up(acme());
    assert.ok(narrow.ok, narrow.said);
    for (const { grants } of [...wide.history, ...narrow.history]) {
      for (const { permissionSet, role } of grants) {
        if (permissionSet !== "reader") continue;
        const isWide = role.managedPolicies.some((arn) => arn.endsWith("AdministratorAccess"));
        assert.ok(!isWide || role.permissionsBoundary, "administrator without a boundary");
      }
    }
  });

  it("puts denials on before it widens a set, and takes them off after it narrowed one", async () => {
    const wide = await stack.deployment.up(
      acme((config) => {
        config["access:permissionSets"].reader = {
          managedPolicies: ["AdministratorAccess"],
          inlinePolicy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
          },
        };
      }),
    );
    const narrow = await stack.deployment.up(acme());
    assert.ok(wide.ok && narrow.ok, wide.said + narrow.said);
    for (const { grants } of [...wide.history, ...narrow.history]) {
      for (const { permissionSet, role } of grants) {
        const isWide = role.managedPolicies.some((arn) => arn.endsWith("AdministratorAccess"));
        if (permissionSet === "reader" && isWide) assert.ok(role.inlinePolicy, "no denials");
      }
    }
  });

  it("removes a member, and nobody else", async () => {
    const run = await change((config) => {
      Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
    });
    assert.ok(!inShort(finalGrants(run)).some((grant) => grant.startsWith("grace")));
    assertAlwaysReached(run, "ada", "333333333333", "builder");
  });

  it("removes a person with all memberships", async () => {
    const run = await change((config) => {
      delete config["access:people"].grace;
      Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
    });
    assert.equal(calls(run, "DeleteUser"), 1);
  });

  it("removes a group", async () => {
    const run = await change((config) => {
      delete config["access:groups"].engineers;
    });
    assert.deepEqual(inShort(finalGrants(run)), ["ada administrator 000000000001"]);
  });

  it("removes a permission set, its assignments first", async () => {
    const run = await changeOnce((config) => {
      delete config["access:permissionSets"].builder;
      config["access:groups"].engineers?.access.shift();
    });
    const operations = run.history.map(({ operation }) => operation);
    const lastRevocation = operations.lastIndexOf("DeleteAccountAssignment");
    assert.ok(lastRevocation >= 0 && lastRevocation < operations.indexOf("DeletePermissionSet"));
    assert.equal(calls(run, "ProvisionPermissionSet"), 0);
  });

  it("detaches the last managed policy", async () => {
    const run = await changeOnce((config) => {
      config["access:permissionSets"].builder = {
        inlinePolicy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }],
        },
        permissionsBoundary: { managedPolicy: "PowerUserAccess" },
      };
    });
    const role = finalGrants(run).find((grant) => grant.permissionSet === "builder")?.role;
    assert.deepEqual(role?.managedPolicies, []);
    assert.deepEqual(role?.customerManagedPolicies, []);
  });

  it("follows an account that moves to another organizational unit", async () => {
    const byUnit = (config: StackConfig) => {
      Object.assign(config["access:groups"].security as object, {
        access: [{ permissionSet: "reader", accounts: [{ ou: "Workloads/Development" }] }],
      });
      Object.assign(config["access:groups"].engineers as object, {
        access: [{ permissionSet: "reader", accounts: [{ ou: "Workloads/Development" }] }],
      });
    };
    const before = await stack.deployment.up(acme(byUnit));
    const organization = readFileSync(organizationPath("dev"), "utf8").replace(
      "name: playground, organizationalUnit: Sandboxes",
      "name: playground, organizationalUnit: Workloads/Development",
    );
    const after = await stack.deployment.up(acme(byUnit), { organization });
    assert.ok(after.ok, after.said);
    assertNeverMore(finalGrants(before), after);
    assert.deepEqual(
      inShort(finalGrants(after)).filter((grant) => grant.startsWith("grace")),
      ["grace reader 333333333333", "grace reader 444444444444"],
    );
  });

  it("takes access away when its last day has passed, and says so", async () => {
    const until = (day: string) => (config: StackConfig) => {
      config["access:groups"].engineers?.access.push({
        permissionSet: "builder",
        accounts: ["web-prod"],
        until: day,
      });
    };
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const before = await stack.deployment.up(acme(until(day(0))));
    assert.ok(inShort(finalGrants(before)).includes("grace builder 222222222222"), before.said);
    const after = await stack.deployment.up(acme(until(day(-1))));
    assert.ok(after.ok, after.said);
    assert.match(after.said, /access:groups\.engineers\.access\[2\]\.until/);
    assertNeverMore(finalGrants(before), after);
    assert.ok(!inShort(finalGrants(after)).includes("grace builder 222222222222"));
  });

  it("stays where it is when the provider's Region changes", async () => {
    const run = await stack.deployment.up(
      acme((config) => {
        config["aws:region"] = "us-east-1";
      }),
    );
    assert.ok(run.ok, run.said);
    assert.deepEqual(
      run.steps.filter((step) => !step.includes("Stack")),
      [],
    );
  });

  for (const calls of [2, 5, 9]) {
    it(`goes on after it was interrupted ${calls} calls into a change`, async () => {
      const edit = (config: StackConfig) => {
        Object.assign(config["access:permissionSets"].builder as object, {
          name: "developer",
          permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
        });
        config["access:groups"].engineers?.access.pop();
      };
      const interrupted = await stack.deployment.up(acme(edit), {
        interruptAfterCalls: calls,
      });
      assert.ok(!interrupted.ok, "the engine says that it was interrupted");
      const run = await stack.deployment.up(acme(edit));
      assert.ok(run.ok, run.said);
      for (const one of [interrupted, run]) {
        assertNeverMore([...finalGrants(stack.created), ...finalGrants(run)], one);
        assertAlwaysAdministered(one, "start");
        assertAlwaysReached(one, "ada", "333333333333", "builder", "developer");
      }
      const again = await stack.deployment.preview(acme(edit));
      assert.deepEqual(again.steps, []);
    });
  }

  it("refreshes without finding a difference", async () => {
    const run = await stack.deployment.command(acme(), "refresh", "--yes", "--skip-preview");
    assert.ok(run.ok, run.said);
    const again = await stack.deployment.up(acme());
    assert.deepEqual(again.steps, []);
  });
});
