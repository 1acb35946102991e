import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { isWrite } from "./effectiveAccess.ts";

/** New keys for a person, a set and a group, with what `aliases` makes of the keys with two colons that they once had. */
const renamed = (config: StackConfig, aliases: (former: string) => string[]) => {
  const { grace, ...people } = config["access:people"];
  config["access:people"] = {
    ...people,
    newGrace: { ...grace, userName: "grace", aliases: aliases("old::grace") },
  };
  const { builder, ...sets } = config["access:permissionSets"];
  config["access:permissionSets"] = {
    ...sets,
    newBuilder: { ...builder, name: "builder", aliases: aliases("old::builder") },
  };
  const { engineers, ...groups } = config["access:groups"];
  config["access:groups"] = {
    ...groups,
    newEngineers: {
      members: ["ada", "newGrace"],
      displayName: "engineers",
      aliases: aliases("old::engineers"),
      access: (engineers?.access ?? []).map((line) =>
        line.permissionSet === "builder" ? { ...line, permissionSet: "newBuilder" } : line,
      ),
    },
  };
};

describe("keys with two colons that were deployed once, on the real engine", function () {
  needsPulumi(this);

  it("keep person, group and permission set when new keys have them as aliases", async () => {
    const deployment = Deployment.create();
    const folder = mkdtempSync(join(tmpdir(), "colon-keys-"));
    try {
      const created = await deployment.up(acme((config) => renamed(config, () => [])));
      assert.ok(created.ok, created.said);
      // A state as it was made when such keys were allowed.
      const state = await deployment.exported();
      const former = state.replace(/"urn:pulumi:(?:[^"\\]|\\.)*"/g, (urn) =>
        urn.replace(
          /new(Grace|Builder|Engineers)/g,
          (_, name: string) => `old::${name.toLowerCase()}`,
        ),
      );
      assert.match(former, /AccountAssignment::old::engineers\/old::builder\//);
      const path = join(folder, "state.json");
      writeFileSync(path, former);
      const imported = await deployment.advised(`pulumi stack import --file ${path}`);
      assert.ok(imported.ok, imported.said);

      const config = acme((config) => renamed(config, (key) => [key]));
      const run = await deployment.up(config);
      assert.ok(run.ok, run.steps.join("\n") + run.said);
      assert.deepEqual(run.history.filter(isWrite), [], run.steps.join("\n"));
      assert.deepEqual(run.steps, []);
      assert.doesNotMatch(await deployment.exported(), /"urn": "[^"]*old::/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      deployment.remove();
    }
  });
});
