import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path, { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { DAY } from "../commands/documents/refusals.ts";
import { withItsCredentials } from "../commands/organization/delegatedOrganization.ts";
import { toOrganization } from "../commands/organization/organizationFile.ts";
import { parseStackFile, toStackFile } from "../commands/stack/stackFile.ts";
import { resolveAccess } from "../model/access/resolve.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import type { RegisteredResource } from "../sandbox/engine/registeredResource.ts";
import type { OrganizationSnapshot } from "../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../sandbox/snapshot.ts";
import { type Grant, grantsAfterEachCall } from "../sandbox/world/history.ts";
import { deployStack, type StackConfig } from "./components/deployStack.ts";
import { Pack } from "./policies/stack.ts";

const folder = join(PROJECT_ROOT, "examples");
const examples = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const schemaOf = (name: string) =>
  z.fromJSONSchema(JSON.parse(readFileSync(join(PROJECT_ROOT, "model", name), "utf8")));

describe("examples", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  it("are those that the README of examples/ leads to", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    assert.deepEqual(
      examples.filter((name) => !readme.includes(`](${name}/)`)),
      [],
    );
  });

  for (const name of examples) {
    describe(name, () => {
      const read = (file: string) => readFileSync(join(folder, name, file), "utf8");
      const stack = read(`Pulumi.${name}.yaml`);
      const { configuration, problems } = parseStackFile(toStackFile(name, stack));
      const written = loadSnapshot(join(folder, name, "organization.yaml"));
      const snapshot = withItsCredentials(written, configuration);

      it("is accepted by the schemas that editors use", () => {
        const settings = readFileSync(join(PROJECT_ROOT, ".vscode/settings.json"), "utf8");
        const globs = JSON.parse(settings)["yaml.schemas"] as Record<string, string[]>;
        for (const [schema, text, file] of [
          ["stack.schema.json", stack, `Pulumi.${name}.yaml`],
          ["organization.schema.json", read("organization.yaml"), "organization.yaml"],
        ] as const) {
          assert.ok(schemaOf(schema).safeParse(parse(text)).success);
          const places = globs[`./model/${schema}`] ?? [];
          assert.ok(places.some((glob) => path.matchesGlob(`examples/${name}/${file}`, glob)));
          // A line in the file itself would lead astray where the file is copied to.
          assert.doesNotMatch(text, /yaml-language-server/);
        }
      });

      it("has nothing wrong with it, in its organization", () => {
        const resolved = resolveAccess(configuration, toOrganization(snapshot), DAY);
        assert.deepEqual([...problems, ...resolved.problems], []);
      });

      it("gives the access that stands beside it, and nothing mandatory is against it", async () => {
        const { config } = parse(stack) as { config: StackConfig };
        const { errors, resources, journal } = await deployStack(config, snapshot);
        assert.deepEqual(errors, []);
        const grants = grantsAfterEachCall(journal.entries).at(-1)?.grants ?? [];
        assert.equal(accessTable(grants, snapshot), read("access.md"));
        const violations = await pack.judgeAll(resources.map(analyzed));
        assert.deepEqual(
          violations.map(({ policy, message }) => `${policy}: ${message}`),
          [],
        );
      });

      it("says how it is tried, from the folder of the project", () => {
        const readme = read("README.md");
        for (const command of [
          `cp examples/${name}/Pulumi.${name}.yaml .`,
          `cp examples/${name}/organization.yaml organizations/${name}.yaml`,
          `npm start -- --stack ${name}`,
        ]) {
          assert.ok(readme.includes(`\n${command}\n`), command);
        }
        assert.ok(!existsSync(join(PROJECT_ROOT, "organizations", `${name}.yaml`)));
      });
    });
  }
});

/** Who reaches which account with which permission set: a line for each person and set. */
function accessTable(grants: readonly Grant[], { accounts }: OrganizationSnapshot): string {
  const nameOf = new Map(accounts.map(({ id, name }) => [id, name]));
  const lines = Map.groupBy(
    grants,
    ({ userName, permissionSet }) => `${userName} | ${permissionSet}`,
  );
  const rows = [...lines].map(([who, some]) => {
    const names = some.map(({ account }) => nameOf.get(account) ?? account).sort();
    return `| ${who} | ${names.join(", ")} |`;
  });
  const head = ["| person | permission set | accounts |", "| --- | --- | --- |"];
  return `${[...head, ...rows.sort()].join("\n")}\n`;
}

/** Aliases that only say a former name aren't URNs yet: the engine would complete them. */
function analyzed(resource: RegisteredResource) {
  const aliases = resource.options.aliases.filter((alias) => typeof alias === "string");
  return { ...resource, options: { ...resource.options, aliases } };
}
