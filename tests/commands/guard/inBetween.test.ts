import assert from "node:assert/strict";
import { readDigest } from "../../../commands/guard/digest.ts";
import { guard } from "../../../commands/guard/guard.ts";
import { IN_BETWEEN } from "../../../model/transition/plan/stopgaps.ts";
import {
  accessGroup,
  assignment,
  create,
  group,
  identityCenter,
  MANAGEMENT,
  managed,
  member,
  person,
  preview,
  remove,
  same,
  set,
  type TestResource,
  type TestStep,
  within,
} from "./preview.ts";

const PROD = "111111111111";
const admins = accessGroup("admins", true);
const stopgap = accessGroup("admins-2", true);
const described = (one: TestResource, description: string): TestResource => ({
  ...one,
  inputs: { ...one.inputs, description },
});
const adminMember = within(admins, member("grace", "admins"));
const adminAssignment = within(admins, assignment("admins", "root", MANAGEMENT));
/** A group that stands in for the administrators', with grace in it. */
const inBetween = (description: string): TestResource[] => [
  stopgap,
  described(within(stopgap, group("admins-2")), description),
  within(stopgap, member("grace", "admins-2")),
  within(stopgap, assignment("admins-2", "root", MANAGEMENT)),
];
const STACK = [
  identityCenter(),
  person("grace"),
  set("root"),
  managed("root", "AWSSSOMasterAccountAdministrator"),
  admins,
  within(admins, group("admins")),
];

/** What is refused where the group goes, and some other steps are made. */
function refused(
  steps: readonly TestStep[],
  { description = IN_BETWEEN, more = [] as readonly TestResource[], keep = [] as string[] } = {},
): string[] {
  const going = [...inBetween(description), ...more].map((one) =>
    keep.includes(one.urn) ? same(one) : remove(one),
  );
  const digest = readDigest(preview(...STACK.map(same), ...steps, ...going), "preview.json");
  const { findings } = guard(digest, { approvals: [] }, { today: "2027-03-01", lostAccess: 5 });
  return findings.map(({ kind, name }) => `${kind} ${name}`).sort();
}

describe("a group that a plan made in between, for guard", () => {
  const follows = [create(adminMember), create(adminAssignment)];

  it("goes without a question, where everybody in it keeps what it gives", () => {
    assert.deepEqual(refused(follows), []);
    assert.deepEqual(refused([same(adminMember), same(adminAssignment)]), []);
  });

  it("is any group where somebody would lose something with it", () => {
    const asked = ["administrators-access admins-2", "group admins-2"];
    const missing = (steps: readonly TestStep[]) =>
      asked.every((one) => refused(steps).includes(one));
    assert.ok(missing([]));
    assert.ok(missing([create(adminMember)]));
    assert.ok(missing([create(adminAssignment)]));
    const elsewhere = within(stopgap, assignment("admins-2", "root", PROD));
    assert.ok(refused(follows, { more: [elsewhere] }).includes("group admins-2"));
    const other = within(stopgap, member("mary", "admins-2"));
    assert.ok(refused(follows, { more: [other] }).includes("group admins-2"));
  });

  it("is any group where its description is another", () => {
    const found = refused(follows, { description: "Administrators" });
    assert.ok(found.includes("group admins-2"), found.join());
    assert.ok(found.includes("administrators-access admins-2"), found.join());
  });

  it("is told where only a part of it goes", () => {
    const [, own] = inBetween(IN_BETWEEN);
    const found = refused(follows, { keep: [own?.urn ?? "", stopgap.urn] });
    const parts = ["grace", "root/000000000001"].map((name) => `administrators-access ${name}`);
    assert.deepEqual(found, parts);
  });
});
