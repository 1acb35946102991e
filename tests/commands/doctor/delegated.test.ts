import assert from "node:assert/strict";
import type { Diagnosis } from "../../../commands/doctor/diagnosis.ts";
import { DoctorFixture } from "./fixture.ts";

/** What only the management account can be asked. */
const ANOTHER_ACCOUNTS = Object.fromEntries(
  [
    ...["root-mfa", "root-no-access-keys", "central-root-access", "alternate-contacts"],
    ...["iam-no-passwords", "iam-mfa", "iam-no-access-keys", "iam-access-keys-fresh"],
    ...[
      "iam-password-policy",
      "external-access-analyzer",
      "unused-access-analyzer",
      "config-recorder",
    ],
  ].map((id) => [id, "not read"]),
);

describe("the doctor, with credentials of the delegated administrator of Identity Center", () => {
  it("reads Identity Center and the organization as the management account does", async () => {
    const delegated = (yaml: string) =>
      `${yaml}\ndelegatedAdministrators: [{ account: "666666666666" }]\n`;
    const fixture = await DoctorFixture.started({ edit: delegated });
    try {
      const owner = await fixture.diagnose();
      const session = fixture.session({ accessKeyId: "ASIA666666666666SAND" });
      const member = await fixture.diagnose({ session });
      const ids = [
        "administrators",
        "delegated-administrator",
        "groups-with-members",
        "identity-center-permission-sets",
        "management-account-sets",
        "no-direct-assignments",
        "people-in-groups",
        "sets-assigned",
        "sets-provisioned",
      ];
      const only = ({ results }: Diagnosis) =>
        results
          .filter(({ check }) => ids.includes(check.id))
          .map(({ check, verdict }) => `${check.id} ${verdict}`);
      assert.equal(only(owner).length, ids.length);
      assert.deepEqual(only(member), only(owner));
    } finally {
      await fixture.stop();
    }
  });

  it("says of each check what came of it, and finds nothing wrong for being another account", async () => {
    const delegated = (yaml: string) =>
      `${yaml}\ndelegatedAdministrators: [{ account: "666666666666" }]\n`;
    const fixture = await DoctorFixture.started({ edit: delegated });
    try {
      const list = ({ results }: Diagnosis) =>
        Object.fromEntries(results.map(({ check, verdict }) => [check.id, verdict]));
      const owner = list(await fixture.diagnose());
      const session = fixture.session({ accessKeyId: "ASIA666666666666SAND" });
      const diagnosis = await fixture.diagnose({ session });
      const member = list(diagnosis);
      assert.deepEqual(member, { ...owner, ...ANOTHER_ACCOUNTS });
      for (const { check, gaps } of diagnosis.results) {
        if (!Object.hasOwn(ANOTHER_ACCOUNTS, check.id)) continue;
        assert.match(
          gaps.map(({ gap }) => gap).join(),
          /credentials are of 666666666666.*sign in to/,
        );
        assert.ok(gaps.every(({ action }) => action === undefined));
      }
    } finally {
      await fixture.stop();
    }
  });

  it("is told of central root access where it is IAM's delegated administrator, too", async () => {
    const both = (yaml: string) =>
      `${yaml}\ndelegatedAdministrators: [{ account: "666666666666" }, { account: "666666666666", service: iam.amazonaws.com }]\n`;
    const fixture = await DoctorFixture.started({ edit: both, isEmpty: true });
    try {
      const session = fixture.session({ accessKeyId: "ASIA666666666666SAND" });
      const { results } = await fixture.diagnose({ session });
      const found = results.find(({ check }) => check.id === "central-root-access");
      assert.equal(found?.verdict, "doesn't hold");
    } finally {
      await fixture.stop();
    }
  });
});
