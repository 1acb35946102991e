import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../../commands/doctor/checks.ts";
import { type Diagnosis, exitCode, missingActions } from "../../../commands/doctor/diagnosis.ts";
import { LiveError } from "../../../live/liveError.ts";
import { checkIds } from "../../../model/schema/doctor.ts";
import { action } from "../../../policies/iam/actions/actions.ts";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { operationOf } from "../../live/liveFixture.ts";
import { DoctorFixture, type Plant, verdicts } from "./fixture.ts";

/** So that there is something of everything. */
const something: Plant = {
  edit: (yaml) => `${yaml}
delegatedAdministrators: [{ account: "666666666666", service: guardduty.amazonaws.com }]
iamUsers: [{ name: ci, accessKeys: [{ createdOn: "2026-11-01" }] }]
`,
};

/** Checks that aren't read where an action is missing. */
const lost: Readonly<Record<string, readonly string[]>> = {
  "access-analyzer:ListAnalyzers": ["external-access-analyzer", "unused-access-analyzer"],
  "account:GetAlternateContact": ["alternate-contacts"],
  "cloudtrail:DescribeTrails": ["organization-trail", "trail-validation"],
  "cloudtrail:GetEventSelectors": ["organization-trail"],
  "cloudtrail:GetTrailStatus": ["organization-trail"],
  "config:DescribeConfigurationRecorderStatus": ["config-recorder"],
  "config:DescribeConfigurationRecorders": ["config-recorder"],
  "config:DescribeDeliveryChannelStatus": ["config-recorder"],
  "iam:GetAccessKeyLastUsed": ["iam-access-keys-fresh"],
  "iam:GetAccountPasswordPolicy": ["iam-password-policy"],
  "iam:GetAccountSummary": ["root-mfa", "root-no-access-keys"],
  "iam:GetLoginProfile": ["iam-no-passwords", "iam-mfa"],
  "iam:ListAccessKeys": ["iam-no-access-keys", "iam-access-keys-fresh"],
  "iam:ListMFADevices": ["iam-mfa"],
  "iam:ListOrganizationsFeatures": ["central-root-access"],
  "iam:ListUsers": ["iam-no-passwords", "iam-mfa", "iam-no-access-keys", "iam-access-keys-fresh"],
  "identitystore:ListGroupMemberships": [
    "administrators",
    "groups-with-members",
    "people-in-groups",
  ],
  "identitystore:ListGroups": ["administrators", "groups-with-members", "people-in-groups"],
  "identitystore:ListUsers": ["administrators", "no-direct-assignments", "people-in-groups"],
  "organizations:DescribeOrganization": [
    "root-mfa",
    "root-no-access-keys",
    "member-root-credentials",
    "member-root-denied",
    "iam-no-passwords",
    "iam-mfa",
    "iam-no-access-keys",
    "iam-access-keys-fresh",
    "iam-password-policy",
    "administrators",
    "management-account-sets",
    "all-features",
    "control-policies",
    "external-access-analyzer",
    "unused-access-analyzer",
    "config-recorder",
    "alternate-contacts",
  ],
  "organizations:DescribePolicy": ["member-root-denied"],
  "organizations:ListAWSServiceAccessForOrganization": ["identity-center-trusted"],
  "organizations:ListAccountsForParent": [
    "member-root-credentials",
    "member-root-denied",
    "delegated-administrator",
    "control-policies",
  ],
  "organizations:ListDelegatedAdministrators": [
    "delegated-administrator",
    "administrators",
    "management-account-sets",
    "external-access-analyzer",
    "unused-access-analyzer",
  ],
  "organizations:ListDelegatedServicesForAccount": [
    "delegated-administrator",
    "administrators",
    "management-account-sets",
  ],
  "organizations:ListOrganizationalUnitsForParent": [
    "member-root-credentials",
    "member-root-denied",
    "delegated-administrator",
    "control-policies",
  ],
  "organizations:ListPolicies": ["member-root-denied", "control-policies"],
  "organizations:ListRoots": [
    "member-root-credentials",
    "member-root-denied",
    "delegated-administrator",
    "control-policies",
  ],
  "organizations:ListTargetsForPolicy": ["member-root-denied", "control-policies"],
  "sso:DescribeInstance": ["identity-center-permission-sets", "identity-center-key"],
  "sso:DescribePermissionSet": [],
  "sso:GetInlinePolicyForPermissionSet": ["administrators"],
  "sso:GetPermissionsBoundaryForPermissionSet": ["administrators"],
  "sso:ListAccountAssignments": [],
  "sso:ListAccountAssignmentsForPrincipal": [],
  "sso:ListAccountsForProvisionedPermissionSet": ["sets-provisioned"],
  "sso:ListCustomerManagedPolicyReferencesInPermissionSet": ["administrators"],
  "sso:ListInstances": [
    ...["identity-center-instance", "identity-center-permission-sets", "identity-center-key"],
    "identity-center-regions",
    ...["portal", "administrators", "management-account-sets", "no-direct-assignments"],
    ...["groups-with-members", "people-in-groups", "sets-assigned", "sets-provisioned"],
  ],
  "sso:ListManagedPoliciesInPermissionSet": ["administrators"],
  "sso:ListPermissionSets": [
    ...["administrators", "management-account-sets", "sets-assigned", "sets-provisioned"],
  ],
  "sso:ListRegions": ["identity-center-regions"],
  "sso:ListTagsForResource": [],
};

/** Everything but whether it was read. */
function told({ results }: Diagnosis) {
  return Object.fromEntries(
    results.map(({ check, verdict, findings }) => [check.id, { verdict, findings }]),
  );
}

/** Any two of these may close both ways to list assignments. */
const ways = /^sso:ListAccount|:List(Groups|Users|PermissionSets|Instances)$/;

/** Actions whose loss shows in different checks are tried together. */
function apart(): string[][] {
  const groups: { actions: string[]; taken: Set<string> }[] = [];
  for (const [name, checks] of Object.entries(lost)) {
    const takes = [...checks, ...(ways.test(name) ? ["assignments"] : [])];
    const free = groups.find(({ taken }) => !takes.some((one) => taken.has(one)));
    const group = free ?? { actions: [], taken: new Set() };
    if (!free) groups.push(group);
    group.actions.push(name);
    for (const one of takes) group.taken.add(one);
  }
  return groups.map(({ actions }) => actions);
}

describe("the doctor, without a permission", () => {
  let fixture: DoctorFixture;
  let whole: Diagnosis;
  let actions: readonly string[];
  const faults: FaultSwitch[] = [];

  before(async () => {
    fixture = await DoctorFixture.started({ ...something, faults });
    const session = fixture.session();
    whole = await fixture.diagnose({ session });
    actions = [...session.calls.keys()].sort();
  });
  after(() => fixture.stop());
  afterEach(() => {
    faults.length = 0;
  });

  it("is tried for every action that it uses", () => {
    const tried = new Set([...Object.keys(lost), "sts:GetCallerIdentity"]);
    assert.deepEqual(
      actions.filter((one) => !tried.has(one)),
      [],
    );
    assert.deepEqual(missingActions(whole.results), []);
  });

  for (const refused of apart()) {
    it(`doesn't take it for right or wrong: ${refused.join(", ")}`, async () => {
      for (const one of refused)
        faults.push({ operation: operationOf(one), error: "AccessDenied" });
      const diagnosis = await fixture.diagnose();
      const ids: readonly string[] = checkIds;
      const unread = refused.flatMap((one) => lost[one] ?? []);
      const inOrder = unread.sort((one, other) => ids.indexOf(one) - ids.indexOf(other));
      assert.deepEqual(verdicts(diagnosis)["not read"] ?? [], inOrder);
      const expected = told(whole);
      for (const id of unread) {
        expected[id] = { verdict: "not read", findings: [] };
      }
      assert.deepEqual(told(diagnosis), expected);
      const missed = refused.filter((one) => lost[one]?.length);
      assert.deepEqual(missingActions(diagnosis.results), missed.sort());
      assert.equal(exitCode(diagnosis), unread.length > 0 ? 2 : 1);
    });
  }

  it("isn't stopped by a service that fails to answer", async () => {
    for (const operation of ["ListAnalyzers", "GetAccountSummary", "DescribeInstance"] as const) {
      faults.push({ operation, error: "InternalServer" });
    }
    const diagnosis = await fixture.diagnose();
    const unread = [
      ...["root-mfa", "root-no-access-keys", "identity-center-permission-sets"],
      ...["identity-center-key", "external-access-analyzer", "unused-access-analyzer"],
    ];
    assert.deepEqual(verdicts(diagnosis)["not read"], unread);
    const expected = told(whole);
    for (const id of unread) expected[id] = { verdict: "not read", findings: [] };
    assert.deepEqual(told(diagnosis), expected);
    const gaps = diagnosis.results.flatMap((one) => one.gaps.map(({ gap }) => gap));
    assert.ok(gaps.includes("not read: InternalServerException: Internal server error"));
    assert.deepEqual(missingActions(diagnosis.results), []);
    assert.equal(exitCode(diagnosis), 2);
  });

  it("makes as many calls as docs/live.md says", async () => {
    const session = fixture.session();
    await fixture.diagnose({ session });
    const calls = [...session.calls].map(([name, count]) => [name.replace(/.*:/, ""), count]);
    const counts: Readonly<Record<string, number>> = Object.fromEntries(calls);
    const count = (name: string) => counts[name] ?? 0;
    const [U, D, S, G] = [
      count("ListAccountsForParent") - 1,
      count("ListDelegatedServicesForAccount"),
      count("DescribePermissionSet"),
      count("ListGroupMemberships"),
    ];
    const [I, K, C, T] = [
      count("GetLoginProfile"),
      count("GetAccessKeyLastUsed"),
      count("DescribePolicy"),
      count("GetTrailStatus"),
    ];
    const assignments =
      count("ListAccountAssignments") + count("ListAccountAssignmentsForPrincipal");
    const said = 27 + 2 * U + D + 8 * S + G + 3 * I + K + 2 * C + 2 * T + assignments;
    assert.equal(
      [...session.calls.values()].reduce((sum, one) => sum + one, 0),
      said,
    );
  });

  it("reads what a check needs and nothing else", async () => {
    const session = fixture.session();
    const only = checks.filter(({ id }) => id === "root-mfa");
    await fixture.diagnose({ session, checks: only });
    assert.deepEqual([...session.calls.keys()].sort(), [
      "iam:GetAccountSummary",
      "organizations:DescribeOrganization",
      "sso:ListInstances",
      "sts:GetCallerIdentity",
    ]);
  });

  it("needs those of docs/live.md, all of them, and none of them to write", () => {
    const page = readFileSync(join(PROJECT_ROOT, "docs/live.md"), "utf8");
    const [, json = ""] = /`npm run doctor` asks .*\n\n```json\n([\s\S]*?)```/.exec(page) ?? [];
    const policy = JSON.parse(json) as { Statement: { Action: string[] }[] };
    const documented = policy.Statement.flatMap(({ Action }) => Action);
    // By principal, assignments are read where there are fewer of them.
    assert.deepEqual([...new Set([...actions, ...bothWays])].sort(), documented);
    for (const one of documented) assert.match(action(one)?.level ?? one, /^(List|Read)$/);
  });
});

const bothWays = ["sso:ListAccountAssignments", "sso:ListAccountAssignmentsForPrincipal"];

describe("the doctor, where there is little to read", () => {
  let fixture: DoctorFixture | undefined;
  afterEach(() => fixture?.stop());

  it("refuses credentials of a member account, and says whose they are", async () => {
    fixture = await DoctorFixture.started();
    const session = fixture.session({ accessKeyId: "ASIA333333333333SAND" });
    await assert.rejects(fixture.diagnose({ session }), (error: unknown) => {
      assert.ok(error instanceof LiveError);
      assert.match(error.message, /^these credentials are of 333333333333, a member account, /);
      assert.match(error.message, /sign in to the management account 000000000001$/);
      return true;
    });
  });

  it("reads as a delegated administrator what it may, and says where the rest is seen", async () => {
    fixture = await DoctorFixture.started({
      edit: (yaml) => `${yaml}delegatedAdministrators: [{ account: "666666666666" }]\n`,
    });
    const session = fixture.session({ accessKeyId: "ASIA666666666666SAND" });
    const diagnosis = await fixture.diagnose({ session });
    const unread = diagnosis.results.filter(({ verdict }) => verdict === "not read");
    const elsewhere = unread.filter(({ gaps }) =>
      gaps.some(({ gap }) =>
        /of 666666666666; sign in to the management account 0{11}1$/.test(gap),
      ),
    );
    assert.deepEqual(
      elsewhere.map(({ check }) => check.id),
      [
        ...["root-mfa", "root-no-access-keys", "iam-no-passwords", "iam-mfa", "iam-no-access-keys"],
        ...["iam-access-keys-fresh", "iam-password-policy"],
        ...[
          "external-access-analyzer",
          "unused-access-analyzer",
          "config-recorder",
          "alternate-contacts",
        ],
      ],
    );
    assert.equal(exitCode(diagnosis), 2);
  });

  it("says that somebody works as the root user", async () => {
    fixture = await DoctorFixture.started();
    const session = fixture.session({ accessKeyId: "ASIA000000000001ROOT" });
    assert.deepEqual(verdicts(await fixture.diagnose({ session }))["doesn't hold"], [
      "root-not-used",
    ]);
  });

  for (const [what, plant, region, message] of [
    [
      "Identity Center isn't in this Region",
      {},
      "us-east-1",
      /the organization's is in eu-west-1: give --region eu-west-1$/,
    ],
    [
      "Identity Center isn't enabled",
      {
        edit: (yaml: string) =>
          yaml.replace(/identityCenter:\n( {2}.*\n)+/, "identityCenter: none\n"),
      },
      "eu-west-1",
      /or enable Identity Center for the organization first: docs\/getting-started\.md$/,
    ],
  ] as const) {
    it(`says that ${what}, and looks at the rest`, async () => {
      fixture = await DoctorFixture.started(plant);
      const diagnosis = await fixture.diagnose({ session: fixture.session({ region }) });
      const found = diagnosis.results.find(({ check }) => check.id === "identity-center-instance");
      assert.equal(found?.verdict, "doesn't hold");
      assert.match(found?.findings[0]?.seen ?? "", message);
      assert.equal(exitCode(diagnosis), 2);
      const root = diagnosis.results.find(({ check }) => check.id === "root-mfa");
      assert.equal(root?.verdict, "holds");
    });
  }

  it("ends where the organization isn't one, or keys aren't accepted, in AWS's words", async () => {
    for (const [error, name] of [
      ["AWSOrganizationsNotInUse", "AWSOrganizationsNotInUseException"],
      ["ExpiredToken", "ExpiredTokenException"],
      ["Throttling", "TooManyRequestsException"],
    ] as const) {
      const faults = [{ operation: "DescribeOrganization", error }] as const;
      fixture = await DoctorFixture.started({ faults });
      await assert.rejects(fixture.diagnose(), { name });
      await fixture.stop();
    }
  });
});
