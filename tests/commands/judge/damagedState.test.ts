import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { judge, passes } from "../../../commands/judge/judgement.ts";
import { judgementLines } from "../../../commands/judge/report.ts";
import { parseState } from "../../../commands/judge/state.ts";
import { PACK, resource } from "../../policies/stack.ts";
import { stateOf } from "../../policies/stateFile.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ARCHIVE = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7" };
const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" };
const ROLE = "aws:iam/role:Role";

/** No resources: policies can't be asked about them. */
const DAMAGED: Readonly<Record<string, unknown>> = {
  "no type": { type: undefined },
  "a type that is a number": { type: 5 },
  "a type that is null": { type: null },
  "no URN": { urn: undefined },
  "a URN that is none": { urn: "hello" },
  "a URN without a name": { urn: "urn:pulumi:::::" },
  "a URN that is a number": { urn: 5 },
  "inputs that are text": { inputs: "x" },
  "inputs that are a list": { inputs: [1] },
  "outputs that are a number": { outputs: 1 },
  "dependencies that are text": { dependencies: "x" },
  "dependencies of which one is null": { dependencies: ["x", null] },
  "property dependencies that are a list": { propertyDependencies: [1] },
  "property dependencies that are text": { propertyDependencies: { name: "x" } },
  "a parent that is a number": { parent: 5 },
  "a provider that is a list": { provider: [] },
  "a flag that is text": { delete: "yes" },
};

/** Strange, but policies can be asked about them. */
const STRANGE: Readonly<Record<string, (urn: string) => object>> = {
  "is its own parent": (urn) => ({ parent: urn }),
  "comes after itself": (urn) => ({ dependencies: [urn], propertyDependencies: { name: [urn] } }),
  "comes after nothing that is there": () => ({ parent: "gone", dependencies: ["", "x"] }),
  "has neither inputs nor outputs": () => ({ inputs: undefined, outputs: undefined }),
  "has inputs of nothing": () => ({ inputs: { name: null, tags: [null, {}] } }),
  "has names that every object has": () => ({
    inputs: JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2},"toString":3}'),
    propertyDependencies: JSON.parse('{"__proto__":["x"],"constructor":["y"]}'),
  }),
  "has a million characters": () => ({ inputs: { name: "x".repeat(1e6) } }),
  "has lone surrogates": () => ({ inputs: { name: "\ud800", tags: { "\udfff": "a\u0000b" } } }),
  "has an archive of text": () => ({ inputs: { code: { ...ARCHIVE, assets: "x" } } }),
  "has an archive of a list": () => ({ inputs: { code: { ...ARCHIVE, assets: [null, {}] } } }),
  "has an asset at a number": () => ({ inputs: { code: { ...ASSET, path: 5 } } }),
};

describe("a damaged state", () => {
  const robot = resource("aws:iam/user:User", "robot", { name: "robot" });

  function stateWith(others: readonly unknown[]) {
    const state = stateOf([robot]);
    const all: unknown[] = [...state.deployment.resources, ...others];
    const json = { ...state, deployment: { ...state.deployment, resources: all } };
    return parseState(Buffer.from(JSON.stringify(json)), "state");
  }
  const urnOf = (name: string) => `urn:pulumi:test::access::aws:iam/user:User::${name}`;

  it("has each resource named that can't be read, and all others judged", async () => {
    const others = Object.entries(DAMAGED).map(([name, damage]) => {
      return { urn: urnOf(name), type: ROLE, custom: true, inputs: {}, ...(damage as object) };
    });
    const state = stateWith([...others, 5, null, "x", []]);
    assert.deepEqual(
      state.unreadable.map(({ problem }) => problem.split(/[.:]/, 2).join(".")),
      [...others, 5, null, "x", []].map((_, at) => `resources.${at + 2}`),
    );
    const judgement = await judge("state", state, PACK, undefined);
    assert.ok(!passes(judgement));
    const said = judgement.findings.map(({ policy, urn }) => `${policy} ${urn}`);
    assert.ok(said.includes(`iam-no-users ${robot.urn}`));
    for (const { urn } of others) {
      if (typeof urn === "string") assert.ok(said.includes(`state-readable ${urn}`), urn);
    }
  });

  it("that holds nothing else is no state without faults", async () => {
    const json = { version: 3, deployment: { resources: [{ type: ROLE }] } };
    const state = parseState(Buffer.from(JSON.stringify(json)), "state");
    const judgement = await judge("state", state, PACK, undefined);
    assert.ok(!passes(judgement));
    assert.match(judgementLines(judgement).join("\n"), /damaged here: resources\.0\.urn/);
  });

  it("costs no resource its judgement, however strange others are", async () => {
    const others = Object.entries(STRANGE).map(([name, strange]) => {
      const urn = urnOf(name);
      return { urn, type: "aws:iam/user:User", custom: true, inputs: {}, ...strange(urn) };
    });
    const circle = ["one", "other"].map((name, at) => {
      const next = urnOf(["other", "one"][at] as string);
      return { urn: urnOf(name), type: robot.type, parent: next, dependencies: [next] };
    });
    const twice = { urn: robot.urn, type: robot.type, custom: true, inputs: { name: "second" } };
    const all = [...others, ...circle, twice];
    const { findings } = await judge("state", stateWith(all), PACK, undefined);
    assert.ok(!findings.some(({ message }) => /rule itself failed/.test(message)));
    const users = findings.filter(({ policy }) => policy === "iam-no-users");
    const urns = [robot.urn, ...all.map(({ urn }) => urn)];
    assert.deepEqual(users.map(({ urn }) => urn).toSorted(), urns.toSorted());
  });

  it("can't hide or colour what is printed of it", async () => {
    const urn = `${urnOf("x")}\u001b[2K\u202e\n✓ nothing found`;
    const inputs = { name: "\u009b31m" };
    const state = stateWith([{ urn, type: "aws:iam/user:User", custom: true, inputs }]);
    const lines = judgementLines(await judge("state", state, PACK, undefined));
    const text = stripVTControlCharacters(lines.join("\n"));
    assert.match(text, /x\\u001B\[2K\\u202E\\n✓ nothing found/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
