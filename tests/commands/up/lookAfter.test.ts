import assert from "node:assert/strict";
import { StateFacts } from "../../../commands/drift/state/stateFacts.ts";
import { lookAfter } from "../../../commands/up/lookAfter.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { exported } from "../drift/deployedDev.ts";
import { DriftFixture } from "../drift/driftFixture.ts";

const ALL_WELL =
  "AWS has brought 5 permission sets to all their accounts, and 4 groups have nothing there that the state doesn't know";
const MORE = "npm run drift -- --stack dev says more, and how to heal it";

describe("what npm run up looks at in AWS when it is done", () => {
  let aws: DriftFixture;
  const faults: FaultSwitch[] = [];
  beforeEach(async () => {
    faults.length = 0;
    aws = await DriftFixture.started(faults);
  });
  afterEach(() => aws.stop());
  const seen = (client: object = aws.settings) => {
    const { deployed } = new StateFacts(exported(aws.dev.resources));
    return lookAfter("dev", deployed, { region: aws.region, client });
  };

  it("is nothing more than the state knows, after a few calls that only read", async () => {
    const before = aws.journal.entries.length;
    assert.deepEqual(await seen(), [ALL_WELL]);
    const calls = aws.journal.entries.slice(before).map(({ operation }) => operation);
    assert.ok(
      calls.every((name) => /^(List|Get|Describe)/.test(name)),
      String(calls),
    );
    // The organization and its instance, five permission sets, and members and assignments of the groups.
    assert.equal(calls.length, 2 + 5 + 4 + 5);
  });

  it("is a permission set that isn't in its accounts, and what the state doesn't know", async () => {
    const set = await aws.set("billing");
    const ManagedPolicyArn = "arn:aws:iam::aws:policy/SecurityAudit";
    await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn });
    const GroupId = await aws.groupId("finance");
    const MemberId = { UserId: await aws.userId("alan") };
    await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId });
    for (const group of ["finance", "security"]) {
      await aws.sso.createAccountAssignment(
        await aws.assignment("developer", { group }, "222222222222"),
      );
    }
    assert.deepEqual(await seen(), [
      "permission set billing: AWS hasn't brought it to 000000000001",
      "group finance: 1 member that the state doesn't know",
      "group security: 1 assignment that the state doesn't know",
      "group finance: 1 assignment that the state doesn't know",
      MORE,
    ]);
  });

  it("is said to be unseen, in one line, where AWS can't be asked", async () => {
    const credentials = async () => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    const [line = "", ...more] = await seen({ ...aws.settings, credentials });
    assert.match(line, /^AWS wasn't looked at after the update: there are no AWS credentials in/);
    assert.deepEqual(more, []);
    faults.push({ operation: "ListAccountsForProvisionedPermissionSet", error: "AccessDenied" });
    const [denied = "", ...others] = await seen();
    assert.match(denied, /^AWS wasn't looked at .* sso:ListAccountsForProvisionedPermissionSet/);
    assert.deepEqual(others, []);
  });

  it("is nothing where the credentials are another organization's", async () => {
    const others = aws.dev.resources.map((one) =>
      JSON.parse(JSON.stringify(one).replaceAll(/ssoins-[0-9a-f]{16}/g, "ssoins-0123456789abcdef")),
    );
    const { deployed } = new StateFacts(exported(others));
    const where = { region: aws.region, client: aws.settings };
    const [line = "", ...more] = await lookAfter("dev", deployed, where);
    assert.match(line, /the credentials of this shell lead to arn:.*, and the stack is in arn:/);
    assert.deepEqual(more, []);
  });
});
