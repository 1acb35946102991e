// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import { UNKNOWN } from "../../../../policies/value.ts";
import { evaluated, resource } from "./evaluated.ts";

const HEAD = `
Transform: AWS::LanguageExtensions
Parameters:
  Teams: {Type: CommaDelimitedList, Default: "red, blue"}
  Unset: {Type: CommaDelimitedList}
Mappings:
  Levels:
    red: {names: [reader, writer]}
    blue: {names: [owner]}
`;

function ids(body: string): string {
  const { resources } = readTemplate(HEAD + body, {});
  return resources.map(({ logicalId }) => logicalId).join(" ");
}

describe("Fn::ForEach in a CloudFormation template", () => {
  it("makes a resource of each item", () => {
    const body = `
Resources:
  Fn::ForEach::Roles:
    - Team
    - [red, blue]
    - Role\${Team}:
        Type: AWS::IAM::Role
        Properties:
          RoleName: !Ref Team
          Description: for \${Team}
          Policies: [!Sub "arn:\${Team}:\${AWS::Region}", !GetAtt "Role\${Team}.Arn"]
  Other: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Rolered}}
`;
    const { resources, isIncomplete } = readTemplate(HEAD + body, {});
    assert.equal(isIncomplete, false);
    assert.equal(resource(resources, "Other").properties.RoleName, "red");
    assert.deepEqual(resource(resources, "Roleblue").properties, {
      RoleName: "blue",
      Description: "for blue",
      Policies: ["arn:blue:${AWS::Region}", "arn:aws:iam::${AWS::AccountId}:role/blue"],
    });
  });

  const rows: readonly (readonly [title: string, collection: string, ids: string])[] = [
    ["a list parameter", "!Ref Teams", "Xred Xblue"],
    ["a mapping", "!FindInMap [Levels, red, names]", "Xreader Xwriter"],
    ["numbers", "[1, 2]", "X1 X2"],
    ["nothing", "[]", ""],
  ];
  for (const [title, collection, expected] of rows) {
    it(`goes over ${title}`, () => {
      const loop = `[T, ${collection}, {"X\${T}": {Type: AWS::IAM::User}}]`;
      assert.equal(ids(`Resources: {"Fn::ForEach::L": ${loop}}`), expected);
    });
  }

  it("nests, with collections that depend on the item outside", () => {
    const inner = '["L", !FindInMap [Levels, !Ref T, names], {"${T}${L}": {Type: AWS::IAM::User}}]';
    const loop = `[T, !Ref Teams, {"Fn::ForEach::In\${T}": ${inner}}]`;
    assert.equal(ids(`Resources: {"Fn::ForEach::L": ${loop}}`), "redreader redwriter blueowner");
  });

  it("leaves letters and digits of an item for logical IDs", () => {
    const loop = '[T, [a-b, 10.0.0.1], {"X&{T}": {Type: AWS::IAM::User}}]';
    assert.equal(ids(`Resources: {"Fn::ForEach::L": ${loop}}`), "Xab X10001");
  });

  it("makes conditions", () => {
    const body = `
Conditions:
  Fn::ForEach::L: [T, [red, blue], {"Is\${T}": !Equals [!Ref T, red]}]
Resources:
  A: {Type: AWS::IAM::User, Condition: Isred}
  B: {Type: AWS::IAM::User, Condition: Isblue}
`;
    assert.equal(ids(body), "A");
  });

  it("makes properties", () => {
    const sections = HEAD.slice(0, HEAD.indexOf("Mappings"));
    const expression = '{a: 1, "Fn::ForEach::L": [T, !Ref Teams, {"is-${T}": !Ref T}]}';
    assert.deepEqual(evaluated(expression, { sections }), {
      a: 1,
      "is-red": "red",
      "is-blue": "blue",
    });
  });

  it("says that there is more when the collection isn't known", () => {
    const loop = '[T, !Ref Unset, {"X${T}": {Type: AWS::IAM::User}}]';
    const body = `Resources: {A: {Type: AWS::IAM::User}, "Fn::ForEach::L": ${loop}}`;
    const { resources, isIncomplete, problems } = readTemplate(HEAD + body, {});
    assert.deepEqual([resources.length, isIncomplete, problems], [1, true, []]);
  });

  it("leaves an object unknown when it isn't known what it adds", () => {
    const expression = '[{a: 1, "Fn::ForEach::L": [T, !Ref Unset, {"${T}": 1}]}]';
    const sections = "Parameters: {Unset: {Type: CommaDelimitedList}}";
    assert.deepEqual(evaluated(expression, { sections }), [UNKNOWN]);
  });

  it("ends soon where loops multiply", () => {
    let loop: object = { "X${A0}${A1}${A2}${A3}${A4}": { Type: "AWS::IAM::User" } };
    const items = Array.from({ length: 30 }, (_, i) => `i${i}`);
    for (let i = 0; i < 5; i++) loop = { [`Fn::ForEach::L${i}`]: [`A${i}`, items, loop] };
    assert.equal(readTemplate(JSON.stringify({ Resources: loop }), {}).isIncomplete, true);
  });
});
