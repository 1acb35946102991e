import assert from "node:assert/strict";
import { Pack, resource } from "../stack.ts";

const GROUP = `Resources:
  R:
    Type: AWS::IAM::Group
    Properties: {
    GroupName: a
    }
`;
const BUCKET = `  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: x
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "arn:aws:s3:::x/*"}
`;
const STAR = BUCKET.replace('"*"', "*")
  .replace("{", "")
  .replace("}", "")
  .replaceAll(", ", "\n            ");
const GRAMMAR = "policy-grammar";
const ANYONE = "resource-policy-no-anyone";
const DOUBT = "advisory template t";
const OPEN = "mandatory P.anyone:Statement[0] t";

const rows: readonly (readonly [title: string, text: string, grammar: string[], open: string[]])[] =
  [
    ["a brace further left", GROUP, [], []],
    ["a brace further left, and an open bucket", GROUP + BUCKET, [], [OPEN]],
    ["a star without quotes", `Resources:\n${STAR}`, [DOUBT], [OPEN]],
    ["a text that YAML can't hold", `Description: @me\n${GROUP}${BUCKET}`, [DOUBT], [OPEN]],
    [
      "a line that breaks off",
      `${GROUP}${BUCKET}  Q: {Type: AWS::IAM::Role, Properties: {\n`,
      ["advisory Q.unknown t", DOUBT],
      [OPEN],
    ],
    [
      "a role whose trust can't be read",
      `${GROUP}${BUCKET}  Q: {Type: AWS::IAM::Role}\nX: @`,
      ["advisory Q.unknown t", DOUBT],
      [OPEN],
    ],
    ["nothing that can be read", "{{{", [DOUBT], []],
    ["tabs", `${GROUP}${BUCKET}`.replaceAll("  ", "\t"), [DOUBT], [OPEN]],
  ];

describe("a template whose text isn't all YAML", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  for (const [title, templateBody, grammar, open] of rows) {
    it(`is judged as far as it can be read: ${title}`, async () => {
      const stack = resource("aws:cloudformation/stack:Stack", "t", { templateBody });
      const said = await pack.short(GRAMMAR, [stack]);
      assert.deepEqual(said, grammar);
      assert.deepEqual(await pack.short(ANYONE, [stack]), open);
    });
  }
});
