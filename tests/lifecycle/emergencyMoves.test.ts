import assert from "node:assert/strict";
import { BothPrograms } from "./bothPrograms.ts";
import { needsPulumi } from "./deployment.ts";

const names: Readonly<Record<string, string>> = {
  "111111111111": "payments-prod",
  "222222222222": "web-prod",
  "333333333333": "web-dev",
};
const production = ["111111111111", "222222222222"];
const all = Object.keys(names);
const boundary = { name: "workload-boundary", path: "/boundaries/" };

/** A role in these accounts, and one beside it that every run has. */
const reaching = (...accounts: readonly unknown[]) => ({
  "aws:region": "eu-west-1",
  "access:emergency": {
    users: ["ada"],
    tags: { owner: "security" },
    roles: {
      beside: { managedPolicies: ["SecurityAudit"], accounts: ["management"] },
      ...(accounts.length > 0 && {
        reader: {
          accounts,
          managedPolicies: ["ReadOnlyAccess"],
          permissionsBoundary: { customerManagedPolicy: boundary },
        },
      }),
    },
  },
});

const unit = (ou: string) => ({ ou });
const byName = production.map((id) => names[id]);

describe("a role for emergencies that changes its accounts, on the real engine", function () {
  needsPulumi(this);
  let both: BothPrograms;
  beforeEach(() => {
    both = new BothPrograms();
  });
  afterEach(() => both?.remove());

  /** Accounts that have the role, as it is wanted: one of its name in each, with boundary. */
  function holders(role = "reader"): string[] {
    const world = both.world();
    return all.filter((account) => {
      const { Roles } = world.call("ListRoles", { PathPrefix: "/emergency/" }, undefined, {
        account,
      });
      const own = Roles.filter(({ RoleName }) => RoleName === role);
      assert.ok(own.length <= 1, `${account} has two`);
      for (const { RoleName } of own) {
        const { Role } = world.call("GetRole", { RoleName }, undefined, { account });
        assert.deepEqual("PermissionsBoundary" in Role && Role.PermissionsBoundary, {
          PermissionsBoundaryType: "Policy",
          PermissionsBoundaryArn: `arn:aws:iam::${account}:policy${boundary.path}${boundary.name}`,
        });
      }
      return own.length > 0;
    });
  }

  const up = (...accounts: readonly unknown[]) =>
    both.run("up", reaching(...accounts), "emergency");

  const isOfRole = (step: string) => /reader/.test(step);
  const changesSince = (made: number) =>
    both.journal.slice(made).flatMap(({ changes }) => changes.map(([table, key]) => [table, key]));

  async function done(...accounts: readonly unknown[]): Promise<void> {
    const run = await up(...accounts);
    assert.ok(run.ok, run.said);
    const again = await up(...accounts);
    assert.deepEqual([again.ok, again.steps], [true, []], again.said);
  }

  for (const [title, before, after, reached] of [
    ["from a unit to single accounts", [unit("Workloads/Production")], byName, production],
    ["from single accounts to their unit", byName, [unit("Workloads/Production")], production],
    ["from single accounts to a unit above theirs", byName, [unit("Workloads")], all],
  ] as const) {
    it(`${title}: is refused and leaves each its role, and is given again in a second update`, async () => {
      await done(...before);
      assert.deepEqual(holders(), production);
      const preview = await both.run("preview", reaching(...after), "emergency");
      assert.deepEqual([preview.ok, preview.steps.filter(isOfRole)], [false, []], preview.said);
      const made = both.journal.length;
      const refused = await up(...after);
      assert.ok(!refused.ok);
      assert.match(
        refused.said,
        /Pulumi\.\w+\.yaml:\d+: error: access:emergency\.roles\.reader\.accounts: .*payments-prod \(111111111111\), web-prod.*role of this name already.*give it again in a second update/,
      );
      assert.doesNotMatch(refused.said, /takes protection away/);
      assert.deepEqual(changesSince(made), [], "nothing is tried");
      assert.deepEqual(holders(), production, "nobody loses it");
      await done(...before);
      await done();
      assert.deepEqual(holders(), [], "in between no account has it");
      await done(...after);
      assert.deepEqual(holders(), reached);
    });
  }

  it("from all to all but one: is refused before anything is tried", async () => {
    await done("all");
    const had = holders();
    const made = both.journal.length;
    const config = reaching("all");
    const roles: Record<string, object | undefined> = config["access:emergency"].roles;
    Object.assign(roles, { reader: { ...roles.reader, except: ["web-dev"] } });
    const refused = await both.run("up", config, "emergency");
    assert.ok(!refused.ok);
    assert.match(refused.said, /reader would go from units to single accounts under its name/);
    assert.doesNotMatch(refused.said, /takes protection away/);
    assert.deepEqual(changesSince(made), []);
    assert.deepEqual(holders(), had);
  });

  it("where people come in to another account: is refused, there and back, before anything is tried", async () => {
    const first = reaching("all");
    const { "access:emergency": section } = first;
    const inMember = {
      ...first,
      "access:emergency": { ...section, accountId: "333333333333" },
    };
    for (const [before, after, from, to] of [
      [first, inMember, "000000000001", "333333333333"],
      [inMember, first, "333333333333", "000000000001"],
      [
        inMember,
        { ...first, "access:emergency": { ...section, accountId: "222222222222" } },
        "333333333333",
        "222222222222",
      ],
    ] as const) {
      const deployed = await both.run("up", before, "emergency");
      assert.ok(deployed.ok, deployed.said);
      const made = both.journal.length;
      const refused = await both.run("up", after, "emergency");
      assert.ok(!refused.ok, refused.said);
      const place = "Pulumi\\.\\w+\\.yaml:\\d+: error: access:emergency\\.accountId: ";
      const said = `${place}people come in to ${from}, and the roles would trust those of ${to} .*second stack`;
      assert.match(refused.said, new RegExp(said));
      assert.deepEqual(changesSince(made), []);
      const again = await both.run("up", before, "emergency");
      assert.deepEqual([again.ok, again.steps], [true, []], again.said);
      const gone = await both.run("destroy", before, "emergency");
      assert.ok(gone.ok, gone.said);
    }
  });

  it("from a unit to the one above it: no account is without it meanwhile", async () => {
    await done(unit("Workloads/Production"));
    const made = both.journal.length;
    await done(unit("Workloads"));
    assert.deepEqual(holders(), all);
    const gone = both.journal
      .slice(made)
      .flatMap(({ changes }) => changes)
      .filter(([table, key, value]) => table === "iamRoles" && /reader/.test(key) && !value);
    assert.deepEqual(gone, []);
  });

  it("under another name first: every account always has one of the two", async () => {
    await done(unit("Workloads/Production"));
    const config = reaching(unit("Workloads/Production"));
    const roles: Record<string, object | undefined> = config["access:emergency"].roles;
    const first = { ...roles.reader, accounts: byName };
    Object.assign(roles, { reader2: first });
    const added = await both.run("up", config, "emergency");
    assert.ok(added.ok, added.said);
    assert.deepEqual(holders(), production);
    delete roles.reader;
    const removed = await both.run("up", config, "emergency");
    assert.ok(removed.ok, removed.said);
    assert.deepEqual(holders("reader2"), production);
    assert.deepEqual(holders(), []);
  });

  it("is in nobody's way: what is tagged is tagged, and all of it goes again", async () => {
    await done(unit("Workloads"));
    const { StackSet } = both
      .world()
      .call("DescribeStackSet", { StackSetName: "emergency-reader" }, "eu-west-1");
    assert.deepEqual(StackSet.Settings.tags, { owner: "security" });
    const run = await both.run("destroy", reaching(unit("Workloads")), "emergency");
    assert.ok(run.ok, run.said);
    assert.deepEqual(holders(), []);
  });
});
