import assert from "node:assert/strict";
import type { Adoptable } from "../../../commands/deploy/planFile.ts";
import { walkAdopting } from "../../../commands/up/adopt.ts";
import type { Walk } from "../../../commands/up/walk.ts";

const type = "aws:ssoadmin/x:X";
const urn = "urn:pulumi:prod::identity-center::type::identity-center-attributes";
const attribute = (key: string, source: string) => ({
  key,
  values: [{ sources: [source] }],
});
const wanted = { attributes: [attribute("a", "1"), attribute("b", "2")], region: "eu-west-1" };
const attributes: Adoptable = {
  ...{ name: "identity-center-attributes", type, urn, wanted },
  args: ["import", "attributes"],
};

/** Walks twice, where the first walk meets these; the state then has these inputs. */
async function walked(
  adoptable: readonly Adoptable[],
  inputs: object,
  agrees: boolean | ((lines: readonly string[], mayBeOthers: boolean) => boolean) = true,
) {
  const left: Adoptable[][] = [[...adoptable]];
  const walks: Walk[] = [
    { ended: "failed", update: 1, code: 1 },
    { ended: "done", updates: 1 },
  ];
  const commands: string[] = [];
  const { ended } = await walkAdopting(
    async () => walks.shift() as Walk,
    { takeAdoptable: () => left.shift() ?? [] },
    {
      run: async (args) => commands.push(args.join(" ")) * 0,
      exported: async () => JSON.stringify({ deployment: { resources: [{ urn, type, inputs }] } }),
    },
    async (...asked) => (typeof agrees === "boolean" ? agrees : agrees(...asked)),
  );
  return { ended, commands };
}

describe("adopting what AWS has already", () => {
  it("goes on where the import shows what was wanted, in any order", async () => {
    const inputs = {
      __defaults: ["region"],
      region: "eu-west-1",
      attributes: [{ __defaults: [], ...attribute("b", "2") }, attribute("a", "1")],
    };
    const { ended, commands } = await walked([attributes], inputs);
    assert.deepEqual([ended, commands], ["done", ["import attributes --yes"]]);
  });

  for (const [what, inputs] of [
    ["another source", { ...wanted, attributes: [attribute("a", "1"), attribute("b", "3")] }],
    ["one less", { ...wanted, attributes: [attribute("a", "1")] }],
    ["one more", { ...wanted, attributes: [...wanted.attributes, attribute("c", "3")] }],
    ["nothing that can be read", {}],
  ] as const) {
    it(`takes out of the state again what has ${what}`, async () => {
      const { ended, commands } = await walked([attributes], inputs);
      assert.equal(ended, "failed");
      assert.deepEqual(commands, ["import attributes --yes", `state delete ${urn} --yes`]);
    });
  }

  it("asks no state of what AWS was asked about before", async () => {
    const { wanted: _, ...known } = attributes;
    assert.equal((await walked([known], {})).ended, "done");
  });

  it("says of a permission set, and of nothing else, that others may have it", async () => {
    const { wanted: _, ...known } = attributes;
    const set = { ...known, type: "aws:ssoadmin/permissionSet:PermissionSet" };
    const all: boolean[] = [];
    const ask = (lines: readonly string[], mayBeOthers: boolean) => {
      all.push(mayBeOthers);
      return lines.some((line) => line.includes("can't be told")) !== mayBeOthers;
    };
    assert.equal((await walked([known, set], {}, ask)).ended, "failed");
    assert.equal((await walked([known], {}, ask)).ended, "failed");
    assert.deepEqual(all, [true, false]);
  });

  it("takes nothing where nobody agrees", async () => {
    assert.deepEqual(await walked([attributes], wanted, false), { ended: "failed", commands: [] });
  });
});
