import assert from "node:assert/strict";
import { resourceDefinition } from "../../sandbox/resources/resourceDefinitions.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { deployStack } from "../components/deployStack.ts";
import { types } from "../sandbox/fixture.ts";
import { acme } from "./acme.ts";
import { allCells, type Cell } from "./matrix/cells.ts";
import { CHANGES } from "./matrix/operations.ts";
import { readSection, tables } from "./matrix/section.ts";
import { sectionCells, wrongIn } from "./matrix/sectionCells.ts";
import { STEPS } from "./matrix/steps.ts";
import { acmeWith, SECTIONS } from "./sectionsOn.ts";

/** Deleting one detaches nothing: no call is made. */
const SILENT = ["customerPolicies delete", "managedPolicies delete"];

describe("every call with every error, once, twice and always", () => {
  let cells: readonly Cell[] = [];
  let ofSections: readonly Cell[] = [];
  before(async () => {
    cells = await allCells();
    ofSections = await sectionCells();
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
    assert.deepEqual(wrongIn(cells), []);
  });

  it("has every call that a deployment of all sections changes something with", async () => {
    const { journal, errors } = await deployStack({ ...acmeWith(SECTIONS) });
    assert.deepEqual(errors, []);
    const made = journal.entries.map(({ operation }) => operation).filter(isChange);
    const known = new Set([...CHANGES, ...ofSections.map(({ operation }) => operation)]);
    assert.deepEqual(
      made.filter((operation) => !known.has(operation)),
      [],
    );
  });

  it("ends with what is wanted, and with all that is to go gone, in the sections, too", () => {
    assert.deepEqual(wrongIn(ofSections), []);
  });

  it("makes a second one after a lost answer only of what has no name of its own in AWS", () => {
    const twins = ofSections.filter(({ trial }) => trial.remedies.includes("twin"));
    const kinds = new Set(twins.map(({ step }) => step.kind));
    assert.deepEqual([...kinds].sort(), [
      "Bucket",
      "EventRule",
      "Key",
      "LogMetricFilter",
      "MetricAlarm",
      "Role",
      "Topic",
    ]);
  });

  it("is in docs/failures.md (npm run faults -- --write)", () => {
    const [written, found] = [readSection().table, tables(cells, ofSections)];
    const [before, after] = [written.split("\n"), found.split("\n")];
    const changes = [
      ...before.filter((row) => !after.includes(row)).map((row) => `- ${row}`),
      ...after.filter((row) => !before.includes(row)).map((row) => `+ ${row}`),
    ];
    assert.deepEqual(changes, []);
    assert.equal(written, found);
  });
});
