import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { heal } from "../../../commands/drift/heal/heal.ts";
import { healingOf, withoutHealed } from "../../../commands/drift/heal/healing.ts";
import { provision } from "../../../commands/drift/heal/provision.ts";
import { needed } from "../../../live/notRead.ts";
import { type Compared, DriftFixture, startedForEach } from "./driftFixture.ts";
import { said } from "./said.ts";

const policy = (name: string) => ({ ManagedPolicyArn: `arn:aws:iam::aws:policy/${name}` });
const writes = /^(Create|Update|Delete|Put|Attach|Detach|Provision|Tag|Untag)\w+$/;

/** Brings a policy that the code doesn't have to the accounts of a set, and takes it off the set again. */
async function leaveBehind(aws: DriftFixture, name: string): Promise<void> {
  const set = await aws.set(name);
  await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ...policy("IAMFullAccess") });
  await aws.sso.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
  await aws.sso.detachManagedPolicyFromPermissionSet({ ...set, ...policy("IAMFullAccess") });
}

describe("drift --heal", () => {
  let aws: DriftFixture;
  const faults = startedForEach((started) => {
    aws = started;
  });

  interface Healed {
    readonly isDone: boolean;
    readonly printed: readonly string[];
    /** Calls that change something. */
    readonly calls: readonly string[];
    /** What is left, as it is told. */
    readonly left: readonly string[];
    /** Entries of the file that was imported, by name. */
    readonly imported: readonly string[];
  }

  /** Heals what a comparison finds, with a CLI that lists `listed`. */
  async function healed(
    compared: Compared = {},
    { agreed = true, listed = [] }: { agreed?: boolean; listed?: readonly object[] } = {},
  ): Promise<Healed> {
    const live = await aws.read();
    const found = aws.compare(live, compared);
    const printed: string[] = [];
    const imported: string[] = [];
    const before = aws.journal.entries.length;
    const pulumi = {
      read: async (args: readonly string[]) => {
        writeFileSync(args.at(-1) ?? "", JSON.stringify({ resources: listed }));
        return { code: 0, stdout: "" };
      },
      show: async (args: readonly string[]) => {
        const { resources } = JSON.parse(readFileSync(args[2] ?? "", "utf8"));
        for (const { name, id } of resources) imported.push(id ? `${name} ${id}` : name);
        return 0;
      },
    };
    const healing = healingOf(found);
    const isDone = await heal(healing, live, {
      pulumi,
      agreed: async () => agreed,
      print: (line) => printed.push(line),
      region: aws.region,
      client: aws.settings,
    });
    const calls = aws.journal.entries.slice(before).map(({ operation }) => operation);
    return {
      ...{ isDone, printed, imported },
      calls: calls.filter((name) => writes.test(name)),
      left: said(withoutHealed(found, healing)),
    };
  }

  it("has AWS bring a set to its accounts that holds what the code says", async () => {
    await leaveBehind(aws, "auditor");
    const { isDone, calls, left } = await healed();
    assert.deepEqual([isDone, calls, left], [true, ["ProvisionPermissionSet"], []]);
    assert.deepEqual(said(await aws.drift()), []);
  });

  it("brings nothing anywhere that differs from what the code says", async () => {
    await leaveBehind(aws, "auditor");
    const set = await aws.set("auditor");
    await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ...policy("AdministratorAccess") });
    const { isDone, calls, printed } = await healed();
    assert.deepEqual([isDone, calls], [true, []]);
    assert.deepEqual(printed, ["There is nothing that --heal heals."]);
  });

  it("brings nothing anywhere that was changed since it was compared", async () => {
    await leaveBehind(aws, "auditor");
    const live = await aws.read();
    const { provisions } = healingOf(aws.compare(live));
    const set = await aws.set("auditor");
    await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ...policy("AdministratorAccess") });
    const before = aws.journal.entries.length;
    const failures = await provision(
      provisions,
      new Map(needed(live.permissionSets).map((one) => [one.arn, one])),
      { region: aws.region, instanceArn: aws.instance.InstanceArn, client: aws.settings },
      () => {},
    );
    assert.match(failures.get("auditor") ?? "", /^it was changed since it was compared/);
    const after = aws.journal.entries.slice(before).map(({ operation }) => operation);
    assert.ok(!after.includes("ProvisionPermissionSet"), String(after));
  });

  it("does nothing without a yes", async () => {
    await leaveBehind(aws, "auditor");
    const { isDone, calls, printed } = await healed({}, { agreed: false });
    assert.deepEqual([isDone, calls], [false, []]);
    assert.deepEqual(printed.slice(-2), [
      `  auditor, in ${["111111111111", "222222222222", "333333333333", "444444444444", "555555555555", "666666666666"].join(", ")}`,
      "Nothing was changed.",
    ]);
  });

  it("says why AWS didn't bring it there, and goes on with the next", async () => {
    await leaveBehind(aws, "auditor");
    await leaveBehind(aws, "billing");
    const { PermissionSetArn } = await aws.set("auditor");
    const reason = "Received a 500 status error: internal failure.";
    faults.push(
      ...[
        { operation: "ProvisionPermissionSet", match: PermissionSetArn, error: "FAILED" } as const,
      ],
    );
    const { isDone, printed, calls } = await healed();
    assert.equal(isDone, false);
    assert.ok(printed.includes(`auditor was not provisioned: ${reason}`), printed.join("\n"));
    assert.equal(calls.length, 2);
    assert.deepEqual(said(await aws.drift()), [
      "behind auditor 111111111111,222222222222,333333333333,444444444444,555555555555,666666666666",
    ]);
  });

  it("doesn't wait longer than an hour", async () => {
    const slow = await DriftFixture.started([], { latency: 1e12 });
    try {
      const set = await slow.set("billing");
      await slow.sso.attachManagedPolicyToPermissionSet({ ...set, ...policy("SecurityAudit") });
      const live = await slow.read();
      const code = (yaml: string) =>
        yaml.replace("[job-function/Billing]", "[job-function/Billing, SecurityAudit]");
      let now = 0;
      const clock = {
        now: () => now,
        sleep: async () => {
          now += 20 * 60 * 1000;
        },
      };
      const failures = await provision(
        healingOf(slow.compare(live, { code })).provisions,
        new Map(needed(live.permissionSets).map((one) => [one.arn, one])),
        {
          ...{ region: slow.region, instanceArn: slow.instance.InstanceArn },
          ...{ client: slow.settings, clock },
        },
        () => {},
      );
      assert.deepEqual([...failures], [["billing", "AWS isn't done with it after an hour"]]);
    } finally {
      await slow.stop();
    }
  });

  /** A stack whose state lost the group finance, and all that is below it. */
  const forgotten: Compared = {
    state: (all) => all.filter(({ urn }) => !/::finance(\/|$)/.test(urn)),
  };
  const component = { type: "identity-center:index:AccessGroup", name: "finance", component: true };
  const provider = { type: "pulumi:providers:aws", name: "home" };
  const placeholder = { id: "<PLACEHOLDER>", parent: "finance", provider: "home" };
  const group = {
    type: "aws:identitystore/group:Group",
    name: "financeGroup",
    logicalName: "finance",
  };
  const member = {
    type: "aws:identitystore/groupMembership:GroupMembership",
    name: "finance/katherine",
  };
  const assignment = {
    type: "aws:ssoadmin/accountAssignment:AccountAssignment",
    name: "finance/billing/000000000001",
  };
  const other = { type: "aws:identitystore/user:User", name: "people/linus", ...placeholder };
  const listed = [
    provider,
    { ...component, name: "visitors" },
    component,
    ...[group, member, assignment].map((one) => ({ ...one, ...placeholder })),
    other,
  ];

  it("takes into the state what AWS has as it is wanted, below its components, and nothing else", async () => {
    const { isDone, imported, left, calls } = await healed(forgotten, { listed });
    assert.deepEqual([isDone, left, calls], [true, [], []]);
    const { IdentityStoreId } = aws.directory;
    const GroupId = await aws.groupId("finance");
    const { InstanceArn, PermissionSetArn } = await aws.set("billing");
    const { GroupMemberships: [found] = [] } = await aws.store.listGroupMemberships({
      ...aws.directory,
      GroupId,
    });
    assert.deepEqual(imported, [
      "home",
      "finance",
      `financeGroup ${IdentityStoreId}/${GroupId}`,
      `finance/katherine ${IdentityStoreId}/${found?.MembershipId}`,
      `finance/billing/000000000001 ${GroupId},GROUP,000000000001,AWS_ACCOUNT,${PermissionSetArn},${InstanceArn}`,
    ]);
  });

  it("doesn't take in a group with others in it, whom nobody has reviewed", async () => {
    await aws.store.createGroupMembership({
      ...aws.directory,
      GroupId: await aws.groupId("finance"),
      MemberId: { UserId: await aws.userId("alan") },
    });
    const { imported, left } = await healed(forgotten, { listed });
    assert.ok(!imported.some((one) => one.startsWith("financeGroup")), String(imported));
    assert.ok(left.includes("group finance: code/AWS [adopt]"), String(left));
  });

  it("doesn't take in what differs", async () => {
    const GroupId = await aws.groupId("finance");
    const Operations = [{ AttributePath: "description", AttributeValue: "Money" }];
    await aws.store.updateGroup({ ...aws.directory, GroupId, Operations });
    const { imported, left } = await healed(forgotten, { listed });
    assert.ok(!imported.some((one) => one.startsWith("financeGroup")), String(imported));
    assert.deepEqual(left, ["group finance: description: - / Money [adopt]"]);
  });

  it("says what the program wouldn't make", async () => {
    const { isDone, printed } = await healed(forgotten, { listed: listed.slice(0, 4) });
    assert.equal(isDone, false);
    assert.ok(
      printed.includes(
        `${member.type} ${member.name} was not taken in: the program doesn't make it`,
      ),
      printed.join("\n"),
    );
  });
});
