import assert from "node:assert/strict";
import { checks } from "../../../commands/doctor/checks.ts";
import { type Diagnosis, exitCode } from "../../../commands/doctor/diagnosis.ts";
import { checkIds } from "../../../model/schema/doctor.ts";
import { region } from "../../sandbox/fixture.ts";
import { DoctorFixture, devStack, verdicts } from "./fixture.ts";
import { Owner } from "./owner.ts";
import { type Planted, planted } from "./planted.ts";

/** What no API tells, of an organization with members. */
const look = ["member-root-credentials", "portal"];

/** Tried in other tests of this folder: by the caller, the Region or the stack file, or what AWS's answers hold. */
const elsewhere = [
  ...["root-not-used", "member-root-credentials", "iam-access-keys-fresh"],
  ...["identity-center-instance", "identity-center-permission-sets", "identity-center-key"],
  ...["mfa-attested", "portal", "all-features"],
];

/** Faults that show in different checks are planted together. */
function apart(): Planted[][] {
  const groups: { all: Planted[]; taken: Set<string> }[] = [];
  for (const one of planted) {
    const takes = [...Object.keys(one.found), ...(one.uses ?? [])];
    const free = groups.find(({ taken }) => !takes.some((id) => taken.has(id)));
    const group = free ?? { all: [], taken: new Set() };
    if (!free) groups.push(group);
    group.all.push(one);
    for (const id of takes) group.taken.add(id);
  }
  return groups.map(({ all }) => all);
}

/** Findings that aren't exempt, by check. */
function findings({ results }: Diagnosis) {
  const failed = results.filter(({ verdict }) => verdict === "doesn't hold");
  return Object.fromEntries(
    failed.map(({ check, findings }) => [check.id, findings.map(({ what }) => what)]),
  );
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

  it("never says that it holds where nothing is there that it is about", async () => {
    const yaml = [
      'managementAccount: "000000000001"',
      'accounts: [{ id: "000000000001", name: only }]',
      `identityCenter: { region: ${region} }`,
    ].join("\n");
    fixture = await DoctorFixture.started({ edit: () => yaml, isEmpty: true });
    const { results } = await fixture.diagnose({ stack: "none" });
    const absent = results.filter(({ verdict }) => verdict === "nothing there");
    assert.deepEqual(Object.fromEntries(absent.map(({ check, seen }) => [check.id, seen])), {
      "member-root-credentials": "there are no active member accounts",
      "member-root-denied": "there are no active member accounts",
      "config-recorder": "no rules of AWS Config in access:detection",
      "control-policies": "there are no active member accounts",
      "iam-mfa": "no user of IAM has a password",
      "iam-access-keys-fresh": "no user of IAM has an active access key",
      "delegated-administrator": "Identity Center is administered in the management account alone",
      "management-account-sets": "there is no delegated administrator",
      "no-direct-assignments": "nothing is assigned to anybody",
      "groups-with-members": "there are no groups",
      "people-in-groups": "there are no people",
      "sets-assigned": "there are no permission sets",
      "sets-provisioned": "there are no permission sets",
      "trail-validation": "there is no trail of the organization",
    });
    const holding = results.filter(({ verdict }) => verdict === "holds");
    assert.deepEqual(
      holding
        .filter(({ seen = "" }) => /^(0|no|none|there (is|are) no)\b/.test(seen))
        .map(({ check }) => check.id),
      // Nobody there is what these recommend.
      ["iam-no-passwords", "iam-no-access-keys"],
    );
  });

  it("doesn't ask what only a stack says where none is given", async () => {
    fixture = await DoctorFixture.started();
    const diagnosis = await fixture.diagnose({ stack: "none" });
    assert.deepEqual(verdicts(diagnosis), { look, "not asked": ["mfa-attested"] });
    assert.equal(exitCode(diagnosis), 0);
  });

  apart().forEach((group, index) => {
    it(`finds what an owner did wrong, and nothing else: ${group.length} faults at once (${index})`, async () => {
      fixture = await DoctorFixture.started();
      const owner = new Owner(fixture);
      for (const { plant } of group) await plant(owner);
      const diagnosis = await fixture.diagnose();
      const found = Object.assign({}, ...group.map((one) => one.found));
      const what = group.map((one) => one.what).join("; ");
      assert.deepEqual({ what, ...findings(diagnosis) }, { what, ...found });
      const failed = checkIds.filter((id) => Object.hasOwn(found, id));
      assert.deepEqual(verdicts(diagnosis), { look, "doesn't hold": failed });
      assert.equal(exitCode(diagnosis), 1);
    });
  });

  it("is shown a fault for each check that AWS's SDK can plant one for", () => {
    const shown = new Set(planted.flatMap(({ found }) => Object.keys(found)));
    assert.deepEqual(
      checkIds.filter((id) => !shown.has(id)),
      elsewhere,
    );
  });

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
