// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { UNKNOWN, type Value } from "../../../../policies/value.ts";
import { evaluated } from "./evaluated.ts";

const SECTIONS = `
  Parameters:
    Env: {Type: String, Default: dev}
    Bucket: {Type: String}
    Names: {Type: CommaDelimitedList, Default: "a, b"}
    Unset: {Type: CommaDelimitedList}
  Mappings:
    Accounts:
      dev: {id: 000000000001, roles: [reader, writer]}
      "222222222222": {id: two}
  Conditions:
    Always: !Equals [!Ref Env, dev]
    Never: !Not [!Condition Always]
    Perhaps: !Equals [!Ref Bucket, logs]
`;
const RESOURCES = `
  Role: {Type: AWS::IAM::Role}
  Custom: {Type: Custom::Thing}
  Nested: {Type: AWS::CloudFormation::Stack}
`;

/** A title, an expression, and its value. */
type Row = readonly [title: string, expression: string, value: Value | undefined];

const tables: Record<string, readonly Row[]> = {
  Ref: [
    ["a parameter by its default", "!Ref Env", "dev"],
    ["a list parameter as a list", "!Ref Names", ["a", "b"]],
    ["a parameter without a value as unknown", "!Ref Bucket", UNKNOWN],
    ["a resource as a placeholder", "!Ref Role", "${Role}"],
    ["something undeclared as a placeholder", "!Ref ServerlessRestApi", "${ServerlessRestApi}"],
    ["no value as no property", "!Ref AWS::NoValue", undefined],
    ["no value as no element", "[a, !Ref AWS::NoValue, b]", ["a", "b"]],
    ["the account as a placeholder", "!Ref AWS::AccountId", "${AWS::AccountId}"],
    ["the partition as aws", "!Ref AWS::Partition", "aws"],
    ["topics that the stack notifies as unknown", "!Ref AWS::NotificationARNs", UNKNOWN],
  ],
  "Fn::GetAtt": [
    ["of a resource as a placeholder", "!GetAtt Role.RoleId", "${Role.RoleId}"],
    ["with dots in the attribute", "!GetAtt Db.Endpoint.Port", "${Db.Endpoint.Port}"],
    ["of a custom resource as unknown", "!GetAtt Custom.Policy", UNKNOWN],
    ["of a nested stack as unknown", "!GetAtt Nested.Outputs.RoleArn", UNKNOWN],
  ],
  "Fn::Sub": [
    ["with a parameter", "!Sub 'x-${Env}'", "x-dev"],
    ["with a pseudo parameter", "!Sub 'arn:${AWS::Partition}:iam'", "arn:aws:iam"],
    ["with a parameter without a value", "!Sub 'x-${Bucket}'", "x-${Bucket}"],
    ["of nothing but a parameter without a value", "!Sub '${Bucket}'", UNKNOWN],
    ["of nothing but a resource", "!Sub '${Role}'", "${Role}"],
    ["with an attribute", "!Sub '${Role.Arn}/x'", "${Role.Arn}/x"],
    ["with an attribute that is unknown", "!Sub 'x${Custom.Id}'", "x${Custom.Id}"],
    ["with variables of its own", "!Sub ['${a}-${Env}', {a: !Ref Env}]", "dev-dev"],
    ["with own variables before parameters", "!Sub ['${Env}', {Env: x}]", "x"],
    ["with an own variable that is unknown", "!Sub ['x${a}', {a: !Ref Bucket}]", "x${Bucket}"],
    ["with a literal", "!Sub 'home/${!aws:username}/*'", "home/${aws:username}/*"],
    ["with spaces in the braces", "!Sub ['${ Env }-${ a }', {a: x}]", "dev-x"],
    ["with dollars that are none of its own", "!Sub '$${Env} $HOME $&'", "$dev $HOME $&"],
    ["with a list in its place", "!Sub 'x-${Names}'", "x-${Names}"],
    ["with a template that is no text", "!Sub [!Ref Env]", UNKNOWN],
    [
      "with quotes and wildcards in what isn't known",
      `!Sub ['{"a": "\${v}"}', {v: !If [Perhaps, 'x"', 'y*']}]`,
      '{"a": "${Fn::If Perhaps x y}"}',
    ],
    [
      "with an import",
      "!Sub ['${a}/x', {a: !ImportValue net-Role}]",
      "${Fn::ImportValue net-Role}/x",
    ],
  ],
  "Fn::Join": [
    ["of texts and numbers", "!Join ['/', [a, 1, !Ref Env]]", "a/1/dev"],
    ["of a list parameter", "!Join ['-', !Ref Names]", "a-b"],
    [
      "with an unknown part",
      "!Join ['', ['arn:aws:s3:::', !Ref Bucket]]",
      "arn:aws:s3:::${Bucket}",
    ],
    ["of one unknown part", "!Join ['', [!Ref Bucket]]", UNKNOWN],
    ["of an unknown list", "!Join [',', !Ref Unset]", UNKNOWN],
    ["without what has no value", "!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b"],
    ["in Fn::Join", "!Join ['-', [a, !Join ['+', [b, c]]]]", "a-b+c"],
  ],
  "Fn::If": [
    ["of a true condition", "!If [Always, a, b]", "a"],
    ["of a false condition", "!If [Never, a, b]", "b"],
    ["without a value", "!If [Never, a, !Ref AWS::NoValue]", undefined],
    ["of a condition that isn't known", "!If [Perhaps, a, b]", UNKNOWN],
    ["that says the same either way", "!If [Perhaps, [a, !Ref Env], [a, dev]]", ["a", "dev"]],
    ["that says the same unknown either way", "!If [Perhaps, !Ref Bucket, !Ref Bucket]", UNKNOWN],
    ["that isn't known as an element", "[a, !If [Perhaps, b, !Ref AWS::NoValue]]", ["a", UNKNOWN]],
    ["of a condition that isn't declared", "!If [Missing, a, b]", UNKNOWN],
  ],
  "Fn::FindInMap": [
    ["of a known key", "!FindInMap [Accounts, !Ref Env, id]", "000000000001"],
    ["of a list", "!FindInMap [Accounts, dev, roles]", ["reader", "writer"]],
    ["of a key in quotes", "!FindInMap [Accounts, '222222222222', id]", "two"],
    ["of a key that isn't known", "!FindInMap [Accounts, !Ref AWS::AccountId, id]", UNKNOWN],
    ["of a key that isn't there", "!FindInMap [Accounts, prod, id]", UNKNOWN],
    ["with a default", "!FindInMap [Accounts, prod, id, {DefaultValue: !Ref Env}]", "dev"],
    [
      "of a key that isn't known, with a default",
      "!FindInMap [Accounts, !Ref AWS::AccountId, id, {DefaultValue: x}]",
      UNKNOWN,
    ],
    ["of a name that objects have", "!FindInMap [Accounts, dev, toString]", UNKNOWN],
  ],
  "Fn::Select": [
    ["of a list", "!Select [1, [a, b]]", "b"],
    ["with an index in quotes", "!Select ['0', !Ref Names]", "a"],
    ["beyond the list", "!Select [2, [a, b]]", UNKNOWN],
    ["of an unknown list", "!Select [0, !GetAZs '']", UNKNOWN],
    ["of Fn::Split", "!Select [2, !Split ['/', 'role/team/x']]", "x"],
  ],
  "Fn::Split": [
    ["of a text", "!Split [',', 'a,b']", ["a", "b"]],
    ["of a text that is partly unknown", "!Split ['/', !Ref AWS::StackId]", UNKNOWN],
  ],
  "other functions": [
    ["Fn::Base64", "!Base64 abc", "YWJj"],
    ["Fn::Base64 of what isn't known", "!Base64 {'Fn::Sub': 'x${Bucket}'}", UNKNOWN],
    ["Fn::Length", "{'Fn::Length': !Ref Names}", 2],
    ["Fn::ToJsonString", "{'Fn::ToJsonString': {a: [!Ref Env]}}", '{"a":["dev"]}'],
    ["Fn::ToJsonString as the object", "{'Fn::ToJsonString': {a: !Ref Bucket}}", { a: UNKNOWN }],
    ["Fn::ImportValue", "!ImportValue x", UNKNOWN],
    ["Fn::Cidr", "!Cidr [10.0.0.0/16, 2, 8]", UNKNOWN],
    ["a function that nobody has heard of", "{'Fn::Later': [a]}", UNKNOWN],
    ["a key beside others that looks like a function", "{Ref: a, b: c}", { Ref: "a", b: "c" }],
    [
      "a policy's Condition",
      "{Condition: {Bool: {a: true}}}",
      { Condition: { Bool: { a: true } } },
    ],
    ["policy variables in plain text", "'x/${aws:username}'", "x/${aws:username}"],
  ],
  "dynamic references": [
    ["as unknown", "'{{resolve:secretsmanager:db:SecretString:password}}'", UNKNOWN],
    [
      "inside a text as a placeholder",
      "'arn:aws:iam::{{resolve:ssm:/team/id}}:root'",
      "arn:aws:iam::${resolve:ssm:/team/id}:root",
    ],
    ["that are put together", "!Sub '{{resolve:ssm:/${Bucket}/id}}'", UNKNOWN],
    [
      "that are put together inside a text",
      "!Sub 'x{{resolve:ssm:/${Bucket}/id}}'",
      "x${resolve:ssm:/Bucket/id}",
    ],
  ],
};

describe("functions in a CloudFormation template", () => {
  for (const [name, rows] of Object.entries(tables)) {
    describe(name, () => {
      for (const [title, expression, value] of rows) {
        it(title, () => {
          const read = evaluated(expression, { sections: SECTIONS, resources: RESOURCES });
          assert.deepEqual(read, value);
        });
      }
    });
  }

  it("know where the stack is made, when that is told", () => {
    const expression =
      "!Join [' ', [!Ref AWS::Partition, !Ref AWS::URLSuffix, !Ref AWS::AccountId]]";
    const places = [
      [{ region: "cn-north-1", accountId: "111111111111" }, "aws-cn amazonaws.com.cn 111111111111"],
      [{ region: "us-gov-east-1" }, "aws-us-gov amazonaws.com ${AWS::AccountId}"],
      [{ region: "us-isob-east-1" }, "aws-iso-b sc2s.sgov.gov ${AWS::AccountId}"],
      [{ region: "eu-central-1" }, "aws amazonaws.com ${AWS::AccountId}"],
      [{ partition: "aws-cn" }, "aws-cn amazonaws.com.cn ${AWS::AccountId}"],
    ] as const;
    for (const [place, value] of places) assert.equal(evaluated(expression, { place }), value);
  });
});
