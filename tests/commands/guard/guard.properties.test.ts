import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readDigest } from "../../../commands/guard/digest.ts";
import { findingKinds } from "../../../commands/guard/finding.ts";
import { guard, type UpdateVerdict } from "../../../commands/guard/guard.ts";
import { type Approval, approvable } from "../../../model/schema/approvals.ts";
import {
  accessGroup,
  assignment,
  attached,
  bucket,
  create,
  group,
  identityCenter,
  inline,
  MANAGEMENT,
  managed,
  member,
  person,
  preview,
  remove,
  replace,
  same,
  set,
  type TestResource,
  type TestStep,
  update,
  within,
} from "./preview.ts";

const TODAY = "2027-03-01";
const admins = accessGroup("admins", true);
const people = ["ada", "grace", "alan", "mary"];
const groups = ["admins", "engineers", "finance"];
const sets = ["root", "reader", "builder"];

/** Everything that a preview may speak of here. */
const RESOURCES: readonly TestResource[] = [
  admins,
  ...people.map((name) => person(name)),
  ...groups.map((name) => (name === "admins" ? within(admins, group(name)) : group(name))),
  ...groups.flatMap((of) => people.map((name) => member(name, of))),
  ...sets.map(set),
  managed("root", "AWSSSOMasterAccountAdministrator"),
  managed("reader", "ReadOnlyAccess"),
  attached("builder", "PowerUserAccess"),
  inline("builder", { Version: "2012-10-17", Statement: [] }),
  ...groups.flatMap((of) =>
    sets.flatMap((what) =>
      [MANAGEMENT, "222222222222"].map((account) => assignment(of, what, account)),
    ),
  ),
  assignment("elsewhere", "reader", "222222222222"),
  bucket("logs"),
];

/** What takes away or changes, and what stays. No step here gives access. */
const CHANGES: readonly ((one: TestResource) => TestStep[])[] = [
  (one) => [remove(one)],
  (one) => replace(one, "region"),
  (one) => [update(one, { ...one, inputs: { ...one.inputs, region: "eu-west-1" } })],
  (one) => [remove({ ...one, protect: true })],
  (one) => [remove({ ...one, retainOnDelete: true })],
  (one) => [{ op: "discard", urn: one.urn, oldState: { ...one, external: true } }],
  (one) => [{ op: "teleport", urn: one.urn, oldState: one, newState: one }],
];
const KEEPS: readonly ((one: TestResource) => TestStep[])[] = [
  (one) => [same(one)],
  (one) => [create(one)],
];

const resources = fc.uniqueArray(fc.constantFrom(...RESOURCES), {
  selector: ({ urn }) => urn,
  maxLength: RESOURCES.length,
});
const aPreview = resources.chain((chosen) =>
  fc.tuple(
    ...chosen.map((one) =>
      fc.constantFrom(...KEEPS, ...CHANGES).map((step) => ({ one, steps: step(one) })),
    ),
  ),
);

function judge(steps: readonly TestStep[], approvals: readonly Approval[] = []): UpdateVerdict {
  const digest = readDigest(preview(same(identityCenter()), ...steps), "preview.json");
  return guard(digest, { approvals: [...approvals] }, { today: TODAY, lostAccess: 3 });
}

const told = ({ findings }: UpdateVerdict) =>
  findings
    .filter(({ approval }) => !approval)
    .map(({ kind, name, urn }) => `${kind} ${name} ${urn}`);

/** Kinds for which it doesn't matter what else there is. */
const BY_STEP = /^(person|group|permission-set|protected|unknown-operation|unjudged) /;

/** The findings of the one are among those of the other, however much is lost in all. */
function assertWithin(some: readonly string[], all: readonly string[]): void {
  assert.deepEqual(
    some.filter((one) => !all.includes(one)),
    [],
  );
}

/** The same about other people, groups, sets and buckets. */
function renamed(steps: readonly TestStep[]): TestStep[] {
  const text = JSON.stringify(steps)
    .replaceAll(/::([^":]+)"/g, '::other-$1"')
    .replaceAll(/(["/])(u|g)-/g, "$1$2-other-")
    .replaceAll("/ps-", "/ps-other-");
  return JSON.parse(text);
}

describe("guard", () => {
  it("finds no less in a preview with a step more, of what steps show by themselves", () => {
    fc.assert(
      fc.property(
        aPreview,
        fc.constantFrom(...RESOURCES),
        fc.constantFrom(...KEEPS, ...CHANGES),
        (shown, more, change) => {
          const steps = shown
            .filter(({ one }) => one.urn !== more.urn)
            .flatMap(({ steps }) => steps);
          const ofSteps = (verdict: UpdateVerdict) =>
            told(verdict).filter((one) => BY_STEP.test(one));
          assertWithin(ofSteps(judge(steps)), ofSteps(judge([...steps, ...change(more)])));
        },
      ),
    );
  });

  it("finds no less in a preview with steps about others", () => {
    fc.assert(
      fc.property(aPreview, aPreview, (some, more) => {
        const steps = some.flatMap(({ steps }) => steps);
        const others = renamed(more.flatMap(({ steps }) => steps));
        assertWithin(told(judge(steps)), told(judge([...steps, ...others])));
      }),
    );
  });

  it("finds the same in whatever order the steps are", () => {
    fc.assert(
      fc.property(
        aPreview.chain((shown) =>
          fc.tuple(
            fc.constant(shown),
            fc.shuffledSubarray(shown, { minLength: shown.length, maxLength: shown.length }),
          ),
        ),
        ([shown, shuffled]) => {
          const of = (all: typeof shown) => told(judge(all.flatMap(({ steps }) => steps))).sort();
          assert.deepEqual(of(shuffled), of(shown));
        },
      ),
    );
  });

  it("lets an approval of one kind hide no other kind", () => {
    const kinds = Object.keys(approvable) as (keyof typeof approvable)[];
    fc.assert(
      fc.property(
        aPreview,
        fc.uniqueArray(fc.constantFrom(...kinds)),
        fc.constantFrom("*", ...people, ...groups),
        (shown, what, who) => {
          const steps = shown.flatMap(({ steps }) => steps);
          const approvals = what.map((kind) => {
            return { what: kind, who, reason: "r", by: "ada", until: TODAY };
          });
          const others = (all: readonly string[]) =>
            all.filter((one) => !what.some((kind) => one.startsWith(`${kind} `)));
          assert.deepEqual(others(told(judge(steps, approvals))), others(told(judge(steps))));
        },
      ),
    );
  });

  it("is never hidden from by an approval that has ended", () => {
    fc.assert(
      fc.property(aPreview, (shown) => {
        const steps = shown.flatMap(({ steps }) => steps);
        const approvals = findingKinds
          .filter((kind) => kind !== "unjudged")
          .map((what) => ({ what, who: "*", reason: "r", by: "ada", until: "2027-02-28" }));
        assert.deepEqual(told(judge(steps, approvals)), told(judge(steps)));
      }),
    );
  });

  it("refuses nothing where nothing changes", () => {
    fc.assert(
      fc.property(resources, (shown) => {
        assert.deepEqual(told(judge(shown.map(same))), []);
      }),
    );
  });
});
