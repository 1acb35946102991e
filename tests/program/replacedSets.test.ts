import assert from "node:assert/strict";
import { PlanFile } from "../../commands/deploy/planFile.ts";
import { leaveReplaced, noteReplaced } from "../../commands/up/replaced.ts";
import { readReplaced } from "../../program/replacedSets.ts";

const above = "urn:pulumi:prod::access::identity-center:index:";
const ARN = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const SET = {
  urn: `${above}PermissionSet$aws:ssoadmin/permissionSet:PermissionSet::reader`,
  type: "aws:ssoadmin/permissionSet:PermissionSet",
  delete: true,
  outputs: { arn: ARN, name: "auditor", sessionDuration: "PT1H" },
};
const POLICIES = {
  urn: `${above}PermissionSet$aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive::reader-managed`,
  type: "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
  delete: true,
  outputs: {
    permissionSetArn: ARN,
    managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  },
};
const ASSIGNMENT = {
  urn: `${above}AccessGroup$aws:ssoadmin/accountAssignment:AccountAssignment::readers/reader/111111111111`,
  type: "aws:ssoadmin/accountAssignment:AccountAssignment",
  delete: true,
  outputs: { permissionSetArn: ARN, targetId: "111111111111" },
};
const exported = (...resources: readonly object[]) => JSON.stringify({ deployment: { resources } });
const shown = (oldState?: object) => ({ steps: [{ op: "delete-replaced", urn: "", oldState }] });

describe("what an update that was stopped left to be deleted", () => {
  let plans: PlanFile;
  beforeEach(() => {
    plans = new PlanFile();
  });
  afterEach(() => plans.remove());
  const read = () => readReplaced(plans.environment.IDENTITY_CENTER_PLAN);

  it("is told to the program with what it holds and who has it, until an update is made", () => {
    const living = { ...SET, delete: undefined, outputs: { ...SET.outputs, arn: "other" } };
    assert.ok(leaveReplaced(plans, exported(living, SET, POLICIES, ASSIGNMENT)));
    const [set, ...more] = read();
    assert.deepEqual(more, []);
    assert.deepEqual([set?.key, set?.name], ["reader", "auditor"]);
    assert.deepEqual(set?.content.managedPolicies, ["arn:aws:iam::aws:policy/ReadOnlyAccess"]);
    assert.deepEqual(set?.assignments, [{ group: "readers", account: "111111111111" }]);
    plans.forgetReplaced();
    assert.deepEqual(read(), []);
  });

  it("is looked for where a preview shows it", async () => {
    const asked: string[] = [];
    const ask = async () => {
      asked.push("export");
      return exported(SET);
    };
    assert.equal(await noteReplaced(plans, { steps: [] }, ask), false);
    assert.deepEqual(asked, []);
    assert.equal(await noteReplaced(plans, shown({ ...SET }) as never, ask), true);
    assert.equal(read().length, 1);
  });

  it("is nothing where the preview's own replacements are meant", async () => {
    const isNoted = await noteReplaced(plans, shown({ ...SET }) as never, async () => exported());
    assert.deepEqual([isNoted, read()], [false, []]);
  });

  it("isn't known without npm run up", () => {
    assert.deepEqual(readReplaced(undefined), []);
  });
});
