import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const FLOWS = "iam-access-key-flows";
const PROTECTED = "iam-access-key-secret-protected";
const TEMPLATE = "aws:cloudformation/stack:Stack";
const ID = "AKIAIOSFODNN7EXAMPLE";
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SMTP = "BDFHJLNPRTVXZacegikmoqsuwyBDFHJLNPRTVXZaceg";

const user = resource("aws:iam/user:User", "robot", { name: "robot" });
const key = (outputs: Record<string, unknown>, inputs = {}) =>
  resource(
    "aws:iam/accessKey:AccessKey",
    "key",
    { user: "robot", ...inputs },
    { outputs, from: { user: [user] } },
  );
/** At update, and in the preview of a new stack. */
const known = key({ id: ID, secret: SECRET, sesSmtpPasswordV4: SMTP });
const open = key({ id: NOT_KNOWN_YET, secret: NOT_KNOWN_YET, sesSmtpPasswordV4: NOT_KNOWN_YET });

const LAMBDA = "aws:lambda/function:Function";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const PARAMETER = "aws:ssm/parameter:Parameter";

const env = (variables: Record<string, unknown>) => ({ environment: { variables } });
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("policies about where access keys go", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  /** Resource type, inputs, the input that came from the key, and what is said. */
  const rows: readonly [string, string, Record<string, unknown>, string, ...string[]][] = [
    ["a function", LAMBDA, env({ KEY: SECRET }), "environment", "mandatory into-function:key to"],
    ["its id alone", LAMBDA, env({ KEY: ID }), "environment", "mandatory into-function:key to"],
    ["its user alone", LAMBDA, env({ USER: "robot" }), "environment"],
    [
      "a container",
      TASK,
      { containerDefinitions: JSON.stringify([{ environment: [{ name: "S", value: SECRET }] }]) },
      "containerDefinitions",
      "mandatory into-container:key to",
    ],
    [
      "a server, as base64",
      "aws:ec2/launchTemplate:LaunchTemplate",
      { userData: base64(`#!/bin/sh\nexport AWS_SECRET_ACCESS_KEY=${SECRET}\n`) },
      "userData",
      "mandatory into-server:key to",
    ],
    [
      "a build",
      "aws:codebuild/project:Project",
      { environment: { environmentVariables: [{ name: "S", value: SECRET }] } },
      "environment",
      "mandatory into-build:key to",
    ],
    [
      "a parameter in plain text",
      PARAMETER,
      { type: "String", value: SECRET },
      "value",
      "mandatory into-store:key to",
    ],
    [
      "a parameter that is encrypted",
      PARAMETER,
      { type: "SecureString", value: SECRET },
      "value",
      "advisory into-store:key to",
    ],
    ["an id in a parameter", PARAMETER, { type: "String", value: ID }, "value"],
    [
      "a mail password",
      PARAMETER,
      { type: "String", value: SMTP },
      "value",
      "mandatory into-store:key to",
    ],
    [
      "a secret that is only written",
      VERSION,
      { secretId: "s", hasSecretStringWo: true },
      "secretStringWo",
      "advisory into-store:key to",
    ],
    [
      "a secret of a cluster",
      "kubernetes:core/v1:Secret",
      { data: { secret: base64(SECRET) } },
      "data",
      "advisory into-store:key to",
    ],
    [
      "a secret of a repository",
      "github:index/actionsSecret:ActionsSecret",
      { secretName: "AWS_SECRET_ACCESS_KEY", plaintextValue: SECRET },
      "plaintextValue",
      "advisory into-elsewhere:key to",
    ],
    [
      "a kind of resource that nobody listed",
      "acme:index:Thing",
      { setting: { deep: [SECRET] } },
      "setting",
      "advisory into-resource:key to",
    ],
    ["another value of such a resource", "acme:index:Thing", { setting: "robot" }, "setting"],
  ];
  for (const [title, type, inputs, input, ...expected] of rows) {
    it(`${FLOWS} ${expected.length > 0 ? "follows a key into" : "lets pass"} ${title}`, async () => {
      const to = resource(type, "to", inputs, { from: { [input]: [known] } });
      assert.deepEqual(await pack.short(FLOWS, [user, known, to]), expected);
    });
  }

  it("knows a key's id where the provider doesn't give it", async () => {
    const to = resource(LAMBDA, "to", env({ ID }), {
      from: { environment: [key({ secret: SECRET })] },
    });
    assert.deepEqual(await pack.short(FLOWS, [user, key({ secret: SECRET }), to]), [
      "mandatory into-function:key to",
    ]);
  });

  it("names the way through a secret to what reads it", async () => {
    const secret = resource("aws:secretsmanager/secret:Secret", "vault", { name: "vault" });
    const version = resource(
      VERSION,
      "vault-1",
      { secretId: "arn:aws:secretsmanager:x", secretString: JSON.stringify({ s: SECRET }) },
      { from: { secretId: [secret], secretString: [known] } },
    );
    const task = resource(
      TASK,
      "web",
      { containerDefinitions: "[]" },
      { from: { containerDefinitions: [secret] } },
    );
    const [violation, ...others] = await pack.judge(FLOWS, [user, known, secret, version, task]);
    assert.deepEqual(others, []);
    assert.equal(violation?.enforcementLevel, "advisory");
    assert.match(violation?.urn ?? "", /::web$/);
    assert.match(
      violation?.message ?? "",
      /the secret of the access key key goes this way: key -> secretString of the Secrets Manager secret vault-1 -> containerDefinitions of the ECS task definition web/,
    );
    assert.ok(!JSON.stringify(violation).includes(SECRET));
    assert.deepEqual(await pack.short(FLOWS, [user, known, secret, version]), [
      "advisory into-store:key vault-1",
    ]);
  });

  describe("in preview", () => {
    const inPreview = async (variables: Record<string, unknown>, ...more: AnalyzedResource[]) => {
      const from = { environment: [open, ...more] };
      return await pack.short(FLOWS, [
        user,
        open,
        ...more,
        resource(LAMBDA, "to", env(variables), { from }),
      ]);
    };
    const bucket = resource("aws:s3/bucket:Bucket", "b", {});

    it("follows what only the key can be", async () => {
      assert.deepEqual(await inPreview({ X: NOT_KNOWN_YET }), ["mandatory into-function:key to"]);
    });
    it("follows what is called like a key", async () => {
      const variables = { AWS_SECRET: NOT_KNOWN_YET, BUCKET: NOT_KNOWN_YET };
      assert.deepEqual(await inPreview(variables, bucket), ["mandatory into-function:key to"]);
    });
    it("says what it can't tell", async () => {
      const said = await inPreview({ A: NOT_KNOWN_YET, B: NOT_KNOWN_YET }, bucket);
      assert.deepEqual(said, ["advisory into-function:key to"]);
    });
    it("lets the user's name pass", async () => {
      assert.deepEqual(await inPreview({ USER: "robot" }), []);
    });
    it("doesn't take an encrypted secret for the secret", async () => {
      const locked = key({ encryptedSecret: NOT_KNOWN_YET }, { pgpKey: "keybase:ada" });
      const to = resource(LAMBDA, "to", env({ X: NOT_KNOWN_YET }), {
        from: { environment: [locked] },
      });
      assert.deepEqual(await pack.short(FLOWS, [user, locked, to]), []);
    });
  });

  it("finds keys that are written into a program, with no more of them than their end", async () => {
    const written = [
      resource(LAMBDA, "f", env({ ID, SECRET })),
      resource(TASK, "t", {
        containerDefinitions: JSON.stringify([{ environment: [{ value: ID }] }]),
      }),
      resource("aws:ec2/instance:Instance", "i", { userDataBase64: base64(`key ${ID}`) }),
      resource("aws-native:lambda:Function", "n", { environment: { variables: { ID } } }),
      resource(TEMPLATE, "c", {
        templateBody: `Resources: {F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {ID: ${ID}}}}}}`,
      }),
      resource(LAMBDA, "none", env({ LONG: `X${ID}`, TEMPORARY: ID.replace("AKIA", "ASIA") })),
    ];
    assert.deepEqual(await pack.short(FLOWS, written), [
      "mandatory literal-key:MPLE f",
      "mandatory literal-key:MPLE t",
      "mandatory literal-key:MPLE i",
      "mandatory literal-key:MPLE n",
      "mandatory F.literal-key:MPLE c",
    ]);
    const said = JSON.stringify(await pack.judge(FLOWS, written));
    assert.ok(!said.includes(ID) && !said.includes(SECRET));
  });

  const template = (resources: object, outputs: object = {}) =>
    resource(TEMPLATE, "template", {
      templateBody: JSON.stringify({
        Resources: {
          Key: { Type: "AWS::IAM::AccessKey", Properties: { UserName: "robot" } },
          ...resources,
        },
        Outputs: outputs,
      }),
    });
  const secretOfKey = { "Fn::GetAtt": ["Key", "SecretAccessKey"] };
  const vault = { Type: "AWS::SecretsManager::Secret", Properties: { SecretString: secretOfKey } };
  const lambda = (Variables: object) => ({
    Type: "AWS::Lambda::Function",
    Properties: { Environment: { Variables } },
  });

  for (const [title, resources, ...expected] of [
    ["a function", { F: lambda({ S: secretOfKey }) }, "mandatory F.into-function:Key template"],
    [
      "its id alone",
      { F: lambda({ I: { Ref: "Key" } }) },
      "mandatory F.into-function:Key template",
    ],
    ["a secret", { V: vault }, "advisory V.into-store:Key template"],
    [
      "a function that reads a secret",
      { V: vault, F: lambda({ ARN: { Ref: "V" } }) },
      "advisory F.into-function:Key template",
    ],
    ["a function that has another secret", { F: lambda({ ARN: { Ref: "Other" } }) }],
  ] as const) {
    it(`${FLOWS} follows a template's key into ${title}`, async () => {
      assert.deepEqual(await pack.short(FLOWS, [template(resources)]), expected);
    });
  }

  describe("secrets that leave", () => {
    const stack = (outputs: Record<string, unknown>) =>
      resource("pulumi:pulumi:Stack", "access-test", {}, { outputs });
    const said = async (...resources: AnalyzedResource[]) => await pack.short(PROTECTED, resources);
    const locked = key({ id: ID, encryptedSecret: "wcBMA" }, { pgpKey: "keybase:ada" });

    it("accepts keys whose secret is encrypted", async () => {
      assert.deepEqual(await said(locked, stack({ id: ID, secret: "wcBMA" })), []);
    });
    it("points at secrets that the state keeps", async () => {
      assert.deepEqual(await said(known), ["advisory no-pgp-key key"]);
      const login = resource("aws:iam/userLoginProfile:UserLoginProfile", "p", { user: "ada" });
      assert.deepEqual(await said(login), ["advisory no-pgp-key p"]);
      const native = resource("aws-native:iam:AccessKey", "n", { userName: "robot" });
      assert.deepEqual(await said(native), ["advisory no-pgp-key n"]);
      assert.deepEqual(await said(key({}, { pgpKey: NOT_KNOWN_YET })), ["advisory unknown key"]);
    });
    it("refuses stack outputs that hold one, however deep", async () => {
      const outputs = { robot: { keys: [{ id: ID, secret: SECRET }] }, mail: `smtp:${SMTP}` };
      const violations = await pack.judge(PROTECTED, [known, stack(outputs)]);
      const findings = violations.map(({ message, enforcementLevel }) => [
        enforcementLevel,
        /^finding: (.*)$/m.exec(message)?.[1],
      ]);
      assert.deepEqual(findings, [
        ["advisory", "no-pgp-key"],
        ["mandatory", "exported:mail"],
        ["mandatory", "exported:robot"],
      ]);
      assert.ok(!JSON.stringify(violations).includes(SECRET));
    });
    it("accepts outputs of the id", async () => {
      assert.deepEqual(await said(known, stack({ id: ID })), ["advisory no-pgp-key key"]);
    });
    it("refuses passwords in outputs", async () => {
      const outputs = { password: "uP4#x9!kLmQ2$vWz" };
      const login = resource(
        "aws:iam/userLoginProfile:UserLoginProfile",
        "p",
        { user: "ada" },
        { outputs },
      );
      assert.deepEqual(await said(login, stack(outputs)), [
        "advisory no-pgp-key p",
        "mandatory exported:password p",
      ]);
      const service = resource(
        "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
        "git",
        { userName: "ada" },
        { outputs: { servicePassword: "0hZc0dec0mm1t=" } },
      );
      assert.deepEqual(await said(service, stack({ git: "0hZc0dec0mm1t=" })), [
        "mandatory exported:git git",
      ]);
    });
    it("refuses the seed of an MFA device in outputs", async () => {
      const outputs = { base32StringSeed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
      const device = resource("aws:iam/virtualMfaDevice:VirtualMfaDevice", "d", {}, { outputs });
      assert.deepEqual(await said(device, stack({ seed: outputs.base32StringSeed })), [
        "mandatory exported:seed d",
      ]);
    });
    it("refuses passwords in templates, unless they come from elsewhere", async () => {
      const withPassword = (Password: unknown, Parameters = {}) =>
        resource(TEMPLATE, "template", {
          templateBody: JSON.stringify({
            Parameters,
            Resources: {
              Ada: { Type: "AWS::IAM::User", Properties: { LoginProfile: { Password } } },
            },
          }),
        });
      const refused = ["mandatory Ada.password-in-template template"];
      assert.deepEqual(await said(withPassword("correct horse")), refused);
      const fallback = { P: { Type: "String", Default: "correct horse" } };
      assert.deepEqual(await said(withPassword({ Ref: "P" }, fallback)), refused);
      const hidden = { P: { Type: "String", NoEcho: true } };
      assert.deepEqual(await said(withPassword({ Ref: "P" }, hidden)), []);
      assert.deepEqual(await said(withPassword("{{resolve:secretsmanager:ada}}")), []);
      const [violation] = await pack.judge(PROTECTED, [withPassword("correct horse")]);
      assert.ok(!JSON.stringify(violation).includes("correct horse"));
    });
    it("says which outputs it can't judge in preview", async () => {
      const outputs = { keySecret: NOT_KNOWN_YET, bucket: NOT_KNOWN_YET };
      assert.deepEqual(await said(open, stack(outputs)), [
        "advisory no-pgp-key key",
        "advisory unknown:keySecret key",
      ]);
      assert.deepEqual(await said(stack(outputs)), []);
    });
    it("refuses outputs of a template, in every way of writing them", async () => {
      for (const Value of [
        secretOfKey,
        { "Fn::GetAtt": "Key.SecretAccessKey" },
        { "Fn::Sub": `secret=\${Key.SecretAccessKey}` },
        { "Fn::Join": [":", ["a", secretOfKey]] },
      ]) {
        assert.deepEqual(await said(template({}, { Secret: { Value } })), [
          "mandatory exported:Secret template",
        ]);
      }
      assert.deepEqual(await said(template({}, { Id: { Value: { Ref: "Key" } } })), []);
      const yaml = [
        "Resources: {Key: {Type: AWS::IAM::AccessKey, Properties: {UserName: robot}}}",
        "Outputs: {Secret: {Value: !GetAtt Key.SecretAccessKey}}",
      ].join("\n");
      assert.deepEqual(await said(resource(TEMPLATE, "yaml", { templateBody: yaml })), [
        "mandatory exported:Secret yaml",
      ]);
    });
  });
});
