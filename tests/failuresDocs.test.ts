import assert from "node:assert/strict";
import { isChange } from "../sandbox/world/gate.ts";
import { operationNames } from "../sandbox/world/operations.ts";
import { readSection } from "./lifecycle/matrix/section.ts";

describe("docs/failures.md", () => {
  it("says of every call that changes something, once, what a lost answer leaves", () => {
    const firstCells = [...readSection().before.matchAll(/^\| (`.*?) \|/gm)].map(
      ([, cell = ""]) => cell,
    );
    const told = firstCells.flatMap((cell) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    // What the audit trail is stored in stands for calls of other services.
    const wanted = [...operationNames].filter((name) => isChange(name) && !name.endsWith("Item"));
    assert.deepEqual(told.sort(), wanted.sort());
  });
});
