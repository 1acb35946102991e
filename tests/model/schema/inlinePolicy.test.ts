import assert from "node:assert/strict";
import { accepted, assertProblem, parsed, valid } from "../example.ts";

const at = "access:permissionSets.administrator.inlinePolicy";
const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = { Version: "2012-10-17", Statement: statement };

const withPolicy = (inlinePolicy: unknown) => ({
  ...valid(),
  permissionSets: { administrator: { inlinePolicy } },
});

/** A document whose compact JSON has exactly so many characters, `wide` of them spaces. */
function sized(characters: number, wide = 0): unknown {
  const empty = { Version: "2012-10-17", Statement: { ...statement, Resource: "" } };
  const fill = characters - JSON.stringify(empty).length;
  const Resource = "x".repeat(fill - wide) + " ".repeat(wide);
  return { ...empty, Statement: { ...statement, Resource } };
}

describe("inline policies", () => {
  it("become compact JSON, from a document and from a file beside the stack file", () => {
    const files = { "policies/read.json": JSON.stringify(document, null, 2) };
    for (const given of [document, "policies/read.json"]) {
      const { permissionSets } = accepted(withPolicy(given), files);
      assert.equal(permissionSets.administrator?.inlinePolicy, JSON.stringify(document));
    }
  });

  it("keep their version when YAML reads it as a time", () => {
    const given = { ...document, Version: "2012-10-17T00:00:00Z" };
    const json = accepted(withPolicy(given)).permissionSets.administrator?.inlinePolicy;
    assert.equal(json, JSON.stringify(document));
  });

  it("fail when a key is misspelt and others contradict each other, both said", () => {
    const given = { ...document, Statement: { ...statement, NotAction: "*", Sdi: "x" } };
    const { problems } = parsed(withPolicy(given));
    assertProblem(problems, "error", `${at}.Statement.Sdi`, '"Sid"');
    assertProblem(problems, "error", `${at}.Statement`, "both of Action and NotAction");
  });

  it("may have 10,240 characters without white space and 32,768 bytes", () => {
    accepted(withPolicy(sized(10_240)));
    accepted(withPolicy(sized(32_768, 25_000)));
  });

  for (const [title, given, path, texts] of [
    ["they have more than 10,240 characters", sized(10_241), "", ["10241", "10240"]],
    ["they have more than 32,768 bytes", sized(32_769, 25_000), "", ["32769", "32768"]],
    ["the file is missing", "none.json", "", ['"none.json"', "no such file"]],
    ["the file is not JSON", "bad.json", "", ['"bad.json"', "not valid JSON"]],
    ["the file holds a list", "list.json", "", ["an empty list", "Version and Statement"]],
    ["the file has another ending", "read.yaml", "", ["read.yaml", ".json"]],
    ["the version is missing", { Statement: statement }, ".Version", ["nothing", "2012-10-17"]],
    ["there is no statement", { ...document, Statement: [] }, ".Statement", ["at least one"]],
    [
      "an effect is in small letters",
      { ...document, Statement: { ...statement, Effect: "allow" } },
      ".Statement.Effect",
      ['"allow"', "Allow or Deny"],
    ],
    [
      "a Sid has a blank",
      { ...document, Statement: [{ ...statement, Sid: "my keys" }] },
      ".Statement[0].Sid",
      ['"my keys"', "digits", "without blanks"],
    ],
    [
      "two statements have one Sid",
      { ...document, Statement: [1, 2].map(() => ({ ...statement, Sid: "Read" })) },
      ".Statement[1].Sid",
      ['"Read"', "Statement[0]"],
    ],
    [
      "a condition is empty",
      { ...document, Statement: { ...statement, Condition: null } },
      ".Statement.Condition",
      ["StringEquals"],
    ],
    [
      "a statement has no action",
      { ...document, Statement: [{ Effect: "Allow", Resource: "*" }] },
      ".Statement[0]",
      ["neither of Action"],
    ],
    [
      "a statement has Resource and NotResource",
      { ...document, Statement: { ...statement, NotResource: "*" } },
      ".Statement",
      ["both of Resource"],
    ],
    [
      "an action is a number",
      { ...document, Statement: { ...statement, Action: ["s3:Get*", 5] } },
      ".Statement.Action",
      ["the number 5", "in quotes"],
    ],
    [
      "resources are none",
      { ...document, Statement: { ...statement, Resource: [] } },
      ".Statement.Resource",
      ["an empty list"],
    ],
    [
      "a key is misspelt",
      { ...document, Statement: { ...statement, Conditon: {} } },
      ".Statement.Conditon",
      ['"Condition"'],
    ],
    [
      "there is a principal",
      { ...document, Statement: { ...statement, Principal: "*" } },
      ".Statement.Principal",
      ["unknown key", "NotResource"],
    ],
  ] as const) {
    it(`fails when ${title}`, () => {
      const files = { "bad.json": "{", "list.json": "[]" };
      const { problems } = parsed(withPolicy(given), files);
      assertProblem(problems, "error", at + path, ...texts);
      assert.equal(problems.length, 1, JSON.stringify(problems));
    });
  }
});
