import assert from "node:assert/strict";
import fc from "fast-check";
import { type Change, State } from "../../sandbox/world/tables.ts";

describe("sandbox: tables", () => {
  const key = fc.stringMatching(/^[ab]?\|?[ab]?\|?[ab]?$/);
  const changes = fc.array(
    fc.tuple(fc.constantFrom("assignments", "provisioned"), key, fc.option(fc.nat())),
  );

  it("gives the rows whose keys begin with a text, in the order in which they were added", () => {
    fc.assert(
      fc.property(changes, key, (list, prefix) => {
        const state = new State();
        const wanted = new Map<string, unknown>();
        for (const change of list) {
          state.apply(change as Change);
          const [table, name, value] = change;
          if (table !== "assignments") continue;
          if (value === null) wanted.delete(name);
          else wanted.set(name, value);
        }
        const found = [...wanted].filter(([name]) => name.startsWith(prefix));
        assert.deepEqual(
          state.rows("assignments", prefix),
          found.map(([, value]) => value),
        );
      }),
      { numRuns: 500 },
    );
  });
});
