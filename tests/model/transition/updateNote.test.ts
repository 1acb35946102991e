import assert from "node:assert/strict";
import type { LastUpdate, Unseen, UpdateNote } from "../../../model/transition/deployed.ts";
import { noteOf, unseenAfter } from "../../../model/transition/updateNote.ts";
import { NOTHING_NOTED } from "./world.ts";

const MEMBER = "membership engineers/grace";
const PERSON = "person grace";
const REGISTRATION = "registration 222222222222";

interface Case {
  readonly what: string;
  readonly note: Partial<UpdateNote>;
  /** Default: not all was made. */
  readonly isMade?: true;
  /** Default: not all sections were. */
  readonly areSectionsMade?: true;
  /** Content of what the state has. */
  readonly has?: Readonly<Record<string, string>>;
  readonly wanted?: Readonly<Record<string, string>>;
  readonly unseen: Readonly<Record<string, Unseen>>;
}

const lastUpdate = (
  note: Partial<UpdateNote> | undefined,
  isMade = false,
  has: Readonly<Record<string, string>> = {},
  areSectionsMade = false,
): LastUpdate => ({
  number: 1,
  note: note && { ...NOTHING_NOTED, ...note },
  isMade,
  things: new Map(Object.entries(has).map(([key, content]) => [key, { urn: "", content }])),
  owners: new Map(),
  sections: { made: areSectionsMade ? {} : undefined, urns: new Map(), contents: new Map() },
});

const CASES: readonly Case[] = [
  {
    what: "a creation that ended, taken back",
    note: { making: [MEMBER] },
    unseen: { [MEMBER]: "made" },
  },
  {
    what: "one that is still wanted, and is made again",
    note: { making: [MEMBER] },
    wanted: { [MEMBER]: "" },
    unseen: {},
  },
  {
    what: "one that the state has, and is removed",
    note: { making: [MEMBER] },
    has: { [MEMBER]: "" },
    unseen: {},
  },
  {
    what: "one of an update that made all, and left the state since",
    note: { making: [MEMBER] },
    isMade: true,
    unseen: {},
  },
  {
    what: "a removal that ended, taken back",
    note: { removing: [MEMBER] },
    isMade: true,
    has: { [MEMBER]: "" },
    wanted: { [MEMBER]: "" },
    unseen: { [MEMBER]: "removed" },
  },
  {
    what: "one that isn't wanted, and is made again",
    note: { removing: [MEMBER] },
    has: { [MEMBER]: "" },
    unseen: {},
  },
  {
    what: "one that is done",
    note: { removing: [MEMBER] },
    isMade: true,
    wanted: { [MEMBER]: "" },
    unseen: {},
  },
  {
    what: "a change that ended, taken back",
    note: { changing: { [PERSON]: "new" } },
    has: { [PERSON]: "old" },
    wanted: { [PERSON]: "old" },
    unseen: { [PERSON]: "changed" },
  },
  {
    what: "a change that ended, then another",
    note: { changing: { [PERSON]: "new" } },
    has: { [PERSON]: "old" },
    wanted: { [PERSON]: "third" },
    unseen: { [PERSON]: "changed" },
  },
  {
    what: "one that is made again",
    note: { changing: { [PERSON]: "new" } },
    has: { [PERSON]: "old" },
    wanted: { [PERSON]: "new" },
    unseen: {},
  },
  {
    what: "one that was made",
    note: { changing: { [PERSON]: "new" } },
    isMade: true,
    has: { [PERSON]: "new" },
    wanted: { [PERSON]: "old" },
    unseen: {},
  },
  {
    what: "one of somebody who leaves",
    note: { changing: { [PERSON]: "new" } },
    has: { [PERSON]: "old" },
    unseen: {},
  },
  {
    what: "what nobody looked at, after more updates",
    note: { unseen: { [MEMBER]: "made" } },
    isMade: true,
    unseen: { [MEMBER]: "made" },
  },
  {
    what: "a registration that ended once people and groups were made, taken back",
    note: { making: [REGISTRATION] },
    isMade: true,
    unseen: { [REGISTRATION]: "made" },
  },
  {
    what: "a registration of an update that made all, and left the state since",
    note: { making: [REGISTRATION] },
    isMade: true,
    areSectionsMade: true,
    unseen: {},
  },
  {
    what: "a registration that ended while it was removed, taken back",
    note: { removing: [REGISTRATION] },
    isMade: true,
    areSectionsMade: true,
    has: { [REGISTRATION]: "" },
    wanted: { [REGISTRATION]: "" },
    unseen: { [REGISTRATION]: "removed" },
  },
  {
    what: "what is wanted again since, and made",
    note: { unseen: { [MEMBER]: "made" } },
    isMade: true,
    wanted: { [MEMBER]: "" },
    unseen: {},
  },
  {
    what: "a membership of somebody who wasn't made",
    note: { making: [MEMBER], creating: [PERSON] },
    unseen: {},
  },
  {
    what: "one of somebody who was made, and goes again",
    note: { making: [MEMBER], creating: [PERSON] },
    has: { [PERSON]: "new" },
    unseen: { [MEMBER]: "made" },
  },
  {
    what: "a membership in a group that wasn't made, after more updates",
    note: { unseen: { [MEMBER]: "made" }, creating: ["group engineers"] },
    unseen: {},
  },
  {
    what: "an assignment of a permission set that wasn't made",
    note: { making: ["assignment engineers/a b/1"], creating: ["permission set a b"] },
    unseen: {},
  },
];

describe("what updates that ended in between left unseen", () => {
  for (const { what, note, isMade, has, wanted, unseen, areSectionsMade } of CASES) {
    it(`is told of ${what}`, () => {
      const last = lastUpdate(note, isMade, has, areSectionsMade);
      const things = new Map(Object.entries(wanted ?? {}));
      assert.deepEqual(Object.fromEntries(unseenAfter(last, things, false)), unseen);
      assert.equal(unseenAfter(last, things, true).size, 0);
    });
  }

  it("is nothing of a state without a note", () => {
    const last = lastUpdate(undefined, false, { [MEMBER]: "" });
    assert.equal(unseenAfter(last, new Map(), false).size, 0);
  });

  it("is carried on by the note of each update, with what it sets out to do itself", () => {
    const last = lastUpdate({ formerSets: ["one"] }, true, {
      [MEMBER]: "",
      [PERSON]: "old",
      "group a": "x",
    });
    const wanted = new Map([
      [PERSON, "new"],
      ["group a", "x"],
      ["group b", "y"],
      ["assignment a/b/1", ""],
    ]);
    assert.deepEqual(noteOf(last, wanted, new Map([["membership a/b", "made"]]), ["two"]), {
      making: ["assignment a/b/1"],
      creating: ["group b"],
      removing: [MEMBER],
      changing: { [PERSON]: "new" },
      unseen: { "membership a/b": "made" },
      formerSets: ["one", "two"],
    });
  });
});
