import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const STACK = "aws:cloudformation/stack:Stack";
const PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
const CONTACT = "aws:account/alternativeContact:AlternativeContact";

const strong = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
};

function template(resources: Record<string, object>): { templateBody: string } {
  return { templateBody: JSON.stringify({ Resources: resources }) };
}

describe("policies for what a stack manages of an account", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const passwords = "account-password-policy";
  judges(pack, passwords, PASSWORDS, [
    ["fourteen characters of all classes and no reuse", strong],
    [
      "thirteen characters",
      { ...strong, minimumPasswordLength: 13 },
      "mandatory minimumPasswordLength",
    ],
    [
      "a length that isn't given",
      { ...strong, minimumPasswordLength: undefined },
      "mandatory minimumPasswordLength",
    ],
    [
      "passwords that come back",
      { ...strong, passwordReusePrevention: 23 },
      "mandatory passwordReusePrevention",
    ],
    [
      "a reuse that isn't given",
      { ...strong, passwordReusePrevention: undefined },
      "mandatory passwordReusePrevention",
    ],
    [
      "passwords without symbols",
      { ...strong, requireSymbols: false },
      "advisory characterClasses",
    ],
    ["passwords that end softly", { ...strong, maxPasswordAge: 90, hardExpiry: false }],
    [
      "passwords that lock people out",
      { ...strong, maxPasswordAge: 90, hardExpiry: true },
      "advisory hardExpiry",
    ],
    ["a length that is written as text", { ...strong, minimumPasswordLength: "14" }],
    [
      "a length that is no number",
      { ...strong, minimumPasswordLength: "long" },
      "mandatory minimumPasswordLength",
    ],
    [
      "a length that is an object without a text",
      { ...strong, minimumPasswordLength: { toString: 1 } },
      "mandatory minimumPasswordLength",
    ],
    [
      "an unknown length",
      { ...strong, minimumPasswordLength: NOT_KNOWN_YET },
      "advisory unknown:minimumPasswordLength",
    ],
    [
      "unknown symbols",
      { ...strong, requireSymbols: NOT_KNOWN_YET },
      "advisory unknown:requireSymbols",
    ],
  ]);

  it("account-password-policy asks for an end and not for classes when the configuration says so", async () => {
    const policy = (inputs: object) => [resource(PASSWORDS, "p", { ...strong, ...inputs })];
    const settings = { maximumAge: 90, characterClasses: false, minimumLength: 10 };
    assert.deepEqual(await pack.short(passwords, policy({}), settings), [
      "mandatory maxPasswordAge p",
    ]);
    assert.deepEqual(await pack.short(passwords, policy({ maxPasswordAge: 91 }), settings), [
      "mandatory maxPasswordAge p",
    ]);
    const short = { maxPasswordAge: 90, minimumPasswordLength: 10, requireSymbols: false };
    assert.deepEqual(await pack.short(passwords, policy(short), settings), []);
  });

  const analyzer = "account-access-analyzer";
  judges(pack, analyzer, ANALYZER, [
    ["an analyzer of the account", { analyzerName: "a" }],
    ["one of the organization", { analyzerName: "a", type: "ORGANIZATION" }],
    ["an analyzer of a type that isn't known yet", { analyzerName: "a", type: NOT_KNOWN_YET }],
  ]);
  judges(pack, analyzer, "aws:accessanalyzer/archiveRule:ArchiveRule", [
    [
      "a rule for one role",
      {
        ruleName: "r",
        filters: [{ criteria: "principal.AWS", eqs: ["arn:aws:iam::111111111111:role/r"] }],
      },
    ],
    [
      "a rule that matches everything",
      { ruleName: "r", filters: [{ criteria: "resource", exists: "true" }] },
      "mandatory archives-everything:r",
    ],
    ["a rule without filters", { ruleName: "r", filters: [] }, "mandatory archives-everything:r"],
    [
      "a rule for any ARN",
      { ruleName: "r", filters: [{ criteria: "resource", contains: ["arn:aws"] }] },
      "mandatory archives-everything:r",
    ],
    [
      "a rule for all that is public",
      { ruleName: "r", filters: [{ criteria: "isPublic", eqs: ["true"] }] },
      "mandatory archives-public:r",
    ],
    [
      "a rule for one public bucket",
      {
        ruleName: "r",
        filters: [
          { criteria: "isPublic", eqs: ["true"] },
          { criteria: "resource", eqs: ["arn:aws:s3:::www"] },
        ],
      },
    ],
    [
      "a rule for one tag that is true",
      { ruleName: "r", filters: [{ criteria: "condition.aws:PrincipalTag/bot", eqs: ["true"] }] },
    ],
    ["filters that aren't known yet", { ruleName: "r", filters: NOT_KNOWN_YET }],
  ]);
  judges(pack, analyzer, "aws-native:accessanalyzer:Analyzer", [
    ["an analyzer of aws-native", { type: "ACCOUNT" }],
    [
      "a broad rule of aws-native",
      {
        type: "ACCOUNT",
        archiveRules: [{ ruleName: "r", filter: [{ property: "isPublic", eq: ["true"] }] }],
      },
      "mandatory archives-public:r",
    ],
  ]);
  judges(pack, analyzer, STACK, [
    [
      "an analyzer in a template",
      template({
        Made: { Type: "AWS::AccessAnalyzer::Analyzer", Properties: { Type: "ACCOUNT" } },
      }),
    ],
    [
      "a broad rule in a template",
      template({
        Made: {
          Type: "AWS::AccessAnalyzer::Analyzer",
          Properties: {
            Type: "ACCOUNT",
            ArchiveRules: [{ RuleName: "r", Filter: [{ Property: "resource", Exists: true }] }],
          },
        },
      }),
      "mandatory Made.archives-everything:r",
    ],
  ]);

  it("account-access-analyzer wants one of access from outside where a stack secures the account", async () => {
    const detector = resource("aws:guardduty/detector:Detector", "d", {});
    const unused = resource(ANALYZER, "u", { type: "ACCOUNT_UNUSED_ACCESS" });
    const outside = resource(ANALYZER, "o", {});
    const missing = ["advisory no-external-analyzer stack"];
    assert.deepEqual(await pack.short(analyzer, [detector]), missing);
    assert.deepEqual(await pack.short(analyzer, [detector, unused]), missing);
    assert.deepEqual(await pack.short(analyzer, [detector, unused, outside]), []);
    assert.deepEqual(await pack.short(analyzer, [resource("aws:s3/bucket:Bucket", "b", {})]), []);
  });

  const contacts = "account-alternate-contacts";
  judges(pack, contacts, CONTACT, [
    ["a contact for security", { alternateContactType: "SECURITY", name: "Security team" }],
    [
      "only a contact for bills",
      { alternateContactType: "BILLING", name: "Accounting" },
      "advisory no-security-contact",
    ],
    [
      "a name that Pulumi made up",
      { alternateContactType: "SECURITY", name: "judged-0a1b2c3" },
      "advisory made-up-name",
    ],
    ["a contact of unknown type", { alternateContactType: NOT_KNOWN_YET, name: "Accounting" }],
  ]);
  it("account-alternate-contacts judges each account by itself", async () => {
    const own = resource(CONTACT, "own", { alternateContactType: "SECURITY" });
    const other = resource(CONTACT, "other", {
      alternateContactType: "BILLING",
      accountId: "111111111111",
    });
    assert.deepEqual(await pack.short(contacts, [own, other]), [
      "advisory no-security-contact other",
    ]);
  });

  const deprecated = "iam-no-deprecated-resources";
  const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
  judges(pack, deprecated, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", [
    ["a policy that AWS keeps", { role: "r", policyArn: aws("AmazonSSMManagedInstanceCore") }],
    [
      "a policy that AWS withdrew",
      { role: "r", policyArn: aws("AWSLambdaFullAccess") },
      "advisory deprecated-policy:AWSLambdaFullAccess",
    ],
    [
      "one's own policy of the same name",
      { role: "r", policyArn: "arn:aws:iam::123456789012:policy/AWSLambdaFullAccess" },
    ],
    ["a policy that isn't known yet", { role: "r", policyArn: NOT_KNOWN_YET }],
  ]);
  judges(pack, deprecated, "aws:iam/policyAttachment:PolicyAttachment", [
    [
      "a PolicyAttachment of a policy of AWS",
      { policyArn: aws("ReadOnlyAccess"), roles: ["r"] },
      "mandatory exclusive-attachment",
    ],
    [
      "a PolicyAttachment of one's own policy",
      { policyArn: "arn:aws:iam::123456789012:policy/p", roles: ["r"] },
      "advisory exclusive-attachment",
    ],
    [
      "a PolicyAttachment of an unknown policy",
      { policyArn: NOT_KNOWN_YET, roles: ["r"] },
      "advisory exclusive-attachment",
    ],
  ]);
  judges(pack, deprecated, "aws:iam/role:Role", [
    ["a role with nothing inside", { name: "r" }],
    [
      "the deprecated inputs of a role",
      { managedPolicyArns: [aws("ReadOnlyAccess")], inlinePolicies: [{ name: "p", policy: "{}" }] },
      "advisory deprecated-input:inlinePolicies",
      "advisory deprecated-input:managedPolicyArns",
    ],
  ]);
  judges(pack, deprecated, "aws-native:iam:Role", [
    [
      "policies inside a role of aws-native, which are its way",
      { managedPolicyArns: [aws("ReadOnlyAccess")] },
    ],
    [
      "a withdrawn policy in aws-native",
      { managedPolicyArns: [aws("service-role/AmazonEC2RoleforSSM")] },
      "advisory deprecated-policy:service-role/AmazonEC2RoleforSSM",
    ],
  ]);
  judges(pack, deprecated, STACK, [
    [
      "a withdrawn policy in a template",
      template({
        Made: {
          Type: "AWS::IAM::Group",
          Properties: { ManagedPolicyArns: [aws("AWSCloudTrailFullAccess")] },
        },
      }),
      "advisory Made.deprecated-policy:AWSCloudTrailFullAccess",
    ],
  ]);

  const groups = "iam-policies-through-groups";
  judges(pack, groups, "aws:iam/userPolicyAttachment:UserPolicyAttachment", [
    [
      "a policy attached to a user",
      { user: "u", policyArn: aws("job-function/Billing") },
      "advisory attached:Billing",
    ],
    [
      "an unknown policy attached to a user",
      { user: "u", policyArn: NOT_KNOWN_YET },
      "advisory attached:policyArn",
    ],
  ]);
  judges(pack, groups, "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", [
    ["a policy attached to a group", { group: "g", policyArn: aws("job-function/Billing") }],
  ]);
  judges(pack, groups, "aws:iam/userPolicy:UserPolicy", [
    ["an inline policy of a user", { user: "u", name: "own", policy: "{}" }, "advisory inline:own"],
  ]);
  judges(pack, groups, "aws-native:iam:User", [
    ["a user of aws-native in a group", { groups: ["g"] }],
    [
      "policies of a user of aws-native",
      {
        managedPolicyArns: [aws("ReadOnlyAccess")],
        policies: [{ policyName: "own", policyDocument: {} }],
      },
      "advisory inline:own",
      "advisory attached:ReadOnlyAccess",
    ],
  ]);
  judges(pack, groups, STACK, [
    [
      "a policy attached to a user in a YAML template",
      {
        templateBody:
          "Resources:\n  Robot: { Type: AWS::IAM::User }\n  Made:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      ManagedPolicyName: deploy\n      PolicyDocument: {}\n      Users: [!Ref Robot]\n",
      },
      "advisory Made.attached:deploy",
    ],
  ]);
});
