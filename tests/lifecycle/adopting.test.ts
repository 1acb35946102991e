import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { isWrite } from "./effectiveAccess.ts";
import { firstVersion, small } from "./firstVersion/firstVersion.ts";

interface Imported {
  readonly type: string;
  readonly name: string;
  /** The resource's own name, where the list had to make another one up. */
  readonly logicalName?: string;
  id?: string;
  readonly component?: boolean;
}

/** Ids as docs/adopting.md has them looked up: here by name, from the state of the stack that made everything. */
function idsByName(): Map<string, string> {
  const { checkpoint } = JSON.parse(firstVersion.stack);
  return new Map(
    checkpoint.latest.resources.flatMap(({ urn, id }: { urn: string; id?: string }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return id ? [[`${types.split("$").at(-1)} ${name}`, id]] : [];
    }),
  );
}

describe("taking over what AWS has, as docs/adopting.md says, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(async () => {
    deployment = Deployment.create(firstVersion.journal);
  });
  after(() => deployment?.remove());

  it("imports everything but a membership from a file, and the membership by the error's command", async () => {
    const config = acme(small);
    const file = deployment.file("import.json");
    const listed = await deployment.preview(config, { flags: ["--import-file", file] });
    assert.ok(listed.ok, listed.said);
    const list = JSON.parse(readFileSync(file, "utf8"));
    const ids = idsByName();
    const leftOut = /AttachmentsExclusive|Stash|GroupMembership/;
    list.resources = list.resources.filter((entry: Imported) => {
      if (entry.id === "<PLACEHOLDER>")
        entry.id = ids.get(`${entry.type} ${entry.logicalName ?? entry.name}`) ?? "";
      return entry.component || !leftOut.test(entry.type);
    });
    writeFileSync(file, JSON.stringify(list));
    const imported = await deployment.advised(
      `pulumi import --file ${file} --protect=false --generate-code=false`,
    );
    assert.ok(imported.ok, imported.said);

    const preview = await deployment.preview(config);
    assert.deepEqual(
      preview.steps.filter((step) => /^(delete|replace|create-replacement)/.test(step)),
      [],
    );
    const stuck = await deployment.up(config);
    assert.ok(!stuck.ok);
    const [command = ""] = /pulumi import .*?--generate-code=false/.exec(stuck.said) ?? [];
    const member = await deployment.advised(command);
    assert.ok(member.ok, member.said);

    const run = await deployment.up(config);
    assert.ok(run.ok, run.said);
    assert.deepEqual(run.history.filter(isWrite), []);
    const idle = await deployment.preview(config);
    assert.deepEqual(idle.steps, [], idle.said);
  });
});
