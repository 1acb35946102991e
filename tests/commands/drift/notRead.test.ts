import assert from "node:assert/strict";
import { allNotRead } from "../../../live/notRead.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { operationOf } from "../../live/liveFixture.ts";
import { DriftFixture } from "./driftFixture.ts";
import { said } from "./said.ts";

/** Actions that nothing is compared by: without them, all is said. */
const NOT_NEEDED: ReadonlySet<string> = new Set([
  "organizations:ListDelegatedAdministrators",
  "organizations:ListDelegatedServicesForAccount",
  "sso:DescribeInstance",
  // Assignments are listed the other way.
  "sso:ListAccountAssignmentsForPrincipal",
]);

describe("drift without a permission", () => {
  let fixture: DriftFixture;
  const faults: FaultSwitch[] = [];
  let whole: readonly string[];
  let actions: readonly string[];

  before(async () => {
    fixture = await DriftFixture.started(faults);
    await someOfEverything(fixture);
    whole = byIds(fixture, said(await fixture.drift()));
    actions = await fixture.actions();
  });
  after(() => fixture.stop());

  it("sees what the others show in the first place", () => {
    const kinds = new Set(whole.map((line) => line.split(" ")[0]));
    const all = ["assignment", "attributes", "behind", "group", "less", "member", "more"];
    assert.deepEqual([...kinds].sort(), [...all, "permission", "person", "unnamed"].sort());
    assert.ok(actions.length > 20);
  });

  it("says which is missing, compares the rest, and takes nothing that it didn't read for gone or there", async () => {
    for (const action of actions) {
      if (/ListInstances|sts:/.test(action)) continue;
      faults.length = 0;
      faults.push({ operation: operationOf(action), error: "AccessDenied" });
      const live = await fixture.read().catch((error: Error) => error);
      assert.ok(!(live instanceof Error), `${action}: ${live}`);
      const lines = byIds(fixture, said(fixture.compare(live)));
      const missing = lines.filter((line) => line.startsWith("not read "));
      const rest = lines.filter((line) => !line.startsWith("not read "));
      const wrong = rest.filter((line) => !whole.includes(line));
      // A set is only as wanted as far as it was read.
      const isTold = ({ length }: readonly string[]) => length === 0;
      assert.ok(isTold(wrong.filter((line) => !line.endsWith(" differs"))), `${action}: ${wrong}`);
      if (NOT_NEEDED.has(action)) {
        assert.deepEqual([missing, rest], [[], whole], action);
        continue;
      }
      const named = allNotRead(live).map((one) => `not read ${one.action}`);
      assert.ok(missing.length > 0, `${action}: nothing is said to be missing`);
      for (const line of missing) assert.ok(named.includes(line), line);
    }
  });
});

/** Where names weren't read, accounts have their ids or the code's short names, and people their ids. */
function byIds({ dev }: DriftFixture, lines: readonly string[]): string[] {
  const names = new Map(dev.snapshot.accounts.map(({ id, name }) => [name, id]));
  names.set("management", dev.snapshot.managementAccount);
  return lines
    .map((line) => line.replace(/(?<= in )[\w-]+(?=:)/, (name) => names.get(name) ?? name))
    .map((line) => line.replace(/(?<=the user )[0-9a-f-]{36}/, "grace"))
    .sort();
}

/** A difference of each kind. */
async function someOfEverything(aws: DriftFixture): Promise<void> {
  await aws.store.updateUser({
    ...aws.directory,
    UserId: await aws.userId("grace"),
    Operations: [{ AttributePath: "title", AttributeValue: "Admiral" }],
  });
  const GroupId = await aws.groupId("auditors");
  await aws.store.updateGroup({
    ...aws.directory,
    GroupId,
    Operations: [{ AttributePath: "description", AttributeValue: "Others" }],
  });
  const MemberId = { UserId: await aws.userId("alan") };
  await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
  await aws.store.createGroup({ ...aws.directory, DisplayName: "contractors" });
  const billing = await aws.set("billing");
  await aws.sso.updatePermissionSet({ ...billing, SessionDuration: "PT12H" });
  await aws.sso.deleteAccountAssignment(
    await aws.assignment("developer", { group: "engineers" }, "444444444444"),
  );
  await aws.sso.createAccountAssignment(
    await aws.assignment("auditor", { user: "grace" }, "222222222222"),
  );
  await aws.sso.deleteInstanceAccessControlAttributeConfiguration(aws.instance);
}
