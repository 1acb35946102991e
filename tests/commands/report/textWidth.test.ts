import assert from "node:assert/strict";
import fc from "fast-check";
import { cut, padEnd, textWidth, wrapped } from "../../../commands/report/textWidth.ts";

describe("columns of a terminal", () => {
  for (const [text, width] of [
    ["", 0],
    ["ada", 3],
    ["日本", 4],
    ["한글", 4],
    ["é", 1],
    ["e\u0301", 1],
    ["🙂", 2],
    ["·", 1],
  ] as const) {
    it(`are ${width} for "${text}"`, () => assert.equal(textWidth(text), width));
  }

  it("are never more than a text is cut or wrapped to", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 20 })),
        fc.integer({ min: 30, max: 120 }),
        (items, width) => {
          const text = items.join(" ");
          assert.ok(textWidth(cut(text, width)) <= width);
          assert.ok(textWidth(padEnd(cut(text, width), width)) === width);
          const short = items.map((item) => cut(item, 20));
          for (const line of wrapped("  way: ", short, width)) {
            assert.ok(textWidth(line) <= width, line);
          }
        },
      ),
    );
  });

  it("break a list between its items, which all stay", () => {
    const items = Array.from({ length: 30 }, (_, index) => `item-${index}`);
    const lines = wrapped("  way: ", items, 40);
    assert.equal(lines[0], "  way: item-0, item-1, item-2, item-3,");
    assert.equal(lines[1], "      item-4, item-5, item-6, item-7,");
    assert.deepEqual(lines.join(" ").match(/item-\d+/g), items);
  });
});
