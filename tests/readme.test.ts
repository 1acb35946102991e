import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { organizationPath } from "../commands/organization/organizationFile.ts";
import { runInProcess } from "../sandbox/inProcess.ts";
import { loadSnapshot } from "../sandbox/snapshot.ts";
import { MemoryJournal } from "../sandbox/world/journal.ts";
import { World } from "../sandbox/world/world.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const readme = read("README.md");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Markdown files that users read. Those of docs/policies are read by tests/policies. */
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "policies/README.md",
  "bench/README.md",
  ...["docs", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.startsWith("policies"))
      .map((name) => join(folder, name)),
  ),
];

/** Rooms of the project, as the paths of files in them begin. */
const rooms = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name))
  .map(({ name }) => name);

/** What readers are to make in these rooms; roles and users of emergencies, which have no ending, are named with a path. */
const THEIRS =
  /^(?:organizations|approvals)\/(?!dev\.yaml)|^emergency\/(?:Pulumi\.(?!dev\.)\w+\.yaml|[\w-]+)$/;

/** Files and folders of the project that a text names from its root; not those that readers are to make. */
function namedFiles(text: string): string[] {
  const path = new RegExp(
    `(?<![\\w./@<…-]|\\]\\()(?:${rooms.join("|")})/[\\w./-]*[\\w/](?![\\w…*<{])`,
    "g",
  );
  const named = [...text.matchAll(path)].map(([name]) => name);
  return named.filter((name) => !THEIRS.test(name));
}

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

    it(`names no file in ${page} that there isn't`, () => {
      assert.deepEqual(
        namedFiles(read(page)).filter((file) => !existsSync(join(root, file))),
        [],
      );
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

  it("fits on a few screens in README.md", () => {
    const lines = readme.split("\n");
    assert.ok(lines.length <= 121, `${lines.length} lines`);
    assert.deepEqual(
      lines.filter((line) => line.length > 120),
      [],
    );
  });

  it("has YAML that is YAML, of GitHub's files, and keys of the schemas' files in the settings of editors", () => {
    const files = readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => /\.ya?ml$/.test(name))) {
      assert.ok(parse(read(join(".github", file))), file);
    }
    const settings = JSON.parse(read(".vscode/settings.json"));
    for (const schema of Object.keys(settings["yaml.schemas"])) {
      assert.ok(existsSync(join(root, schema)), schema);
    }
  });

  it("gives owners in .github/CODEOWNERS to what there is", () => {
    const lines = read(".github/CODEOWNERS")
      .split("\n")
      .filter((line) => line.startsWith("/"));
    const missing = lines.flatMap((line) => {
      const [pattern = ""] = line.split(/\s/);
      return pattern.includes("*") || existsSync(join(root, pattern)) ? [] : [pattern];
    });
    assert.ok(lines.length > 5);
    assert.deepEqual(missing, []);
  });

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
    const page = read("docs/components.md");
    const program = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const said = /On the sandbox this makes (\d+) resources/.exec(page)?.[1];
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

  it("promises what a test shows: each row of docs/promises.md names its file, and titles in it", () => {
    const rows = read("docs/promises.md").matchAll(/^\|.*(tests\/\S+\.test\.ts).*$/gm);
    const promises = [...rows].map(([row]) => {
      const [, files = "", titles = ""] = row.split(" | ");
      return { row, files: files.split(", "), titles: quotations(titles) };
    });
    assert.ok(promises.length > 20);
    for (const { row, files, titles } of promises) {
      const there = files.flatMap(titlesIn);
      for (const title of titles)
        assert.ok(
          there.some((one) => begins(one, title)),
          row,
        );
    }
  });
});

/** Texts in quotation marks. */
function quotations(text: string): string[] {
  return [...text.matchAll(/"([^"]+?)( …)?"/g)].map(([, quotation = ""]) => quotation);
}

/** Whether a quotation is the beginning of a title; what a title fills in may be anything. */
function begins(title: string, quotation: string): boolean {
  const [fixed = "", ...filled] = title.split("${");
  return title.startsWith(quotation) || (filled.length > 0 && quotation.startsWith(fixed));
}

/** First arguments of describe and it in a file of tests. */
function titlesIn(file: string): string[] {
  const titles = read(file).matchAll(/\b(?:describe|it)\(\s*["'`]([^"`]+)["'`]/g);
  return [...titles].map(([, title = ""]) => title);
}
