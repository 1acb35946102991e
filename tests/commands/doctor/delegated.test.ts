import assert from "node:assert/strict";
import type { Diagnosis } from "../../../commands/doctor/diagnosis.ts";
import { DoctorFixture } from "./fixture.ts";

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
});
