import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../commands/analyzer/request.ts";
import { parseState } from "../../commands/judge/state.ts";
import { stateOf } from "./awsProgram/state.ts";
import { exampleResources, type Mode } from "./awsProgram.ts";

const URN = "urn:pulumi:test::acme::";
const BUCKET = 'const bucket = new aws.s3.Bucket("Data");';

/** The resources of a program's text, by logical name. */
async function run(program: string, mode: Mode = "update") {
  const imports = `import * as aws from "@pulumi/aws"; import * as pulumi from "@pulumi/pulumi";`;
  const resources = await exampleResources(`${imports}\n${program}`, mode);
  const one = (name: string): AnalyzedResource => {
    const found = resources.find((resource) => resource.name === name);
    assert.ok(found, `${name} is missing`);
    return found;
  };
  return { resources, one };
}

describe("an AWS program in this process", () => {
  it("gives the stack, the default provider and then what the program registers", async () => {
    const { resources, one } = await run(`${BUCKET} export const arn = bucket.arn;`);
    assert.deepEqual(
      resources.map(({ type }) => type),
      ["pulumi:pulumi:Stack", "pulumi:providers:aws", "aws:s3/bucket:Bucket"],
    );
    const [stack, provider] = resources;
    assert.match(String(stack?.outputs.arn), /^arn:aws:s3:::data-[0-9a-f]{7}$/);
    assert.equal(one("Data").urn, `${URN}aws:s3/bucket:Bucket::Data`);
    assert.equal(one("Data").parent, stack?.urn);
    assert.equal(one("Data").provider, `${provider?.urn}::${provider?.id}`);
  });

  it("names what has no name as the AWS provider does, the same in each run", async () => {
    const program = `
      new aws.iam.Role("role", { assumeRolePolicy: "{}" });
      new aws.iam.Role("named", { name: "own", assumeRolePolicy: "{}" });
      new aws.iam.Role("prefixed", { namePrefix: "own-", assumeRolePolicy: "{}" });
      new aws.sqs.Queue("queue", { fifoQueue: true });
      new aws.kms.Alias("alias", { targetKeyId: "k" });`;
    const { one } = await run(program);
    assert.match(String(one("role").inputs.name), /^role-[0-9a-f]{7}$/);
    assert.equal(one("named").inputs.name, "own");
    assert.equal(one("prefixed").inputs.name, undefined);
    assert.match(String(one("queue").inputs.name), /^queue-[0-9a-f]{7}\.fifo$/);
    assert.match(String(one("alias").inputs.name), /^alias\/alias-[0-9a-f]{7}$/);
    const again = await run(program);
    assert.deepEqual(again.one("role"), one("role"));
  });

  it("makes a policy that is given as object into text, which one unknown part makes unknown", async () => {
    const program = `${BUCKET}
      const statement = (Resource: pulumi.Input<string>) => ({ Version: "2012-10-17" as const, Statement: [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource }] });
      new aws.iam.Policy("known", { policy: statement("*") });
      new aws.iam.Policy("partly", { policy: statement(pulumi.interpolate\`\${bucket.arn}/*\`) });`;
    const preview = await run(program, "preview");
    const text = (one: AnalyzedResource) => JSON.parse(String(one.inputs.policy)).Statement[0];
    assert.equal(text(preview.one("known")).Resource, "*");
    assert.equal(preview.one("partly").inputs.policy, NOT_KNOWN_YET);
    const update = await run(program);
    assert.equal(text(update.one("partly")).Resource, `${update.one("Data").outputs.arn}/*`);
  });

  it("says where the value of an input comes from", async () => {
    for (const mode of ["preview", "update"] as const) {
      const { one } = await run(
        `const role = new aws.iam.Role("role", { assumeRolePolicy: "{}" }); ${BUCKET}
         new aws.iam.RolePolicy("grant", { role: role.id, policy: bucket.arn.apply((arn) => arn) });`,
        mode,
      );
      const { propertyDependencies, dependencies } = one("grant");
      assert.deepEqual(propertyDependencies.role, [one("role").urn]);
      assert.deepEqual(propertyDependencies.policy, [one("Data").urn]);
      assert.deepEqual([...dependencies].sort(), [one("role").urn, one("Data").urn].sort());
    }
  });

  it("leaves in a preview what AWS decides unknown, and ids absent", async () => {
    const { one } = await run(`${BUCKET} export const id = bucket.id;`, "preview");
    assert.equal(one("Data").outputs.arn, NOT_KNOWN_YET);
    assert.equal("id" in one("Data"), false);
    assert.equal(one("acme-test").outputs.id, NOT_KNOWN_YET);
  });

  it("keeps components, their outputs, and the providers that were chosen", async () => {
    const { one } = await run(`
      class Team extends pulumi.ComponentResource {
        constructor(name: string, opts: pulumi.ComponentResourceOptions) {
          super("acme:index:Team", name, {}, opts);
          const topic = new aws.sns.Topic("topic", {}, { parent: this });
          this.registerOutputs({ arn: topic.arn });
        }
      }
      const west = new aws.Provider("west", { region: "us-west-2" });
      new Team("team", { providers: [west] });`);
    assert.equal(one("team").custom, false);
    assert.equal(one("team").outputs.arn, one("topic").outputs.arn);
    assert.equal(one("topic").parent, one("team").urn);
    assert.equal(one("topic").provider, `${one("west").urn}::${one("west").id}`);
    assert.equal(one("west").inputs.region, "us-west-2");
  });

  it("gives the outputs that AWS gives, in AWS's formats", async () => {
    const { one } = await run(`
      new aws.iam.Role("role", { name: "r", path: "/a/b/", assumeRolePolicy: "{}" });
      const provider = new aws.iam.OpenIdConnectProvider("oidc", { url: "https://gitlab.com", clientIdLists: ["a"] });
      new aws.sqs.Queue("queue", { name: "q" });
      new aws.cloudwatch.LogGroup("logs", { name: "/l" });
      new aws.iam.AccessKey("key", { user: "u" });
      new aws.kms.Key("one"); new aws.kms.Key("other");
      new aws.eks.Cluster("eks", { name: "e", roleArn: "a", vpcConfig: { subnetIds: [] } });`);
    const arns = ["role", "oidc", "queue", "logs"].map((name) => one(name).outputs.arn);
    assert.deepEqual(arns, [
      "arn:aws:iam::123456789012:role/a/b/r",
      "arn:aws:iam::123456789012:oidc-provider/gitlab.com",
      "arn:aws:sqs:eu-west-1:123456789012:q",
      "arn:aws:logs:eu-west-1:123456789012:log-group:/l",
    ]);
    assert.equal(one("oidc").outputs.url, "gitlab.com");
    assert.equal(one("queue").id, "https://sqs.eu-west-1.amazonaws.com/123456789012/q");
    assert.match(String(one("key").id), /^AKIA[0-9A-F]{16}$/);
    assert.equal(one("key").outputs.encryptedSecret, undefined);
    assert.notEqual(one("one").outputs.arn, one("other").outputs.arn);
    const identities = one("eks").outputs.identities as { oidcs: { issuer: string }[] }[];
    assert.match(String(identities[0]?.oidcs[0]?.issuer), /^https:\/\/oidc\.eks\./);
  });

  it("assembles policy documents as the provider does", async () => {
    const { resources } = await run(`
      const base = aws.iam.getPolicyDocumentOutput({ statements: [
        { sid: "A", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/&{aws:username}"] },
        { sid: "B", effect: "Deny", notActions: ["iam:*", "sts:*"], resources: ["*"] },
      ]});
      export const json = aws.iam.getPolicyDocumentOutput({
        sourcePolicyDocuments: [base.json],
        statements: [{ sid: "B", actions: ["a:B", "a:C"], principals: [
          { type: "AWS", identifiers: ["1"] }, { type: "AWS", identifiers: ["2"] }, { type: "Service", identifiers: ["s"] },
        ], conditions: [
          { test: "StringEquals", variable: "k", values: ["x", "a"] }, { test: "StringEquals", variable: "l", values: ["y"] },
        ]}],
        overridePolicyDocuments: [JSON.stringify({ Version: "2012-10-17", Statement: { Sid: "C", Effect: "Allow" } })],
      }).json;
      export const everyone = aws.iam.getPolicyDocumentOutput({
        statements: [{ principals: [{ type: "*", identifiers: ["*"] }] }],
      }).json;`);
    const { json, everyone } = resources[0]?.outputs ?? {};
    assert.deepEqual(JSON.parse(String(json)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "A",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::b/${"$"}{aws:username}`,
        },
        {
          Sid: "B",
          Effect: "Allow",
          Action: ["a:C", "a:B"],
          Principal: { AWS: ["1", "2"], Service: "s" },
          Condition: { StringEquals: { k: ["x", "a"], l: "y" } },
        },
        { Sid: "C", Effect: "Allow" },
      ],
    });
    assert.equal(JSON.parse(String(everyone)).Statement[0].Principal, "*");
  });

  const failures: readonly [what: string, program: string, error: RegExp][] = [
    [
      "the program throws",
      `throw new Error("no such thing");`,
      /the program failed: .*no such thing/s,
    ],
    ["a resource stands twice", `${BUCKET} new aws.s3.Bucket("Data");`, /Duplicate resource URN/],
    [
      "a function has no answer",
      "await aws.ec2.getEips();",
      /no answer to aws:ec2\/getEips:getEips/,
    ],
    [
      "a type isn't @pulumi/aws's",
      `new pulumi.CustomResource("aws:iam/throne:Throne", "a", {});`,
      /no aws:iam\/throne:Throne/,
    ],
    [
      "a document's sid stands twice",
      `await aws.iam.getPolicyDocument({ statements: [{ sid: "A" }, { sid: "A" }] });`,
      /duplicate Sid \(A\)/,
    ],
  ];
  for (const [what, program, error] of failures) {
    it(`fails when ${what}, and says so`, async () => {
      await assert.rejects(run(program), error);
    });
  }

  it("writes the state that pulumi policy analyze reads", async () => {
    const { resources } = await run(`${BUCKET}
      new aws.s3.BucketPolicy("p", { bucket: bucket.id, policy: "{}" }, { protect: true });`);
    const {
      stack,
      project,
      resources: read,
    } = parseState(Buffer.from(JSON.stringify(stateOf(resources))), "state");
    assert.deepEqual([stack, project], ["test", "acme"]);
    const essentials = (all: readonly AnalyzedResource[]) =>
      all.map(({ options, ...rest }) => ({ ...rest, protect: options.protect ?? false }));
    assert.deepEqual(essentials(read), essentials(resources));
  });
});
