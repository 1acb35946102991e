import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { organizationPath } from "../commands/organization/organizationFile.ts";
import { runInProcess } from "../sandbox/inProcess.ts";
import { loadSnapshot } from "../sandbox/snapshot.ts";
import { MemoryJournal } from "../sandbox/world/journal.ts";
import { World } from "../sandbox/world/world.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const readme = read("README.md");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Markdown files that users read. */
const pages = [
  "README.md",
  "policies/README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** What `npm start` and `npm run …` are written in a text. */
function namedScripts(text: string): Set<string> {
  const named = [...text.matchAll(/\bnpm (?:run )?([a-z]+(?::[a-z]+)*)/g)];
  return new Set(
    named.flatMap(([whole, name = ""]) =>
      (whole.startsWith("npm run ") && name !== "run") || name === "start" || name === "test"
        ? [name]
        : [],
    ),
  );
}

describe("the documentation", () => {
  for (const page of pages) {
    it(`names no command in ${page} that there isn't`, () => {
      const unknown = [...namedScripts(read(page))].filter((name) => !Object.hasOwn(scripts, name));
      assert.deepEqual(unknown, []);
    });

    it(`leads from ${page} to files that there are`, () => {
      const folder = join(root, page, "..");
      const targets = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)];
      const missing = targets.flatMap(([, to = ""]) =>
        existsSync(join(folder, decodeURIComponent(to))) ? [] : [to],
      );
      assert.deepEqual(missing, []);
    });
  }

  it("names every command in the table of docs/commands.md", () => {
    const rows = read("docs/commands.md")
      .split("\n")
      .filter((line) => line.startsWith("|"));
    const named = namedScripts(rows.map((row) => row.split("|")[1]).join("\n"));
    assert.deepEqual(
      Object.keys(scripts).filter((name) => !named.has(name)),
      [],
      "scripts of package.json without a row",
    );
  });

  it("shows a program of components that deploys, with as many resources as it says", async () => {
    const section = readme.slice(
      readme.indexOf("\n## Using the components"),
      readme.indexOf("\n## Policy pack"),
    );
    const program = /```ts\n([\s\S]*?)```/.exec(section)?.[1] ?? "";
    const said = /On the sandbox this makes (\d+) resources/.exec(section)?.[1];
    const folder = join(root, ".sandbox", `readme-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      const file = join(folder, "index.ts");
      writeFileSync(file, program.replaceAll('"./identity-center/', `"${root}/`));
      const snapshot = loadSnapshot(organizationPath("dev"));
      // Somebody who exists, as the program says.
      const people = [{ userName: "ada" }];
      const existing = { ...snapshot.existing, people };
      const world = new World({
        snapshot: { ...snapshot, existing },
        journal: new MemoryJournal(),
      });
      const { resources, diagnostics } = await runInProcess({
        program: pathToFileURL(file),
        project: "acme",
        stack: "dev",
        config: { "aws:region": "eu-west-1" },
        preview: false,
        world,
      });
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === "error"),
        [],
      );
      assert.equal(String(resources.length), said);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("quotes titles of tests that there are", () => {
    const promises = readme.slice(
      readme.indexOf("\n## What it promises"),
      readme.indexOf("\n## Using the components"),
    );
    const titles = testTitles();
    const quoted = promises
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .flatMap((row) => [...(row.split("|")[2] ?? "").matchAll(/"([^"]+?)( …)?"/g)])
      .map(([, title = ""]) => title);
    assert.ok(quoted.length > 5);
    assert.deepEqual(
      quoted.filter((title) => !titles.some((one) => begins(one, title))),
      [],
    );
  });
});

/** Whether a quotation is the beginning of a title; what a title fills in may be anything. */
function begins(title: string, quotation: string): boolean {
  const [fixed = "", ...filled] = title.split("${");
  return title.startsWith(quotation) || (filled.length > 0 && quotation.startsWith(fixed));
}

/** First arguments of describe and it in tests/lifecycle. */
function testTitles(): string[] {
  return readdirSync(join(root, "tests/lifecycle"))
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) => [
      ...read(`tests/lifecycle/${name}`).matchAll(/\b(?:describe|it)\(\s*["'`]([^"`]+)["'`]/g),
    ])
    .map(([, title = ""]) => title);
}
