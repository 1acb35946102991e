import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { parseApprovals } from "../../../commands/guard/approvalsFile.ts";
import { findingKinds } from "../../../commands/guard/finding.ts";
import { approvable, approvalsFileSchema } from "../../../model/schema/approvals.ts";
import { undescribed, wordless } from "../../support/jsonSchema.ts";

const TODAY = "2027-03-01";
const read = (yaml: string) => parseApprovals(yaml, "approvals/prod.yaml", TODAY);
const file = new URL("../../../model/approvals.schema.json", import.meta.url);
const json = JSON.parse(readFileSync(file, "utf8"));
const schema = z.fromJSONSchema(json);

const entry = (more: Readonly<Record<string, unknown>> = {}) => {
  const whole = { what: "person", who: "grace", reason: "left", by: "ada", until: TODAY, ...more };
  const lines = Object.entries(whole).filter(([, value]) => value !== undefined);
  return `approvals:\n  - ${lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join("\n    ")}\n`;
};

describe("the approvals of a stack", () => {
  it("may be of every kind but of what can't be judged", () => {
    assert.deepEqual(
      Object.keys(approvable).sort(),
      findingKinds.filter((kind) => kind !== "unjudged").sort(),
    );
  });

  for (const [what, yaml, count] of [
    [
      "those of stack dev",
      readFileSync(new URL("../../../approvals/dev.yaml", import.meta.url), "utf8"),
      0,
    ],
    ["an entry", entry(), 1],
    ["the longest time", entry({ until: "2027-05-30" }), 1],
    ["one that has ended", entry({ until: "2020-01-01" }), 1],
    ["a day without quotes", entry().replace(`"${TODAY}"`, TODAY), 1],
    ["a budget alone", "lostAccess: 20\n", 0],
    ["no entries", "approvals:\n", 0],
    ["nothing", "", 0],
    ["comments alone", "# nothing is approved\n", 0],
  ] as const) {
    it(`may be ${what}`, () => {
      assert.equal(read(yaml).approvals.length, count);
      assert.ok(schema.safeParse(parse(yaml) ?? {}).success);
    });
  }

  for (const [what, yaml, message] of [
    [
      "without a last day",
      entry({ until: undefined }),
      "2: error: approvals[0].until: is missing; text is required here",
    ],
    [
      "without a reason",
      entry({ reason: undefined }),
      "2: error: approvals[0].reason: is missing; text is required here",
    ],
    [
      "without anybody who approved it",
      entry({ by: "" }),
      "5: error: approvals[0].by: is empty; a value is required here",
    ],
    [
      "of no kind",
      entry({ what: "persons" }),
      '2: error: approvals[0].what: is "persons"; allowed: administrator, administrators-access, privilege, member, person, group, permission-set, security-control, protected, lost-access, unknown-operation; did you mean "person"?',
    ],
    ["of what can't be judged", entry({ what: "unjudged" }), /allowed: administrator, /],
    [
      "of nobody",
      entry({ who: "" }),
      "3: error: approvals[0].who: is empty; a value is required here",
    ],
    [
      "until no day",
      entry({ until: "2027-02-30" }),
      '6: error: approvals[0].until: is "2027-02-30"; this day doesn\'t exist in the calendar; correct it',
    ],
    ["until some time", entry({ until: "next week" }), /6: error: .*a day in the form YYYY-MM-DD/],
    [
      "with an unknown key",
      entry({ unitl: TODAY }),
      '7: error: approvals[0].unitl: unknown key "unitl"; did you mean "until"?',
    ],
    [
      "with an unknown key above",
      "lostAcces: 5\n",
      '1: error: lostAcces: unknown key "lostAcces"; did you mean "lostAccess"?',
    ],
    [
      "with a budget below nothing",
      "lostAccess: -1\n",
      "1: error: lostAccess: is -1; at least 0 is allowed",
    ],
    ["a list", "- a\n", "1: error: file: is a list; a group of keys is wanted"],
  ] as const) {
    it(`can't be ${what}: says so with its place`, () => {
      assert.throws(
        () => read(yaml),
        ({ message: said }: Error) => {
          if (typeof message === "string") {
            assert.equal(said.split("\n")[0], `approvals/prod.yaml:${message}`);
          } else assert.match(said, message);
          return true;
        },
      );
    });
  }

  it("can't last longer than 90 days", () => {
    assert.throws(() => read(entry({ until: "2027-05-31" })), {
      message:
        /^approvals\/prod\.yaml:6: error: approvals\[0\]\.until: is "2027-05-31", more than 90 days ahead; 2027-05-30 is the latest today\n1 error$/,
    });
  });

  it("tell all mistakes at once", () => {
    const yaml = `${entry({ by: "" })}${entry({ what: "x" }).replace("approvals:\n", "")}`;
    assert.throws(() => read(yaml), {
      message: /\[0\]\.by: [\s\S]*\[1\]\.what: [\s\S]*\n2 errors$/,
    });
  });

  it("have to be YAML", () => {
    assert.throws(() => read("approvals: [\n"), {
      message: /^approvals\/prod\.yaml:\d: is not valid/,
    });
  });
});

describe("the JSON Schema of approvals", () => {
  it("is the committed one (else run `npm run schema`)", () => {
    assert.deepEqual(json, approvalsFileSchema());
  });

  it("is draft 7, which editors understand", () => {
    assert.equal(json.$schema, "http://json-schema.org/draft-07/schema#");
  });

  it("explains every key", () => assert.deepEqual(undescribed(json), []));

  it("says in words what a pattern allows, wherever it has one", () => {
    assert.deepEqual(wordless(json), []);
  });
});
