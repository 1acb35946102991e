import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journalling } from "../../../../commands/up/journal/journalling.ts";
import { fakePulumi } from "./fakePulumi.ts";

const MADE = JSON.stringify({
  ...{ sequence: 0, timestamp: 1_800_000_000 },
  resOutputsEvent: {
    metadata: {
      op: "create",
      urn: "urn:pulumi:prod::identity-center::aws:identitystore/user:User::ada",
      new: {
        urn: "urn:pulumi:prod::identity-center::aws:identitystore/user:User::ada",
        type: "aws:identitystore/user:User",
        custom: true,
        id: "d-1/2",
      },
    },
  },
});

describe("updates with a journal", () => {
  let home: string;
  const variables = ["CI", "PULUMI_SKIP_CHECKPOINTS", "IDENTITY_CENTER_JOURNALS"];
  let before: (string | undefined)[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "journalling-"));
    before = variables.map((name) => process.env[name]);
    for (const name of variables) delete process.env[name];
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
    for (const [index, name] of variables.entries()) {
      if (before[index] === undefined) delete process.env[name];
      else process.env[name] = before[index];
    }
  });

  const on = (answers: Partial<Parameters<typeof fakePulumi>[0]>, told: string[] = []) =>
    Journalling.on(fakePulumi({ home, ...answers }).pulumi, (line) => told.push(line));

  for (const [url, keeps] of [
    ["file://~", true],
    ["file:///var/state", true],
    ["s3://bucket?region=eu-west-1", true],
    ["gs://bucket", true],
    ["azblob://container", true],
    ["postgres://host/state", true],
    ["https://app.pulumi.com/ada", false],
    ["http://pulumi.example.com/ada", false],
  ] as const) {
    it(`are ${keeps ? "" : "not "}for ${url}`, async () => {
      assert.equal((await on({ url })) !== undefined, keeps);
    });
  }

  for (const [what, environment, answers, changes, hasSecrets, is] of [
    ["many changes", {}, {}, 101, false, true],
    ["few changes", {}, {}, 100, false, false],
    [
      "few changes where no checkpoints are written",
      {},
      { skipsCheckpoints: true },
      1,
      false,
      true,
    ],
    ["a configuration with secrets", {}, {}, 5000, true, false],
    ["a runner whose disk goes with it", { CI: "true" }, {}, 5000, false, false],
    [
      "a runner with a disk that stays",
      { CI: "true", IDENTITY_CENTER_JOURNALS: "HOME" },
      {},
      5000,
      false,
      true,
    ],
    ["who wants checkpoints", { PULUMI_SKIP_CHECKPOINTS: "false" }, {}, 5000, false, false],
    ["a CLI that logs no events", {}, { help: "--message" }, 5000, false, false],
  ] as const) {
    it(`are ${is ? "" : "not "}for ${what}`, async () => {
      for (const [name, value] of Object.entries(environment)) {
        process.env[name] = value === "HOME" ? home : value;
      }
      assert.equal(await (await on(answers))?.isFor(changes, hasSecrets), is);
    });
  }

  it("are none where none are wanted", async () => {
    process.env.IDENTITY_CENTER_JOURNALS = "";
    assert.equal(await on({}), undefined);
  });

  it("write the state once, log events where only their owner may read them, and leave nothing", async () => {
    const modes: number[] = [];
    let folder = "";
    const { pulumi, updates } = fakePulumi({
      home,
      up: (environment) => {
        folder = environment.IDENTITY_CENTER_JOURNAL ?? "";
        modes.push(
          ...[folder, join(folder, "events.jsonl")].map((path) => statSync(path).mode & 0o777),
        );
        return 3;
      },
    });
    const journalling = await Journalling.on(pulumi, () => {});
    assert.equal(await journalling?.update(["up", "--yes"], { A: "b" }), 3);
    assert.deepEqual(modes, [0o700, 0o600]);
    const [{ args, environment } = { args: [], environment: {} }] = updates;
    assert.deepEqual(args, ["up", "--yes", "--event-log", join(folder, "events.jsonl")]);
    assert.deepEqual(environment, {
      A: "b",
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_DEBUG_COMMANDS: "true",
      IDENTITY_CENTER_JOURNAL: folder,
    });
    assert.equal(existsSync(folder), false);
  });

  it("leave their journal to the same stack in the same backend alone", async () => {
    const up = (environment: Readonly<Record<string, string>>) => {
      writeFileSync(
        join(environment.IDENTITY_CENTER_JOURNAL as string, "events.jsonl"),
        `${MADE}\n`,
      );
      return 1;
    };
    const killed = await on({ up, importFails: true });
    await killed?.update(["up"], {});
    for (const other of [{ stack: "dev" }, { url: "s3://elsewhere" }]) {
      const { pulumi, imported } = fakePulumi({ home, ...other });
      assert.equal(await (await Journalling.on(pulumi, () => {}))?.settleLeft(), true);
      assert.deepEqual(imported, []);
    }
    const told: string[] = [];
    const { pulumi, imported } = fakePulumi({ home });
    const journalling = await Journalling.on(pulumi, (line) => told.push(line));
    await assert.rejects(async () => await journalling?.update(["up"], {}), /still runs/);
    assert.equal(await journalling?.settleLeft(), true);
    assert.equal(imported.length, 1);
  });
});
