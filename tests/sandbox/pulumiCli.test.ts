import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findPulumi } from "../../sandbox/pulumiCli.ts";

describe("sandbox: finding a Pulumi CLI", () => {
  let root: string;
  const put = (...directories: string[]) => {
    const directory = join(root, ...directories);
    mkdirSync(directory, { recursive: true });
    const path = join(directory, "pulumi");
    writeFileSync(path, "");
    chmodSync(path, 0o755);
    return path;
  };
  const find = (...path: string[]) =>
    findPulumi({ HOME: root, PATH: path.map((one) => join(root, one)).join(delimiter) });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "sandbox-cli-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("prefers the one on PATH", () => {
    const path = put("bin");
    put(".pulumi", "versions", "3.260.0", "bin");
    assert.equal(find("empty", "bin"), path);
  });

  it("takes the newest of the versions that the npm launcher installed", () => {
    put(".pulumi", "versions", "3.99.0", "bin");
    const path = put(".pulumi", "versions", "3.260.0", "bin");
    assert.equal(find(), path);
  });

  it("does not take the npm launcher itself, or a file that cannot be run", () => {
    put("node_modules", ".bin");
    chmodSync(put("bin"), 0o644);
    assert.equal(find(join("node_modules", ".bin"), "bin"), undefined);
  });
});
