// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-no-administrator-policies";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const FOUND = "administrator-access:AdministratorAccess";

const everything = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" },
});
const narrow = everything.replace('"Resource":"*"', '"Resource":"arn:aws:s3:::b/*"');

describe("administrator policies", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  for (const type of [
    "rolePolicy:RolePolicy",
    "userPolicy:UserPolicy",
    "groupPolicy:GroupPolicy",
  ]) {
    judges(pack, RULE, `aws:iam/${type}`, [
      [`all in a ${type}`, { policy: everything }, "mandatory allows-everything:All"],
      [`nothing much in a ${type}`, { policy: narrow }],
    ]);
  }
  judges(pack, RULE, "aws:iam/role:Role", [
    ["a role that removes its policies", { inlinePolicies: [{}] }],
    [
      "a policy inside a role, by its name",
      {
        inlinePolicies: [
          { name: "a", policy: narrow },
          { name: "b", policy: everything },
        ],
      },
      "mandatory allows-everything:b/All",
    ],
    [
      "a policy inside a role beside one not known",
      { inlinePolicies: [NOT_KNOWN_YET, { name: "b", policy: everything }] },
      "mandatory allows-everything:b/All",
    ],
    ["AdministratorAccess", { managedPolicyArns: [ADMINISTRATOR] }, `mandatory ${FOUND}`],
    [
      "IAMFullAccess",
      { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] },
      "mandatory administrator-access:IAMFullAccess",
    ],
    ["ReadOnlyAccess", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }],
    [
      "all in a role within a boundary, which may leave little of it",
      {
        permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        inlinePolicies: [{ name: "b", policy: everything }],
      },
      "advisory allows-everything:b/All",
    ],
    ["AdministratorAccess as a boundary", { permissionsBoundary: ADMINISTRATOR }],
  ]);
  judges(pack, RULE, "aws-native:iam:Role", [
    [
      "AdministratorAccess by aws-native",
      { managedPolicyArns: [ADMINISTRATOR] },
      `mandatory ${FOUND}`,
    ],
    [
      "a policy inside a role by aws-native",
      { policies: [{ policyName: "b", policyDocument: JSON.parse(everything) }] },
      "mandatory allows-everything:b/All",
    ],
  ]);
  judges(pack, RULE, "aws:cloudformation/stack:Stack", [
    [
      "AdministratorAccess in a template",
      {
        templateBody: `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns:\n        - !Sub "arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess"\n`,
      },
      `mandatory R.${FOUND}`,
    ],
  ]);
  for (const owner of ["role", "user", "group"]) {
    const Owner = owner.replace(/^./, (letter) => letter.toUpperCase());
    judges(pack, RULE, `aws:iam/${owner}PolicyAttachment:${Owner}PolicyAttachment`, [
      [`AdministratorAccess of a ${owner}`, { policyArn: ADMINISTRATOR }, `mandatory ${FOUND}`],
    ]);
    judges(
      pack,
      RULE,
      `aws:iam/${owner}PolicyAttachmentsExclusive:${Owner}PolicyAttachmentsExclusive`,
      [
        [
          `AdministratorAccess among the policies of a ${owner}`,
          { policyArns: [NOT_KNOWN_YET, ADMINISTRATOR] },
          `mandatory ${FOUND}`,
          "advisory unknown",
        ],
      ],
    );
  }
  judges(pack, RULE, "aws:iam/policyAttachment:PolicyAttachment", [
    [
      "somebody's policy of that name",
      { policyArn: "arn:aws:iam::111111111111:policy/AdministratorAccess", roles: ["r"] },
    ],
    [
      "AdministratorAccess in China",
      { policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess", roles: ["r"] },
      `mandatory ${FOUND}`,
    ],
  ]);
  judges(pack, RULE, "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", [
    [
      "AdministratorAccess of a permission set that isn't here",
      { managedPolicyArn: ADMINISTRATOR },
      `advisory ${FOUND}`,
    ],
  ]);

  const attached = (role: string) => {
    const holder = resource("aws:iam/role:Role", role, { name: role });
    const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `${role}-a`, {
      role,
      policyArn: ADMINISTRATOR,
    });
    return [holder, attachment];
  };
  it("may be held by those whom a setting names, and by nobody else of their kind", async () => {
    const settings = { approved: ["role/break-*"] };
    assert.deepEqual(await pack.short(RULE, attached("break-glass"), settings), []);
    assert.deepEqual(await pack.short(RULE, attached("worker"), settings), [
      `mandatory ${FOUND} worker`,
    ]);
  });
  it("may be held by permission sets of the stack", async () => {
    const arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
    const set = resource(
      "aws:ssoadmin/permissionSet:PermissionSet",
      "s",
      { name: "Administrator" },
      { outputs: { arn } },
    );
    const attachment = resource(
      "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
      "a",
      { permissionSetArn: arn, managedPolicyArn: ADMINISTRATOR },
    );
    assert.deepEqual(await pack.short(RULE, [set, attachment]), []);
  });
  it("count for little within a permissions boundary that leaves little", async () => {
    const arn = "arn:aws:iam::123456789012:policy/limit";
    const limit = (policy: string) =>
      resource("aws:iam/policy:Policy", "limit", { name: "limit", policy }, { outputs: { arn } });
    const role = (permissionsBoundary: unknown) =>
      resource("aws:iam/role:Role", "r", { name: "r", permissionsBoundary });
    const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: "r",
      policyArn: ADMINISTRATOR,
    });
    assert.deepEqual(await pack.short(RULE, [role(arn), limit(narrow), attachment]), []);
    assert.deepEqual(await pack.short(RULE, [role(arn), attachment]), [`advisory ${FOUND} a`]);
    assert.deepEqual(await pack.short(RULE, [role(ADMINISTRATOR), attachment]), [
      `mandatory ${FOUND} a`,
    ]);
    const own = resource("aws:iam/role:Role", "r", {
      name: "r",
      permissionsBoundary: arn,
      managedPolicyArns: [ADMINISTRATOR],
    });
    assert.deepEqual(await pack.short(RULE, [own, limit(narrow)]), []);
    assert.deepEqual(await pack.short(RULE, [own]), [`advisory ${FOUND} r`]);
  });
  it("may be kept from permission sets", async () => {
    const set = resource("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "a", {
      permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
      managedPolicyArn: ADMINISTRATOR,
    });
    assert.deepEqual(await pack.short(RULE, [set], { approved: [] }), [`mandatory ${FOUND} a`]);
  });
  it("aren't asked about a policy that the stack declares, though its ARN isn't known yet", async () => {
    const own = resource("aws:iam/policy:Policy", "own", { policy: narrow });
    const attach = (from: Record<string, (typeof own)[]>) =>
      resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "a",
        { role: "r", policyArn: NOT_KNOWN_YET },
        { from },
      );
    assert.deepEqual(await pack.short(RULE, [own, attach({ policyArn: [own] })]), []);
    assert.deepEqual(await pack.short(RULE, [own, attach({})]), ["advisory unknown a"]);
  });
  it("are found when two policies of a role make one together", async () => {
    const statement = (more: object) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Resource: "*", ...more },
      });
    const role = resource("aws:iam/role:Role", "r", { name: "r" });
    const all = resource("aws:iam/rolePolicy:RolePolicy", "a", {
      role: "r",
      policy: statement({ NotAction: "iam:*" }),
    });
    const iam = resource("aws:iam/rolePolicy:RolePolicy", "b", {
      role: "r",
      policy: statement({ Action: "iam:PutRolePolicy" }),
    });
    assert.deepEqual(await pack.short(RULE, [role, all, iam]), [
      "mandatory allows-everything-together r",
    ]);
    assert.deepEqual(await pack.short(RULE, [role, all]), []);
  });
  it("are found when one of AWS's and one of its own make one together", async () => {
    const pass = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
    });
    const role = resource("aws:iam/role:Role", "r", { name: "r" });
    const own = resource("aws:iam/rolePolicy:RolePolicy", "own", { role: "r", policy: pass });
    const power = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: "r",
      policyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
    });
    assert.deepEqual(await pack.short(RULE, [role, own, power]), [
      "mandatory allows-everything-together r",
    ]);
    assert.deepEqual(await pack.short(RULE, [role, power]), []);
  });
  it("aren't what a permissions boundary is, which gives nothing", async () => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Sid: "No", Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
      ],
    });
    const arn = "arn:aws:iam::123456789012:policy/limit";
    const limit = resource(
      "aws:iam/policy:Policy",
      "limit",
      { name: "limit", policy: text },
      { outputs: { arn } },
    );
    const role = resource("aws:iam/role:Role", "r", { name: "r", permissionsBoundary: arn });
    const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: "r",
      policyArn: arn,
    });
    assert.deepEqual(await pack.short(RULE, [limit, role]), []);
    assert.deepEqual(await pack.short(RULE, [limit, role, attachment]), [
      "mandatory allows-everything:Statement[0] limit",
    ]);
    assert.deepEqual(await pack.short(RULE, [limit]), [
      "mandatory allows-everything:Statement[0] limit",
    ]);
  });
});
