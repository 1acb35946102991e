import assert from "node:assert/strict";
import { StateFacts } from "../../../commands/drift/state/stateFacts.ts";
import { lookAfter } from "../../../commands/up/lookAfter.ts";
import { exported } from "../drift/deployedDev.ts";
import { type DriftFixture, startedForEach } from "../drift/driftFixture.ts";

const ALL_WELL =
  "AWS has brought 6 permission sets to all their accounts, and 4 groups have there what the state says, and nothing else";
const MORE = "npm run drift -- --stack dev says more, and how to heal it";

describe("what npm run up looks at in AWS when it is done", () => {
  let aws: DriftFixture;
  const faults = startedForEach((started) => {
    aws = started;
  });
  const seen = (client: object = aws.settings) => {
    const { deployed } = new StateFacts(exported(aws.dev.resources));
    return lookAfter("dev", deployed, { region: aws.region, client });
  };

  it("is nothing more than the state knows, after a few calls that only read", async () => {
    const before = aws.journal.entries.length;
    assert.deepEqual(await seen(), [ALL_WELL]);
    const calls = aws.journal.entries.slice(before).map(({ operation }) => operation);
    assert.ok(
      calls.every((name) => /^(List|Get|Describe)/.test(name)),
      String(calls),
    );
    // The organization and its instance, six permission sets, and members and assignments of the groups.
    assert.equal(calls.length, 2 + 6 + 4 + 5);
  });

  it("is a permission set that isn't in its accounts, and what the state doesn't know", async () => {
    const set = await aws.set("billing");
    const ManagedPolicyArn = "arn:aws:iam::aws:policy/SecurityAudit";
    await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn });
    const GroupId = await aws.groupId("finance");
    const MemberId = { UserId: await aws.userId("alan") };
    await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
    for (const group of ["finance", "security"]) {
      await aws.sso.createAccountAssignment(
        await aws.assignment("developer", { group }, "222222222222"),
      );
    }
    assert.deepEqual(await seen(), [
      "permission set billing: AWS hasn't brought it to 000000000001",
      "group finance: 1 member that the state doesn't know",
      "group security: 1 assignment that the state doesn't know",
      "group finance: 1 assignment that the state doesn't know",
      MORE,
    ]);
  });

  it("is a member and an assignment of the state that AWS has no more", async () => {
    const { deployed } = new StateFacts(exported(aws.dev.resources));
    const { group, id: MembershipId = "" } = deployed.memberships[0] ?? {};
    await aws.store.deleteGroupMembership({ ...aws.directory, MembershipId });
    const existing = deployed.assignments.find((one) => one.group === "security");
    const own = deployed.assignments.find((one) => one.group === "engineers");
    for (const one of [existing, own]) {
      await aws.sso.deleteAccountAssignment(
        await aws.assignment(
          one?.permissionSet ?? "",
          { group: one?.group ?? "" },
          one?.account ?? "",
        ),
      );
    }
    assert.deepEqual(
      (await seen()).toSorted(),
      [
        `group ${group}: 1 member of the state that AWS doesn't have any more`,
        "group engineers: 1 assignment of the state that AWS doesn't have any more",
        "group security: 1 assignment of the state that AWS doesn't have any more",
        MORE,
      ].toSorted(),
    );
  });

  it("is what was deleted past Pulumi, and the rest all the same", async () => {
    const set = await aws.set("billing");
    const PrincipalId = await aws.groupId("finance");
    for (const account of aws.dev.snapshot.accounts.map(({ id }) => id)) {
      const { AccountAssignments = [] } = await aws.sso.listAccountAssignments({
        ...set,
        AccountId: account,
      });
      for (const one of AccountAssignments) {
        const { PrincipalType, PrincipalId: id } = one;
        await aws.sso.deleteAccountAssignment({
          ...set,
          PrincipalType,
          PrincipalId: id,
          TargetId: account,
          TargetType: "AWS_ACCOUNT",
        });
      }
    }
    await aws.sso.deletePermissionSet(set);
    await aws.store.deleteGroup({ ...aws.directory, GroupId: PrincipalId });
    const developer = await aws.set("developer");
    await aws.sso.attachManagedPolicyToPermissionSet({
      ...developer,
      ManagedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit",
    });
    const lines = await seen();
    assert.ok(
      lines.includes("permission set billing: AWS doesn't have it any more"),
      String(lines),
    );
    assert.ok(lines.includes("group finance: AWS doesn't have it any more"), String(lines));
    assert.ok(
      lines.some((line) => line.startsWith("permission set developer: AWS hasn't brought it to ")),
    );
    assert.equal(lines.at(-1), MORE);
  });

  it("counts nothing that wasn't looked at", async () => {
    const { deployed } = new StateFacts(exported(aws.dev.resources));
    const where = { region: aws.region, client: aws.settings };
    const handed = <Entry extends object>(all: ReadonlyMap<string, Entry>, ...keys: string[]) =>
      new Map(
        [...all].map(([key, one]) => [
          key,
          { ...one, handedOver: keys.length === 0 || keys.includes(key) },
        ]),
      );
    const [part = ""] = await lookAfter(
      "dev",
      {
        ...deployed,
        groups: handed(deployed.groups, "finance"),
        permissionSets: handed(deployed.permissionSets, "billing"),
      },
      where,
    );
    assert.match(part, /brought 5 permission sets .* 3 groups have there/);
    const none = {
      groups: handed(deployed.groups),
      permissionSets: handed(deployed.permissionSets),
    };
    assert.deepEqual(await lookAfter("dev", { ...deployed, ...none }, where), [
      "the stack makes no permission set and no group to look at in AWS",
    ]);
  });

  it("is said to be unseen, in one line, where AWS can't be asked", async () => {
    const credentials = async () => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    const [line = "", ...more] = await seen({ ...aws.settings, credentials });
    assert.match(line, /^AWS wasn't looked at after the update: there are no AWS credentials in/);
    assert.deepEqual(more, []);
    faults.push({ operation: "ListAccountsForProvisionedPermissionSet", error: "AccessDenied" });
    const [denied = "", ...others] = await seen();
    assert.match(denied, /^AWS wasn't looked at .* sso:ListAccountsForProvisionedPermissionSet/);
    assert.deepEqual(others, []);
  });

  it("is nothing where the credentials are another organization's", async () => {
    const others = aws.dev.resources.map((one) =>
      JSON.parse(JSON.stringify(one).replaceAll(/ssoins-[0-9a-f]{16}/g, "ssoins-0123456789abcdef")),
    );
    const { deployed } = new StateFacts(exported(others));
    const where = { region: aws.region, client: aws.settings };
    const [line = "", ...more] = await lookAfter("dev", deployed, where);
    assert.match(line, /the credentials of this shell lead to arn:.*, and the stack is in arn:/);
    assert.deepEqual(more, []);
  });
});
