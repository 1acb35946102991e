import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const AUDIT = "arn:aws:iam::aws:policy/SecurityAudit";
const SET = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef";

const role = (inputs: object = {}) =>
  resource("aws:iam/role:Role", "role", { name: "r", ...inputs });
const single = (name: string, inputs: object) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, { role: "r", ...inputs });
const exclusive = (name: string, policyArns: unknown, roleName: unknown = "r") =>
  resource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", name, {
    roleName,
    policyArns,
  });
const byPolicy = (name: string, inputs: object) =>
  resource("aws:iam/policyAttachment:PolicyAttachment", name, { policyArn: READ, ...inputs });
const inline = (name: string, policy: string) =>
  resource("aws:iam/rolePolicy:RolePolicy", name, { role: "r", name: policy, policy: "{}" });
const inlineList = (name: string, policyNames: unknown) =>
  resource("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", name, {
    roleName: "r",
    policyNames,
  });
const members = (name: string, group: string, users: unknown) =>
  resource("aws:iam/groupMembership:GroupMembership", name, { group, users });
const joins = (name: string, user: string, groups: unknown) =>
  resource("aws:iam/userGroupMembership:UserGroupMembership", name, { user, groups });

/** What there is, and what the rule says. */
type Case = readonly [string, Parameters<Pack["short"]>[1], ...string[]];

describe("policies for attachments that get in each other's way", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  function judges(rule: string, cases: readonly Case[]): void {
    for (const [title, resources, ...expected] of cases) {
      it(`${rule} ${expected.length > 0 ? "refuses" : "accepts"} ${title}`, async () => {
        assert.deepEqual(await pack.short(rule, resources), expected);
      });
    }
  }

  judges("iam-no-conflicting-attachments", [
    [
      "single attachments",
      [role(), single("a", { policyArn: READ }), single("b", { policyArn: AUDIT })],
    ],
    [
      "a list that names the single attachment",
      [role(), exclusive("l", [READ]), single("a", { policyArn: READ })],
    ],
    [
      "a list that misses a single attachment",
      [role(), exclusive("l", [AUDIT]), single("a", { policyArn: READ })],
      "mandatory taken-away a",
    ],
    [
      "an empty list that misses it",
      [role(), exclusive("l", []), single("a", { policyArn: READ })],
      "mandatory taken-away a",
    ],
    [
      "a list of another role",
      [role(), exclusive("l", [AUDIT], "other"), single("a", { policyArn: READ })],
    ],
    [
      "two lists of one role",
      [role(), exclusive("l", [READ]), exclusive("m", [AUDIT])],
      "mandatory two-lists m",
    ],
    [
      "a list that isn't known yet",
      [role(), exclusive("l", NOT_KNOWN_YET), single("a", { policyArn: READ })],
    ],
    [
      "a single attachment beside managedPolicyArns",
      [role({ managedPolicyArns: [AUDIT] }), single("a", { policyArn: READ })],
      "mandatory taken-away a",
    ],
    [
      "the same policy in both",
      [role({ managedPolicyArns: [READ] }), single("a", { policyArn: READ })],
    ],
    [
      "a single attachment of what a PolicyAttachment owns",
      [role(), byPolicy("p", { roles: ["other"] }), single("a", { policyArn: READ })],
      "mandatory taken-away a",
    ],
    [
      "a PolicyAttachment that names the role too",
      [role(), byPolicy("p", { roles: ["r"] }), single("a", { policyArn: READ })],
    ],
    [
      "two PolicyAttachments of one policy",
      [byPolicy("p", { roles: ["a"] }), byPolicy("q", { roles: ["b"] })],
      "mandatory two-lists q",
    ],
    ["two inline policies", [role(), inline("a", "one"), inline("b", "two")]],
    [
      "two inline policies of one name",
      [role(), inline("a", "one"), inline("b", "one")],
      "mandatory same-name:one b",
    ],
    [
      "an inline policy beside inlinePolicies",
      [role({ inlinePolicies: [{ name: "own", policy: "{}" }] }), inline("a", "one")],
      "mandatory taken-away a",
    ],
    [
      "a list of inline policies that names it",
      [role(), inlineList("l", ["one"]), inline("a", "one")],
    ],
    [
      "a list of inline policies that misses it",
      [role(), inlineList("l", []), inline("a", "one")],
      "mandatory taken-away a",
    ],
    [
      "a list of inline policies that isn't known yet",
      [role(), inlineList("l", NOT_KNOWN_YET), inline("a", "one")],
    ],
    [
      "two lists of inline policies",
      [role(), inlineList("l", ["a"]), inlineList("m", ["b"])],
      "mandatory two-lists m",
    ],
    [
      "policies around a role of aws-native, which takes nothing away",
      [
        resource("aws-native:iam:Role", "n", { roleName: "r", managedPolicyArns: [AUDIT] }),
        single("a", { policyArn: READ }),
      ],
    ],
    [
      "policies around a role in a template",
      [
        resource("aws:cloudformation/stack:Stack", "s", {
          templateBody: JSON.stringify({
            Resources: {
              Made: {
                Type: "AWS::IAM::Role",
                Properties: { RoleName: "r", ManagedPolicyArns: [AUDIT] },
              },
            },
          }),
        }),
        single("a", { policyArn: READ }),
      ],
    ],
    [
      "a list that misses what a template attaches",
      [
        role(),
        exclusive("l", [READ]),
        resource("aws:cloudformation/stack:Stack", "s", {
          templateBody:
            "Resources:\n  Made:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: {}, Roles: [r] }\n",
        }),
      ],
      "mandatory Made.taken-away s",
    ],
  ]);

  judges("iam-no-conflicting-memberships", [
    ["one list of members", [members("m", "g", ["ada", "grace"])]],
    [
      "two lists of one group",
      [members("m", "g", ["ada"]), members("n", "g", ["grace"])],
      "mandatory two-lists n",
    ],
    ["two lists of two groups", [members("m", "g", ["ada"]), members("n", "h", ["grace"])]],
    [
      "a member whom the list misses",
      [members("m", "g", ["ada"]), joins("j", "grace", ["g"])],
      "mandatory taken-out j",
    ],
    ["a member whom the list names", [members("m", "g", ["ada"]), joins("j", "ada", ["g", "h"])]],
    ["a list that isn't known yet", [members("m", "g", NOT_KNOWN_YET), joins("j", "ada", ["g"])]],
    [
      "a member by aws-native whom the list misses",
      [
        members("m", "g", ["ada"]),
        resource("aws-native:iam:User", "u", { userName: "grace", groups: ["g"] }),
      ],
      "mandatory taken-out u",
    ],
  ]);

  const of = { permissionSetArn: SET };
  const one = (name: string, managedPolicyArn: unknown, inputs: object = {}) =>
    resource("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", name, {
      ...of,
      managedPolicyArn,
      ...inputs,
    });
  const list = (name: string, managedPolicyArns: unknown) =>
    resource(
      "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
      name,
      { ...of, managedPolicyArns },
    );
  const own = (name: string) =>
    resource("aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment", name, {
      ...of,
      customerManagedPolicyReference: { name: "p", path: "/" },
    });
  const ownList = (name: string) =>
    resource(
      "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
      name,
      {
        ...of,
        customerManagedPolicyReferences: [],
      },
    );
  const inlineOf = (name: string) =>
    resource("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", name, {
      ...of,
      inlinePolicy: "{}",
    });
  const boundary = (name: string, inputs: object = of) =>
    resource("aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment", name, {
      ...inputs,
      permissionsBoundary: { managedPolicyArn: READ },
    });
  const native = (inputs: object) =>
    resource(
      "aws-native:sso:PermissionSet",
      "n",
      { name: "set", ...inputs },
      { outputs: { permissionSetArn: SET } },
    );

  judges("identity-center-attachments-not-mixed", [
    ["one of each kind", [list("l", [READ]), ownList("c"), inlineOf("i"), boundary("b")]],
    ["single attachments", [one("a", READ), one("b", AUDIT), own("c")]],
    [
      "a single attachment beside a list, even if that names it",
      [list("l", [READ]), one("a", READ)],
      "mandatory mixed a",
    ],
    ["a single attachment of one kind beside a list of the other", [list("l", [READ]), own("c")]],
    [
      "a single customer managed policy beside their list",
      [ownList("l"), own("c")],
      "mandatory mixed c",
    ],
    ["two lists", [list("l", [READ]), list("m", [AUDIT])], "mandatory two-exclusive m"],
    ["a policy attached twice", [one("a", READ), one("b", READ)], "mandatory attached-twice b"],
    [
      "attachments to different sets",
      [list("l", [READ]), one("a", READ, { permissionSetArn: SET.replace(/.$/, "0") })],
    ],
    [
      "attachments to nobody knows which set",
      [list("l", [READ]), one("a", READ, { permissionSetArn: NOT_KNOWN_YET })],
    ],
    ["two inline policies", [inlineOf("i"), inlineOf("j")], "mandatory two-inline-policy j"],
    ["two boundaries", [boundary("b"), boundary("c")], "mandatory two-boundary c"],
    [
      "an inline policy of aws-native and another beside it",
      [native({ inlinePolicy: "{}" }), inlineOf("i")],
      "mandatory two-inline-policy i",
    ],
    [
      "a list beside the policies of aws-native",
      [native({ managedPolicies: [READ] }), list("l", [READ])],
      "mandatory mixed n",
    ],
    [
      "a permission set in a template",
      [
        resource("aws:cloudformation/stack:Stack", "s", {
          templateBody: JSON.stringify({
            Resources: {
              Made: {
                Type: "AWS::SSO::PermissionSet",
                Properties: { Name: "set", ManagedPolicies: [READ], InlinePolicy: {} },
              },
            },
          }),
        }),
      ],
    ],
  ]);

  it("identity-center-attachments-not-mixed knows the sets of a stack before they have an ARN", async () => {
    const set = resource(
      "aws:ssoadmin/permissionSet:PermissionSet",
      "set",
      { name: "set" },
      { outputs: { arn: NOT_KNOWN_YET } },
    );
    const ofSet = { from: { permissionSetArn: [set] } };
    const unknown = { permissionSetArn: NOT_KNOWN_YET, managedPolicyArn: READ };
    const type = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
    const twice = ["a", "b"].map((name) => resource(type, name, unknown, ofSet));
    assert.deepEqual(await pack.short("identity-center-attachments-not-mixed", [set, ...twice]), [
      "mandatory attached-twice b",
    ]);
  });
});
