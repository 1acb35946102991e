import assert from "node:assert/strict";
import path from "node:path";
import { analyze } from "../../../commands/analyzer/analyzer.ts";
import { judge } from "../../../commands/judge/judgement.ts";
import { parseState } from "../../../commands/judge/state.ts";
import { findAnalyzer, pulumiAnalyze } from "../../policies/pulumiAnalyze.ts";
import { saneStack } from "../../policies/saneStack.ts";
import { PACK, resource } from "../../policies/stack.ts";
import { stateOf } from "../../policies/stateFile.ts";

const MIRROR = path.resolve(import.meta.dirname, "../../policies/packs/mirror");
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270" };
const REFERENCE = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", packageVersion: "" };
const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "0".repeat(64) };
const ARCHIVE = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "0".repeat(64) };

/** Everything that a state may hold and the protocol writes otherwise. */
const VALUES = {
  __defaults: ["name"],
  nested: { __defaults: [], list: [1, null, { deep: true }] },
  nothing: null,
  secret: { ...SECRET, plaintext: '{"a":["b"]}' },
  inner: { ...SECRET, plaintext: JSON.stringify({ key: { ...SECRET, plaintext: '"b"' } }) },
  custom: { ...REFERENCE, urn: "urn:pulumi:test::access::aws:s3/bucket:Bucket::b", id: "b-1" },
  component: { ...REFERENCE, urn: "urn:pulumi:test::access::acme:index:Site::s" },
  text: { ...ASSET, text: "hello" },
  file: { ...ASSET, path: "./hello.txt" },
  archive: { ...ARCHIVE, assets: { "index.js": { ...ASSET, text: "exit" } } },
  remote: { ...ARCHIVE, uri: "https://example.com/a.zip" },
};

const component = resource("identity-center:index:Site", "site", { a: 1 }, { outputs: { b: 2 } });
const bucket = resource("aws:s3/bucket:Bucket", "b::with::colons", VALUES, {
  parent: component,
  outputs: { arn: "arn:aws:s3:::b" },
});
const topic = resource(
  "aws:sns/topic:Topic",
  "t",
  { name: "t" },
  {
    dependsOn: [component],
    from: { name: [bucket], unrelated: [] },
  },
);
const later = resource("aws:sns/topic:Topic", "later", {
  name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
});
const deleted = { ...resource("aws:sns/topic:Topic", "gone", {}), delete: true };

/** With what a newer engine writes besides. */
const state = stateOf([component, bucket, topic, later, deleted]);
Object.assign(state.deployment.resources[2] ?? {}, {
  protect: true,
  ignoreChanges: ["tags"],
  aliases: ["urn:pulumi:test::access::aws:s3/bucket:Bucket::old"],
  additionalSecretOutputs: ["arn"],
  created: "2026-01-01T00:00:00Z",
  sourcePosition: "project:///index.ts#1,1",
});

const pulumi = findAnalyzer();

describe("judging a state", () => {
  /** Policy, resource and message, as our client hears them. */
  async function ours(pack: string, json: object) {
    const { resources, project, stack } = parseState(Buffer.from(JSON.stringify(json)), "state");
    const operation = { project, stack, dryRun: false };
    const { violations } = await analyze({ ...operation, pack, resources });
    return violations.map(({ policy, enforcementLevel, urn = "stack", message }) => {
      return { policy, enforcementLevel, urn, message };
    });
  }

  /** The same as the CLI hears them. It files findings about the whole stack under a root stack. */
  function theirs(pack: string, json: object) {
    const { stdout } = pulumiAnalyze(pulumi ?? "", pack, json, { json: true });
    return stdout
      .split("\n")
      .filter((line) => line.includes('"policyEvent"'))
      .map((line) => JSON.parse(line).policyEvent)
      .map(({ policyName, enforcementLevel, resourceUrn, message }) => {
        const urn = resourceUrn.includes("pulumi:pulumi:Stack") ? "stack" : resourceUrn;
        return { policy: policyName, enforcementLevel, urn, message };
      });
  }

  it("asks a pack the same questions as a Pulumi CLI, whatever the values", async function () {
    if (!pulumi) return this.skip();
    const expected = theirs(MIRROR, state);
    assert.equal(expected.length, 10, "two for each of five resources");
    assert.deepEqual(await ours(MIRROR, state), expected);
  });

  it("finds the same as a Pulumi CLI", async function () {
    if (!pulumi) return this.skip();
    const users = Array.from({ length: 40 }, (_, n) => resource("aws:iam/user:User", `u${n}`, {}));
    const json = stateOf([...saneStack({ without: ["admins-ada"] }), ...users]);
    const expected = theirs(PACK, json);
    assert.ok(expected.length > 40);
    const inOrder = (findings: typeof expected) => {
      return findings.map((one) => JSON.stringify(one)).toSorted();
    };
    assert.deepEqual(inOrder(await ours(PACK, json)), inOrder(expected));
  });

  it("keeps the order of the state, although many questions are under way", async () => {
    const users = Array.from({ length: 200 }, (_, n) => resource("aws:iam/user:User", `u${n}`, {}));
    const found = await ours(PACK, stateOf(users));
    const names = found.filter(({ policy }) => policy === "iam-no-users").map(({ urn }) => urn);
    assert.deepEqual(
      names,
      users.map(({ urn }) => urn),
    );
  });

  it("calls unknown what can't be read: encrypted, without content, of a later version", async () => {
    const unreadable = {
      encrypted: { ...SECRET, ciphertext: "v1:AAAA:BBBB" },
      damaged: { ...SECRET, plaintext: "{" },
      hashOnly: ASSET,
      archiveHashOnly: ARCHIVE,
      later: { [SIGNATURE]: "not invented yet", value: 1 },
    };
    for (const [name, value] of Object.entries(unreadable)) {
      const json = stateOf([resource("aws:s3/bucket:Bucket", "b", { [name]: value, known: 1 })]);
      const found = await ours(MIRROR, json);
      assert.match(found[1]?.message ?? "", new RegExp(`value at \\.${name} can't be known`));
    }
  });

  it("doubts a resource that is nested deeper than the protocol goes, and judges all others", async () => {
    for (const depth of [2_000, 100_000]) {
      const bucket = resource("aws:s3/bucket:Bucket", "b", { tags: "DEEP" });
      const user = resource("aws:iam/user:User", "robot", {});
      const deep = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
      const json = JSON.stringify(stateOf([bucket, user])).replaceAll('"DEEP"', deep);
      const state = parseState(Buffer.from(json), "state");
      assert.deepEqual(state.deep, [bucket.urn]);
      const { findings } = await judge("state", state, PACK, undefined);
      const said = findings.map(({ policy, urn }) => `${policy} ${urn}`);
      assert.ok(said.includes(`iam-no-users ${user.urn}`));
      assert.ok(said.includes(`state-readable ${bucket.urn}`));
    }
  });

  it("counts what is encrypted", () => {
    const encrypted = { ...SECRET, ciphertext: "v1:AAAA:BBBB" };
    const json = stateOf([resource("aws:s3/bucket:Bucket", "b", { list: [encrypted, encrypted] })]);
    assert.equal(parseState(Buffer.from(JSON.stringify(json)), "state").encrypted, 4);
  });
});
