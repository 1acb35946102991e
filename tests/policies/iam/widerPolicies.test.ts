import assert from "node:assert/strict";
import fc from "fast-check";
import type { Grants } from "../../../policies/iam/reach/reach.ts";
import { type Draft, drafts, sourceOf, WIDER_ACTION, WIDER_RESOURCE } from "./policySources.ts";
import { identity, when } from "./statements.ts";
import { gravest, verdictsOf } from "./verdicts.ts";

const TODAY = "2026-11-26";

function grantsOf(policy: readonly Draft[]): Grants {
  return { identity: identity(...policy.map(sourceOf)), today: TODAY };
}

/** The same with one action or resource of one Allow replaced by what means more, or with one more of them. */
function wider(policy: readonly Draft[], pick: number, more: number): readonly Draft[] | undefined {
  const places = policy.flatMap((draft, index) =>
    draft.effect === "Allow" && !draft.isNotAction && !draft.isNotResource
      ? [{ draft, index }]
      : [],
  );
  const place = places[pick % Math.max(1, places.length)];
  if (!place) return undefined;
  const { draft, index } = place;
  const replaced = (list: readonly string[], table: Readonly<Record<string, string>>) => {
    const at = more % list.length;
    return list.map((one, i) => (i === at ? (table[one] ?? one) : one));
  };
  const next =
    more % 2 === 0
      ? { ...draft, actions: replaced(draft.actions, WIDER_ACTION) }
      : { ...draft, resources: replaced(draft.resources, WIDER_RESOURCE) };
  return policy.map((one, i) => (i === index ? next : one));
}

function withMfa(...actions: readonly string[]): Draft {
  const condition = when("Bool", "aws:MultiFactorAuthPresent", "true");
  const rest = { isNotAction: false, resources: ["*"], isNotResource: false };
  return { effect: "Allow", actions, ...rest, condition };
}

describe("a policy that allows more", () => {
  it("is never judged to be less, verdict by verdict", () => {
    fc.assert(
      fc.property(drafts, fc.nat(7), fc.nat(11), (policy, pick, more) => {
        const wide = wider(policy, pick, more);
        if (!wide) return;
        const [before, after] = [verdictsOf(grantsOf(policy)), verdictsOf(grantsOf(wide))];
        for (const [name, rank] of before) {
          assert.ok((after.get(name) ?? 0) >= rank, `${name}: ${rank} → ${after.get(name) ?? 0}`);
        }
      }),
      { numRuns: 200 },
    );
  });
  it("is never said to be better", () => {
    fc.assert(
      fc.property(drafts, fc.nat(7), fc.nat(11), (policy, pick, more) => {
        const wide = wider(policy, pick, more);
        if (wide) assert.ok(gravest(grantsOf(wide)) >= gravest(grantsOf(policy)));
      }),
      // An administrator under a condition, who passes any role as before.
      { numRuns: 200, examples: [[[withMfa("iam:*", "iam:PassRole")], 0, 0]] },
    );
  });
  it("is never judged to be less with another statement that allows", () => {
    fc.assert(
      fc.property(drafts, drafts, (policy, others) => {
        const both = [...policy, ...others.filter(({ effect }) => effect === "Allow")];
        const [before, after] = [verdictsOf(grantsOf(policy)), verdictsOf(grantsOf(both))];
        for (const [name, rank] of before) {
          assert.ok((after.get(name) ?? 0) >= rank, `${name}: ${rank} → ${after.get(name) ?? 0}`);
        }
        assert.ok(gravest(grantsOf(both)) >= gravest(grantsOf(policy)));
      }),
      { numRuns: 100 },
    );
  });
});
