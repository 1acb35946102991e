import assert from "node:assert/strict";
import fc from "fast-check";
import { message } from "../../policies/engine/message.ts";
import {
  type MessageFields,
  readMessage,
  writeMessage,
} from "../../policies/engine/messageText.ts";
import { rules } from "../../policies/pack.ts";

/** Texts that look like the form itself, too. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "seen: ",
        "see: x",
        "finding: a",
        "not decided: ",
        "  ",
        "\n",
        "\r\n",
        "\u2028",
        ":",
        "é",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);
const optional = fc.option(text, { nil: undefined });

/** What is undefined isn't there. */
function defined(fields: Record<string, string | undefined>): MessageFields {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as unknown as MessageFields;
}

const fields = fc
  .tuple(
    fc.oneof(fc.record({ seen: text, wanted: text, fix: text }), fc.record({ undecided: text })),
    fc.record({ place: optional, note: optional, finding: text, url: text, controls: optional }),
  )
  .map(([judged, others]) => defined({ ...others, ...judged }));

describe("the message of a finding", () => {
  it("gives back every field that was written into it", () => {
    fc.assert(
      fc.property(fields, (said) => assert.deepEqual(readMessage(writeMessage(said)), said)),
      { numRuns: 2000 },
    );
  });

  it("is what it was after reading and writing, whatever can be read", () => {
    const lines = fc.constantFrom(
      "seen: a",
      "wanted: b",
      "fix: c",
      "not decided: d",
      "finding: e",
      "see: f",
      "  g",
      "",
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 7 }), (some) => {
        const said = readMessage(some.join("\n"));
        if (said) assert.equal(writeMessage(said), some.join("\n"));
      }),
      { numRuns: 5000 },
    );
  });

  it("is read for every rule", () => {
    for (const rule of rules) {
      const report = { id: "x:y", seen: "a\nb", wanted: "c" };
      const said = readMessage(message(rule, report, "Logical.x:y", "", "ended"));
      assert.equal(said?.seen, "a\nb");
      assert.deepEqual([said?.finding, said?.fix, said?.url], ["Logical.x:y", rule.fix, rule.url]);
      const doubt = readMessage(
        message(rule, { id: "x", doubt: "d" }, "x", "App (T) in the template"),
      );
      assert.deepEqual(
        [doubt?.place, doubt?.undecided, doubt?.seen],
        ["App (T) in the template", "d", undefined],
      );
    }
  });

  for (const [what, other] of [
    ["empty", ""],
    ["of another pack", "S3 buckets must be private"],
    ["of another pack that has a field of the same name", "seen: a bucket"],
    ["in another order", "finding: x\nseen: a\nwanted: b\nfix: c\nsee: d"],
    ["followed by something else", "seen: a\nwanted: b\nfix: c\nfinding: x\nsee: d\nby: me"],
    ["after something else", "Buckets\nseen: a\nwanted: b\nfix: c\nfinding: x\nsee: d"],
    ["with a field twice", "seen: a\nseen: a\nwanted: b\nfix: c\nfinding: x\nsee: d"],
    ["both seen and not decided", "seen: a\nwanted: b\nfix: c\nnot decided: d\nfinding: x\nsee: d"],
  ]) {
    it(`isn't read where it is ${what}`, () =>
      assert.equal(readMessage(other as string), undefined));
  }
});
