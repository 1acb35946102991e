import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diff, effectiveAccessHistory, grantsAfterEachCall } from "../../sandbox/world/history.ts";
import { FileJournal } from "../../sandbox/world/journal.ts";
import { accessFixture, make, types } from "./fixture.ts";

const prod = "111111111111";
const inlinePolicy = '{"Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}';
const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

describe("sandbox: history of effective access", () => {
  it("knows after each call who reaches what, with what the role holds at that moment", async () => {
    const { provider, journal, instanceArn, permissionSetArn, assignmentTo, user } =
      await accessFixture();
    const set = { instanceArn, permissionSetArn };
    const assignment = await make(provider, types.assignment, assignmentTo(prod));
    await make(provider, types.managedPolicy, { ...set, managedPolicyArn: viewOnly });
    await make(provider, types.customerPolicy, {
      ...set,
      customerManagedPolicyReference: { name: "boundary", path: "/team/" },
    });
    await make(provider, types.inlinePolicy, { ...set, inlinePolicy });
    await make(provider, types.boundary, {
      ...set,
      permissionsBoundary: { managedPolicyArn: viewOnly },
    });
    await provider.delete(types.assignment, assignment.id, assignment.outputs);
    const history = grantsAfterEachCall(journal.entries);
    const changes = history.flatMap(({ operation, grants }, index) => {
      const before = history[index - 1]?.grants ?? [];
      const { gained, lost } = diff(before, grants);
      return gained.length + lost.length > 0 ? [{ operation, grants }] : [];
    });
    const ended = "ProvisionPermissionSet (ended)";
    assert.deepEqual(
      changes.map(({ operation }) => operation),
      [
        "CreateAccountAssignment (ended)",
        ended,
        ended,
        ended,
        ended,
        "DeleteAccountAssignment (ended)",
      ],
    );
    const grant = {
      userId: user.outputs.userId,
      userName: "ada",
      account: prod,
      permissionSet: "read-only",
    };
    const empty = {
      managedPolicies: [],
      customerManagedPolicies: [],
      inlinePolicy: null,
      permissionsBoundary: null,
    };
    assert.deepEqual(changes[0]?.grants, [{ ...grant, role: empty }]);
    assert.deepEqual(changes[4]?.grants, [
      {
        ...grant,
        role: {
          managedPolicies: [viewOnly],
          customerManagedPolicies: ["/team/boundary"],
          inlinePolicy,
          permissionsBoundary: viewOnly,
        },
      },
    ]);
    assert.deepEqual(changes[5]?.grants, []);
  });

  it("follows memberships, and groups and people that are deleted", async () => {
    const { provider, journal, identityStoreId, principalId, assignmentTo, user, group, world } =
      await accessFixture();
    const people = () =>
      grantsAfterEachCall(journal.entries)
        .at(-1)
        ?.grants.map(({ userName }) => userName);
    await make(provider, types.assignment, assignmentTo(prod));
    const AlternateIdentifier = {
      UniqueAttribute: { AttributePath: "UserName", AttributeValue: "grace" },
    };
    const lookup = { IdentityStoreId: identityStoreId, AlternateIdentifier };
    const grace = world.call("GetUserId", lookup, "eu-west-1").UserId;
    const membership = { identityStoreId, groupId: principalId, memberId: grace };
    const joined = await make(provider, types.membership, membership);
    assert.deepEqual(people(), ["ada", "grace"]);
    await provider.delete(types.membership, joined.id, joined.outputs);
    assert.deepEqual(people(), ["ada"]);
    await provider.delete(types.user, user.id, user.outputs);
    assert.deepEqual(people(), []);
    await make(provider, types.membership, membership);
    assert.deepEqual(people(), ["grace"]);
    await provider.delete(types.group, group.id, group.outputs);
    assert.deepEqual(people(), []);
  });

  it("tells the same from a journal file", async () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-history-"));
    const path = join(directory, "journal.jsonl");
    const { provider, assignmentTo } = await accessFixture({ journal: new FileJournal(path) });
    await make(provider, types.assignment, assignmentTo(prod));
    const grants = effectiveAccessHistory(path).at(-1)?.grants;
    assert.deepEqual(
      grants?.map(({ userName, account }) => [userName, account]),
      [["ada", prod]],
    );
    rmSync(directory, { recursive: true });
  });
});
