import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnosis } from "../../../commands/doctor/diagnosis.ts";
import { Journal } from "../../../live/journal.ts";
import type { Session } from "../../../live/session.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { DoctorFixture } from "./fixture.ts";

/** Users with keys, so that there are pages with markers. */
const users = ["a", "b", "c"].map(
  (name) => `{ name: ${name}, mfa: true, accessKeys: [{ createdOn: "2026-11-01" }, {}] }`,
);

describe("the doctor, interrupted", () => {
  const folder = mkdtempSync(join(tmpdir(), "identity-center-doctor-"));
  const path = join(folder, "doctor.jsonl");
  const faults: FaultSwitch[] = [];
  let fixture: DoctorFixture;
  let expected: Diagnosis;
  let inOne: number;
  before(async () => {
    fixture = await DoctorFixture.started({
      edit: (yaml) => `${yaml}iamUsers: [${users.join(", ")}]\n`,
      faults,
      pageSize: 1,
    });
    const session = fixture.session();
    expected = await fixture.diagnose({ session });
    inOne = calls(session);
  });
  after(async () => {
    await fixture.stop();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    faults.length = 0;
  });

  const calls = (session: Session) =>
    [...session.calls.values()].reduce((sum, one) => sum + one, 0);

  for (const operation of [
    "ListAccessKeys",
    "GetPermissionsBoundaryForPermissionSet",
    "ListAnalyzers",
  ]) {
    it(`at ${operation}, goes on from there, and says the same as at one go`, async () => {
      faults.push({ operation, error: "ExpiredToken" });
      const journal = Journal.begun(path);
      const first = fixture.session({ journal });
      await assert.rejects(fixture.diagnose({ session: first }), /ExpiredToken/);
      journal.close();
      faults.length = 0;
      const resumed = Journal.resumed(path);
      const second = fixture.session({ journal: resumed });
      assert.deepEqual(await fixture.diagnose({ session: second }), expected);
      resumed.done();
      // Who asks, and about what, is asked anew; what was under way when it stopped, and that a user has no password, too.
      const anew = 3 + 8 + users.length;
      assert.ok(calls(first) + calls(second) <= inOne + anew, "nothing is read twice");
    });
  }
});
