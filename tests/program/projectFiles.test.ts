import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PROJECT_ROOT, readProjectFile } from "../../program/projectFiles.ts";

describe("a file that a stack file names", () => {
  let inside: string;
  let outside: string;
  const named = (name: string) => join(".sandbox", basename(inside), name);

  before(() => {
    mkdirSync(join(PROJECT_ROOT, ".sandbox"), { recursive: true });
    inside = mkdtempSync(join(PROJECT_ROOT, ".sandbox", "files-"));
    outside = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(outside, "secret.yaml"), "root:x:0:0\n");
    writeFileSync(join(inside, "people.yaml"), "\uFEFFada: {}\n");
    writeFileSync(join(inside, "latin1.yaml"), Buffer.from("a: 1\nb: H\u00f6pper\n", "latin1"));
    writeFileSync(join(inside, "utf16.yaml"), Buffer.from("\uFEFFa: 1\n", "utf16le"));
    writeFileSync(join(inside, "large.yaml"), "");
    truncateSync(join(inside, "large.yaml"), 16 * 1024 * 1024 + 1);
    symlinkSync("people.yaml", join(inside, "link.yaml"));
    symlinkSync(join(outside, "secret.yaml"), join(inside, "out.yaml"));
    symlinkSync(outside, join(inside, "folder"));
    symlinkSync("loop.yaml", join(inside, "loop.yaml"));
    symlinkSync("/dev/zero", join(inside, "zero.yaml"));
    execFileSync("mkfifo", [join(inside, "pipe.yaml")]);
  });
  after(() => {
    for (const folder of [inside, outside]) rmSync(folder, { recursive: true, force: true });
  });

  for (const name of ["people.yaml", "link.yaml"]) {
    it(`is read as ${name}, without its byte order mark`, () => {
      assert.equal(readProjectFile(named(name)), "ada: {}\n");
    });
  }

  for (const [name, reason] of [
    ["out.yaml", /link that leads out of the project's folder/],
    ["folder/secret.yaml", /link that leads out of the project's folder/],
    ["zero.yaml", /link that leads out of the project's folder/],
    ["pipe.yaml", /it is a named pipe, no ordinary file/],
    ["", /it is a folder, no ordinary file/],
    ["large.yaml", /it has 16777217 bytes, at most 16777216 \(16 MiB\)/],
    ["loop.yaml", /ELOOP/],
    ["missing.yaml", /ENOENT/],
    ["latin1.yaml", /is not UTF-8: this line has a character in another encoding/],
    ["utf16.yaml", /is written in UTF-16; save it as UTF-8/],
  ] as const) {
    it(`is refused as ${name || "a folder"}, without a word of what it holds`, () => {
      assert.throws(
        () => readProjectFile(named(name)),
        ({ message }: Error) =>
          reason.test(message) && !/root|pper/.test(message.replaceAll(inside, "")),
      );
    });
  }

  it("says the line that isn't UTF-8", () => {
    assert.throws(() => readProjectFile(named("latin1.yaml")), { place: /latin1\.yaml:2$/ });
  });

  it("is refused by an absolute path, and by one that goes up", () => {
    const paths = [
      join(outside, "secret.yaml"),
      join(inside, "people.yaml"),
      "../x.yaml",
      ".sandbox/../x.yaml",
      "..\\x.yaml",
    ];
    for (const path of paths) {
      assert.throws(() => readProjectFile(path), /must lie in the project's folder/);
    }
  });
});
