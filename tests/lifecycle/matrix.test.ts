import assert from "node:assert/strict";
import { resourceDefinition } from "../../sandbox/resources/resourceDefinitions.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { deployStack } from "../components/deployStack.ts";
import { types } from "../sandbox/fixture.ts";
import { acme } from "./acme.ts";
import { allCells, type Cell } from "./matrix/cells.ts";
import { CHANGES } from "./matrix/operations.ts";
import { readSection } from "./matrix/section.ts";
import { STEPS } from "./matrix/steps.ts";
import { matrixTable } from "./matrix/table.ts";

/** Deleting one detaches nothing: no call is made. */
const SILENT = ["customerPolicies delete", "managedPolicies delete"];

describe("every call with every error, once, twice and always", () => {
  let cells: readonly Cell[] = [];
  before(async () => {
    cells = await allCells();
  });

  it("is about all that the program makes, and all that it does with it", async () => {
    const config = acme((config) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      const attributes = { department: ["${path:userType}"] };
      Object.assign(config["access:identityCenter"], { attributes });
    });
    const { resources, errors } = await deployStack({ ...config });
    assert.deepEqual(errors, []);
    const made = new Set(resources.map(({ type }) => type).filter((type) => /^aws:/.test(type)));
    const kinds = Object.entries(types).filter(([, type]) => made.has(type));
    assert.deepEqual(kinds.map(([, type]) => type).sort(), [...made].sort());
    const wanted = kinds.flatMap(([kind, type]) =>
      ["create", ...(resourceDefinition(type).update ? ["update"] : []), "delete"].map(
        (does) => `${kind} ${does}`,
      ),
    );
    const steps = new Set(STEPS.map(({ kind, does }) => `${kind} ${does}`));
    assert.deepEqual([...steps, ...SILENT].sort(), wanted.sort());
  });

  it("has every operation of the sandbox that changes something", () => {
    const called = new Set(cells.map(({ operation }) => operation).filter(isChange));
    assert.deepEqual([...called].sort(), CHANGES);
  });

  it("ends with what is wanted, in AWS and in the accounts, and leaves nothing unsaid", () => {
    const wrong = cells.filter(({ trial, error, step: { does }, operation }) => {
      // Who is told by AWS that something isn't there needn't remove it.
      const isGone = error === "NotFound" && /^(Delete|Detach)/.test(operation);
      return trial.wrong.length > 0 && !(isGone && does !== "create");
    });
    assert.deepEqual(
      wrong.map(({ step, operation, error, times, trial }) =>
        [step.kind, step.does, operation, error, times, ...trial.wrong].join(" "),
      ),
      [],
    );
  });

  it("is in docs/failures.md (npm run faults -- --write)", () => {
    assert.equal(readSection().table, matrixTable(cells));
  });
});
