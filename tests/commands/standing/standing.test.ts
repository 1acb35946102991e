import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type CommandResult, Project, smallStack } from "../project.ts";

type Call = readonly [command: string, args: readonly string[], environment?: object];

/** One after the other: what npm takes for itself, a program, an option, and what is wrong. */
const CALLS: readonly Call[] = [
  ["start", ["--stack", "small", "--json"], { npm_config_fresh: "true" }],
  ["start", ["--stack", "small"]],
  ["start", ["--stack", "small", "--jsn"]],
  ["newRule", ["iam-no-users", "trust"]],
  ["previewOffline", ["--stack", "wrong"]],
  ["policies", ["--check-config", "config.json"]],
];

/** Then, when the files have changed, and after a program. */
const CHANGED: readonly Call[] = [
  ["previewOffline", ["--stack", "small", "--json"]],
  ["previewOffline", ["--stack", "wrong"]],
  ["policies", ["--check-config", "config.json"]],
];

describe("commands in a standing process", () => {
  let standing: Project;
  let own: Project;
  before(() => {
    [standing, own] = [project(), project()];
  });
  after(() => Promise.all([standing?.remove(), own?.remove()]));

  it("do, say and leave the same as in processes of their own, also when files have changed", async () => {
    await assertSame(CALLS);
    for (const one of [standing, own]) {
      one.write("Pulumi.wrong.yaml", "config: {}");
      one.write(
        "Pulumi.small.yaml",
        smallStack((yaml) => yaml.replace("mode: every-sign-in", "mode: disabled")),
      );
      one.write("config.json", JSON.stringify({ all: "advisory" }));
    }
    await assertSame(CHANGED);
    assert.deepEqual(left(standing), left(own));
  });

  async function assertSame(calls: readonly Call[]): Promise<void> {
    for (const [command, args, environment = {}] of calls) {
      const what = [command, ...args].join(" ");
      const results = [];
      for (const [one, start] of [
        [standing, {}],
        [own, { own: true }],
      ] as const) {
        const { code, stdout, stderr } = await one.run(command, args, { ...environment }, start);
        const said = [stdout, stderr].map(lines);
        results.push({ code, said });
      }
      assert.deepEqual(results[0], results[1], what);
    }
  }

  it("run in one process, each with its environment, arguments and code, and in another after one that ended it", async () => {
    standing.write(
      "told.ts",
      `console.log(process.pid, process.argv.slice(2).join(), process.env.ONE, process.env.TWO);
console.error("err");
process.exitCode = Number(process.argv[2]);
if (process.argv[3] === "exit") process.exit();
if (process.argv[3] === "kill") process.kill(process.pid, "SIGKILL");
if (process.argv[3] === "throw") throw new Error("thrown");`,
    );
    const tell = async (environment: Record<string, string>, ...args: string[]) => {
      const { code, stdout, stderr } = await standing.runFile("told.ts", args, environment);
      const [pid, ...said] = stdout.trim().split(" ");
      return { pid, told: [code, ...said], stderr };
    };
    const first = await tell({ ONE: "1" }, "3");
    assert.deepEqual(first.told, [3, "3", "1", "undefined"]);
    assert.equal(first.stderr, "err\n");
    const second = await tell({ TWO: "2" }, "0", "exit");
    assert.deepEqual(second.told, [0, "0,exit", "undefined", "2"]);
    assert.equal(second.pid, first.pid);
    const third = await tell({}, "4", "exit");
    assert.deepEqual(third.told, [4, "4,exit", "undefined", "undefined"]);
    assert.notEqual(third.pid, second.pid);
    const killed = await tell({}, "0", "kill");
    assert.equal(killed.told[0], null);
    const thrown = await tell({}, "0", "throw");
    assert.equal(thrown.told[0], 1);
    assert.match(thrown.stderr, /^err\n[\s\S]*Error: thrown/);
    assert.equal((await tell({}, "0")).told[0], 0);
  });

  it("run in several where they are called at the same time", async () => {
    standing.write(
      "meet.ts",
      `import { connect } from "node:net";
import { once } from "node:events";
await once(connect(Number(process.argv[2]), "127.0.0.1").resume(), "close");
console.log(process.pid);`,
    );
    const met: Socket[] = [];
    const server = createServer((socket) => {
      if (met.push(socket) === 2) for (const one of met) one.end();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const args = [String((server.address() as AddressInfo).port)];
      const results = await Promise.all([1, 2].map(() => standing.runFile("meet.ts", args)));
      assert.equal(new Set(results.map(({ stdout }) => stdout)).size, 2);
      for (const { code, stderr } of results) assert.equal(code, 0, stderr);
    } finally {
      server.close();
    }
  });
});

describe("a standing process", () => {
  it("is waited for where a call left something open", async () => {
    const one = new Project();
    one.write(
      "open.ts",
      `import { createServer } from "node:net";
import { once } from "node:events";
const server = createServer(async (socket) => {
  server.close();
  if (process.connected) await once(process, "disconnect");
  socket.end("still here");
}).listen(0, "127.0.0.1");
await once(server, "listening");
console.log(server.address().port);`,
    );
    const order: string[] = [];
    const { stdout } = await one.runFile("open.ts");
    const removed = one.remove().then(() => order.push("removed"));
    const socket = connect(Number(stdout), "127.0.0.1");
    await once(socket, "connect");
    order.push(await text(socket));
    await removed;
    assert.deepEqual(order, ["still here", "removed"]);
  });

  it("has its end told where a call let it crash later", async () => {
    const one = new Project();
    one.write(
      "late.ts",
      `process.once("disconnect", () => {
  throw new Error("late");
});`,
    );
    const { code }: CommandResult = await one.runFile("late.ts");
    assert.equal(code, 0);
    await assert.rejects(one.remove(), /standing process ended with 1 after a call: [\s\S]*late/);
  });
});

function project(): Project {
  const project = new Project();
  project.write("Pulumi.small.yaml", smallStack());
  project.write(
    "Pulumi.wrong.yaml",
    smallStack((yaml) => yaml.replace("members: [ada]", "members: [adda]")),
  );
  project.write("config.json", JSON.stringify({ all: "off" }));
  return project;
}

/** What is made at the same time stands in no order, and what takes long says so from time to time. */
function lines(text: string): string[] {
  const all = text.split(/,?\n/).filter((line) => !/, \d+ s …$/.test(line));
  return all.sort();
}

/** Each file of a project with what is in it; not those of node_modules, which is everybody's. */
function left({ directory }: Project): object {
  const files = readdirSync(directory)
    .filter((name) => name !== "node_modules")
    .flatMap((name) => filesOf(join(directory, name)))
    .sort();
  return Object.fromEntries(
    files.map((file) => [file.slice(directory.length), readFileSync(file, "utf8")]),
  );
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
