import assert from "node:assert/strict";
import { Project } from "./project.ts";

const id = "iam-roles-described";
const mocha = "node_modules/mocha/bin/mocha.js";

describe("npm run policies:new", () => {
  let project: Project;
  before(() => {
    const more = [
      "bench",
      "docs",
      "examples",
      "tests",
      "tsconfig.json",
      "biome.json",
      ".gitignore",
    ];
    project = new Project(...more);
  });
  after(() => project.remove());

  for (const [what, args, message] of [
    ["without an ID", [], /: ID is missing$/m],
    ["without a family", [id], /: FAMILY is missing$/m],
    [
      "for a name in another form",
      ["IamRoles", "trust"],
      /: ID 'IamRoles': words of small letters/,
    ],
    ["for a family unlike any", [id, "billing"], /'billing'; families: users, mfa, root, /],
    [
      "for a misspelt family",
      [id, "turst"],
      /: There is no family 'turst'; did you mean trust\?$/m,
    ],
  ] as const) {
    it(`ends with 2 ${what}`, async () => {
      const { code, stderr } = await project.run("newRule", args);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.match(stderr, /\nusage: npm run policies:new/);
    });
  }

  it("writes nothing for a rule that is there already", async () => {
    const before = project.read("policies/pack.ts");
    const { code, stderr } = await project.run("newRule", ["iam-no-users", "trust"]);
    assert.equal(code, 1);
    assert.match(stderr, /: iam-no-users is there already: .*; choose another name$/m);
    assert.equal(project.read("policies/pack.ts"), before);
  });

  it("writes rule, page and test, which pass as they are", async () => {
    const { code, stdout, stderr } = await project.run("newRule", [id, "trust"]);
    assert.equal(code, 0, stderr);
    const files = [
      `policies/rules/trust/${id}.ts`,
      `docs/policies/${id}.md`,
      "tests/policies/rules/iamRolesDescribed.test.ts",
      "policies/pack.ts",
    ];
    for (const file of [...files, "policies/README.md"]) {
      assert.match(stdout, new RegExp(`^(wrote|entered) +${file}$`, "m"));
    }
    assert.match(stdout, /^next steps\n1\. policies\/rules\/trust\/.*: say what the rule wants/m);
    const test = /^5\. npx mocha (.*)$/m.exec(stdout)?.[1]?.split(" ") ?? [];
    assert.match(project.read("policies/pack.ts"), /\biamRolesDescribed,?\s*\],/);
    assert.match(project.read("policies/README.md"), new RegExp(`\\[${id}\\]`));

    const sources = files.filter((file) => file.endsWith(".ts"));
    await passes("node_modules/@biomejs/biome/bin/biome", ["ci", ...sources]);
    const include = ["policies/pack.ts", ...sources];
    const settings = { extends: "./tsconfig.json", include };
    project.write("tsconfig.rule.json", JSON.stringify(settings));
    await passes("node_modules/typescript/bin/tsc", ["-p", "tsconfig.rule.json"]);
    await passes(mocha, test);
  });

  /** Tools of their own, on code that the command changed. */
  async function passes(file: string, args: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await project.runFile(file, args, {}, { own: true });
    assert.equal(code, 0, stdout + stderr);
  }
});
