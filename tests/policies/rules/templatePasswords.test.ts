// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as templates write references.
import assert from "node:assert/strict";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-access-key-secret-protected";

const secret = { Type: "String", NoEcho: true };
const shown = { Type: "String" };
const withDefault = (parameter: object) => ({ ...parameter, Default: "correct-horse" });
const P = { Ref: "P" };

/** A user whose password is an expression, with the parameter P. */
function template(
  parameter: object | undefined,
  Password: unknown,
  more: object = {},
  inputs: Record<string, unknown> = {},
) {
  const User = { Type: "AWS::IAM::User", Properties: { LoginProfile: { Password } } };
  const body = {
    ...(parameter && { Parameters: { P: parameter, Q: shown } }),
    Resources: { User },
    ...more,
  };
  return resource("aws:cloudformation/stack:Stack", "stack", {
    templateBody: JSON.stringify(body),
    ...inputs,
  });
}

const yaml = `Parameters:
  P:
    Type: String
    NoEcho: "true"
    Default: correct-horse
Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: !Ref P
`;
const outputs = (Value: unknown) => ({ Outputs: { Told: { Value } } });
const FOUND = ["mandatory User.password-in-template stack"];

const passwords: readonly (readonly [string, ReturnType<typeof template>, readonly string[]])[] = [
  ["a text", template(undefined, "correct-horse"), FOUND],
  [
    "a text in a mapping",
    template(
      undefined,
      { "Fn::FindInMap": ["M", "a", "b"] },
      { Mappings: { M: { a: { b: "correct-horse" } } } },
    ),
    FOUND,
  ],
  ["a hidden parameter with a default", template(withDefault(secret), P), FOUND],
  ["one that is hidden by a text", template({ ...withDefault(shown), NoEcho: "True" }, P), FOUND],
  [
    "one that isn't hidden, by a text",
    template({ ...withDefault(shown), NoEcho: "false" }, P),
    FOUND,
  ],
  ["a parameter with a default", template(withDefault(shown), P), FOUND],
  ["a parameter", template(shown, P), FOUND],
  ["a parameter from SSM", template({ Type: "AWS::SSM::Parameter::Value<String>" }, P), FOUND],
  ["part of a text", template(withDefault(secret), { "Fn::Sub": "${P}!" }), FOUND],
  ["part of a joined text", template(withDefault(secret), { "Fn::Join": ["", [P, "!"]] }), FOUND],
  [
    "one way of a condition",
    template(
      withDefault(secret),
      { "Fn::If": ["C", P, "{{resolve:secretsmanager:a}}"] },
      { Conditions: { C: { "Fn::Equals": [{ Ref: "Q" }, "x"] } } },
    ),
    FOUND,
  ],
  [
    "a template in YAML",
    resource("aws:cloudformation/stack:Stack", "stack", { templateBody: yaml }),
    FOUND,
  ],
  [
    "a stack set",
    {
      ...resource("aws:cloudformation/stackSet:StackSet", "stack", { templateBody: yaml }),
    },
    FOUND,
  ],
  [
    "a template as an object, of aws-native",
    resource("aws-native:cloudformation:Stack", "stack", { templateBody: yaml }),
    FOUND,
  ],
  ["a hidden parameter that an output tells", template(secret, P, outputs(P)), FOUND],
  [
    "a hidden parameter that an output tells in a text",
    template(secret, P, outputs({ "Fn::Sub": "login ${P}" })),
    FOUND,
  ],
  ["a hidden parameter", template(secret, P), []],
  ["a hidden parameter with an empty default", template({ ...secret, Default: "" }, P), []],
  [
    "a hidden parameter with a default that isn't used",
    template(withDefault(secret), P, {}, { parameters: { P: "given" } }),
    [],
  ],
  ["a hidden parameter, and another in an output", template(secret, P, outputs({ Ref: "Q" })), []],
  ["a dynamic reference", template(withDefault(secret), "{{resolve:secretsmanager:a}}"), []],
  [
    "a parameter of a dynamic reference",
    template(secret, { "Fn::Sub": "{{resolve:secretsmanager:${P}}}" }),
    [],
  ],
];

describe("a console password in a template", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const [title, stack, expected] of passwords) {
    it(`by ${title}: ${expected.length > 0 ? "shown" : "hidden"}`, async () => {
      assert.deepEqual(await pack.short(RULE, [stack]), expected);
      const users = await pack.short("iam-no-users", [stack]);
      assert.ok(users.includes("mandatory User.login-profile stack"), users.join(", "));
    });
  }

  it("never says the password itself", async () => {
    for (const [, stack] of passwords) {
      for (const { message } of await pack.judge(RULE, [stack])) {
        assert.doesNotMatch(message, /correct-horse/);
      }
    }
  });
});
