import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Journal } from "../../live/journal.ts";
import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import type { FaultError, FaultSwitch } from "../../sandbox/world/faults.ts";
import type { JournalEntry } from "../../sandbox/world/journal.ts";
import { organization } from "../sandbox/fixture.ts";
import { randomChanges, randomSnapshot } from "./company.ts";
import { LiveFixture } from "./liveFixture.ts";

const seed = 5;

describe("an interrupted reading", () => {
  const directory = mkdtempSync(join(tmpdir(), "identity-center-live-"));
  const path = join(directory, "private", "acme.jsonl");
  const faults: FaultSwitch[] = [];
  let fixture: LiveFixture;
  let whole: LiveOrganization;
  /** Requests of a reading that nothing interrupted. */
  let requests: readonly JournalEntry[];

  before(async () => {
    fixture = await LiveFixture.started({ snapshot: randomSnapshot(seed), faults, pageSize: 2 });
    randomChanges(fixture, seed);
    const begin = fixture.log.entries.length;
    whole = await readOrganization(fixture.session());
    requests = fixture.log.entries.slice(begin);
  });
  after(async () => {
    await fixture.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  afterEach(() => {
    faults.length = 0;
  });

  const resumed = async () => {
    const journal = Journal.resumed(path);
    try {
      return await readOrganization(fixture.session({ journal }));
    } finally {
      journal.close();
    }
  };

  /** Reads until nothing interrupts any more; how often it was interrupted. */
  async function readInParts(): Promise<{ live: LiveOrganization; interruptions: number }> {
    rmSync(path, { force: true });
    for (let interruptions = 0; ; interruptions++) {
      try {
        return { live: await resumed(), interruptions };
      } catch (error) {
        assert.ok(interruptions < 20, String(error));
      }
    }
  }

  const cuts = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 4 });
  const errors = fc.constantFrom<FaultError>("Disconnect", "ExpiredToken", "InternalServer");
  let runs = 0;

  it("goes on where it was, and reads the same", async () => {
    const property = fc.asyncProperty(cuts, errors, async (at, error) => {
      runs++;
      const fixed = at.map((index) => requests[index % requests.length]);
      const wanted = new Map(
        fixed.map((one) => [JSON.stringify([one?.operation, one?.request]), one]),
      );
      faults.length = 0;
      for (const one of wanted.values()) {
        // Each run has switches of its own, since a switch that is used up stays so.
        faults.push({
          operation: one?.operation ?? "",
          match: JSON.stringify(one?.request),
          error,
          times: 1,
          reason: `run ${runs}`,
        });
      }
      const begin = fixture.log.entries.length;
      const { live, interruptions } = await readInParts();
      assert.deepEqual(live, whole);
      assert.ok(interruptions >= 1);
      const answered = fixture.log.entries.slice(begin).filter((one) => {
        return one.fault === undefined && !isAskedAnew(one);
      });
      const kept = requests.filter((one) => !isAskedAnew(one));
      assert.equal(answered.length, kept.length, "something was asked twice");
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it("forgets a line that was cut, and keeps what it has to itself", async () => {
    const property = fc.asyncProperty(fc.nat(), async (bytes) => {
      rmSync(path, { force: true });
      await resumed();
      const { size, mode } = statSync(path);
      assert.equal(mode & 0o777, 0o600);
      assert.equal(statSync(join(path, "..")).mode & 0o777, 0o700);
      truncateSync(path, bytes % size);
      assert.deepEqual(await resumed(), whole);
      // What was written behind the cut line counts.
      const begin = fixture.log.entries.length;
      assert.deepEqual(await resumed(), whole);
      const asked = fixture.log.entries.slice(begin);
      assert.deepEqual(
        asked.filter((one) => !isAskedAnew(one)),
        [],
      );
    });
    await fc.assert(property, { numRuns: 6 });
  });

  it("begins a list anew whose page tokens AWS takes no more", async () => {
    rmSync(path, { force: true });
    await resumed();
    const lines = readFileSync(path, "utf8").split("\n");
    const old = lines.filter(
      (line) => !line.includes('"input":{') || !/"NextToken":"[^"]+".*"output"/.test(line),
    );
    writeFileSync(path, old.join("\n").replaceAll(/"NextToken":"[^"]+"/g, '"NextToken":"ended"'));
    assert.deepEqual(await resumed(), whole);
    assert.deepEqual(await resumed(), whole);
  });

  it("isn't gone on from for another organization, nor after a day", async () => {
    rmSync(path, { force: true });
    await resumed();
    const text = readFileSync(path, "utf8");
    const began = /"at":(\d+)/.exec(text)?.[1] ?? "";
    writeFileSync(path, text.replace(`"at":${began}`, '"at":0'));
    await assert.rejects(resumed(), /began on 1970-01-01T00:00:00\.000Z, more than a day ago/);
    writeFileSync(path, text);
    const snapshot = { ...organization(), managementAccount: "111111111111" };
    const other = await LiveFixture.started({ snapshot });
    const journal = Journal.resumed(path);
    try {
      await assert.rejects(
        readOrganization(other.session({ journal })),
        /read organization o-\w+, and these credentials lead to o-\w+: run it without --resume/,
      );
    } finally {
      journal.close();
      await other.stop();
    }
  });
});

/** Who is asked, and by whom; and what there was none of. */
function isAskedAnew({ operation, error }: JournalEntry): boolean {
  return error !== undefined || ["DescribeOrganization", "ListInstances"].includes(operation);
}
