import assert from "node:assert/strict";
import { underCurrentKeys } from "../../../model/transition/currentKeys.ts";
import type { LastUpdate, UpdateNote } from "../../../model/transition/deployed.ts";
import { noteOf, unseenAfter } from "../../../model/transition/updateNote.ts";
import { NOTHING_NOTED, parsed } from "./world.ts";

const { configuration } = parsed({
  people: { hopper: { givenName: "Grace", familyName: "Hopper", aliases: ["grace"] } },
  permissionSets: { viewer: { aliases: ["reader"] } },
  groups: { devs: { aliases: ["engineers", "developers"], members: ["hopper"] } },
});

function last(note: Partial<UpdateNote>, ...things: string[]): LastUpdate {
  return {
    ...{ number: 1, isMade: false, note: { ...NOTHING_NOTED, ...note } },
    things: new Map(things.map((one) => [one, { urn: `urn of ${one}`, content: "" }])),
    owners: new Map([["engineers", "urn"]]),
    sections: { made: undefined, urns: new Map(), contents: new Map() },
  };
}

const NAMES: readonly (readonly [was: string, is: string])[] = [
  ["person grace", "person hopper"],
  ["group developers", "group devs"],
  ["permission set reader", "permission set viewer"],
  ["membership engineers/grace", "membership devs/hopper"],
  ["membership others/grace", "membership others/hopper"],
  ["assignment engineers/reader/222222222222", "assignment devs/viewer/222222222222"],
  ["registration 222222222222", "registration 222222222222"],
  ["group others", "group others"],
];

describe("the last update under the keys that the configuration gives now", () => {
  for (const [was, is] of NAMES) {
    it(`has ${is} for ${was}`, () => {
      const note: Partial<UpdateNote> = {
        ...{
          making: [was],
          creating: [was],
          removing: [was],
          changing: { [was]: "x" },
          unseen: { [was]: "made" },
        },
      };
      const now = underCurrentKeys(last(note, was), configuration);
      assert.deepEqual([...now.things], [[is, { urn: `urn of ${was}`, content: "" }]]);
      assert.deepEqual(now.note, {
        ...NOTHING_NOTED,
        ...{
          making: [is],
          creating: [is],
          removing: [is],
          changing: { [is]: "x" },
          unseen: { [is]: "made" },
        },
      });
      assert.deepEqual([...now.owners], [["devs", "urn"]]);
    });
  }

  it("has both where the state has both, whichever stands first", () => {
    for (const things of [
      ["group engineers", "group devs"],
      ["group devs", "group engineers"],
    ]) {
      assert.deepEqual(
        [...underCurrentKeys(last({}, ...things), configuration).things.keys()],
        things,
      );
    }
  });

  it("makes, removes and changes nothing where only keys change, there and back", () => {
    const deployed = ["group engineers", "membership engineers/grace"];
    const there = new Map([
      ["group devs", ""],
      ["membership devs/hopper", ""],
    ]);
    const now = underCurrentKeys(last({}, ...deployed), configuration);
    const { making, removing, changing } = noteOf(now, there, new Map(), []);
    assert.deepEqual({ making, removing, changing }, { making: [], removing: [], changing: {} });
    const noted = { making: deployed, removing: deployed };
    const back = underCurrentKeys(last(noted, ...there.keys()), configuration);
    assert.deepEqual(
      [...unseenAfter(back, there, false)].map(([, what]) => what),
      ["removed", "removed"],
    );
  });
});
