import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Project } from "../project.ts";

const { scripts } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../../package.json"), "utf8"),
) as { scripts: Record<string, string> };

/** What `npm run` starts of this project: name and file. The others are tools with options of their own. */
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /^node (\S+\.ts)$/.exec(script)?.[1];
  return file === undefined ? [] : [{ name, file }];
});

/** Commands that hand arguments on to another program, which says what it knows. */
const HANDS_ON: readonly string[] = ["sandbox", "up"];

/** Files that are commands only where they are started, since others take something of them. */
const STARTED: readonly string[] = ["commands/docs.ts", "commands/policyDocs.ts"];

type Call = readonly [args: readonly string[], message: RegExp];

/** Calls without what each command can't do without. */
const MISSING: Readonly<Record<string, readonly Call[]>> = {
  start: [],
  sandbox: [[[], /^sandbox: nothing to run: preview, up, /]],
  "sandbox:endpoint": [
    [["--port", "x"], /^sandbox:endpoint: --port is "x"; a number from 1 to 65535 is wanted$/m],
    [["--port", "70000"], /^sandbox:endpoint: --port is "70000"; a number from 1 to 65535/m],
    [["--page-size", "0"], /^sandbox:endpoint: --page-size is "0"; a number from 1 to 1000/m],
    [["--stack", "../dev"], /^sandbox:endpoint: "\.\.\/dev" is no name of a stack/m],
  ],
  up: [
    [["dev"], /^up: Unexpected argument 'dev'$/m],
    [["--target", "x"], /^up: --target isn't for npm run up: a plan is about all of a stack/m],
    [["--stack"], /^up: --stack needs the name of a stack$/m],
  ],
  "preview:offline": [],
  move: [
    [["--from", "dev"], /^move: --to STACK is missing$/m],
    [["--from", "../dev", "--to", "dev"], /^move: "\.\.\/dev" is no name of a stack/m],
    [["--from", "dev", "--to", "dev"], /^move: --from and --to are one stack, dev; name two$/m],
  ],
  import: [
    [["--region", "eu-west-1"], /^import: --stack NAME is missing$/m],
    [["--stack", "../dev"], /^import: "\.\.\/dev" is no name of a stack/m],
    [
      ["--stack", "new", "--region", "Ireland"],
      /^import: --region is "Ireland"; a Region such as eu-west-1 is wanted$/m,
    ],
    [
      ["--stack", "new", "--administrators", "a", "--administrators-elsewhere", "b"],
      /^import: --administrators and --administrators-elsewhere exclude each other$/m,
    ],
  ],
  snapshot: [[["--region", "eu-west-1"], /^snapshot: --stack NAME is missing$/m]],
  drift: [
    [["--region", "Ireland"], /^drift: --region is "Ireland"; a Region such as eu-west-1 is/m],
    [["--yes"], /^drift: --yes goes with --heal: otherwise nothing is asked$/m],
    [["--heal", "--json"], /^drift: --heal tells what it does and asks: it has no --json$/m],
    [["--stack", "../dev"], /^drift: "\.\.\/dev" is no name of a stack/m],
  ],
  doctor: [
    [
      ["--only", "root-mfas"],
      /^doctor: --only: there is no check "root-mfas" \(did you mean "root-mfa"\?\); checks: root-not-used, /m,
    ],
    [
      ["--region", "Ireland"],
      /^doctor: --region is "Ireland"; a Region such as eu-west-1 is wanted$/m,
    ],
    [["--stack", "../dev"], /^doctor: "\.\.\/dev" is no name of a stack/m],
  ],
  guard: [
    [[], /^guard: PREVIEW\.json is missing$/m],
    [
      ["a.json", "--lost-access", "few"],
      /^guard: --lost-access is "few"; a whole number is wanted$/m,
    ],
    [
      ["a.json", "--management-account", "1"],
      /^guard: --management-account is "1"; 12 digits are/m,
    ],
    [
      ["a.json", "--today", "soon"],
      /^guard: --today is "soon"; a day such as 2027-03-31 is wanted/m,
    ],
    [["a.json", "--stack", "../dev"], /^guard: "\.\.\/dev" is no name of a stack/m],
  ],
  schema: [],
  docs: [],
  "update:data": [],
  bench: [],
  fuzz: [
    [[], /^fuzz: --updates N is missing$/m],
    [["--updates", "few"], /^fuzz: --updates is "few"; a whole number from 1 is wanted$/m],
  ],
  faults: [
    [["--kills", "all"], /^faults: --kills is "all"; creation, change or destroy is wanted$/m],
    [["--every", "few"], /^faults: --every is "few"; a whole number from 1 is wanted$/m],
    [["--every", "0"], /^faults: --every is "0"; a whole number from 1 is wanted$/m],
  ],
  policies: [
    [[], /^policies: --state FILE is missing$/m],
    [["--json"], /^policies: --state FILE is missing$/m],
  ],
  "policies:pack": [],
  "policies:docs": [],
  "policies:new": [
    [[], /^policies:new: ID is missing$/m],
    [["", "root"], /^policies:new: ID is missing$/m],
    [["iam-roles-described"], /^policies:new: FAMILY is missing$/m],
  ],
};

/** Calls that are understood and can't be done, and what each command then ends with. */
const UNDOABLE: readonly (readonly [name: string, code: number, ...Call])[] = [
  ["start", 1, ["--stack", "nowhere"], /^start: Pulumi\.nowhere\.yaml does not exist/],
  ["sandbox", 2, ["--stack", "nowhere", "up"], /^sandbox: Pulumi\.nowhere\.yaml does not exist/],
  ["sandbox:endpoint", 1, ["--stack", "nowhere"], /^sandbox:endpoint: Pulumi\.nowhere\.yaml does/],
  ["up", 1, ["--stack", "nowhere"], /^up: Pulumi\.nowhere\.yaml does not exist/],
  ["preview:offline", 1, ["--stack", "nowhere"], /^preview:offline: Pulumi\.nowhere\.yaml does/],
  ["preview:offline", 2, ["--against", "main"], /^preview:offline: there is no git on PATH/],
  [
    "import",
    2,
    ["--stack", "new", "--region", "eu-west-1", "--output", "package.json"],
    /^import: .*package\.json can't be written into \(it is a file, no folder\)/,
  ],
  ["snapshot", 1, ["--stack", "nowhere"], /^snapshot: Pulumi\.nowhere\.yaml does not exist/],
  ["drift", 2, ["--stack", "nowhere"], /^drift: Pulumi\.nowhere\.yaml does not exist/],
  ["doctor", 2, ["--stack", "nowhere"], /^doctor: Pulumi\.nowhere\.yaml does not exist/],
  ["guard", 2, ["nowhere.json"], /^guard: nowhere\.json does not exist/],
  ["policies", 2, ["--state", "nowhere.json"], /^policies: nowhere\.json does not exist/],
  ["policies:pack", 1, ["package.json"], /^policies:pack: package\.json is a file; FOLDER is a/],
  ["policies:new", 1, ["iam-no-users", "root"], /^policies:new: iam-no-users is there already/],
];

/** What was wrong, how the command is called, and where all of it is told: no more than a glance. */
function assertShort(stderr: string, call: string): void {
  assert.ok(stderr.includes(`\nusage: ${call}`), stderr);
  assert.ok(stderr.endsWith(`\n${call} -- --help shows all\n`), stderr);
  assert.ok(stderr.trim().split("\n").length <= 7, stderr);
}

/** A file that each of these writes, and a text that it writes there. */
const WRITES: Readonly<Record<string, readonly [file: string, text: string]>> = {
  docs: ["docs/configuration.md", "Where in the AWS console a session begins"],
  "policies:docs": ["policies/README.md", "No IAM users for people |"],
};

describe("what each command says about its use", () => {
  let project: Project;
  let files: readonly string[];
  const run = (file: string, args: readonly string[]) =>
    project.runFile(file, args, {}, { own: STARTED.includes(file) });
  before(() => {
    project = new Project(
      "bench",
      "tests/components",
      "tests/lifecycle",
      "tests/sandbox",
      "tests/support",
    );
    files = filesOf(project.directory);
  });
  after(() => project.remove());
  // None of these calls does anything.
  afterEach(() => assert.deepEqual(filesOf(project.directory), files));

  for (const { name, file } of commands) {
    const call = name === "start" ? "npm start" : `npm run ${name}`;

    it(`${call} --help prints it, and ends with 0`, async () => {
      // One as npm starts it: each file is a command by itself.
      const started = await project.runFile(file, ["--help"], {}, { own: true });
      for (const result of [started, await run(file, ["-h"])]) {
        const { code, stdout, stderr } = result;
        assert.equal(code, 0, stderr);
        assert.ok(stdout.startsWith(`usage: ${call}`), stdout);
        assert.equal(stderr, "");
      }
    });

    it(`${call} ends with 2 when it lacks what it needs`, async () => {
      const lacking = MISSING[name];
      assert.ok(lacking, `say in MISSING what ${name} can't do without`);
      for (const [args, message] of lacking) {
        const { code, stdout, stderr } = await run(file, args);
        assert.equal(code, 2, stdout + stderr);
        assert.match(stderr, message);
        assertShort(stderr, call);
        assert.equal(stdout, "");
      }
    });

    if (HANDS_ON.includes(name)) continue;

    for (const [what, args, message] of [
      [
        "an option is unknown",
        ["--hepl"],
        /: Unknown option '--hepl'; did you mean --he(lp|al)\?$/m,
      ],
      ["there are too many arguments", ["a", "b", "c"], /: Unexpected argument '(a|b|c)'$/m],
    ] as const) {
      it(`${call} ends with 2 when ${what}`, async () => {
        const { code, stdout, stderr } = await run(file, args);
        assert.equal(code, 2, stdout + stderr);
        assert.match(stderr, message);
        assertShort(stderr, call);
        assert.equal(stdout, "");
      });
    }
  }

  for (const [name, code, args, message] of UNDOABLE) {
    const file = commands.find((command) => command.name === name)?.file ?? "";
    it(`${name} ends with ${code} when it can't do what it understood`, async () => {
      const result = await run(file, args);
      assert.equal(result.code, code, result.stderr);
      assert.match(result.stderr, message);
      assert.doesNotMatch(result.stderr, /usage:/);
      assert.equal(result.stdout, "");
    });
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
      const { code, stderr } = await run("commands/start.ts", args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  for (const [what, args, message] of [
    ["--format stands without --against", ["--format", "md"], /--format goes with --against REV/],
    [
      "--format is no format",
      ["--against", "main", "--format", "xml"],
      /--format is "xml"; text, md/,
    ],
    [
      "--access stands with --against",
      ["--against", "main", "--access", "all"],
      /--access doesn't/,
    ],
    [
      "two formats are given",
      ["--against", "main", "--json", "--format", "md"],
      /--json is --format/,
    ],
    ["--against is a range of text", ["--against", "a b"], /--against is "a b"; a branch, tag or/],
  ] as const) {
    it(`npm run preview:offline ends with 2 when ${what}`, async () => {
      const { code, stderr } = await run("commands/previewOffline.ts", args);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assertShort(stderr, "npm run preview:offline");
    });
  }

  for (const [name, [generated, text]] of Object.entries(WRITES)) {
    it(`npm run ${name} says what it wrote, if anything`, async () => {
      const file = commands.find((command) => command.name === name)?.file ?? "";
      const written = new Project("docs");
      try {
        const again = await written.runFile(file, [], {}, { own: true });
        assert.deepEqual([again.code, again.stdout], [0, "nothing to change\n"], again.stderr);
        const before = written.read(generated);
        written.write(generated, before.replace(text, "another text"));
        const { code, stdout, stderr } = await written.runFile(file, [], {}, { own: true });
        assert.deepEqual([code, stdout], [0, `wrote ${generated}\n`], stderr);
        assert.equal(written.read(generated), before);
      } finally {
        await written.remove();
      }
    });
  }

  it("options that npm took for settings of its own aren't dropped in silence", async () => {
    // npm start --stack prod: npm hands on "prod" alone.
    const environment = { npm_config_stack: "true" };
    const { code, stderr } = await project.run("start", ["prod"], environment);
    assert.equal(code, 2);
    assert.match(stderr, /^start: npm took --stack for itself: write -- before/);
    // Who has it in .npmrc gave no option to the command.
    const always = await project.run("drift", ["--stack", "nosuch"], { npm_config_yes: "true" });
    assert.match(always.stderr, /^drift: Pulumi\.nosuch\.yaml does not exist/m);
  });
});

/** Files below a folder, with their times of change; not those of node_modules, where other runs keep what they compiled. */
function filesOf(folder: string): string[] {
  const own = readdirSync(folder).filter((name) => name !== "node_modules");
  return own
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isFile()) return [path];
      return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    })
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .sort();
}
