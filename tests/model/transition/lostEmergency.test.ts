import assert from "node:assert/strict";
import { wantedWays } from "../../../model/transition/emergencyWays.ts";
import { lostEmergency } from "../../../model/transition/lostEmergency.ts";
import { organization } from "../example.ts";
import { document, type Role, type Section, side } from "./emergencySide.ts";

const reading = (...accounts: unknown[]) => ({ accounts, managedPolicies: ["ReadOnlyAccess"] });
const whole: Section = {
  saml: { metadataFile: "idp.xml", regions: ["eu-west-2"] },
  users: ["ada", "grace"],
  emails: ["security@example.com", "ada@example.com"],
  roles: { reader: reading("all", "management"), repair: reading("management") },
};

/** What is told of the step from one section to another. */
function lost(before: Section, after: Section, { isSecret = false, isKnown = true } = {}) {
  const [former, now] = [side(before), side(after)];
  return lostEmergency(wantedWays(former, isKnown ? former.reach : undefined), {
    ...now,
    ...{ organization, isSecret },
  });
}

const only = (accounts: unknown[], more: object = {}): Section => ({
  ...whole,
  roles: { ...whole.roles, reader: { ...reading(...accounts), ...more } },
});

describe("a way in for emergencies that one configuration has and the next hasn't", () => {
  for (const [title, after, path, said] of [
    [
      "federation",
      (({ saml: _, ...others }) => others)(whole),
      "saml",
      /the identity provider can't come in past Identity Center/,
    ],
    [
      "a user",
      { ...whole, users: ["grace"] },
      "users",
      /: ada can't come in any longer: the users/,
    ],
    [
      "an address",
      { ...whole, emails: ["security@example.com"] },
      "emails",
      /: ada@example\.com hears of no use any longer;/,
    ],
    ["every address", { ...whole, emails: [] }, "emails", /and nobody else does: alarms go/],
    [
      "a role",
      { ...whole, roles: { repair: reading("management") } },
      "roles",
      /nobody can take reader in an emergency/,
    ],
    [
      "a role's management account",
      only(["all"]),
      "roles.reader.accounts",
      /nobody can take reader in the management account any longer/,
    ],
    [
      "all accounts of a role, but for a unit's",
      only([{ ou: "Workloads" }, "management"]),
      "roles.reader.accounts",
      /reader in the organization's root any longer/,
    ],
  ] as readonly [string, Section, string, RegExp][]) {
    it(`is told: ${title}`, () => {
      const [problem, ...others] = lost(whole, after);
      assert.deepEqual([problem?.severity, problem?.path], ["warning", `access:emergency.${path}`]);
      assert.match(problem?.message ?? "", said);
      assert.match(problem?.message ?? "", /^takes protection away: /);
      assert.deepEqual(others, []);
      assert.deepEqual(lost(after, whole), []);
    });
  }

  const federated = (metadataFile: string, ...regions: string[]): Section => ({
    ...whole,
    saml: { metadataFile, regions },
  });
  for (const [title, before, after, path, said] of [
    [
      "another identity provider",
      whole,
      federated("other.xml", "eu-west-2"),
      "saml.metadataFile",
      /people of https:\/\/idp\.example\.com\/saml can't come in any longer: .*idp\.example\.org/,
    ],
    [
      "a certificate",
      federated("both.xml"),
      federated("idp.xml"),
      "saml.metadataFile",
      /what https:\S+ signs with a certificate/,
    ],
    [
      "a Region's sign-in",
      whole,
      federated("idp.xml"),
      "saml.regions",
      /by the sign-in of eu-west-2 any longer/,
    ],
  ] as const) {
    it(`is told of federation: ${title}`, () => {
      const [problem, ...others] = lost(before, after);
      assert.equal(problem?.path, `access:emergency.${path}`);
      assert.match(problem.message, said);
      assert.deepEqual(others, []);
    });
  }

  const repairing = ["AWSSSOMasterAccountAdministrator", "AWSSSODirectoryAdministrator"];
  const role = (more: Partial<Role>): Section => ({
    ...whole,
    roles: { ...whole.roles, repair: { accounts: ["management"], ...more } },
  });
  const bounded = { managedPolicy: "job-function/ViewOnlyAccess" };
  const create = document("Allow", "sso:CreateInstance", "sso:DeleteInstance");
  for (const [title, before, after, key, said] of [
    [
      "policies that are others",
      { managedPolicies: repairing },
      { managedPolicies: ["job-function/ViewOnlyAccess"] },
      "managedPolicies",
      /: repair loses AWSSSOMasterAccountAdministrator, AWSSSODirectoryAdministrator;/,
    ],
    [
      "a policy that denies",
      { managedPolicies: repairing },
      { managedPolicies: [...repairing, "AWSDenyAll"] },
      "managedPolicies",
      /: repair gets AWSDenyAll, which denies;/,
    ],
    [
      "a boundary",
      { managedPolicies: repairing },
      { managedPolicies: repairing, permissionsBoundary: { managedPolicy: "AWSDenyAll" } },
      "permissionsBoundary",
      /: repair may do no more than AWSDenyAll allows/,
    ],
    [
      "another boundary",
      { managedPolicies: repairing, permissionsBoundary: bounded },
      {
        managedPolicies: repairing,
        permissionsBoundary: { customerManagedPolicy: { name: "limit", path: "/own/" } },
      },
      "permissionsBoundary",
      /no more than \/own\/limit allows/,
    ],
    [
      "an action of the inline policy",
      { managedPolicies: repairing, inlinePolicy: create },
      { managedPolicies: repairing, inlinePolicy: document("Allow", "sso:CreateInstance") },
      "inlinePolicy",
      /: repair may do less by its inline policy, or perhaps: sso:DeleteInstance;/,
    ],
    [
      "the inline policy",
      { managedPolicies: repairing, inlinePolicy: create },
      { managedPolicies: repairing },
      "inlinePolicy",
      /: repair loses its inline policy: sso:/,
    ],
    [
      "a denial that comes",
      { managedPolicies: repairing },
      { managedPolicies: repairing, inlinePolicy: document("Deny", "sso:PutPermission*") },
      "inlinePolicy",
      /: repair may do less by its inline policy/,
    ],
  ] as const) {
    it(`is told of what a role may do: ${title}`, () => {
      const [problem, ...others] = lost(
        role(before as Partial<Role>),
        role(after as Partial<Role>),
      );
      assert.deepEqual(
        [problem?.severity, problem?.path],
        ["warning", `access:emergency.roles.repair.${key}`],
      );
      assert.match(problem?.message ?? "", said);
      assert.deepEqual(others, []);
    });
  }

  it("isn't told of what a role may do where it is as much, or more, and tells no secret", () => {
    const base = { managedPolicies: ["ReadOnlyAccess"] };
    for (const [before, after] of [
      [base, { managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }],
      [base, { managedPolicies: ["AdministratorAccess"] }],
      [base, { managedPolicies: ["ReadOnlyAccess", "IAMFullAccess"] }],
      [{ ...base, permissionsBoundary: bounded }, base],
      [base, { ...base, permissionsBoundary: { managedPolicy: "AdministratorAccess" } }],
      [base, { ...base, inlinePolicy: create }],
      [{ managedPolicies: ["ReadOnlyAccess", "AWSDenyAll"] }, base],
      [
        { ...base, inlinePolicy: create },
        { ...base, inlinePolicy: document("Allow", "sso:*") },
      ],
      [
        { ...base, inlinePolicy: document("Deny", "s3:*") },
        { ...base, inlinePolicy: document("Deny", "s3:PutObject") },
      ],
    ] as Partial<Role>[][]) {
      assert.deepEqual(lost(role(before ?? {}), role(after ?? {})), [], JSON.stringify(after));
    }
    const [secret] = lost(role({ ...base, inlinePolicy: create }), role(base), { isSecret: true });
    assert.match(secret?.message ?? "", /: repair loses its inline policy;/);
  });

  it("is told where a unit goes, and an account, but not one that is closed or below what stays", () => {
    const roles = (...accounts: unknown[]) => only(accounts);
    const told = (before: Section, after: Section) => lost(before, after).map((one) => one.message);
    const before = roles({ ou: "Workloads" }, "log-archive");
    assert.match(
      told(before, roles({ ou: "Workloads/Production" }))[0] ?? "",
      /in Workloads, log-a/,
    );
    assert.deepEqual(told(before, roles("all")), []);
    const dev = roles("shop-dev");
    assert.deepEqual(told(dev, roles({ ou: "Workloads" })), []);
    assert.match(told(dev, roles("log-archive"))[0] ?? "", /shop-dev \(222222222222\)/);
  });

  it("isn't told of accounts where nobody knows them, and names no address that is secret", () => {
    assert.deepEqual(lost(whole, only(["shop-dev"]), { isKnown: false }), []);
    const [problem] = lost(whole, { ...whole, emails: [] }, { isSecret: true });
    assert.match(problem?.message ?? "", /: an address that was told hears/);
    assert.doesNotMatch(problem?.message ?? "", /@/);
  });

  it("isn't told where nothing goes", () => {
    assert.deepEqual(lost(whole, whole), []);
    assert.deepEqual(lost(whole, { ...whole, users: ["ada", "grace", "alan"] }), []);
  });
});
