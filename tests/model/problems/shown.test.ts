import assert from "node:assert/strict";
import fc from "fast-check";
import { markdown, shown } from "../../../model/problems/shown.ts";

describe("a text that is shown", () => {
  for (const [title, text, escaped] of [
    ["is itself where nothing is unseen", "José Müller 日本 🎉 it's ok — “so”", undefined],
    ["has its line breaks and tabs escaped", "a\nb\rc\td", "a\\nb\\rc\\td"],
    [
      "has escape sequences escaped",
      "\u001b[31mred\u001b]0;title\u0007",
      "\\u001B[31mred\\u001B]0;title\\u0007",
    ],
    ["has C1 controls escaped", "\u009b31m\u0085", "\\u009B31m\\u0085"],
    [
      "has bidirectional marks escaped",
      "a\u202egpj.exe\u2066b\u2069\u200e\u061c",
      "a\\u202Egpj.exe\\u2066b\\u2069\\u200E\\u061C",
    ],
    [
      "has what can't be seen escaped",
      "a\u200bb\u00adc\ufeffd\u2028e",
      "a\\u200Bb\\u00ADc\\uFEFFd\\u2028e",
    ],
    ["has tag characters and lone surrogates escaped", "a\u{e0041}b\ud800", "a\\u{E0041}b\\uD800"],
  ] as const) {
    it(title, () => {
      assert.equal(shown(text), escaped ?? text);
    });
  }

  it("never holds anything that a terminal obeys, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(shown(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe("a text in Markdown", () => {
  for (const [text, escaped] of [
    ["read-only", "read-only"],
    ["a|b", "a\\|b"],
    ["*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"],
    ["[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"],
    ["![x](https://evil.example/p.png)", "\\!\\[x\\](https\\://evil.example/p.png)"],
    ["<img src=x>&lt;", "\\<img src=x\\>\\&lt;"],
    ["www.example.com @team", "www\\.example.com \\@team"],
    ["a\\", "a\\\\"],
    ["a\n| b", "a\\\\n\\| b"],
  ] as const) {
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      assert.equal(markdown(text), escaped);
    });
  }

  it("has an escape before each sign of markup, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bare = markdown(text).replace(/\\[\\`*_[\]<>|~&$#!:.@]/g, "");
        assert.doesNotMatch(bare, /[\\`*_[\]<>|~&$#!@]/);
      }),
    );
  });
});
