import assert from "node:assert/strict";
import fc from "fast-check";
import { expand } from "../../../policies/iam/actions/actions.ts";
import { servicePrefixes } from "../../../policies/iam/actions/serviceReference.ts";
import type { Grants } from "../../../policies/iam/reach/reach.ts";
import { type Draft, drafts, sourceOf } from "./policySources.ts";
import { identity, type Source } from "./statements.ts";
import { gravest, verdictsOf } from "./verdicts.ts";

const TODAY = "2026-11-26";

function grantsOf(sources: readonly Source[]): Grants {
  return { identity: identity(...sources), today: TODAY };
}

function isList({ isNotAction, isNotResource }: Draft): boolean {
  return !isNotAction && !isNotResource;
}

/** Ways to write a statement that mean the same. */
const WAYS: Readonly<Record<string, (draft: Draft) => readonly Source[]>> = {
  "texts instead of lists": (draft) => {
    const entries = Object.entries(sourceOf(draft));
    const one = entries.map(([key, value]) => {
      return [key, Array.isArray(value) && value.length === 1 ? value[0] : value];
    });
    return [Object.fromEntries(one)];
  },
  "the other way round": (draft) => [
    sourceOf({
      ...draft,
      actions: draft.actions.toReversed(),
      resources: draft.resources.toReversed(),
    }),
  ],
  "in other letters": (draft) => [
    sourceOf({ ...draft, actions: draft.actions.map((one) => one.toUpperCase()) }),
  ],
  twice: (draft) => [sourceOf(draft), sourceOf(draft)],
  "a statement for each action": (draft) =>
    isList(draft)
      ? draft.actions.map((one) => sourceOf({ ...draft, actions: [one] }))
      : [sourceOf(draft)],
  "a statement for each resource": (draft) =>
    isList(draft)
      ? draft.resources.map((one) => sourceOf({ ...draft, resources: [one] }))
      : [sourceOf(draft)],
  "patterns of one service written out": (draft) => [
    sourceOf({
      ...draft,
      actions: draft.actions.flatMap((one) =>
        /^[a-z0-9-]+:.*\*/.test(one) ? expand(one).map(({ name }) => name) : [one],
      ),
    }),
  ],
};

function assertSame(policy: readonly Source[], other: readonly Source[]): void {
  const [one, two] = [grantsOf(policy), grantsOf(other)];
  assert.deepEqual([...verdictsOf(two)].toSorted(), [...verdictsOf(one)].toSorted());
  assert.equal(gravest(two), gravest(one));
}

/** A star of one service beside resources of another, which was once taken for a star of that one. */
const starElsewhere: Draft = {
  effect: "Allow",
  actions: ["iam:Tag*"],
  isNotAction: false,
  resources: ["arn:aws:s3:::*", "arn:aws:iam::1111*:role/*"],
  isNotResource: false,
  condition: undefined,
};

describe("a policy written in another way", () => {
  for (const [title, rewrite] of Object.entries(WAYS)) {
    it(`is judged the same: ${title}`, () => {
      fc.assert(
        fc.property(drafts, (policy) => {
          assertSame(policy.map(sourceOf), policy.flatMap(rewrite));
        }),
        { numRuns: 60, endOnFailure: true, examples: [[[starElsewhere]]] },
      );
    });
  }
  it("is judged the same: statements in another order", () => {
    fc.assert(
      fc.property(drafts, (policy) => {
        assertSame(policy.map(sourceOf), policy.toReversed().map(sourceOf));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  // What a policy leaves of all services, by exception, by list, and by denial.
  const services = fc.uniqueArray(
    fc.constantFrom<string>("iam", "sso", "sts", "kms", "organizations"),
    {
      minLength: 1,
    },
  );
  it("is judged the same: NotAction, all other services, and * less a Deny", () => {
    fc.assert(
      fc.property(services, fc.constantFrom("*", "arn:aws:kms:*:*:key/*"), (left, Resource) => {
        const patterns = left.map((one) => `${one}:*`);
        const others = servicePrefixes().filter((one) => !left.includes(one));
        const byList = grantsOf([
          { Effect: "Allow", Action: others.map((one) => `${one}:*`), Resource },
        ]);
        const byException = grantsOf([{ Effect: "Allow", NotAction: patterns, Resource }]);
        const byDenial = grantsOf([
          { Effect: "Allow", Action: "*", Resource },
          { Effect: "Deny", Action: patterns, Resource: "*" },
        ]);
        const sorted = (grants: Grants) => [...verdictsOf(grants)].toSorted();
        assert.deepEqual(sorted(byException), sorted(byDenial));
        assert.deepEqual(sorted(byException), sorted(byList));
        assert.equal(gravest(byException), gravest(byDenial));
        assert.equal(gravest(byException), gravest(byList));
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
