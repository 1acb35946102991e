import assert from "node:assert/strict";
import { checks } from "../../../commands/doctor/checks.ts";
import { exitCode } from "../../../commands/doctor/diagnosis.ts";
import { checkIds } from "../../../model/schema/doctor.ts";
import { DoctorFixture, devStack, type Plant, verdicts } from "./fixture.ts";

/** What no API tells, of an organization with members. */
const look = ["member-root-credentials", "portal"];

const management = "000000000001";

/** Faults of an organization that stands well otherwise, and the checks that find them. */
const planted: readonly (readonly [
  what: string,
  plant: Plant,
  found: Readonly<Record<string, readonly string[]>>,
])[] = [
  [
    "no MFA device of the root user",
    { edit: (yaml) => yaml.replace("{ mfa: true }", "{ mfa: false }") },
    { "root-mfa": [management] },
  ],
  [
    "a root user with access keys",
    { edit: (yaml) => yaml.replace("{ mfa: true }", "{ mfa: true, accessKeys: 1 }") },
    { "root-no-access-keys": [management] },
  ],
  [
    "one half of central root access",
    { edit: (yaml) => yaml.replace(", RootSessions", "") },
    { "central-root-access": ["RootSessions"] },
  ],
  [
    "no central root access",
    {
      edit: (yaml) =>
        yaml.replace(/^centralRootAccess.*$/m, "").replace("  - iam.amazonaws.com\n", ""),
    },
    { "central-root-access": ["RootCredentialsManagement", "RootSessions"] },
  ],
  [
    "an account that no policy is about",
    { edit: (yaml) => yaml.replace("[Workloads, Security, Sandboxes]", "[Workloads, Security]") },
    { "control-policies": ["444444444444"], "member-root-denied": ["444444444444"] },
  ],
  [
    "a policy that leaves the root user something",
    { edit: (yaml) => yaml.replace('Action: "*"', 'Action: "ec2:*"') },
    {
      "member-root-denied": [
        "555555555555",
        "666666666666",
        "444444444444",
        "111111111111",
        "222222222222",
        "333333333333",
      ],
    },
  ],
  [
    "a user of IAM with a password",
    { edit: user("{ name: bob, password: true, mfa: true }") },
    { "iam-no-passwords": ["bob"] },
  ],
  [
    "a user of IAM with a password and no MFA",
    { edit: user("{ name: bob, password: true }") },
    { "iam-no-passwords": ["bob"], "iam-mfa": ["bob"] },
  ],
  [
    "a young access key that is used",
    {
      edit: user(
        '{ name: ci, accessKeys: [{ createdOn: "2026-11-01", lastUsedOn: "2026-11-26" }] }',
      ),
    },
    { "iam-no-access-keys": ["ci"] },
  ],
  [
    "an old access key",
    {
      edit: user(
        '{ name: ci, accessKeys: [{ createdOn: "2026-08-28", lastUsedOn: "2026-11-26" }] }',
      ),
    },
    { "iam-no-access-keys": ["ci"], "iam-access-keys-fresh": ["ci"] },
  ],
  [
    "an access key that nobody uses",
    { edit: user('{ name: ci, accessKeys: [{ createdOn: "2026-10-01" }] }') },
    { "iam-no-access-keys": ["ci"], "iam-access-keys-fresh": ["ci"] },
  ],
  [
    "a weak password policy",
    { edit: (yaml) => yaml.replace("minimumLength: 14, symbols: true", "minimumLength: 8") },
    { "iam-password-policy": ["minimumLength", "classes"] },
  ],
  [
    "no password policy",
    { edit: (yaml) => yaml.replace(/^passwordPolicies:\n.*$/m, "") },
    { "iam-password-policy": ["none"] },
  ],
  [
    "a trail that is stopped",
    { edit: (yaml) => yaml.replace("bucket: acme-audit-logs", "bucket: logs, logging: false") },
    { "organization-trail": ["organization"] },
  ],
  [
    "a trail of one Region, whose log files can't be checked",
    {
      edit: (yaml) =>
        yaml.replace(
          "bucket: acme-audit-logs",
          "bucket: logs, multiRegion: false, logFileValidation: false",
        ),
    },
    { "organization-trail": ["organization"], "trail-validation": ["organization"] },
  ],
  [
    "a trail of one account",
    {
      edit: (yaml) => yaml.replace("bucket: acme-audit-logs", "bucket: logs, organization: false"),
    },
    { "organization-trail": ["none"] },
  ],
  [
    "no access analyzer of the organization",
    { edit: (yaml) => yaml.replace("type: ORGANIZATION }", "type: ACCOUNT }") },
    { "external-access-analyzer": ["eu-west-1"] },
  ],
  [
    "no analyzer of unused access",
    { edit: (yaml) => yaml.replace(/^.*ORGANIZATION_UNUSED_ACCESS.*$/m, "") },
    { "unused-access-analyzer": ["eu-west-1"] },
  ],
  [
    "no contact for security",
    { edit: (yaml) => yaml.replace(/^ {4}security: .*$/m, "") },
    { "alternate-contacts": ["SECURITY"] },
  ],
  [
    "a closed account that administers Identity Center",
    { edit: (yaml) => `${yaml}delegatedAdministrators: [{ account: "777777777777" }]\n` },
    { "delegated-administrator": ["777777777777"], "management-account-sets": ["auditor"] },
  ],
];

function user(text: string): (yaml: string) => string {
  return (yaml) => `${yaml}iamUsers: [${text}]\n`;
}

describe("the doctor", () => {
  let fixture: DoctorFixture | undefined;
  afterEach(() => fixture?.stop());

  it("has a check for each id that exemptions may name, in that order", () => {
    assert.deepEqual(
      checks.map(({ id }) => id),
      [...checkIds],
    );
  });

  it("finds nothing in the organization of stack dev, whatever the size of pages", async () => {
    for (const pageSize of [1, 100]) {
      fixture = await DoctorFixture.started({ pageSize });
      const diagnosis = await fixture.diagnose();
      assert.deepEqual(verdicts(diagnosis), { look });
      assert.equal(exitCode(diagnosis), 0);
      const silent = diagnosis.results.filter(({ verdict, seen }) => verdict === "holds" && !seen);
      assert.deepEqual(silent, [], "what holds says what was seen");
      await fixture.stop();
    }
  });

  it("doesn't ask what only a stack says where none is given", async () => {
    fixture = await DoctorFixture.started();
    const diagnosis = await fixture.diagnose({ stack: "none" });
    assert.deepEqual(verdicts(diagnosis), { look, "not asked": ["mfa-attested"] });
    assert.equal(exitCode(diagnosis), 0);
  });

  for (const [what, plant, found] of planted) {
    it(`finds ${what}, and nothing else`, async () => {
      fixture = await DoctorFixture.started(plant);
      const diagnosis = await fixture.diagnose();
      const failed = diagnosis.results.filter(({ verdict }) => verdict === "doesn't hold");
      assert.deepEqual(
        Object.fromEntries(
          failed.map(({ check, findings }) => [check.id, findings.map((one) => one.what)]),
        ),
        found,
      );
      assert.deepEqual(verdicts(diagnosis), {
        look,
        "doesn't hold": Object.keys(found).sort(order),
      });
      assert.equal(exitCode(diagnosis), 1);
    });
  }

  it("finds what stack files attest, by their day", async () => {
    fixture = await DoctorFixture.started();
    const only = checks.filter(({ id }) => id === "mfa-attested");
    const found = async (edit: (yaml: string) => string, today?: string) => {
      const stack = devStack(edit);
      const diagnosis = await fixture?.diagnose({ checks: only, stack, ...(today && { today }) });
      return diagnosis?.results.flatMap(({ findings }) => findings.map(({ what }) => what));
    };
    const same = (yaml: string) => yaml;
    assert.deepEqual(await found(same), []);
    assert.deepEqual(await found(same, "2027-05-01"), []);
    assert.deepEqual(await found(same, "2027-05-02"), ["too-old"]);
    assert.deepEqual(await found(same, "2026-11-01"), ["date"]);
    assert.deepEqual(await found((yaml) => yaml.replace("every-sign-in", "disabled")), ["mode"]);
    const without = (yaml: string) => yaml.replace(/^ {4}mfa:\n( {6}.*\n)+/m, "");
    assert.deepEqual(await found(without), ["not-attested"]);
  });
});

function order(one: string, other: string): number {
  const ids: readonly string[] = checkIds;
  return ids.indexOf(one) - ids.indexOf(other);
}
