import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultError, FaultSwitch } from "../../sandbox/world/faults.ts";
import { FileJournal, MemoryJournal } from "../../sandbox/world/journal.ts";
import { type OperationName, operationNames } from "../../sandbox/world/operations.ts";
import { parseFaults } from "../../sandbox/world/parseFaults.ts";
import { refusals } from "../../sandbox/world/refusals.ts";
import { World } from "../../sandbox/world/world.ts";
import { accessFixture, make, organization, region, types } from "./fixture.ts";

const prod = "111111111111";
const dev = "222222222222";
const create = "CreateAccountAssignment";

describe("sandbox: fault switches", () => {
  const attempt = async (fault: Omit<FaultSwitch, "operation">) => {
    const fixture = await accessFixture({ faults: [{ operation: create, times: 1, ...fault }] });
    const { provider, assignmentTo } = fixture;
    const assign = (account: string) => make(provider, types.assignment, assignmentTo(account));
    const error = await assign(prod).catch((reason: Error) => reason);
    return { ...fixture, assign, error: error instanceof Error ? error.message : "" };
  };

  for (const [error, message] of [
    ["Throttling", /ThrottlingException: Rate exceeded/],
    ["Conflict", /ConflictException: There is a conflict/],
    [
      "AccessDenied",
      /AccessDeniedException: User is not authorized to perform CreateAccountAssignment/,
    ],
    ["FAILED", /unexpected state 'FAILED'/],
  ] as const) {
    it(`fails once with ${error}, changes nothing, and lets the next try through`, async () => {
      const { error: seen, assign } = await attempt({ error });
      assert.match(seen, message);
      await assign(prod);
    });
  }

  for (const [error, message] of [
    ["TIMEOUT", /timeout while waiting for state to become 'SUCCEEDED'/],
    ["Crash", /process crashed/],
  ] as const) {
    it(`fails with ${error} although AWS carries on, so that the next try finds it there`, async () => {
      const { error: seen, assign } = await attempt({ error });
      assert.match(seen, message);
      await assert.rejects(assign(prod), /already exists/);
    });
  }

  it("only meets calls whose request contains the text", async () => {
    const { assign, error } = await attempt({ error: "Throttling", match: dev });
    assert.equal(error, "");
    await assert.rejects(assign(dev), /Throttling/);
  });

  it("counts its uses over restarts", () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-faults-"));
    const faults = [{ operation: "ListInstances", error: "Throttling", times: 2 }] as const;
    const list = () => {
      const journal = new FileJournal(join(directory, "journal.jsonl"));
      const world = new World({ snapshot: organization(), journal, faults });
      return world.call("ListInstances", {}, region).Instances.length;
    };
    assert.throws(list, /Rate exceeded/);
    assert.throws(list, /Rate exceeded/);
    assert.equal(list(), 1);
    rmSync(directory, { recursive: true });
  });

  it("never stops when it is always on", async () => {
    const { assign } = await attempt({ error: "AccessDenied", times: "always" });
    for (let round = 0; round < 3; round++) await assert.rejects(assign(prod), /AccessDenied/);
  });

  it("is read from JSON text or from a file", () => {
    const directory = mkdtempSync(join(tmpdir(), "sandbox-faults-"));
    const text = JSON.stringify([{ operation: create, error: "FAILED" }]);
    const path = join(directory, "faults.json");
    writeFileSync(path, text);
    assert.deepEqual(parseFaults(path, operationNames), parseFaults(text, operationNames));
    rmSync(directory, { recursive: true });
  });

  for (const [fault, message] of [
    [
      { operation: "CreateAcountAssignment", error: "FAILED" },
      /unknown operation "CreateAcountAssignment"/,
    ],
    [{ operation: create, error: "Nonsense" }, /unknown error "Nonsense", allowed: AccessDenied, /],
    [{ operation: create, error: "Throttling", reason: "busy" }, /reason is "busy", allowed: KMS_/],
    [{ operation: create, error: "TIMEOUT", reason: "busy" }, /reason is "busy", TIMEOUT has none/],
    [{ operation: create, error: "FAILED", reason: "" }, /reason is "", a text is wanted/],
    ["FAILED", /an object is wanted/],
    [{ operation: "CreateUser", error: "FAILED" }, /CreateUser has no status/],
    [{ operation: create, error: "FAILED", times: 0 }, /times is 0, allowed: 1, 2/],
    [
      { operation: create, error: "FAILED", match: { TargetId: "1" } },
      /match is \{.*, a text that/,
    ],
    [{ operation: create, error: "FAILED", matches: "x" }, /unknown key "matches"/],
  ] as const) {
    it(`refuses ${JSON.stringify(fault)}`, () => {
      assert.throws(() => parseFaults(JSON.stringify([fault]), operationNames), message);
    });
  }

  for (const error of refusals.keys()) {
    it(`refuses any call with ${error}, and changes nothing`, () => {
      for (const operation of operationNames as ReadonlySet<OperationName>) {
        const journal = new MemoryJournal();
        const faults = [{ operation, error: error as FaultError }];
        const world = new World({ snapshot: organization(), journal, faults });
        assert.throws(() => world.call(operation, {} as never, region), {
          name: codes[error] ?? `${error}Exception`,
        });
        assert.deepEqual(journal.entries.at(-1)?.changes, [], operation);
      }
    });
  }
});

/** AWS's codes, where they aren't the name of the refusal. */
const codes: Readonly<Record<string, string>> = { NotFound: "ResourceNotFoundException" };
