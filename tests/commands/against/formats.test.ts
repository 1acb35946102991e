import assert from "node:assert/strict";
import fc from "fast-check";
import { annotation } from "../../../commands/against/annotations.ts";
import { markdownLines } from "../../../commands/against/markdownFormat.ts";
import { fewActions } from "../../../commands/against/setWords.ts";
import type { Told } from "../../../commands/against/told.ts";
import { shown } from "../../../model/problems/shown.ts";

/** Names as somebody might choose them who wants more than to be named. */
const names = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        "::",
        "error ",
        "%0A",
        "%",
        "\n",
        "\r",
        ",",
        ":",
        "file=",
        "##[",
        "]",
        "x",
        "\u202e",
        "`",
        "**",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "<script>",
    "@everybody",
    "[a](https://b)",
    "| a |",
    "![](x)",
    "# a",
    "$a$",
    "&lt;",
  ),
);

/** As GitHub's runner reads a workflow command (actions/toolkit, command.ts: what it escapes is decoded). */
function readCommand(line: string): {
  level: string;
  properties: Record<string, string>;
  message: string;
} {
  const [, level = "", list = "", message = ""] = /^::(\w+) ([^\n]*?)::([^\n]*)$/.exec(line) ?? [];
  const decoded = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const properties = list.split(",").map((one) => {
    const [name = "", ...value] = one.split("=");
    const text = decoded(value.join("=")).replaceAll("%3A", ":").replaceAll("%2C", ",");
    return [name, text.replaceAll("%25", "%")];
  });
  return {
    level,
    properties: Object.fromEntries(properties),
    message: decoded(message).replaceAll("%25", "%"),
  };
}

describe("a workflow command for GitHub", () => {
  it("is one command of one line, and says what it should, whatever names hold", () => {
    fc.assert(
      fc.property(names, fc.nat(), names, (file, line, message) => {
        const text = annotation("notice", `${file}.yaml:${line}`, "Access gained", message);
        assert.doesNotMatch(text, /[\r\n]/);
        assert.deepEqual(readCommand(text), {
          level: "notice",
          properties: { file: `${shown(file)}.yaml`, line: String(line), title: "Access gained" },
          message: shown(message),
        });
      }),
    );
  });

  it("does without a line, and without a file", () => {
    assert.equal(
      annotation("error", "Pulumi.a.yaml", "T", "m"),
      "::error file=Pulumi.a.yaml,title=T::m",
    );
    assert.equal(annotation("warning", undefined, "T", "100 %"), "::warning title=T::100 %25");
  });
});

function told(name: string): Told {
  return {
    title: name,
    isCompared: true,
    summary: name,
    problems: [name],
    notes: [name],
    sections: [{ title: name, items: [{ text: name, details: [name] }] }],
  };
}

describe("what people are told of a comparison", () => {
  it("has the same lines and no markup of names in Markdown", () => {
    const plain = markdownLines(told("x")).map((line) => line.split("x")[0]);
    fc.assert(
      fc.property(names, (name) => {
        const lines = markdownLines(told(`x${name}`));
        assert.deepEqual(
          lines.map((line) => line.split(/x/i)[0]),
          plain.map((start) => start?.split("X")[0]),
        );
        for (const line of lines) {
          assert.doesNotMatch(line, /[\r\n]/);
          const bare = line.replace(/\\./g, "").replace(/^(?:#+|\s*-) |\*\*/g, "");
          assert.doesNotMatch(bare, /[`*_[\]<>|~&$#!@]|:\/\//);
        }
      }),
    );
  });
});

describe("a short list of actions", () => {
  for (const [actions, expected] of [
    [["*"], "every action of every service"],
    [["s3:GetObject"], "s3 (GetObject)"],
    [
      ["s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:PutBucketPolicy", "sqs:*"],
      "s3 (PutBucketPolicy, PutObject, GetObject and 1 more), all of sqs",
    ],
    [
      ["newservice:Do", "s3:GetObject", "s3:PutObject"],
      "s3 (PutObject, GetObject), newservice (Do)",
    ],
    [
      [
        "a4b:GetContact",
        "acm:GetCertificate",
        "aoss:GetIndex",
        "athena:GetNamedQuery",
        "aps:GetLabels",
        "sqs:SendMessage",
        "ssm:GetParameter",
      ],
      "sqs (SendMessage), a4b (GetContact), acm (GetCertificate), aoss (GetIndex), athena (GetNamedQuery) and of 2 more services",
    ],
  ] as const) {
    it(expected, () => assert.equal(fewActions(actions), expected));
  }
});
