import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { SET_ARN } from "../saneStack.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "policy-known-actions";
const aws = (name: string, partition = "aws") => `arn:${partition}:iam::aws:policy/${name}`;

/** Name as it is written, and what was meant; nothing where it is right. */
const names: readonly (readonly [string, string?])[] = [
  ["AdministratorAcces", "AdministratorAccess"],
  ["AdministratorAccess"],
  ["administratoraccess", "AdministratorAccess"],
  ["ViewOnlyAccess", "job-function/ViewOnlyAccess"],
  ["job-function/ViewOnlyAccess"],
  ["job-functions/ViewOnlyAccess", "job-function/ViewOnlyAccess"],
  ["service-role/ReadOnlyAccess", "ReadOnlyAccess"],
  ["ReadOnlyAcess", "ReadOnlyAccess"],
  ["Billing", "job-function/Billing"],
  ["AWSLambdaBasicExecutionRole", "service-role/AWSLambdaBasicExecutionRole"],
  ["service-role/AWSLambdaBasicExecutionRole"],
  ["AmazonS3ReadonlyAccess", "AmazonS3ReadOnlyAccess"],
  ["AmazonEKSClusterPolicy"],
  ["AmazonEKSClusterPolicies", "AmazonEKSClusterPolicy"],
  ["PowerUserAccess"],
  ["PowerUser", "PowerUserAccess"],
  ["SecurityAudit"],
  ["Security-Audit", "SecurityAudit"],
  ["toString", ""],
  ["CompletelyDifferentFromAllOthers", ""],
];
const notOnes = [
  NOT_KNOWN_YET,
  "arn:aws:iam::111122223333:policy/ViewOnlyAccess",
  "ViewOnlyAccess",
];

describe("AWS managed policies", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const role = (inputs: Record<string, unknown>) => resource("aws:iam/role:Role", "r", inputs);
  for (const [name, meant] of names) {
    it(`by the name ${name}: ${meant === undefined ? "right" : meant || "unknown"}`, async () => {
      const expected = meant === undefined ? [] : [`advisory unknown-managed-policy:${name}`];
      const on = (place: string, prefix = "") =>
        expected.map((one) => `${one.replace(" ", ` ${prefix}`)} ${place}`);
      const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
        role: "r",
        policyArn: aws(name),
      });
      const ofSet = resource("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "a", {
        permissionSetArn: SET_ARN,
        managedPolicyArn: aws(name),
      });
      const boundary = resource(
        "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
        "a",
        { permissionSetArn: SET_ARN, permissionsBoundary: { managedPolicyArn: aws(name) } },
      );
      const template = resource("aws:cloudformation/stack:Stack", "a", {
        templateBody: JSON.stringify({
          Resources: {
            R: {
              Type: "AWS::IAM::Role",
              Properties: {
                AssumeRolePolicyDocument: {},
                ManagedPolicyArns: [
                  { "Fn::Sub": `arn:\${AWS::Partition}:iam::aws:policy/${name}` },
                ],
              },
            },
          },
        }),
      });
      for (const one of [attachment, ofSet, boundary]) {
        assert.deepEqual(await pack.short(RULE, [one]), on("a"), one.type);
      }
      assert.deepEqual(await pack.short(RULE, [template]), on("a", "R."));
      for (const inputs of [
        { managedPolicyArns: [aws(name)] },
        { permissionsBoundary: aws(name) },
      ]) {
        assert.deepEqual(await pack.short(RULE, [role(inputs)]), on("r"));
      }
      if (!meant) return;
      const [violation] = await pack.judge(RULE, [attachment]);
      assert.ok(violation?.message.includes(`did you mean ${meant}?`), violation?.message);
    });
  }

  it("aren't what customers, or templates, name otherwise", async () => {
    for (const arn of notOnes) {
      assert.deepEqual(await pack.short(RULE, [role({ managedPolicyArns: [arn] })]), []);
    }
  });

  it("are attached to nothing else where they belong to a service-linked role", async () => {
    const name = "aws-service-role/AWSSupportServiceRolePolicy";
    assert.deepEqual(await pack.short(RULE, [role({ managedPolicyArns: [aws(name)] })]), [
      `advisory unknown-managed-policy:${name} r`,
    ]);
  });

  it("may be others elsewhere than in the commercial partition", async () => {
    const [own, misspelt] = [
      aws("AWSSomethingOfItsOwnInThere", "aws-us-gov"),
      aws("ViewOnlyAccess", "aws-cn"),
    ];
    assert.deepEqual(await pack.short(RULE, [role({ managedPolicyArns: [own] })]), []);
    assert.deepEqual(await pack.short(RULE, [role({ managedPolicyArns: [misspelt] })]), [
      "advisory unknown-managed-policy:ViewOnlyAccess r",
    ]);
  });

  it("are of the partition that the stack is in, where that is known", async () => {
    const provider = (name: string, region: unknown) =>
      resource("pulumi:providers:aws", name, { region });
    const attached = role({ managedPolicyArns: [aws("ReadOnlyAccess")] });
    const pointedAt = ["advisory other-partition:ReadOnlyAccess r"];
    for (const [regions, expected] of [
      [["cn-north-1"], pointedAt],
      [["us-gov-west-1", "us-gov-east-1"], pointedAt],
      [["eu-west-1"], []],
      [["eu-west-1", "cn-north-1"], []],
      [[NOT_KNOWN_YET], []],
      [[], []],
    ] as const) {
      const providers = regions.map((region, at) => provider(`p${at}`, region));
      assert.deepEqual(await pack.short(RULE, [...providers, attached]), expected);
    }
    const right = role({ permissionsBoundary: aws("ReadOnlyAccess", "aws-cn") });
    assert.deepEqual(await pack.short(RULE, [provider("p", "cn-north-1"), right]), []);
  });
});
