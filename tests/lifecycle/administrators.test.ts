import assert from "node:assert/strict";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertNeverMore,
  calls,
  finalGrants,
  inShort,
} from "./effectiveAccess.ts";

describe("the last administrator, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  const appoint = (person: string) => (config: StackConfig) => {
    Object.assign(config["access:groups"].administrators as object, { members: [person] });
  };

  it("is followed by another, who is in place first", async () => {
    const run = await stack.deployment.up(acme(appoint("grace")));
    assert.ok(run.ok, run.said);
    assertAlwaysAdministered(run, "start");
    assertNeverMore(finalGrants(stack.created), run);
    assert.ok(inShort(finalGrants(run)).includes("grace administrator 000000000001"));
  });

  it("stays when the successor can't be put in place, even with --continue-on-error", async () => {
    const failed = await stack.deployment.up(acme(appoint("grace")), {
      faults: [{ operation: "CreateGroupMembership", error: "AccessDenied", times: "always" }],
      flags: ["--continue-on-error"],
    });
    assert.ok(!failed.ok);
    assertAlwaysAdministered(failed, "start");
  });

  it("stays when only the removal is targeted, and the group that stands in for theirs isn't there", async () => {
    const withAnotherSet = acme((config) => {
      config["access:permissionSets"].successor = config["access:permissionSets"]
        .administrator as Record<string, unknown>;
      Object.assign(config["access:groups"].administrators as object, {
        members: ["grace"],
        access: [{ permissionSet: "successor", accounts: ["management"] }],
      });
    });
    const [failed] = await stack.deployment.planned(withAnotherSet, {
      flags: ["--target", "**::administrators/ada"],
    });
    assert.ok(failed && !failed.ok, failed?.said);
    assert.match(failed.said, /administrators' access/);
    assertAlwaysAdministered(failed, "start");
  });

  it("stays when only the removal is targeted: the successor isn't in place then", async () => {
    const failed = await stack.deployment.up(acme(appoint("grace")), {
      flags: ["--target", "**::administrators/ada"],
    });
    assert.ok(!failed.ok);
    assert.match(failed.said, /not completely in place/);
    assertAlwaysAdministered(failed, "start");
  });

  it("moves to another administrators' group, which is complete first", async () => {
    const run = await stack.deployment.up(
      acme((config) => {
        const { administrators, ...others } = config["access:groups"];
        config["access:groups"] = {
          ...others,
          owners: { ...administrators, access: administrators?.access ?? [] },
        };
      }),
    );
    assert.ok(run.ok, run.said);
    assertAlwaysAdministered(run, "start");
  });

  it("can't be removed in the configuration", async () => {
    const run = await stack.deployment.up(
      acme((config) => {
        Object.assign(config["access:groups"].administrators as object, { members: [] });
      }),
    );
    assert.ok(!run.ok);
    assert.match(run.said, /access:groups\.administrators/);
    assert.deepEqual(run.steps, [], "nothing is touched");
  });

  it("can't be destroyed with the stack: the engine asks for the program", async () => {
    const run = await stack.deployment.destroy(acme());
    assert.ok(!run.ok);
    assert.match(run.said, /--run-program/);
    assertAlwaysAdministered(await stack.deployment.up(acme()), "start");
  });

  for (const flags of [["--run-program"], ["--run-program", "--ignore-protect"]]) {
    it(`can't be destroyed with ${flags.join(" ")}, and the refusal says what to do`, async () => {
      const run = await stack.deployment.destroy(acme(), ...flags);
      assert.ok(!run.ok);
      assert.match(run.said, /administratorsElsewhere/);
      const grants = stack.deployment.history.at(-1)?.grants ?? [];
      assert.ok(inShort(grants).includes("ada administrator 000000000001"));
    });
  }

  it("can't be destroyed already in preview", async () => {
    const run = await stack.deployment.command(
      acme(),
      "destroy",
      "--preview-only",
      "--run-program",
    );
    assert.ok(!run.ok);
    assert.match(run.said, /a destroy would go on to the administrators' access/);
  });

  it("leaves the note of an update that ended before, where a destroy is refused", async () => {
    const ended = await stack.deployment.up(
      acme((config) => {
        Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
      }),
      { faults: [{ operation: "DeleteGroupMembership", error: "Disconnect", times: 1 }] },
    );
    assert.ok(!ended.ok);
    for (const flags of [[], ["--continue-on-error"]]) {
      const refused = await stack.deployment.destroyed(acme(), { flags });
      assert.ok(!refused.ok);
      assert.equal(calls(refused, "DeleteGroupMembership"), 0);
    }
    const run = await stack.deployment.up(acme());
    assert.match(run.said, /ended while it removed membership of grace/);
  });

  it("goes with the stack when somebody else administers, everything gone in a safe order", async () => {
    const elsewhere = acme((config) => {
      config["access:identityCenter"].administratorsElsewhere =
        "the stack of the management account";
      delete config["access:groups"].administrators?.administrators;
    });
    const handedOver = await stack.deployment.up(elsewhere);
    assert.ok(handedOver.ok, handedOver.said);
    const gone = await stack.deployment.destroy(elsewhere, "--run-program");
    assert.ok(gone.ok, gone.said);
    assertNeverMore(finalGrants(stack.created), gone, []);
    assert.deepEqual(finalGrants(gone), []);
  });
});

describe("a person's sign-in, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  for (const command of ["preview", "up"] as const) {
    it(`is not renamed by ${command}: the program says why and touches nothing`, async () => {
      const run = await stack.deployment[command](
        acme((config) => {
          Object.assign(config["access:people"].grace as object, { userName: "ghopper" });
        }),
      );
      assert.ok(!run.ok);
      assert.match(run.said, /userName is "grace" in Identity Center and "ghopper" here/);
      assert.match(run.said, /without password, MFA and memberships/);
      assert.ok(!run.history.some(({ operation }) => /^(Create|Delete|Update)/.test(operation)));
    });
  }

  it("is not lost when only the key changed: preview refuses and says which alias to write", async () => {
    const run = await stack.deployment.preview(
      acme((config) => {
        const { grace, ...others } = config["access:people"];
        config["access:people"] = { ...others, hopper: { ...grace } };
        Object.assign(config["access:groups"].engineers as object, { members: ["ada", "hopper"] });
      }),
    );
    assert.ok(!run.ok);
    assert.match(run.said, /aliases: \[grace\]/);
  });
});
