// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import { UNKNOWN, type Value } from "../../../../policies/value.ts";
import { evaluated, resource } from "./evaluated.ts";

const LONG = {
  AWSTemplateFormatVersion: "2010-09-09",
  Parameters: { Env: { Type: "String", Default: "dev" } },
  Mappings: { Ids: { dev: { id: "000000000001" } } },
  Conditions: {
    Dev: { "Fn::Equals": [{ Ref: "Env" }, "dev"] },
    Both: { "Fn::And": [{ Condition: "Dev" }, { "Fn::Not": [{ Condition: "Not" }] }] },
    Not: { "Fn::Or": [{ "Fn::Not": [{ Condition: "Dev" }] }, { "Fn::Equals": ["a", "b"] }] },
  },
  Resources: {
    Role: {
      Type: "AWS::IAM::Role",
      Condition: "Both",
      Properties: {
        MaxSessionDuration: 7200,
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: { "Fn::FindInMap": ["Ids", { Ref: "Env" }, "id"] } },
              Action: "sts:AssumeRole",
              Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
            },
          ],
        },
        ManagedPolicyArns: {
          "Fn::If": [
            "Not",
            [],
            [{ Ref: "Policy" }, { "Fn::ImportValue": { "Fn::Sub": "${Env}-p" } }],
          ],
        },
      },
    },
    Policy: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: {
        Description: null,
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action: { "Fn::Split": [",", { "Fn::Join": [",", ["s3:Get*", "s3:List*"]] }] },
            Resource: [
              { "Fn::GetAtt": ["Bucket", "Arn"] },
              {
                "Fn::Sub": ["${b}/${!aws:username}/*", { b: { "Fn::GetAtt": ["Bucket", "Arn"] } }],
              },
              { "Fn::Select": [0, { "Fn::GetAZs": "" }] },
              { "Fn::Cidr": ["10.0.0.0/16", 1, 8] },
              { "Fn::Base64": "x" },
            ],
          },
        },
      },
    },
    Bucket: { Type: "AWS::S3::Bucket" },
  },
};

const SHORT = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Env: {Type: String, Default: dev}
Mappings:
  Ids: {dev: {id: "000000000001"}}
Conditions:
  Dev: !Equals [!Ref Env, dev]
  Both: !And
    - !Condition Dev
    - !Not [!Condition Not]
  Not: !Or [!Not [!Condition Dev], !Equals [a, b]]
Resources:
  Role:
    Type: AWS::IAM::Role
    Condition: Both
    Properties:
      MaxSessionDuration: 7200
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal:
              AWS: !FindInMap [Ids, !Ref Env, id]
            Action: sts:AssumeRole
            Condition:
              Bool:
                aws:MultiFactorAuthPresent: yes
      ManagedPolicyArns: !If
        - Not
        - []
        - - !Ref Policy
          - Fn::ImportValue: !Sub "\${Env}-p"
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Description:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          Effect: Allow
          Action: !Split [",", !Join [",", ["s3:Get*", "s3:List*"]]]
          Resource:
            - !GetAtt Bucket.Arn
            - !Sub
              - \${b}/\${!aws:username}/*
              - b: !GetAtt [Bucket, Arn]
            - !Select [0, !GetAZs ""]
            - !Cidr [10.0.0.0/16, 1, 8]
            - !Base64 x
  Bucket:
    Type: AWS::S3::Bucket
`;

const LEAF = fc.oneof(
  fc.string(),
  fc.constantFrom("yes", "NO", "~", "0777", "1e3", "0x1f", "2012-10-17", "*", "&a", "<<", "="),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("Env", "Dev", "AWS::Region", "AWS::NoValue", "Role.Arn", "${Env}-${Role}"),
);
const EXPRESSION = fc.letrec<{ value: Value }>((tie) => {
  const some = fc.array(tie("value"), { maxLength: 3 });
  const call = (...names: string[]) => fc.tuple(fc.constantFrom(...names), tie("value"));
  const calls = fc.oneof(
    call("Ref", "Fn::Sub", "Fn::GetAtt", "Fn::Length", "Fn::Base64", "Fn::ToJsonString"),
    call("Fn::Join", "Fn::If", "Fn::Select", "Fn::Split", "Fn::FindInMap", "Fn::Sub"),
    fc.tuple(
      fc.constantFrom("Fn::If"),
      some.map((all) => ["Dev", ...all]),
    ),
    fc.tuple(
      fc.constantFrom("Fn::Join", "Fn::Split"),
      some.map((all) => ["-", ...all]),
    ),
    fc.tuple(
      fc.constantFrom("Fn::Join"),
      some.map((all) => ["", all]),
    ),
    fc.tuple(
      fc.constantFrom("Fn::Select"),
      some.map((all) => [1, all]),
    ),
    fc.tuple(
      fc.constantFrom("Fn::Sub"),
      tie("value").map((v) => ["${v}-${Env}", { v }]),
    ),
  );
  return {
    value: fc.oneof(
      { maxDepth: 5 },
      LEAF,
      some,
      calls.map(([name, argument]) => ({ [name]: argument }) as Value),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
    ),
  };
}).value;

describe("a CloudFormation template", () => {
  const expected = readTemplate(LONG, {});

  it("says what it declares", () => {
    assert.deepEqual(expected.problems, []);
    assert.equal(expected.isIncomplete, false);
    const { properties, condition } = resource(expected.resources, "Role");
    assert.equal(condition, undefined);
    assert.deepEqual(properties, {
      ...LONG.Resources.Role.Properties,
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "000000000001" },
            Action: "sts:AssumeRole",
            Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
          },
        ],
      },
      ManagedPolicyArns: ["${Policy}", UNKNOWN],
    });
    assert.deepEqual(resource(expected.resources, "Policy").properties.PolicyDocument, {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: ["s3:Get*", "s3:List*"],
        Resource: ["${Bucket.Arn}", "${Bucket.Arn}/${aws:username}/*", UNKNOWN, UNKNOWN, "eA=="],
      },
    });
  });

  const forms: Record<string, string> = {
    "as JSON": JSON.stringify(LONG),
    "as JSON that is indented": JSON.stringify(LONG, null, "\t"),
    "as JSON with a byte order mark": `\uFEFF${JSON.stringify(LONG)}`,
    "as YAML in long forms": stringify(LONG),
    "as YAML in short forms": SHORT,
    "as YAML that begins with a document": `---\n${SHORT}`,
    "as YAML with Windows line ends": SHORT.replaceAll("\n", "\r\n"),
  };
  for (const [title, body] of Object.entries(forms)) {
    it(`reads the same ${title}`, () => assert.deepEqual(readTemplate(body, {}), expected));
  }

  it("reads the same as JSON and as YAML, whatever it says", () => {
    fc.assert(
      fc.property(EXPRESSION, (value) => {
        const Probe = { Type: "Test::Probe::Type", Properties: { value } };
        const template = { ...LONG, Resources: { Probe } } as Value;
        const read = readTemplate(template, {});
        assert.deepEqual(readTemplate(JSON.stringify(template), {}), read);
        assert.deepEqual(readTemplate(stringify(template, { version: "1.1" }), {}), read);
      }),
    );
  });
});

describe("YAML of a CloudFormation template", () => {
  const rows: readonly (readonly [title: string, yaml: string, value: Value])[] = [
    ["keeps dates as text", "2012-10-17", "2012-10-17"],
    ["keeps times as text", "2012-10-17T10:00:00Z", "2012-10-17T10:00:00Z"],
    ["keeps account IDs", "[012345678901, 000000000000]", ["012345678901", "000000000000"]],
    ["reads octal, hexadecimal and binary numbers", "[0755, 0x1F, 0b11]", [493, 31, 3]],
    ["reads numbers to the base of sixty", "[1:30, 12:30:45, 1:99]", [90, 45_045, "1:99"]],
    ["reads numbers with underscores", "1_000", 1000],
    ["reads numbers", "[3600, -1, 0.5, 123456789012]", [3600, -1, 0.5, 123456789012]],
    ["keeps numbers that would change", "[1.50, 0o7, 1e3]", ["1.50", "0o7", "1e3"]],
    ["reads booleans of YAML 1.1", "[yes, No, ON, off, true]", [true, false, true, false, true]],
    ["keeps what only looks like booleans", "[y, N, yEs, TrUe]", ["y", "N", "yEs", "TrUe"]],
    ["keeps what is in quotes", "['yes', \"3600\", '', '~']", ["yes", "3600", "", "~"]],
    ["reads nothing as null", "[~, null, Null]", [null, null, null]],
    ["keeps !!str as text", "[!!str 7, !!str yes]", ["7", "yes"]],
    ["joins folded lines", ">-\n  a\n  b", "a b"],
    ["keeps lines", "|\n  a\n  b", "a\nb\n"],
    [
      "keeps keys as text",
      "{1: a, yes: b, 2012-10-17: c}",
      { 1: "a", yes: "b", "2012-10-17": "c" },
    ],
    ["lets the last of two keys win", "{a: 1, a: 2}", { a: 2 }],
    ["follows aliases", "[&x {a: 1}, *x]", [{ a: 1 }, { a: 1 }]],
    ["merges maps", "{b: {<<: {a: 1, b: 2}, b: 3}}", { b: { a: 1, b: 3 } }],
    ["takes a short form of a map", "!Select {a: 1}", UNKNOWN],
    [
      "takes nested short forms",
      "!Join ['', [!Select [0, !Split ['-', a-b]], !Sub '${!x}']]",
      "a${x}",
    ],
  ];
  for (const [title, yaml, value] of rows) {
    it(title, () => assert.deepEqual(evaluated(yaml), value));
  }
});

describe("a CloudFormation template that can't be read", () => {
  const rows: readonly (readonly [title: string, body: Value, seen: string])[] = [
    ["is empty", "", "a template that is no JSON or YAML object"],
    ["is a list", "[]", "a template that is no JSON or YAML object"],
    ["is plain text", "hello", "a template that is no JSON or YAML object"],
    ["is a number", 7, "a template that is no JSON or YAML object"],
    ["has no resources", { Parameters: {} }, "a template without Resources"],
    ["has resources that are no object", "Resources: [a]", "a template without Resources"],
    ["is huge", `Resources: {a: "${"x".repeat(1_100_000)}"}`, "a template of 1100018 characters"],
  ];
  for (const [title, body, seen] of rows) {
    it(`is a problem when it ${title}`, () => {
      const { resources, problems, isIncomplete } = readTemplate(body, {});
      assert.deepEqual(resources, []);
      assert.equal(isIncomplete, true);
      assert.deepEqual(
        problems.map(({ id }) => id),
        ["template-unreadable"],
      );
      assert.equal(problems[0]?.seen.slice(0, seen.length), seen);
      assert.doesNotMatch(JSON.stringify(problems), /s3cret/);
    });
  }

  const broken: readonly (readonly [title: string, body: string, doubt: RegExp])[] = [
    ["is broken JSON", '{"Resources": {"A": ', /^BAD_INDENT in line 1/],
    ["is broken YAML", "Resources:\n  A: [s3cret", /^BAD_INDENT in line 2/],
    ["has no structure where it breaks", "Resources:\n  A: b: c", / in line 2$/],
    ["uses an alias of nothing", "Resources: *s3cret", /^an alias of nothing, .* in line 1$/],
    ["uses an alias of itself", "a: &a [*a]", /^an alias of nothing, or of itself/],
    ["is nested too deep", "[".repeat(10_000), /^RESOURCE_EXHAUSTION/],
    [
      "is nested too deep, as JSON",
      `{"Resources": ${"[".repeat(300)}${"]".repeat(300)}}`,
      /^values nested deeper than 100 levels/,
    ],
    [
      "multiplies aliases",
      [
        "a: &a [x, x]",
        ..."bcdefghijklmnopqrstuv".split("").map((key, i) => {
          const last = String.fromCharCode(97 + i);
          return `${key}: &${key} [*${last}, *${last}]`;
        }),
      ].join("\n"),
      /^aliases that repeat more than 100000 values/,
    ],
  ];
  for (const [title, body, doubt] of broken) {
    it(`is a doubt when it ${title}`, () => {
      const { problems, doubts, isIncomplete } = readTemplate(body, {});
      assert.equal(isIncomplete, true);
      assert.deepEqual(problems, []);
      assert.match(doubts[0] ?? "", doubt);
      assert.doesNotMatch(JSON.stringify(doubts), /s3cret/);
    });
  }

  it("doesn't hide other resources when one has no type", () => {
    const body = { Resources: { A: { Properties: {} }, B: { Type: "AWS::IAM::User" }, C: 1 } };
    const { resources, problems } = readTemplate(body, {});
    assert.deepEqual(
      resources.map(({ logicalId }) => logicalId),
      ["B"],
    );
    assert.deepEqual(
      problems.map(({ id, seen }) => `${id}: ${seen}`),
      ["A", "C"].map((id) => `resource-unreadable: ${id} in the template, without a Type`),
    );
  });

  it("names policy variables that Fn::Sub takes for its own", () => {
    const sub = { "Fn::Sub": "arn:aws:s3:::b/${aws:username}/${AWS::Region}/${!aws:userid}" };
    const body = { Resources: { A: { Type: "AWS::IAM::User", Properties: { a: sub } } } };
    const { problems, resources } = readTemplate(body, {});
    assert.deepEqual(
      problems.map(({ id }) => id),
      ["policy-variable-in-sub"],
    );
    assert.match(problems[0]?.seen ?? "", /^\$\{aws:username\} in an Fn::Sub/);
    const text = "arn:aws:s3:::b/${aws:username}/${AWS::Region}/${aws:userid}";
    assert.equal(resource(resources, "A").properties.a, text);
  });
});

describe("what can't be seen of a CloudFormation template", () => {
  const USER = { Type: "AWS::IAM::User" };
  const rows: readonly (readonly [title: string, body: Value | undefined, logicalIds: string])[] = [
    ["all of it behind a URL", undefined, ""],
    ["all of it before the update", UNKNOWN, ""],
    ["resources that aren't known yet", { Resources: UNKNOWN }, ""],
    ["a resource that isn't known yet", { Resources: { A: USER, B: UNKNOWN } }, "A"],
    ["a type that isn't known yet", { Resources: { A: USER, B: { Type: UNKNOWN } } }, "A"],
    [
      "properties that aren't known yet",
      { Resources: { A: { ...USER, Properties: UNKNOWN } } },
      "",
    ],
    ["what a macro adds", { Transform: "Company::Tags", Resources: { A: USER } }, "A"],
    [
      "what macros add",
      { Transform: ["AWS::LanguageExtensions", { Name: "AWS::Include" }], Resources: { A: USER } },
      "A",
    ],
    ["resources of a macro", { "Fn::Transform": { Name: "Company::All" } }, ""],
    [
      "resources that a macro adds",
      { Resources: { A: USER, "Fn::Transform": { Name: "AWS::Include" } } },
      "A",
    ],
    [
      "properties that a macro adds",
      { Resources: { A: { ...USER, Properties: { a: { "Fn::Transform": {}, b: 1 } } } } },
      "A",
    ],
    ["nested stacks", { Resources: { A: { Type: "AWS::CloudFormation::Stack" } } }, "A"],
    ["nested applications", { Resources: { A: { Type: "AWS::Serverless::Application" } } }, "A"],
    ["modules", { Resources: { A: { Type: "Company::Iam::Role::MODULE" } } }, "A"],
  ];
  for (const [title, body, logicalIds] of rows) {
    it(`is said for ${title}`, () => {
      const { resources, problems, isIncomplete } = readTemplate(body, {});
      assert.equal(isIncomplete, true);
      assert.deepEqual(problems, []);
      assert.equal(resources.map(({ logicalId }) => logicalId).join(" "), logicalIds);
    });
  }

  it("is nothing of transforms whose work is done here", () => {
    const Transform = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];
    assert.equal(readTemplate({ Transform, Resources: { A: USER } }, {}).isIncomplete, false);
  });

  it("is unknown where a macro adds to an object", () => {
    const Statement = [{ Effect: "Allow", "Fn::Transform": { Name: "AWS::Include" } }];
    const body = { Resources: { A: { ...USER, Properties: { Statement } } } };
    const { properties } = resource(readTemplate(body, {}).resources, "A");
    assert.deepEqual(properties, { Statement: [UNKNOWN] });
  });
});

describe("reading a CloudFormation template", () => {
  it("never fails, whatever the text", () => {
    const yaml = fc
      .array(
        fc.constantFrom(
          "Resources:",
          "\n",
          "  ",
          "- ",
          "!Ref ",
          "!Sub ",
          "&a ",
          "*a",
          "{",
          "}",
          "[",
          "]",
          "A:",
          " x",
          "'",
          '"',
          "|",
          "!If ",
          ": ",
          "<<: ",
        ),
      )
      .map((words) => words.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string(), yaml), fc.object(), (body, parameters) => {
        readTemplate(body, parameters as Value);
        readTemplate(`Resources: {A: {Type: AWS::IAM::Role, Properties: {V: ${body}}}}`, {});
      }),
      { numRuns: 500 },
    );
  });

  it("never fails, whatever the object", () => {
    const NAMES = [
      "Resources",
      "Parameters",
      "Conditions",
      "Mappings",
      "Globals",
      "Transform",
      "Type",
      "Properties",
      "Default",
      "Policies",
      "Role",
      "Statement",
      "Ref",
      "Fn::Sub",
      "Fn::If",
      "Fn::Join",
      "Fn::GetAtt",
      "Fn::FindInMap",
      "Fn::Select",
      "Fn::Split",
      "Fn::ForEach::X",
      "Fn::And",
      "Condition",
      "toString",
      "__proto__",
      "A",
    ];
    const WORDS = [
      "AWS::IAM::Role",
      "AWS::Serverless::Function",
      "A",
      "AWS::NoValue",
      "${A}",
      "${!A.B}",
      "CommaDelimitedList",
      "",
      "0",
    ];
    const name = fc.constantFrom(...NAMES);
    const tree = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<Value>(...WORDS, 0, true, null, UNKNOWN),
        fc.array(tie("value"), { maxLength: 4 }),
        fc
          .array(fc.tuple(name, tie("value")), { maxLength: 4 })
          .map((all) => Object.fromEntries(all)),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(name, tree), EXPRESSION, tree, (sections, value, parameters) => {
        const A = { Type: "AWS::Serverless::Function", Properties: { value, Policies: value } };
        const B = { Type: "AWS::IAM::Role", Condition: "A", Properties: { RoleName: value } };
        readTemplate(sections as Value, parameters);
        readTemplate(
          { ...sections, Resources: { A, B, "Fn::ForEach::X": value } } as Value,
          parameters,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("ends soon where few references make huge texts", () => {
    const roles = Array.from({ length: 100 }, (_, i) => [
      `R${i}`,
      {
        Type: "AWS::IAM::Role",
        Properties: { RoleName: { "Fn::Sub": `\${R${i + 1}}\${R${i + 1}}` } },
      },
    ]);
    assert.equal(readTemplate({ Resources: Object.fromEntries(roles) }, {}).isIncomplete, true);
  });
});
