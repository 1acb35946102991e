import assert from "node:assert/strict";
import type { LiveOrganization, LivePermissionSet } from "../../live/liveOrganization.ts";
import { allNotRead, Denied, type NotRead, needed } from "../../live/notRead.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { refusedAction } from "../../sandbox/world/refusedAction.ts";
import { randomChanges, randomSnapshot } from "./company.ts";
import { LiveFixture, operationOf } from "./liveFixture.ts";

/** One that has something of everything, and nobody who was deleted. */
const seed = 5;

type Change = (live: LiveOrganization, none: NotRead) => Partial<LiveOrganization>;

const inSets =
  (...keys: (keyof LivePermissionSet)[]): Change =>
  (live, none) => ({
    permissionSets: {
      isRead: true,
      value: needed(live.permissionSets).map((set) => ({
        ...set,
        ...Object.fromEntries(keys.map((key) => [key, none])),
      })),
    },
  });

/** What isn't read without a permission. Assignments are listed the other way. */
const lost: Readonly<Record<string, Change>> = {
  "identitystore:ListGroupMemberships": (live, members) => ({
    groups: {
      isRead: true,
      value: needed(live.groups).map((group) => ({ ...group, members })),
    },
  }),
  "identitystore:ListGroups": (_, groups) => ({ groups }),
  "identitystore:ListUsers": (_, users) => ({ users }),
  "organizations:DescribeOrganization": (_, organization) => ({ organization }),
  "organizations:ListAccountsForParent": (_, accounts) => ({ accounts }),
  "organizations:ListDelegatedAdministrators": (_, delegatedAdministrators) => ({
    delegatedAdministrators,
  }),
  "organizations:ListDelegatedServicesForAccount": (live, services) => ({
    delegatedAdministrators: {
      isRead: true,
      value: needed(live.delegatedAdministrators).map((one) => ({ ...one, services })),
    },
  }),
  "organizations:ListOrganizationalUnitsForParent": (_, units) => ({ units, accounts: units }),
  "organizations:ListRoots": (_, units) => ({ policyTypes: units, units, accounts: units }),
  "organizations:ListTagsForResource": (live, tags) => ({
    accounts: {
      isRead: true,
      value: needed(live.accounts).map((account) => ({ ...account, tags })),
    },
  }),
  "sso:DescribeInstance": (live, details) => ({ instance: { ...live.instance, details } }),
  "sso:DescribeInstanceAccessControlAttributeConfiguration": (_, attributes) => ({ attributes }),
  "sso:DescribePermissionSet": inSets("settings"),
  "sso:GetInlinePolicyForPermissionSet": inSets("inlinePolicy"),
  "sso:GetPermissionsBoundaryForPermissionSet": inSets("permissionsBoundary"),
  "sso:ListAccountAssignments": () => ({}),
  "sso:ListAccountAssignmentsForPrincipal": () => ({}),
  "sso:ListAccountsForProvisionedPermissionSet": inSets("accounts", "accountsBehind"),
  "sso:ListCustomerManagedPolicyReferencesInPermissionSet": inSets("customerManagedPolicies"),
  "sso:ListManagedPoliciesInPermissionSet": inSets("managedPolicies"),
  "sso:ListPermissionSets": (_, permissionSets) => ({ permissionSets }),
  "sso:ListTagsForResource": inSets("tags"),
};

describe("a permission that is missing", () => {
  let fixture: LiveFixture;
  let whole: LiveOrganization;
  let actions: ReadonlySet<string>;
  const faults: FaultSwitch[] = [];

  before(async () => {
    fixture = await LiveFixture.started({ snapshot: randomSnapshot(seed), faults });
    randomChanges(fixture, seed, { withDeleted: false });
    const session = fixture.session();
    whole = await readOrganization(session);
    actions = new Set(session.calls.keys());
  });
  after(() => fixture.stop());
  afterEach(() => {
    faults.length = 0;
  });

  async function without(...refused: string[]): Promise<LiveOrganization> {
    for (const action of refused) {
      faults.push({ operation: operationOf(action), error: "AccessDenied" });
    }
    return await readOrganization(fixture.session());
  }

  it("is tried for every action that is used", () => {
    const tried = new Set([...Object.keys(lost), "sso:ListInstances"]);
    assert.deepEqual(
      [...actions].filter((action) => !tried.has(action)),
      [],
    );
    assert.ok(needed(whole.delegatedAdministrators).length > 0);
    assert.ok(needed(whole.assignments).list.length > 0);
    assert.deepEqual(allNotRead(whole), []);
  });

  for (const [action, change] of Object.entries(lost)) {
    it(`leaves out what ${action} is for, and reads the rest`, async () => {
      const live = await without(action);
      const message = `User is not authorized to perform ${refusedAction(operationOf(action), {})}`;
      const none: NotRead = { isRead: false, action, message };
      const expected = { ...whole, ...change(whole, none) };
      assert.deepEqual(
        { ...live, assignments: needed(live.assignments).list },
        { ...expected, assignments: needed(whole.assignments).list },
      );
      const isLost = JSON.stringify(expected) !== JSON.stringify(whole);
      assert.deepEqual(
        allNotRead(live).map((one) => one.action),
        isLost ? [action] : [],
      );
    });
  }

  it("stops everything where it is the one that finds the instance", async () => {
    await assert.rejects(without("sso:ListInstances"), (error: unknown) => {
      assert.ok(error instanceof Denied);
      assert.equal(error.action, "sso:ListInstances");
      assert.match(error.message, /^not read, for want of sso:ListInstances \(docs\/live\.md/);
      return true;
    });
  });

  it("leaves assignments unread where both ways to list them are closed", async () => {
    const live = await without("sso:ListAccountAssignments", "identitystore:ListGroups");
    assert.deepEqual(live.assignments, {
      isRead: false,
      action: "sso:ListAccountAssignments",
      message: "User is not authorized to perform ListAccountAssignments",
    });
  });

  it("is one of the key's where a key of the customer's encrypts Identity Center", async () => {
    faults.push({
      operation: "ListUsers",
      error: "AccessDenied",
      reason: "KMS_AccessDeniedException",
    });
    const live = await readOrganization(fixture.session());
    assert.equal(!live.users.isRead && live.users.action, "kms:Decrypt");
  });

  it("of a single permission set leaves out that one's alone", async () => {
    const [first, ...others] = needed(whole.permissionSets);
    const arn = first?.arn ?? "";
    faults.push({
      operation: "GetInlinePolicyForPermissionSet",
      error: "AccessDenied",
      match: arn,
    });
    const live = await readOrganization(fixture.session());
    const [denied, ...rest] = needed(live.permissionSets);
    assert.equal(denied?.inlinePolicy.isRead, false);
    assert.deepEqual(rest, others);
  });
});
