import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportedState } from "../../../../commands/up/journal/deployment.ts";
import { Journal } from "../../../../commands/up/journal/journal.ts";
import { digestOf, settle } from "../../../../commands/up/journal/settle.ts";
import { EMPTY, fakePulumi } from "./fakePulumi.ts";

const USER = "urn:pulumi:prod::identity-center::aws:identitystore/user:User::ada";

/** Events as the engine logs them. */
function logged(...events: readonly object[]): string {
  return events
    .map(
      (event, sequence) => `${JSON.stringify({ sequence, timestamp: 1_800_000_000, ...event })}\n`,
    )
    .join("");
}

function step(op: string, more: object = {}, urn = USER): object {
  const type = "aws:identitystore/user:User";
  return { metadata: { op, urn, type, new: { urn, type, custom: true, ...more } } };
}

const begun = { resourcePreEvent: step("create", { inputs: { userName: "ada" } }) };
const made = {
  resOutputsEvent: step("create", {
    id: "d-1/2",
    inputs: { userName: "ada" },
    outputs: { userId: "2", userName: "ada" },
  }),
};
const second = `${USER}-2`;
const begunToo = { resourcePreEvent: step("create", {}, second) };
const secret = {
  resOutputsEvent: step(
    "create",
    { id: "d-1/3", inputs: { title: "[secret]" }, outputs: { userId: "3" } },
    second,
  ),
};
const summary = { summaryEvent: { isPreview: false } };

const OTHER: ExportedState = {
  ...EMPTY,
  deployment: { resources: [{ urn: USER, type: "aws:identitystore/user:User", custom: true }] },
};
const ONLY_STACK: ExportedState = {
  ...EMPTY,
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:prod::identity-center::pulumi:pulumi:Stack::x",
        type: "pulumi:pulumi:Stack",
      },
    ],
  },
};

interface Case {
  readonly log: string;
  readonly state?: ExportedState;
  readonly importFails?: boolean;
  /** Whether the engine was seen to end. */
  readonly ended?: boolean;
  readonly settled: "settled" | "failed";
  /** Names of resources that the state has then; undefined where it stays as it is. */
  readonly imported?: readonly string[];
  readonly stays?: boolean;
  readonly told?: RegExp;
}

const CASES: Readonly<Record<string, Case>> = {
  "a killed update is brought into the state": {
    log: logged(begun, made, begunToo),
    settled: "settled",
    imported: ["ada"],
    told: /what it completed, 1 step:[\s\S]*1 more were under way.*create ada-2/,
  },
  "a last line that isn't whole doesn't count": {
    log: `${logged(begun, made)}{"sequence":2,"timest`,
    settled: "settled",
    imported: ["ada"],
  },
  "a log with a line in it that isn't whole is brought in as far as it goes, and AWS is to be read":
    {
      log: `${logged(begun, made)}{"sequ\n${logged(begunToo)}`,
      settled: "failed",
      imported: ["ada"],
      told: /isn't whole.*--refresh/,
    },
  "so is a log in which an event is missing": {
    log: `${logged(begun, made)}${JSON.stringify({ sequence: 7, ...begunToo })}\n`,
    settled: "failed",
    imported: ["ada"],
    told: /event 2 is missing.*--refresh/,
  },
  "what the events hide is for the next update to find out": {
    log: logged(begun, made, begunToo, secret),
    settled: "settled",
    imported: ["ada"],
    told: /1 more were under way.*create ada-2/,
  },
  "nothing done leaves nothing": { log: logged(begun), settled: "settled" },
  "an empty log leaves nothing": { log: "", settled: "settled" },
  "a state that the engine wrote stays": {
    log: logged(begun, made, summary),
    state: OTHER,
    settled: "settled",
  },
  "a state that the engine wrote, which was seen to end, stays": {
    log: logged(begun, made),
    state: OTHER,
    ended: true,
    settled: "settled",
  },
  "a state that somebody else wrote stays, and so does the journal": {
    log: logged(begun, made),
    state: OTHER,
    settled: "failed",
    stays: true,
    told: /another one has written it since.*--refresh/,
  },
  "what every run registers doesn't count": {
    log: logged(begun, made),
    state: ONLY_STACK,
    settled: "settled",
    imported: ["x", "ada"],
  },
  "a state that can't be written, as where it is locked, leaves the journal": {
    log: logged(begun, made),
    importFails: true,
    settled: "failed",
    stays: true,
    told: /run the same command: the journal stays/,
  },
};

describe("a journal that was left", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "settle-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  for (const [name, one] of Object.entries(CASES)) {
    it(name, async () => {
      const { pulumi, imported } = fakePulumi({
        home,
        state: one.state ?? EMPTY,
        importFails: one.importFails ?? false,
      });
      const about = { project: "identity-center", stack: "prod", backend: "file://~" };
      const journal = Journal.begin(join(home, "journal"), { ...about, base: digestOf(EMPTY) });
      writeFileSync(journal.files.events, one.log);
      const told: string[] = [];
      const settled = await settle(journal, pulumi, one.ended ?? false, (line) => told.push(line));
      assert.equal(settled, one.settled);
      const names = imported.map(({ deployment }) =>
        (deployment.resources ?? []).map(({ urn }) => urn.split("::").at(-1)).sort(),
      );
      assert.deepEqual(names, one.imported ? [[...one.imported].sort()] : []);
      assert.equal(existsSync(journal.folder), one.stays ?? false);
      assert.match(told.join("\n"), one.told ?? /^/);
    });
  }
});
