// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { type Properties, UNKNOWN, type Value } from "../../../../policies/value.ts";
import { evaluated } from "./evaluated.ts";

/** What is declared, what is given, and the value. */
type Row = readonly [title: string, declared: string, given: Value | Properties, value: Value];

const rows: readonly Row[] = [
  ["the value that is given", "Type: String, Default: a", { P: "b" }, "b"],
  ["its default", "Type: String, Default: a", {}, "a"],
  ["unknown without either", "Type: String", {}, UNKNOWN],
  ["unknown while preview doesn't know it", "Type: String, Default: a", { P: UNKNOWN }, UNKNOWN],
  ["unknown while preview knows none", "Type: String, Default: a", UNKNOWN, UNKNOWN],
  ["given in a list", "Type: String", [{ parameterKey: "P", parameterValue: "b" }], "b"],
  [
    "given in CloudFormation's own list",
    "Type: String",
    [{ ParameterKey: "P", ParameterValue: "b" }],
    "b",
  ],
  ["in a list without a value", "Type: String, Default: a", [{ parameterKey: "P" }], UNKNOWN],
  ["its default beside a list of others", "Type: String, Default: a", [{ parameterKey: "Q" }], "a"],
  ["a number", "Type: Number, Default: 3600", {}, 3600],
  ["a number given as text", "Type: Number", { P: "7200" }, 7200],
  ["digits as they are written", "Type: String, Default: 000000000001", {}, "000000000001"],
  ["text of a number", "Type: String, Default: 123456789012", {}, "123456789012"],
  ["a list", "Type: CommaDelimitedList, Default: 'a, b'", {}, ["a", "b"]],
  ["a list that is empty", "Type: CommaDelimitedList, Default: ''", {}, []],
  ["a typed list", "Type: List<AWS::EC2::Subnet::Id>", { P: "a,b" }, ["a", "b"]],
  ["unknown when SSM has it", "Type: AWS::SSM::Parameter::Value<String>, Default: /x", {}, UNKNOWN],
  ["the name of an SSM parameter", "Type: AWS::SSM::Parameter::Name, Default: /x", {}, "/x"],
  [
    "unknown when it is a secret",
    "Type: String, NoEcho: true, Default: a",
    { P: "s3cret" },
    UNKNOWN,
  ],
  [
    "unknown when it is a secret, as text",
    "Type: String, NoEcho: 'true'",
    { P: "s3cret" },
    UNKNOWN,
  ],
  ["known when it is said to be no secret", "Type: String, NoEcho: false", { P: "b" }, "b"],
];

describe("a parameter of a CloudFormation template", () => {
  for (const [title, declared, given, value] of rows) {
    it(`is ${title}`, () => {
      const sections = `Parameters: {P: {${declared}}}`;
      assert.deepEqual(evaluated("!Ref P", { sections, parameters: given }), value);
    });
  }

  it("never shows a secret, not even inside a text", () => {
    const sections = "Parameters: {P: {Type: String, NoEcho: true}}";
    const read = evaluated("!Sub 'x-${P}'", { sections, parameters: { P: "s3cret" } });
    assert.equal(read, "x-${P}");
  });
});
