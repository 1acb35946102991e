import assert from "node:assert/strict";
import { action } from "../../policies/iam/actions/actions.ts";
import { resourceDefinition } from "../../sandbox/resources/resourceDefinitions.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { deployStack } from "../components/deployStack.ts";
import { types } from "../sandbox/fixture.ts";
import { acme } from "./acme.ts";
import { type Advised, advised } from "./matrix/advised.ts";
import { allCells, type Cell } from "./matrix/cells.ts";
import { CHANGES } from "./matrix/operations.ts";
import { readSection, tables } from "./matrix/section.ts";
import { sectionCells, wrongIn } from "./matrix/sectionCells.ts";
import { STEPS } from "./matrix/steps.ts";
import { acmeWith, SECTIONS } from "./sectionsOn.ts";

/** Deleting one detaches nothing: no call is made. */
const SILENT = ["customerPolicies delete", "managedPolicies delete"];

const shown = ({ step, operation, error, trial, said }: Advised) =>
  `${step.kind} ${step.does} ${operation} ${error} (${trial.error}): ${said}`;

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

  it("is told with what to do and where it is written; a refusal with the action, and the account that lacks it", async () => {
    const all = await advised([...cells, ...ofSections]);
    assert.ok(all.length > 500, String(all.length));
    const where = /\(access:\w+[^()]*, Pulumi\.dev\.yaml:\d+[^()]*\)$/;
    const whatToDo =
      /pulumi (up|refresh|import|state delete)|docs\/adopting\.md|npm run (up|drift)|aws [a-z-]+ [a-z-]+/;
    const unsaid = all.filter(({ said }) => !where.test(said) || !whatToDo.test(said));
    assert.deepEqual([...new Set(unsaid.map(shown))], []);
    const denied = all.filter(({ error }) => error === "AccessDenied");
    const operations = new Set(denied.map(({ operation }) => operation));
    const changing = ofSections.map(({ operation }) => operation).filter(isChange);
    assert.deepEqual(
      [...CHANGES, ...changing].filter((one) => !operations.has(one)),
      [],
    );
    const unnamed = denied.filter(({ said }) => {
      const [, name = ""] =
        /AWS refuses (\S+) to these credentials \(\S+\) in account 000000000001 /.exec(said) ?? [];
      return action(name) === undefined;
    });
    assert.deepEqual([...new Set(unnamed.map(shown))], []);
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
