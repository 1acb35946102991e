import assert from "node:assert/strict";
import { CHANGES } from "./lifecycle/matrix/operations.ts";
import { readSection } from "./lifecycle/matrix/section.ts";

describe("docs/failures.md", () => {
  it("says of every call that changes something, once, what a lost answer leaves", () => {
    const firstCells = [...readSection().before.matchAll(/^\| (`.*?) \|/gm)].map(
      ([, cell = ""]) => cell,
    );
    const told = firstCells.flatMap((cell) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    assert.deepEqual(told.sort(), CHANGES);
  });
});
