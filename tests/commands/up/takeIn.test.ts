import assert from "node:assert/strict";
import { takeIn } from "../../../commands/up/takeIn.ts";

const set = "aws:ssoadmin/permissionSet:PermissionSet";
const provider = "pulumi:providers:aws";

/** The commands by which something is taken into a state with these resources, and the exit code. */
async function taken(...resources: readonly Resource[]) {
  return await takenAs(["type", "id"], ...resources);
}

interface Resource {
  readonly type: string;
  readonly id?: string;
  readonly delete?: boolean;
  readonly outputs?: object;
}

async function takenAs([type, id]: readonly [string, string], ...resources: readonly Resource[]) {
  const commands: string[] = [];
  const urn = "urn:pulumi:prod::identity-center::type::name";
  const code = await takeIn(
    {
      run: async (args) => commands.push(args.join(" ")) * 0,
      exported: async () =>
        JSON.stringify({ deployment: { resources: resources.map((one) => ({ urn, ...one })) } }),
    },
    ["import", type, "name", id],
  );
  return { code, commands };
}

describe("taking into the state", () => {
  it("is one import where nothing waits for its deletion", async () => {
    const { code, commands } = await taken({ type: set }, { type: provider });
    assert.deepEqual([code, commands], [0, ["import type name id --yes"]]);
  });

  it("repairs the state where something waits for its deletion, which the import writes last", async () => {
    const { code, commands } = await taken({ type: set, delete: true });
    const all = ["import type name id --yes --disable-integrity-checking", "state repair --yes"];
    assert.deepEqual([code, commands], [0, all]);
  });

  it("isn't done where a provider waits for its deletion, which no repair brings back", async () => {
    const { code, commands } = await taken({ type: provider, delete: true }, { type: set });
    assert.deepEqual([code, commands], [1, []]);
  });

  const group = "aws:cloudwatch/logGroup:LogGroup";
  const HELD: readonly (readonly [string, string, Resource])[] = [
    ["by its id", "g,GROUP,1,AWS_ACCOUNT,s,i", { type: set, id: "g,GROUP,1,AWS_ACCOUNT,s,i" }],
    ["and waits for its deletion", "one", { type: set, id: "one", delete: true }],
    [
      "by its name in a Region",
      "trail@eu-west-1",
      { type: group, id: "trail", outputs: { region: "eu-west-1" } },
    ],
  ];
  for (const [what, id, held] of HELD) {
    it(`isn't done a second time, whatever it is called there: what the state has ${what}`, async () => {
      const { code, commands } = await takenAs([held.type, id], { type: provider }, held);
      assert.deepEqual([code, commands], [1, []]);
    });
  }

  it("is done of another kind with the same id, and of the same name in another Region", async () => {
    const other = { type: set, id: "trail" };
    const elsewhere = { type: group, id: "trail", outputs: { region: "us-east-1" } };
    const { commands } = await takenAs([group, "trail@eu-west-1"], other, elsewhere);
    assert.equal(commands.length, 1);
  });
});
