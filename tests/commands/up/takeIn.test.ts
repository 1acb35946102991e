import assert from "node:assert/strict";
import { takeIn } from "../../../commands/up/takeIn.ts";

const set = "aws:ssoadmin/permissionSet:PermissionSet";
const provider = "pulumi:providers:aws";

/** The commands by which something is taken into a state with these resources, and the exit code. */
async function taken(...resources: readonly { type: string; delete?: boolean }[]) {
  const commands: string[] = [];
  const urn = "urn:pulumi:prod::identity-center::type::name";
  const code = await takeIn(
    {
      run: async (args) => commands.push(args.join(" ")) * 0,
      exported: async () =>
        JSON.stringify({ deployment: { resources: resources.map((one) => ({ urn, ...one })) } }),
    },
    ["import", "type", "name", "id"],
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
});
