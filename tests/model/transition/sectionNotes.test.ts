import assert from "node:assert/strict";
import type { LastUpdate } from "../../../model/transition/deployed.ts";
import {
  notedSections,
  type SectionNote,
  sectionNotes,
  unseenSections,
  type WantedSections,
} from "../../../model/transition/sectionNotes.ts";

const SECTION = "rootGuardrails";

interface Case {
  readonly what: string;
  /** What the last update noted; default: nothing of sections. */
  readonly note?: SectionNote;
  /** How many resources it made; default: it ended in between. */
  readonly made?: number;
  /** How many the state has. */
  readonly has?: number;
  readonly wanted: string;
  readonly isRefreshed?: true;
  readonly isUnseen: boolean;
  /** What the next note says that AWS had. */
  readonly settled: string | undefined;
}

const changed: SectionNote = { wanted: "new", settled: "old", isUnseen: false };
const same: SectionNote = { wanted: "old", settled: "old", isUnseen: false };

const CASES: readonly Case[] = [
  { what: "a first deployment", wanted: "new", isUnseen: false, settled: "" },
  {
    what: "a state of an earlier version",
    has: 3,
    wanted: "new",
    isUnseen: false,
    settled: undefined,
  },
  {
    what: "the first update of this version, which ended in between, taken back",
    note: { wanted: "new", isUnseen: false },
    has: 3,
    wanted: "old",
    isUnseen: true,
    settled: undefined,
  },
  {
    what: "a change that ended, taken back",
    note: changed,
    has: 3,
    wanted: "old",
    isUnseen: true,
    settled: "old",
  },
  {
    what: "a change that ended, then another",
    note: changed,
    has: 3,
    wanted: "third",
    isUnseen: true,
    settled: "old",
  },
  {
    what: "a change that ended, and is wanted still",
    note: changed,
    has: 3,
    wanted: "new",
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a change that was made",
    note: changed,
    made: 3,
    has: 3,
    wanted: "old",
    isUnseen: false,
    settled: "new",
  },
  {
    what: "a change that was made, but for what it removes",
    note: changed,
    made: 2,
    has: 3,
    wanted: "old",
    isUnseen: true,
    settled: "old",
  },
  {
    what: "a section that was switched off, and is still there",
    note: { wanted: "", settled: "old", isUnseen: false },
    made: 0,
    has: 3,
    wanted: "old",
    isUnseen: true,
    settled: "old",
  },
  {
    what: "a section that was switched off, and is gone",
    note: { wanted: "", settled: "old", isUnseen: false },
    made: 0,
    wanted: "old",
    isUnseen: false,
    settled: "",
  },
  {
    what: "an update that ended elsewhere, then a change",
    note: same,
    has: 3,
    wanted: "new",
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a section that was begun and ended, changed",
    note: { wanted: "old", settled: "", isUnseen: false },
    has: 2,
    wanted: "new",
    isUnseen: false,
    settled: undefined,
  },
  {
    what: "what nobody looked at, after more updates",
    note: { ...same, isUnseen: true },
    made: 3,
    has: 3,
    wanted: "old",
    isUnseen: true,
    settled: "old",
  },
  {
    what: "what somebody looked at",
    note: changed,
    has: 3,
    wanted: "old",
    isRefreshed: true,
    isUnseen: false,
    settled: undefined,
  },
  {
    what: "what somebody looked at where all was made",
    note: { ...same, isUnseen: true },
    made: 3,
    has: 3,
    wanted: "old",
    isRefreshed: true,
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a change that --target left alone",
    note: { ...changed, had: "now" },
    made: 3,
    has: 3,
    wanted: "old",
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a change that --target left alone, and is begun",
    note: { ...changed, had: "now" },
    made: 3,
    has: 3,
    wanted: "new",
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a change of which --target left alone what was to be made",
    note: { ...changed, had: "before" },
    made: 4,
    has: 3,
    wanted: "old",
    isUnseen: false,
    settled: "old",
  },
  {
    what: "a section that --target left off",
    note: { wanted: "new", settled: "", isUnseen: false },
    made: 3,
    wanted: "old",
    isUnseen: false,
    settled: "",
  },
  {
    what: "a section of which --target made a part",
    note: { wanted: "new", settled: "", isUnseen: false },
    made: 3,
    has: 2,
    wanted: "old",
    isUnseen: false,
    settled: undefined,
  },
  {
    what: "what is as it was, and of which nothing was known",
    note: { wanted: "old", had: "now", isUnseen: false },
    made: 3,
    has: 3,
    wanted: "old",
    isUnseen: false,
    settled: "old",
  },
];

describe("what updates that ended in between left unseen of sections", () => {
  for (const { what, note, made, has = 0, wanted, isRefreshed = false, ...then } of CASES) {
    it(`is told of ${what}`, () => {
      const last: Pick<LastUpdate, "note" | "sections"> = {
        note: {
          ...{ making: [], creating: [], removing: [], changing: {}, unseen: {}, formerSets: [] },
          sections: note ? { [SECTION]: note } : {},
        },
        sections: {
          made: made === undefined ? undefined : { [SECTION]: made },
          urns: new Map([[SECTION, Array.from({ length: has }, (_, at) => `urn ${at}`)]]),
          contents: new Map(has === 0 ? [] : [[SECTION, "now"]]),
        },
      };
      const off = Object.fromEntries(notedSections.map((one) => [one, ""])) as WantedSections;
      const notes = sectionNotes(last, { ...off, [SECTION]: wanted }, isRefreshed);
      const { isUnseen, settled } = notes[SECTION];
      assert.deepEqual({ isUnseen, settled }, then);
      assert.equal(notes[SECTION].wanted, wanted);
      assert.deepEqual(unseenSections(notes), isUnseen ? [SECTION] : []);
    });
  }
});
