import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { EngineProject, skipWithoutPulumi } from "../support/engine.ts";
import { GitServer, gitHost } from "./gitServer.ts";
import { leaveLanguageHost, skip, useLanguageHost } from "./languageHost.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const [, command = ""] = /^pulumi (package add https:\S+)/m.exec(read("docs/components.md")) ?? [];
const [, example = ""] =
  /## YAML[\s\S]*?```yaml\n([\s\S]*?)```/.exec(read("docs/components.md")) ?? [];

/** Commits the files of this repository, without what .gitignore names, to a bare repository. */
function commitAll(repository: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", [`--git-dir=${repository}`, ...args], { cwd: root, stdio: "pipe" });
  git("init", "--quiet", "--bare", "--initial-branch=main");
  git(`--work-tree=${root}`, "add", "--all", ".");
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  git(...author, `--work-tree=${root}`, "commit", "--quiet", "--no-verify", "--message=All");
}

describe("the package from Git, on the real engine", () => {
  const before_ = { ...process.env };
  let directory: string;
  let server: GitServer;
  let project: EngineProject;

  before(async function () {
    skipWithoutPulumi(this);
    if (spawnSync("openssl", ["version"]).status !== 0) skip(this, "no openssl");
    useLanguageHost(this, ["pulumi-language-yaml"]);
    directory = mkdtempSync(join(tmpdir(), "git-package-"));
    mkdirSync(join(directory, "OWNER"));
    commitAll(join(directory, "OWNER/identity-center.git"));
    server = new GitServer(directory);
    Object.assign(process.env, await server.environment());
    const npm = join(directory, "npm");
    symlinkSync(join(import.meta.dirname, "offlineNpm.cjs"), npm);
    process.env.PATH = [directory, process.env.PATH].join(delimiter);
    project = await EngineProject.create("");
    // What Pulumi would download.
    const { dependencies } = JSON.parse(read("plugin/package.json"));
    mkdirSync(join(project.directory, "home/plugins"), { recursive: true });
    for (const name of ["aws", "awsx"]) {
      const version = dependencies[`@pulumi/${name}`];
      symlinkSync(
        join(root, "sandbox", name),
        join(project.directory, `home/plugins/resource-${name}-v${version}`),
      );
    }
  });
  after(async () => {
    leaveLanguageHost();
    for (const name of ["HTTPS_PROXY", "SSL_CERT_FILE"]) {
      if (before_[name] === undefined) delete process.env[name];
      else process.env[name] = before_[name];
    }
    project?.remove();
    await server?.close();
    if (directory) rmSync(directory, { recursive: true, force: true });
  });

  it("is added by the command of the document, with no provider beside aws and awsx, and runs", async () => {
    project.write(
      `name: sandbox-test
runtime: yaml
plugins:
  providers:
    - { name: aws, path: ${join(root, "sandbox/aws")} }
    - { name: awsx, path: ${join(root, "sandbox/awsx")} }
`,
      "Pulumi.yaml",
    );
    const args = command.replace("https://github.com", gitHost).split(" ");
    const added = await project.run(args);
    assert.equal(added.code, 0, added.output);
    assert.doesNotMatch(added.output, /docker/);
    const packages = readFileSync(join(project.directory, "Pulumi.yaml"), "utf8");
    assert.match(
      packages,
      /identity-center: git\.example\.com\/OWNER\/identity-center\.git\/plugin@/,
    );
    const program = example
      .slice(example.indexOf("resources:"))
      .replace("[management]", "[acme-management]");
    project.write(`${packages}${program}`, "Pulumi.yaml");
    const up = await project.up({ own: true });
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /AccountAssignment administrators\/administrator\/000000000001/);
  });
});
