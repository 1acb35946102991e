import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { configurationParts, doctorParts, emergencyParts } from "../commands/docs.ts";
import { markedPart } from "../commands/documents/marks.ts";
import { errorsOf, mistakes } from "../commands/documents/refusals.ts";
import { sectionNames } from "../model/schema/configuration.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { parseSnapshot } from "../sandbox/snapshot.ts";
import { grantsAfterEachCall } from "../sandbox/world/history.ts";
import { deployStack, type StackConfig } from "./components/deployStack.ts";

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), "utf8");
const page = read("docs/configuration.md");

describe("the documentation of the configuration", () => {
  for (const { file, mark, text } of configurationParts()) {
    it(`says between the marks "${mark}" what the schema says; \`npm run docs\` writes it`, () => {
      assert.equal(markedPart(read(file), mark), text);
    });
  }

  for (const { file, mark, text } of emergencyParts()) {
    it(`says between the marks "${mark}" of ${file} what the schema says; \`npm run docs\` writes it`, () => {
      assert.equal(markedPart(read(file), mark), text);
    });
  }

  for (const mistake of Object.values(mistakes).flat()) {
    it(`shows as a mistake what is one: ${mistake}`, () => {
      const errors = errorsOf(mistake);
      assert.ok(errors.length > 0);
      const paths = errors.map((error) => error.split(": ")[0]);
      assert.deepEqual(paths, [...new Set(paths)], "no mistake is told twice in one place");
      assert.ok(!errors.join().includes(PROJECT_ROOT), "what is told is the same on every machine");
    });
  }

  it("lists every section at its beginning", () => {
    const listed = [...page.matchAll(/^\| \[`access:(\w+)`\]\(#access(\w+)\) \|/gm)];
    assert.deepEqual(listed.map(([, name]) => name).sort(), [...sectionNames].sort());
    for (const [, name = "", anchor] of listed) assert.equal(anchor, name.toLowerCase());
  });

  it("has examples that are one stack file, which editors accept and which deploys", async () => {
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) =>
      parse(yaml),
    );
    const config: StackConfig = Object.assign({}, ...blocks.map((block) => block.config));
    const schema = z.fromJSONSchema(JSON.parse(read("model/stack.schema.json")));
    assert.ok(schema.safeParse({ config }).success);
    const sections = configurationParts().map(({ mark }) => `access:${mark}`);
    const shown = Object.keys(config).filter((key) => sections.includes(key));
    assert.equal(shown.length, 11, "an example for each section");
    const { errors, resources } = await deployStack(config);
    assert.deepEqual(errors, []);
    const assignments = resources.filter(({ type }) => type.endsWith(":AccountAssignment"));
    assert.ok(assignments.length > 10);
  });
});

describe("the documentation of the doctor", () => {
  for (const { file, mark, text } of doctorParts()) {
    it(`says between the marks "${mark}" what the checks say; \`npm run docs\` writes it`, () => {
      assert.equal(markedPart(read(file), mark), text);
    });
  }
});

describe("the first stack file, in docs/getting-started.md", () => {
  const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(read("docs/getting-started.md")) ?? [];

  it("makes the first administrator in an organization that has nothing else", async () => {
    const schema = z.fromJSONSchema(JSON.parse(read("model/stack.schema.json")));
    assert.ok(schema.safeParse(parse(yaml)).success);
    const organization = `managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: acme }]
identityCenter: { region: eu-west-1 }`;
    const snapshot = parseSnapshot(organization, "organization.yaml");
    const { errors, journal } = await deployStack(parse(yaml).config, snapshot);
    assert.deepEqual(errors, []);
    const grants = grantsAfterEachCall(journal.entries).at(-1)?.grants ?? [];
    const access = grants.map(({ userName, account, permissionSet }) => {
      return `${userName} ${permissionSet} ${account}`;
    });
    assert.deepEqual(access, ["ada identity-administrator 000000000001"]);
  });
});
