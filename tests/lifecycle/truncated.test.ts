import assert from "node:assert/strict";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { acme } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { finalGrants } from "./effectiveAccess.ts";
import { attributesFile, bringBack, stateFile } from "./stateFile.ts";

const described = acme((config) => {
  Object.assign(config["access:permissionSets"].reader as object, { description: "Reads" });
  config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
});

describe("a state on a disk that was written in part, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is told, and brought back from the copy beside it, from which npm run up goes on", async () => {
    const { deployment, created } = stack;
    const made = await deployment.up(described);
    assert.ok(made.ok, made.said);
    const state = stateFile(deployment);
    truncateSync(state, Math.floor(readFileSync(state).length / 2));
    const failed = await deployment.up(described);
    assert.ok(!failed.ok);
    assert.match(failed.said, /unexpected end of JSON input|unexpected EOF/);
    bringBack(deployment);
    const run = (await deployment.planned(described)).at(-1);
    assert.ok(run?.ok, run?.said);
    assert.deepEqual((await deployment.preview(described)).steps, []);
    assert.deepEqual(deployment.staleRoles, []);
    assert.equal(finalGrants(run).length, finalGrants(created).length);
  });

  it("is told, and loses nothing where it is the file of attributes beside it that goes", async () => {
    const { deployment } = stack;
    const state = readFileSync(stateFile(deployment), "utf8");
    writeFileSync(attributesFile(deployment), "");
    const failed = await deployment.preview(acme());
    assert.ok(!failed.ok);
    assert.match(failed.said, /failed to load checkpoint: EOF/);
    bringBack(deployment);
    assert.equal(readFileSync(stateFile(deployment), "utf8"), state);
    const again = await deployment.preview(acme());
    assert.ok(again.ok, again.said);
    assert.deepEqual(again.steps, []);
  });
});
