import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { acme, type StackConfig } from "./acme.ts";
import { commandsIn } from "./advice.ts";
import { byUnit, withoutWebProd } from "./closedAccount.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi, type Run, type RunOptions } from "./deployment.ts";
import {
  assertAlwaysAdministered,
  assertNeverMore,
  finalGrants,
  inShort,
  isWrite,
} from "./effectiveAccess.ts";

type Edit = (config: StackConfig) => void;

describe("what is refused before anything is registered, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  /** Refused by an update that skips its preview, with nothing made. */
  async function refused(edit: Edit, form: RegExp, options?: RunOptions): Promise<Run> {
    const run = await stack.deployment.up(acme(edit), options);
    assert.ok(!run.ok);
    assert.match(run.said, form);
    assert.deepEqual(run.steps, [], "nothing is registered");
    assert.doesNotMatch(run.said, /PromiseRejectionHandledWarning/);
    return run;
  }

  async function deployed(edit: Edit, options?: RunOptions): Promise<Run> {
    const run = await stack.deployment.up(acme(edit), options);
    assert.ok(run.ok, run.said);
    return run;
  }

  const renamedKey =
    (hopper: object): Edit =>
    (config) => {
      const { grace, ...others } = config["access:people"];
      config["access:people"] = { ...others, hopper: { ...grace, ...hopper } };
      Object.assign(config["access:groups"].engineers as object, { members: ["ada", "hopper"] });
    };

  it("is a person's changed key, until the alias is written", async () => {
    await refused(renamedKey({}), /aliases: \[grace\]` and `userName: grace`/);
    const run = await deployed(renamedKey({ aliases: ["grace"], userName: "grace" }));
    assert.deepEqual(run.history.filter(isWrite), []);
  });

  it("is an alias where both were made, and either can be kept by the commands of the refusal", async () => {
    await deployed((config) => {
      const { grace } = config["access:people"];
      config["access:people"].hopper = { ...grace, email: "hopper@example.com" };
      Object.assign(config["access:groups"].engineers as object, {
        members: ["ada", "grace", "hopper"],
      });
    });
    const mail = { email: "hopper@example.com" };
    const run = await refused(renamedKey({ ...mail, aliases: ["grace"] }), /made both/);
    const commands = commandsIn(run.said);
    assert.equal(commands.length, 6);
    for (const command of commands.slice(3, 5)) {
      const done = await stack.deployment.advised(command);
      assert.ok(done.ok, done.said);
    }
    const kept = await deployed(renamedKey(mail));
    assert.ok(inShort(finalGrants(kept)).includes("hopper builder 333333333333"));
    assert.ok(!inShort(finalGrants(kept)).some((grant) => grant.startsWith("grace")));
    assert.deepEqual((await stack.deployment.preview(acme(renamedKey(mail)))).steps, []);
  });

  const many =
    (count: number, limits?: object): Edit =>
    (config) => {
      for (let index = 0; index < count; index += 1) {
        config["access:people"][`p${index}`] = { givenName: "P", familyName: String(index) };
      }
      if (limits) Object.assign(config, { "access:limits": limits });
    };

  it("is the deletion of more than a few, until it is allowed once by the commands of the refusal", async () => {
    await deployed(many(6));
    const preview = await stack.deployment.preview(acme());
    assert.ok(!preview.ok);
    assert.match(preview.said, /delete 6 .*p0, p1/);
    const run = await refused(() => {}, /access:limits\.deletions: .*5 are allowed/);
    const [allow = "", up = "", forbid = ""] = commandsIn(run.said);
    await stack.deployment.advised(allow);
    const gone = await stack.deployment.advised(up);
    assert.ok(gone.ok, gone.said);
    const again = await stack.deployment.advised(forbid);
    assert.ok(again.ok, again.said);
    assert.deepEqual((await stack.deployment.advised("pulumi up")).steps, []);
  });

  it("is the removal of the administrators together with the word of who follows, which goes in two updates", async () => {
    const elsewhere: Edit = (config) => {
      config["access:identityCenter"].administratorsElsewhere = "the identity provider";
    };
    await refused((config) => {
      elsewhere(config);
      delete config["access:groups"].administrators;
    }, /put it back without `administrators: true`, run pulumi up/);
    const lifted = await deployed((config) => {
      elsewhere(config);
      delete config["access:groups"].administrators?.administrators;
    });
    assertAlwaysAdministered(lifted, "start");
    await deployed((config) => {
      elsewhere(config);
      delete config["access:groups"].administrators;
    });
  });

  it("is the change of a set that is assigned in an account which was closed meanwhile, and goes in two updates", async () => {
    const organization = withoutWebProd;
    const changed: Edit = (config) => {
      byUnit(config);
      config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
    };
    await deployed(byUnit);
    await refused(
      changed,
      /still assigned where AWS can't bring the change, .*222222222222 \(web-prod\)/,
      {
        organization,
      },
    );
    await deployed(byUnit, { organization });
    await deployed(changed, { organization });
  });

  describe("when the identity provider deleted a group", () => {
    const organization = readFileSync(organizationPath("dev"), "utf8");
    const deleted = `${organization}\ndeleted: { groups: [security] }\n`;

    const madeHere: Edit = (config) => {
      const { access = [] } = config["access:groups"].security ?? {};
      config["access:groups"].security = { members: ["grace"], access };
    };

    it("is every update, until its assignments are out of the state; then it can be made here", async () => {
      const run = await refused(() => {}, /existing group "security" was not found/, {
        organization: deleted,
      });
      const [forget = "", up] = commandsIn(run.said);
      assert.match(forget, /^pulumi state delete 'urn:\S+::security\/reader\/555555555555'$/);
      assert.equal(up, "pulumi up");
      const done = await stack.deployment.advised(forget);
      assert.ok(done.ok, done.said);
      const after = await deployed(madeHere, { organization: deleted });
      assertNeverMore(finalGrants(stack.created), after);
      const again = await stack.deployment.preview(acme(madeHere), { organization: deleted });
      assert.deepEqual(again.steps, [], again.said);
    });

    it("is an update that meets another group of the same name, until the old assignments are out of the state", async () => {
      const store = /d-[0-9a-f]{10}/.exec(await stack.deployment.exported())?.[0];
      const group = { IdentityStoreId: store, DisplayName: "security" };
      stack.deployment.call("CreateGroup", group, deleted);
      const run = await refused(() => {}, /deleted in Identity Center and made again/, {
        organization: deleted,
      });
      const [forget = ""] = commandsIn(run.said);
      await stack.deployment.advised(forget);
      await deployed(() => {}, { organization: deleted });
    });
  });
});
