// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-no-privilege-escalation";

function document(...actions: readonly unknown[]): string {
  const Statement = actions.map((Action) => ({ Effect: "Allow", Action, Resource: "*" }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
function role(more: Record<string, unknown> = {}): AnalyzedResource {
  return resource("aws:iam/role:Role", "r", { name: "r", ...more });
}
function inline(name: string, policy: unknown, holder = "r"): AnalyzedResource {
  return resource("aws:iam/rolePolicy:RolePolicy", name, { role: holder, policy });
}
function managed(name: string, policy: unknown): AnalyzedResource {
  const arn = `arn:aws:iam::123456789012:policy/${name}`;
  return resource("aws:iam/policy:Policy", name, { name, policy }, { outputs: { arn } });
}
function attachment(name: string, policyArn: unknown): AnalyzedResource {
  return resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, {
    role: "r",
    policyArn,
  });
}
function aws(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
/** A role that nobody may assume but a service. */
function service(name: string): AnalyzedResource {
  const Statement = {
    Effect: "Allow",
    Principal: { Service: `${name}.amazonaws.com` },
    Action: "sts:AssumeRole",
  };
  return role({ assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement }) });
}
function denial(Action: string): string {
  const Statement = { Effect: "Deny", Action, Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
const pass = document("iam:PassRole");
const functions = document(["lambda:CreateFunction", "lambda:InvokeFunction"]);
const both = document(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]);
const LIMIT = "arn:aws:iam::123456789012:policy/limit";

describe("privilege escalation of whoever holds policies", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const table: readonly (readonly [string, readonly AnalyzedResource[], ...string[]])[] = [
    ["within one policy, at the policy", [role(), inline("one", both)], "mandatory pass-role one"],
    [
      "over two policies, at the role",
      [role(), inline("one", pass), inline("two", functions)],
      "mandatory pass-role r",
    ],
    [
      "over two policies of different roles",
      [role(), inline("one", pass), inline("two", functions, "other")],
    ],
    [
      "over an inline and an attached policy",
      [
        role(),
        inline("one", pass),
        managed("two", functions),
        attachment("a", "arn:aws:iam::123456789012:policy/two"),
      ],
      "mandatory pass-role r",
    ],
    [
      "with an AWS managed policy",
      [
        role(),
        inline("one", pass),
        attachment("a", "arn:aws:iam::aws:policy/AWSLambda_FullAccess"),
      ],
      "mandatory pass-role r",
    ],
    [
      "with an AWS managed policy that completes nothing",
      [role(), inline("one", pass), attachment("a", "arn:aws:iam::aws:policy/ReadOnlyAccess")],
    ],
    ["within a policy that nobody holds", [managed("one", both)], "mandatory pass-role one"],
    [
      "within a boundary of the stack that allows it",
      [
        role({ permissionsBoundary: LIMIT }),
        inline("one", both),
        managed("limit", document(["iam:*", "lambda:*"])),
      ],
      "mandatory pass-role r",
    ],
    [
      "within a boundary of the stack that doesn't",
      [
        role({ permissionsBoundary: LIMIT }),
        inline("one", both),
        managed("limit", document(["lambda:*", "s3:*"])),
      ],
    ],
    [
      "within a boundary that is elsewhere: a doubt",
      [role({ permissionsBoundary: LIMIT }), inline("one", both)],
      "advisory pass-role r",
    ],
    [
      "within AdministratorAccess, which limits nothing",
      [
        role({ permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
        inline("one", both),
      ],
      "mandatory pass-role one",
    ],
    [
      "within PowerUserAccess, which leaves IAM out",
      [
        role({ permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" }),
        inline("one", both),
      ],
    ],
    [
      "within ReadOnlyAccess, which leaves no way",
      [
        role({ permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        inline("one", both),
      ],
    ],
    [
      "within AWSLambda_FullAccess, which leaves it",
      [
        role({ permissionsBoundary: "arn:aws:iam::aws:policy/AWSLambda_FullAccess" }),
        inline("one", both),
      ],
      "mandatory pass-role r",
    ],
    [
      "within a policy that AWS may have made since: a doubt",
      [
        role({ permissionsBoundary: "arn:aws:iam::aws:policy/AmazonFrontDoorFullAccess" }),
        inline("one", both),
      ],
      "advisory pass-role r",
    ],
    [
      "within an AWS managed policy that passes any role",
      [role(), attachment("a", aws("AmazonECS_FullAccess"))],
      "mandatory pass-role r",
      "advisory existing-role r",
    ],
    [
      "over two AWS managed policies",
      [
        role(),
        attachment("a", aws("AmazonESCognitoAccess")),
        attachment("b", aws("AmazonCognitoPowerUser")),
      ],
      "mandatory pass-role r",
    ],
    [
      "within an AWS managed policy, that a Deny of the role takes away",
      [
        role(),
        attachment("a", aws("AWSAppRunnerFullAccess")),
        inline("one", denial("iam:PassRole")),
      ],
    ],
    [
      "within one policy, that AWSDenyAll takes away",
      [role(), inline("one", both), attachment("a", aws("AWSDenyAll"))],
    ],
    [
      "within what AWS made for a service's own role, which nobody else acts as",
      [service("eks"), attachment("a", aws("AmazonEKSComputePolicy"))],
      "advisory pass-role r",
    ],
    [
      "within the same policy, of a role for what people run",
      [service("ec2"), attachment("a", aws("AmazonEKSComputePolicy"))],
      "mandatory pass-role r",
    ],
    [
      "within a service's own role, by a policy that AWS didn't make",
      [service("eks"), inline("one", both)],
      "mandatory pass-role one",
    ],
    [
      "within AWS's policy for administrators of Identity Center, which another rule names",
      [role(), attachment("a", aws("AWSSSOMasterAccountAdministrator"))],
    ],
    [
      "within a boundary not known yet: a doubt",
      [role({ permissionsBoundary: NOT_KNOWN_YET }), inline("one", both)],
      "advisory pass-role r",
    ],
    [
      "in a boundary by itself, which gives nothing",
      [role({ permissionsBoundary: LIMIT }), managed("limit", both)],
    ],
    [
      "of a role that may change itself",
      [
        role(),
        inline(
          "one",
          document("x:y").replace(
            '"Action":"x:y","Resource":"*"',
            '"Action":"iam:PutRolePolicy","Resource":"arn:aws:iam::123456789012:role/r"',
          ),
        ),
      ],
      "mandatory identity one",
    ],
    [
      "of a role that may change another",
      [
        role(),
        inline(
          "one",
          document("x:y").replace(
            '"Action":"x:y","Resource":"*"',
            '"Action":"iam:PutRolePolicy","Resource":"arn:aws:iam::123456789012:role/s"',
          ),
        ),
      ],
    ],
    [
      "once for many paths of a kind",
      [
        role(),
        inline(
          "one",
          document([
            "iam:PassRole",
            "lambda:Create*",
            "lambda:Invoke*",
            "glue:Create*",
            "glue:Start*",
          ]),
        ),
      ],
      "mandatory pass-role one",
    ],
    ["not for an administrator, whom another rule names", [role(), inline("one", document("*"))]],
    ["not of a policy not known yet", [role(), inline("one", NOT_KNOWN_YET)]],
  ];
  for (const [title, resources, ...expected] of table) {
    it(`${expected.length > 0 ? "is found" : "isn't found"} ${title}`, async () => {
      assert.deepEqual(await pack.short(RULE, resources), expected);
    });
  }

  const narrow = (Action: string, Resource: string) =>
    JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action, Resource } });
  it("is found of a role that may change a policy that it holds", async () => {
    const one = managed(
      "own",
      narrow("iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/own"),
    );
    const held = attachment("a", "arn:aws:iam::123456789012:policy/own");
    assert.deepEqual(await pack.short(RULE, [role(), one, held]), ["mandatory identity own"]);
    assert.deepEqual(await pack.short(RULE, [role(), one]), []);
  });
  it("is found of a user who may change its group's policies", async () => {
    const user = resource("aws:iam/user:User", "u", { name: "u" });
    const group = resource("aws:iam/group:Group", "g", { name: "g" });
    const member = resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
      user: "u",
      groups: ["g"],
    });
    const own = resource("aws:iam/userPolicy:UserPolicy", "own", {
      user: "u",
      policy: narrow("iam:PutGroupPolicy", "arn:aws:iam::123456789012:group/g"),
    });
    assert.deepEqual(await pack.short(RULE, [user, group, member, own]), [
      "mandatory identity own",
    ]);
    assert.deepEqual(await pack.short(RULE, [user, group, own]), []);
  });
  it("is found of a user by its group's policy", async () => {
    const user = resource("aws:iam/user:User", "u", { name: "u" });
    const group = resource("aws:iam/group:Group", "g", { name: "g" });
    const member = resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
      user: "u",
      groups: ["g"],
    });
    const own = resource("aws:iam/userPolicy:UserPolicy", "own", { user: "u", policy: pass });
    const shared = resource("aws:iam/groupPolicy:GroupPolicy", "shared", {
      group: "g",
      policy: functions,
    });
    assert.deepEqual(await pack.short(RULE, [user, group, member, own, shared]), [
      "mandatory pass-role u",
    ]);
  });
  it("is found in a permission set, unless its boundary stops it", async () => {
    const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
    const set = resource(
      "aws:ssoadmin/permissionSet:PermissionSet",
      "s",
      { name: "s" },
      { outputs: { arn: permissionSetArn } },
    );
    const policy = resource(
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      "p",
      { permissionSetArn, inlinePolicy: both },
    );
    assert.deepEqual(await pack.short(RULE, [set, policy]), ["mandatory pass-role p"]);
    const boundary = resource(
      "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
      "b",
      {
        permissionSetArn,
        permissionsBoundary: { customerManagedPolicyReference: { name: "limit" } },
      },
    );
    assert.deepEqual(await pack.short(RULE, [set, policy, boundary]), ["advisory pass-role s"]);
  });
  it("isn't found in a permission set that has PowerUserAccess, but in what its own policy adds", async () => {
    const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
    const set = resource(
      "aws:ssoadmin/permissionSet:PermissionSet",
      "s",
      { name: "s" },
      { outputs: { arn: permissionSetArn } },
    );
    const power = resource("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "a", {
      permissionSetArn,
      managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
    });
    const boundary = resource(
      "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
      "b",
      {
        permissionSetArn,
        permissionsBoundary: { customerManagedPolicyReference: { name: "limit" } },
      },
    );
    assert.deepEqual(await pack.short(RULE, [set, power]), []);
    assert.deepEqual(await pack.short(RULE, [set, power, boundary]), []);
    const policy = resource(
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      "p",
      { permissionSetArn, inlinePolicy: document("iam:CreateAccessKey") },
    );
    assert.deepEqual(await pack.short(RULE, [set, power, policy]), ["mandatory identity p"]);
    const arn = "arn:aws:iam::aws:policy/PowerUserAccess";
    assert.deepEqual(await pack.short(RULE, [role(), attachment("a", arn)]), [
      "mandatory identity-center r",
      "advisory existing-role r",
    ]);
  });
  it("is told with its paths, where they stand and where they are published", async () => {
    const [violation] = await pack.judge(RULE, [role(), inline("one", both)]);
    const message = violation?.message ?? "";
    assert.match(
      message,
      /iam:PassRole with lambda:CreateFunction and lambda:InvokeFunction, by policy: Statement\[0\] on \*/,
    );
    assert.match(message, /https:\/\/pathfinding\.cloud\/paths\/lambda-001/);
  });
});
