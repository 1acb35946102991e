import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cut,
  padEnd,
  textWidth,
  wrapped,
  wrappedText,
} from "../../../commands/report/textWidth.ts";

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

  it("hold a sentence in as many lines as it takes, of which nothing is lost, and only a long word sticks out", () => {
    const word = fc.oneof(fc.stringMatching(/^\S{1,12}$/), fc.stringMatching(/^\S{60,80}$/));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 40, max: 120 }),
        (words, indent, width) => {
          const lines = wrappedText(" ".repeat(indent) + words.join(" "), width);
          assert.deepEqual(lines.join(" ").trim().split(/\s+/), words);
          for (const [index, line] of lines.entries()) {
            const begin = " ".repeat(index === 0 ? indent : indent + 2);
            assert.ok(line.startsWith(begin) && line[begin.length] !== " ");
            assert.ok(textWidth(line) <= width || !line.trim().includes(" "), line);
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
