import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportFiles } from "../../../commands/import/import.ts";
import { readForImport } from "../../../commands/import/read.ts";
import { toOrganization } from "../../../commands/organization/organizationFile.ts";
import { resolveStack } from "../../../commands/organization/resolvedStack.ts";
import {
  parseStackFile,
  programConfiguration,
  readStackFile,
  toStackFile,
} from "../../../commands/stack/stackFile.ts";
import type { Access } from "../../../model/access/access.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import { contentOf, policiesText } from "../../../model/access/setContent.ts";
import type { Configuration } from "../../../model/schema/configuration.ts";
import { today } from "../../../policies/today.ts";
import { runInProcess } from "../../../sandbox/inProcess.ts";
import { LiveFixture } from "../../live/liveFixture.ts";

/** What a configuration says, by the names that AWS has. */
function saying({ people, permissionSets, groups, identityCenter }: Configuration, access: Access) {
  const group = (key: string) => groups[key]?.displayName;
  const set = (key: string) => permissionSets[key]?.name;
  return {
    access: access.entries
      .map((one) => `${group(one.group)}: ${set(one.permissionSet)} in ${one.account}`)
      .sort(),
    members: Object.values(groups)
      .flatMap((one) => one.members.map((key) => `${one.displayName}: ${people[key]?.userName}`))
      .sort(),
    people: new Map(
      Object.values(people)
        .filter(({ existing }) => !existing)
        .map((person) => [person.userName, person]),
    ),
    sets: new Map(
      Object.values(permissionSets).map((one) => [
        one.name,
        { ...one, ...identityCenter.tags, inlinePolicy: "", content: policiesText(contentOf(one)) },
      ]),
    ),
    administrators: Object.entries(groups).flatMap(([key, one]) =>
      one.administrators ? [group(key)] : [],
    ),
    attributes: identityCenter.attributes,
    key: identityCenter.encryption,
    regions: identityCenter.regions,
  };
}

describe("stack dev, deployed and imported", () => {
  const folder = mkdtempSync(join(tmpdir(), "identity-center-import-"));
  let fixture: LiveFixture;
  after(async () => {
    await fixture.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives what Pulumi.dev.yaml gives, and says of people and permission sets what it says", async () => {
    const file = readStackFile("dev");
    const day = today();
    const { configuration, access, snapshot } = resolveStack(file, day);
    fixture = await LiveFixture.started({ snapshot });
    const { diagnostics } = await runInProcess({
      program: new URL("../../../index.ts", import.meta.url),
      project: "identity-center",
      stack: "dev",
      config: programConfiguration(file),
      preview: false,
      world: fixture.world,
    });
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    const usual = { force: false, resume: false, leave: [], region: "eu-west-1" };
    const wanted = { stack: "again", output: folder, fold: true, ...usual };
    new ImportFiles(wanted).write(await readForImport(fixture.session()));
    const text = readFileSync(join(folder, "Pulumi.again.yaml"), "utf8");
    const imported = parseStackFile(toStackFile("again", text)).configuration;
    const organization = toOrganization(snapshot);
    const resolved = resolveAccess(imported, organization, day);
    assert.deepEqual(
      resolved.problems.filter(({ severity }) => severity === "error"),
      [],
    );
    const [was, is] = [saying(configuration, access), saying(imported, resolved.access)];
    assert.deepEqual(is.access, was.access);
    assert.deepEqual(is.members, was.members);
    assert.deepEqual(is.people, was.people);
    assert.deepEqual(is.administrators, was.administrators);
    assert.deepEqual(is.attributes, was.attributes);
    assert.deepEqual(is.key, was.key);
    assert.deepEqual(is.regions, was.regions);
    for (const [name, { content, description, sessionDuration, relayState }] of was.sets) {
      const set = is.sets.get(name);
      assert.deepEqual(
        [set?.content, set?.description, set?.sessionDuration, set?.relayState, set?.tags],
        [content, description, sessionDuration, relayState, { "managed-by": "pulumi" }],
      );
    }
  });
});
