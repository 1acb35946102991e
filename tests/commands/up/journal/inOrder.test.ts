import assert from "node:assert/strict";
import fc from "fast-check";
import type { StateResource } from "../../../../commands/up/journal/deployment.ts";
import { inOrder } from "../../../../commands/up/journal/inOrder.ts";

/** Resources that name only earlier ones, in any order, some of them gone. */
const shuffled = fc
  .array(fc.tuple(fc.array(fc.nat(30), { maxLength: 3 }), fc.nat(30), fc.boolean()), {
    maxLength: 31,
  })
  .chain((all) => {
    const resources = all.map(
      ([dependencies, parent, isGone], index): StateResource & { isGone: boolean } => ({
        ...{ urn: `urn:${index}`, type: "t", isGone },
        dependencies: dependencies.filter((one) => one < index).map((one) => `urn:${one}`),
        ...(parent < index ? { parent: `urn:${parent}` } : {}),
      }),
    );
    const there = resources.filter(({ isGone }) => !isGone);
    return fc.shuffledSubarray(there, { minLength: there.length });
  });

describe("the order of a state's resources", () => {
  it("has each after what it names, and names only what is there", () => {
    fc.assert(
      fc.property(shuffled, (resources) => {
        const ordered = inOrder(resources, new Map());
        assert.deepEqual(
          ordered.map(({ urn }) => urn).sort(),
          resources.map(({ urn }) => urn).sort(),
        );
        const before = new Set<string>();
        for (const { urn, parent, dependencies = [] } of ordered) {
          for (const one of [...dependencies, ...(parent ? [parent] : [])])
            assert.ok(before.has(one));
          before.add(urn);
        }
        const names = new Set(resources.map(({ urn }) => urn));
        for (const { urn, dependencies = [] } of resources) {
          const now = ordered.find((one) => one.urn === urn);
          assert.deepEqual(
            now?.dependencies,
            dependencies.filter((one) => names.has(one)),
          );
        }
      }),
    );
  });

  it("stays as it is where it is right", () => {
    fc.assert(
      fc.property(shuffled, (resources) => {
        const once = inOrder(resources, new Map());
        assert.deepEqual(inOrder(once, new Map()), once);
      }),
    );
  });

  it("takes a former URN for the one that it became", () => {
    const child = {
      urn: "urn:child",
      type: "t",
      parent: "urn:former",
      dependencies: ["urn:former"],
    };
    const [, now] = inOrder(
      [child, { urn: "urn:now", type: "t" }],
      new Map([["urn:former", "urn:now"]]),
    );
    assert.equal(now?.parent, "urn:now");
    assert.deepEqual(now?.dependencies, ["urn:now"]);
  });
});
