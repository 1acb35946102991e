import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Project } from "./project.ts";

const { scripts } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../package.json"), "utf8"),
) as { scripts: Record<string, string> };

/** What `npm run` starts of this project: name and file. The others are tools with options of their own. */
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /^node (\S+\.ts)$/.exec(script)?.[1];
  return file === undefined ? [] : [{ name, file }];
});

/** Commands that hand arguments on to another program. */
const HANDS_ON: readonly string[] = ["sandbox"];

describe("what each command says about its use", () => {
  let project: Project;
  let files: readonly string[];
  before(() => {
    project = new Project("bench");
    files = filesOf(project.directory);
  });
  after(() => project.remove());
  // None of these calls does anything.
  afterEach(() => assert.deepEqual(filesOf(project.directory), files));

  for (const { name, file } of commands) {
    const call = name === "start" ? "npm start" : `npm run ${name}`;
    const run = (args: readonly string[], environment = {}) =>
      project.runFile(file, args, environment);

    it(`${call} --help prints it, and ends with 0`, async () => {
      const { code, stdout, stderr } = await run(["--help"]);
      assert.equal(code, 0, stderr);
      assert.ok(stdout.startsWith(`usage: ${call}`), stdout);
      assert.equal(stderr, "");
    });

    if (HANDS_ON.includes(name)) continue;

    for (const [what, args, message] of [
      ["an option is unknown", ["--hepl"], /: Unknown option '--hepl'; did you mean --help\?$/m],
      ["there are too many arguments", ["a", "b", "c"], /: Unexpected argument '(a|b|c)'$/m],
    ] as const) {
      it(`${call} ends with 2 when ${what}`, async () => {
        const { code, stdout, stderr } = await run(args);
        assert.equal(code, 2, stdout + stderr);
        assert.match(stderr, message);
        assert.ok(stderr.includes(`\n\nusage: ${call}`), stderr);
        assert.equal(stdout, "");
      });
    }
  }

  for (const [what, args, message] of [
    ["a short option is unknown", ["-x"], /: Unknown option '-x'/],
    ["a switch has a value", ["--fresh=yes"], /'--fresh' does not take an argument/],
    ["an option stands twice", ["--stack", "a", "--stack", "b"], /'--stack' is given twice/],
    ["an option is empty", ["--stack", ""], /'--stack' is empty/],
    ["an option has no value", ["--stack"], /'--stack <value>' argument missing/],
    ["an option takes the next for its value", ["--stack", "--fresh"], /'--stack' argument is amb/],
    [
      "--access is no view",
      ["--access", "x\u009b"],
      /--access is "x\\u009B"; person, account or all/,
    ],
    ["a stack's name is a path", ["--stack", "../dev"], /"\.\.\/dev" is no name of a stack/],
  ] as const) {
    it(`npm start ends with 2 when ${what}`, async () => {
      const { code, stderr } = await project.run("start", args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  it("options that npm took for settings of its own aren't dropped in silence", async () => {
    // npm start --stack prod: npm hands on "prod" alone.
    const environment = { npm_config_stack: "true" };
    const { code, stderr } = await project.run("start", ["prod"], environment);
    assert.equal(code, 2);
    assert.match(stderr, /^start: npm took --stack for itself: write -- before/);
  });
});

/** Files below a folder, with their times of change. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .sort();
}
