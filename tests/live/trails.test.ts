import assert from "node:assert/strict";
import { recordsAllManagement } from "../../live/readers/trails.ts";

const management = { IncludeManagementEvents: true, ReadWriteType: "All" } as const;
const field = (Field: string, ...Equals: string[]) => ({ Field, Equals });
const advanced = (...FieldSelectors: ReturnType<typeof field>[]) => ({
  AdvancedEventSelectors: [{ FieldSelectors }],
});

describe("event selectors of a trail", () => {
  const rows: readonly [
    what: string,
    Parameters<typeof recordsAllManagement>[0],
    isAll: boolean,
  ][] = [
    ["all of it", { EventSelectors: [management] }, true],
    ["what AWS takes where nothing is said", { EventSelectors: [{}] }, true],
    [
      "what reads and what writes, one by one",
      {
        EventSelectors: [
          { ...management, ReadWriteType: "ReadOnly" },
          { ...management, ReadWriteType: "WriteOnly" },
        ],
      },
      true,
    ],
    ["what writes", { EventSelectors: [{ ...management, ReadWriteType: "WriteOnly" }] }, false],
    ["data", { EventSelectors: [{ ...management, IncludeManagementEvents: false }] }, false],
    [
      "all but KMS",
      { EventSelectors: [{ ...management, ExcludeManagementEventSources: ["kms.amazonaws.com"] }] },
      false,
    ],
    ["all of it, in the advanced form", advanced(field("eventCategory", "Management")), true],
    [
      "what writes, in the advanced form",
      advanced(field("eventCategory", "Management"), field("readOnly", "false")),
      false,
    ],
    ["data, in the advanced form", advanced(field("eventCategory", "Data")), false],
    ["nothing", {}, false],
  ];
  for (const [what, selectors, isAll] of rows) {
    it(`record ${isAll ? "all management events" : "not all of them"}: ${what}`, () => {
      assert.equal(recordsAllManagement(selectors), isAll);
    });
  }
});
