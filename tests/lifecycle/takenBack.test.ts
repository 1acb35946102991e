import assert from "node:assert/strict";
import type { FaultError } from "../../sandbox/world/faults.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run } from "./deployment.ts";
import { calls, finalGrants, inShort } from "./effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

interface Life {
  readonly operation: string;
  readonly error: FaultError;
  /** The update that ends in between. */
  readonly edit: Edit;
  /** What the warning says, once it is taken back. */
  readonly said: RegExp;
  /** Whether what is taken back can't be made without a look. */
  readonly isRefused?: true;
}

const members =
  (group: string, ...keys: string[]): Edit =>
  (config) => {
    (config["access:groups"][group] as { members: string[] }).members = keys;
  };

/** Gives an entry another key, which says what it was, and whatever it is called by besides. */
function rekeyed(entries: Record<string, object>, key: string, to: string, name: object = {}) {
  entries[to] = { ...entries[key], ...name, aliases: [key] };
  delete entries[key];
}

const UNSEEN = /an update (that didn't want it )?ended/;

const line = { permissionSet: "reader", accounts: ["playground"] };

const LIVES: readonly Life[] = [
  {
    operation: "CreateGroupMembership",
    error: "Disconnect",
    edit: members("administrators", "ada", "grace"),
    said: /access:groups\.administrators: .*made what the configuration doesn't give now: membership of grace\..* npm run drift/,
  },
  {
    operation: "CreateAccountAssignment",
    error: "TIMEOUT",
    edit: (config) => config["access:groups"].engineers?.access.push(line),
    said: /access:groups\.engineers: .*assignment of reader in playground/,
  },
  {
    operation: "CreateAccountAssignment",
    error: "Disconnect",
    edit: (config) => config["access:groups"].security?.access.push(line),
    said: /access:groups\.security: .*assignment of reader in playground/,
  },
  {
    operation: "DeleteAccountAssignment",
    error: "TIMEOUT",
    edit: (config) => config["access:groups"].engineers?.access.pop(),
    said: /access:groups\.engineers: .*ended while it removed assignment of reader in web-/,
  },
  {
    operation: "DeleteGroupMembership",
    error: "Disconnect",
    edit: members("engineers", "ada"),
    said: /access:groups\.engineers: .*ended while it removed membership of grace/,
  },
  {
    operation: "UpdateUser",
    error: "Disconnect",
    edit: (config) => {
      Object.assign(config["access:people"].grace ?? {}, { email: "other@example.net" });
    },
    said: /access:people\.grace: .*ended while it changed this person/,
  },
  {
    operation: "UpdateGroup",
    error: "Disconnect",
    edit: (config) => {
      Object.assign(config["access:groups"].engineers ?? {}, { displayName: "Engineers" });
    },
    said: /access:groups\.engineers: .*ended while it changed this group/,
  },
  {
    operation: "DeleteUser",
    error: "Disconnect",
    edit: (config) => {
      members("engineers", "ada")(config);
      delete config["access:people"].grace;
    },
    said: /grace: AWS doesn't have this, .*run pulumi up --refresh, or npm run up -- --stack test --refresh/,
    isRefused: true,
  },
  {
    operation: "DeletePermissionSet",
    error: "Disconnect",
    edit: (config) => {
      delete config["access:permissionSets"].builder;
      config["access:groups"].engineers?.access.shift();
    },
    said: /builder.*: AWS doesn't have this, .*run pulumi up --refresh, or npm run up -- --stack test --refresh/,
    isRefused: true,
  },
];

describe("a configuration that is taken back after an update that ended in between, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();
  const directory = () => {
    const world = stack.deployment.world();
    const [instance] = world.call("ListInstances", {}, "eu-west-1").Instances;
    const request = { IdentityStoreId: instance?.IdentityStoreId ?? "" };
    const { Users } = world.call("ListUsers", request, "eu-west-1");
    const { Groups } = world.call("ListGroups", request, "eu-west-1");
    // A person who was deleted and made anew is another one for AWS.
    return [...Users, ...Groups].map((one) => JSON.stringify({ ...one, UserId: "" })).sort();
  };

  for (const { operation, error, edit, said, isRefused } of LIVES) {
    it(`is warned of until somebody looks, and healed by npm run up, after ${operation} ${error}`, async () => {
      const { deployment, created } = stack;
      const before = directory();
      const faults = [{ operation, error, times: 9 }];
      const ended = await deployment.up(acme(edit), { faults });
      assert.ok(!ended.ok && calls(ended, operation) > 0, ended.said);
      for (const again of ["once", "twice"]) {
        const back = await deployment.up(acme());
        assert.equal(back.ok, !isRefused, `${again}: ${back.said}`);
        assert.match(back.said, said, again);
      }
      const run = (await deployment.planned(acme())).at(-1) as Run;
      assert.ok(run.ok, run.said);
      const idle = await deployment.up(acme());
      assert.deepEqual(idle.steps, [], idle.said);
      assert.doesNotMatch(idle.said, UNSEEN);
      assert.deepEqual(inShort(finalGrants(run)), inShort(finalGrants(created)));
      assert.deepEqual(directory(), before);
    });
  }

  it("is looked at by pulumi up --refresh, too, where AWS doesn't have what the state has", async () => {
    const { deployment, created } = stack;
    const faults = [{ operation: "DeleteGroupMembership", error: "Disconnect", times: 9 } as const];
    await deployment.up(acme(members("engineers", "ada")), { faults });
    const looked = await deployment.up(acme(), {
      flags: ["--refresh"],
      environment: { IDENTITY_CENTER_REFRESHED: "true" },
    });
    assert.ok(looked.ok, looked.said);
    assert.deepEqual(finalGrants(looked), finalGrants(created));
    const last = await deployment.up(acme());
    assert.doesNotMatch(last.said, UNSEEN);
  });

  const BACK: readonly { readonly what: string; readonly to: Edit; readonly back: Edit }[] = [
    {
      what: "a group's",
      to: (config) => {
        rekeyed(config["access:groups"], "engineers", "devs", { displayName: "engineers" });
      },
      back: (config) => {
        Object.assign(config["access:groups"].engineers ?? {}, { aliases: ["devs"] });
      },
    },
    {
      what: "a person's",
      to: (config) => {
        rekeyed(config["access:people"], "grace", "hopper", { userName: "grace" });
        members("engineers", "ada", "hopper")(config);
      },
      back: (config) => {
        Object.assign(config["access:people"].grace ?? {}, { aliases: ["hopper"] });
      },
    },
    {
      what: "a permission set's",
      to: (config) => {
        rekeyed(config["access:permissionSets"], "reader", "viewer", { name: "reader" });
        for (const { access } of Object.values(config["access:groups"])) {
          for (const one of access)
            if (one.permissionSet === "reader") one.permissionSet = "viewer";
        }
      },
      back: (config) => {
        Object.assign(config["access:permissionSets"].reader ?? {}, { aliases: ["viewer"] });
      },
    },
  ];

  const KEYS = BACK.flatMap((one) => [true, false].map((isWalked) => ({ ...one, isWalked })));
  for (const { what, isWalked, to, back } of KEYS) {
    it(`takes nothing away, and says nothing, where ${what} key is taken back by ${isWalked ? "npm run up" : "pulumi up"}`, async () => {
      const { deployment, created } = stack;
      const faults = [{ operation: "CreateUser", error: "AccessDenied", times: 9 } as const];
      const ended = await deployment.up(
        acme((config) => {
          to(config);
          config["access:people"].hans = { givenName: "Hans", familyName: "Meier" };
        }),
        { faults },
      );
      assert.ok(!ended.ok && calls(ended, "CreateUser") > 0, ended.said);
      const runs = isWalked
        ? await deployment.planned(acme(back))
        : [await deployment.up(acme(back))];
      for (const run of runs) {
        assert.ok(run.ok, run.said);
        assert.doesNotMatch(run.said, UNSEEN);
        assert.deepEqual(
          run.steps.filter((step) => step.startsWith("delete ")),
          [],
        );
      }
      assert.deepEqual(inShort(finalGrants(runs.at(-1) as Run)), inShort(finalGrants(created)));
      const idle = await deployment.up(acme(back));
      assert.deepEqual(idle.steps, [], idle.said);
      assert.doesNotMatch(idle.said, UNSEEN);
    });
  }

  it("takes away what AWS made under another key, which is taken back", async () => {
    const { deployment, created } = stack;
    const faults = [{ operation: "CreateGroupMembership", error: "Disconnect", times: 9 } as const];
    const ended = await deployment.up(
      acme((config) => {
        members("administrators", "ada", "grace")(config);
        rekeyed(config["access:groups"], "administrators", "admins", {
          displayName: "administrators",
        });
      }),
      { faults },
    );
    assert.ok(!ended.ok && calls(ended, "CreateGroupMembership") > 0, ended.said);
    const back: Edit = (config) => {
      Object.assign(config["access:groups"].administrators ?? {}, { aliases: ["admins"] });
    };
    const warned = await deployment.up(acme(back));
    assert.match(warned.said, /access:groups\.administrators: .* membership of grace\./);
    for (const run of await deployment.planned(acme(back))) assert.ok(run.ok, run.said);
    const idle = await deployment.up(acme(back));
    assert.deepEqual(idle.steps, [], idle.said);
    assert.doesNotMatch(idle.said, UNSEEN);
    assert.deepEqual(inShort(finalGrants(idle)), inShort(finalGrants(created)));
  });

  it("is no deletion of a permission set that is this stack's own, where its name is taken back", async () => {
    const { deployment, created } = stack;
    const renamed: Edit = (config) => {
      Object.assign(config["access:permissionSets"].reader ?? {}, { name: "viewer" });
    };
    const faults = [{ operation: "DeleteAccountAssignment", error: "ExpiredToken" } as const];
    await deployment.up(acme(renamed), { faults });
    for (const again of ["once", "twice"]) {
      const back = await deployment.up(acme());
      assert.match(back.said, /this stack's own .*don't delete it: run npm run up/, again);
      assert.doesNotMatch(back.said, /aws sso-admin delete-permission-set/);
    }
    const run = (await deployment.planned(acme())).at(-1) as Run;
    assert.ok(run.ok, run.said);
    assert.deepEqual(finalGrants(run), finalGrants(created));
  });
});
