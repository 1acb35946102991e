import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { FileLock } from "../../sandbox/world/fileLock.ts";

const MODULE = resolve(import.meta.dirname, "../../sandbox/world/fileLock.ts");

/** Adds one to the number in a file so many times, each time reading it first. */
const COUNTING = `
import { readFileSync, writeFileSync } from "node:fs";
import { FileLock } from ${JSON.stringify(MODULE)};
const [lock, file] = process.argv.slice(1);
for (let time = 0; time < 100; time++) {
  new FileLock(lock).whileHeld(() => {
    writeFileSync(file, String(Number(readFileSync(file, "utf8")) + 1));
  });
}`;

describe("sandbox: the lock between providers", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "sandbox-lock-"));
    path = join(directory, "lock");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const count = () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", COUNTING, path, file()], {
      stdio: "inherit",
    });
    return new Promise((done) => child.once("close", done));
  };
  const file = () => join(directory, "count");

  it("lets one process work at a time", async () => {
    writeFileSync(file(), "0");
    assert.deepEqual(await Promise.all([count(), count(), count()]), [0, 0, 0]);
    assert.equal(readFileSync(file(), "utf8"), "300");
    assert.deepEqual(readdirSync(directory), ["count"]);
  });

  it("goes to one after another when the process that held it died", async () => {
    writeFileSync(file(), "0");
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(path, String(pid));
    assert.deepEqual(await Promise.all([count(), count(), count()]), [0, 0, 0]);
    assert.equal(readFileSync(file(), "utf8"), "300");
  });

  it("stays with a process that is slow", async () => {
    writeFileSync(path, String(process.pid));
    const long = new Date(Date.now() - 60_000);
    utimesSync(path, long, long);
    writeFileSync(file(), "0");
    const counted = count();
    let released = false;
    const ended = counted.then(() => assert.ok(released, "it waited"));
    await new Promise((done) => setTimeout(done, 300));
    released = true;
    rmSync(path);
    await ended;
    assert.equal(readFileSync(file(), "utf8"), "100");
  });

  it("is given back when the work fails", () => {
    const lock = new FileLock(path);
    const fail = () => {
      throw new Error("no");
    };
    assert.throws(() => lock.whileHeld(fail), /no/);
    assert.equal(
      lock.whileHeld(() => 7),
      7,
    );
  });
});
