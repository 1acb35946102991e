// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import { exists } from "../../../policies/iam/actions/actions.ts";
import type { Grants } from "../../../policies/iam/reach/reach.ts";
import { escalations } from "../../../policies/iam/risk/escalation.ts";
import { ESCALATION_PATHS } from "../../../policies/iam/risk/escalationPaths.ts";
import { allow, deny, identity, type Source, when } from "./statements.ts";

function open(...sources: readonly Source[]): readonly string[] {
  return ids({ identity: identity(...sources) });
}
function ids(grants: Grants): readonly string[] {
  return escalations(grants).map(
    ({ path, verdict }) => `${path.id}${verdict === "yes" ? "" : ` ${verdict}`}`,
  );
}

describe("escalation paths", () => {
  it("are known once each, with a source and actions that exist", () => {
    assert.ok(ESCALATION_PATHS.length >= 90);
    const keys = ESCALATION_PATHS.map(({ id }) => id);
    assert.equal(new Set(keys).size, keys.length);
    for (const { id, source, needs } of ESCALATION_PATHS) {
      assert.match(source, /^(https:\/\/|Prowler)/, id);
      for (const { action } of needs) assert.equal(exists(action), "yes", action);
    }
  });
  for (const path of ESCALATION_PATHS) {
    const actions = path.needs.map(({ action }) => action);
    it(`${path.id} is open to whoever has its actions on *, and closed without any one of them`, () => {
      assert.ok(open(allow(actions)).includes(path.id));
      for (const action of actions) {
        const rest = actions.filter((one) => one !== action);
        assert.ok(!open(allow(["s3:ListAllMyBuckets", ...rest])).includes(path.id));
        assert.ok(!open(allow(actions), deny(action)).includes(path.id));
      }
    });
  }
  it("are open over several statements and patterns", () => {
    const path = "iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction";
    assert.ok(
      open(allow("iam:Pass*"), allow("lambda:Create*"), allow("lambda:Invoke*")).includes(path),
    );
  });

  const FUNCTION = ["lambda:CreateFunction", "lambda:InvokeFunction"];
  const PASSED = "iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction";
  const SELF = "arn:aws:iam::*:user/${aws:username}";
  const ROLE = "arn:aws:iam::123456789012:role";
  const limit = "arn:aws:iam::123456789012:policy/limit";
  const table: readonly (readonly [string, readonly Source[], ...string[]])[] = [
    [
      "any role of the account, by number",
      [allow("iam:PassRole", `${ROLE}/*`), allow(FUNCTION)],
      PASSED,
    ],
    [
      "any role of the account, by a template's placeholder",
      [allow("iam:PassRole", "arn:aws:iam::${AWS::AccountId}:role/*"), allow(FUNCTION)],
      PASSED,
    ],
    [
      "any role in another partition",
      [allow("iam:PassRole", "arn:aws-cn:iam::*:role/*"), allow(FUNCTION)],
      PASSED,
    ],
    [
      "functions of a name",
      [allow("iam:PassRole"), allow(FUNCTION, "arn:aws:lambda:*:*:function:x-*")],
      PASSED,
    ],
    [
      "functions on a bucket's ARN, which means nothing",
      [allow("iam:PassRole"), allow(FUNCTION, "arn:aws:s3:::x")],
    ],
    ["one role", [allow("iam:PassRole", `${ROLE}/x`), allow(FUNCTION)]],
    ["a role that the template names", [allow("iam:PassRole", "${Role.Arn}"), allow(FUNCTION)]],
    ["roles of a path", [allow("iam:PassRole", `${ROLE}/app/*`), allow(FUNCTION)]],
    [
      "roles to Lambda",
      [
        allow(
          "iam:PassRole",
          "*",
          when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"),
        ),
        allow(FUNCTION),
      ],
      PASSED,
    ],
    [
      "roles to Lambda in China",
      [
        allow(
          "iam:PassRole",
          "*",
          when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com.cn"),
        ),
        allow(FUNCTION),
      ],
      PASSED,
    ],
    [
      "roles to another service",
      [
        allow(
          "iam:PassRole",
          "*",
          when("StringEquals", "iam:PassedToService", "glue.amazonaws.com"),
        ),
        allow(FUNCTION),
      ],
    ],
    [
      "roles to another service if the key is there, as it is",
      [
        allow(
          "iam:PassRole",
          "*",
          when("StringEqualsIfExists", "iam:PassedToService", "glue.amazonaws.com"),
        ),
        allow(FUNCTION),
      ],
    ],
    [
      "roles to all but another service, denied",
      [
        allow(["iam:PassRole", ...FUNCTION]),
        deny(
          "iam:PassRole",
          "*",
          when("StringNotEquals", "iam:PassedToService", "glue.amazonaws.com"),
        ),
      ],
    ],
    [
      "roles, but not to another service",
      [
        allow(["iam:PassRole", ...FUNCTION]),
        deny(
          "iam:PassRole",
          "*",
          when("StringEquals", "iam:PassedToService", "glue.amazonaws.com"),
        ),
      ],
      PASSED,
    ],
    [
      "roles, one denied",
      [allow(["iam:PassRole", ...FUNCTION]), deny("iam:PassRole", `${ROLE}/admin`)],
      PASSED,
    ],
    [
      "roles, all denied but of a path",
      [
        allow(["iam:PassRole", ...FUNCTION]),
        { Effect: "Deny", Action: "iam:PassRole", NotResource: `${ROLE}/app/*` },
      ],
    ],
    ["keys of itself", [allow("iam:CreateAccessKey", SELF)]],
    ["keys of one user", [allow("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/ci")]],
    ["a policy of itself", [allow("iam:PutUserPolicy", SELF)], "iam:PutUserPolicy"],
    [
      "versions of a policy, of itself as a user",
      [allow(["iam:CreatePolicyVersion", "iam:CreateAccessKey"], SELF)],
    ],
    [
      "a harmless policy on all roles",
      [
        allow(
          "iam:AttachRolePolicy",
          "*",
          when("ArnEquals", "iam:PolicyARN", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ),
      ],
    ],
    [
      "all of AWS's policies on all roles",
      [
        allow(
          "iam:AttachRolePolicy",
          "*",
          when("ArnLike", "iam:PolicyARN", "arn:aws:iam::aws:policy/*"),
        ),
      ],
      "iam:AttachRolePolicy",
    ],
    [
      "all policies but one on all roles",
      [
        allow(
          "iam:AttachRolePolicy",
          "*",
          when("ArnNotEquals", "iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess"),
        ),
      ],
      "iam:AttachRolePolicy",
    ],
    [
      "roles within a boundary",
      [allow("iam:PutRolePolicy", "*", when("StringEquals", "iam:PermissionsBoundary", limit))],
    ],
    [
      "roles within a boundary of AWS that limits nothing",
      [
        allow(
          ["iam:CreateRole", "iam:PutRolePolicy"],
          "*",
          when(
            "StringEquals",
            "iam:PermissionsBoundary",
            "arn:aws:iam::aws:policy/AdministratorAccess",
          ),
        ),
      ],
      "iam:PutRolePolicy",
    ],
    [
      "roles within any boundary of AWS",
      [
        allow(
          "iam:PutRolePolicy",
          "*",
          when("ArnLike", "iam:PermissionsBoundary", "arn:*:iam::aws:policy/*"),
        ),
      ],
      "iam:PutRolePolicy",
    ],
    [
      "roles, denied without a boundary of AWS that limits nothing",
      [
        allow("iam:PutRolePolicy"),
        deny(
          "iam:PutRolePolicy",
          "*",
          when("ArnNotEquals", "iam:PermissionsBoundary", "arn:aws:iam::aws:policy/IAMFullAccess"),
        ),
      ],
      "iam:PutRolePolicy",
    ],
    [
      "roles within a boundary of AWS that keeps from IAM",
      [
        allow(
          "iam:PutRolePolicy",
          "*",
          when(
            "StringEquals",
            "iam:PermissionsBoundary",
            "arn:aws:iam::aws:policy/PowerUserAccess",
          ),
        ),
      ],
    ],
    [
      "roles within a boundary if they have one",
      [
        allow(
          "iam:PutRolePolicy",
          "*",
          when("StringEqualsIfExists", "iam:PermissionsBoundary", limit),
        ),
      ],
      "iam:PutRolePolicy",
    ],
    [
      "roles, denied without a boundary",
      [
        allow("iam:PutRolePolicy"),
        deny("iam:PutRolePolicy", "*", when("StringNotEquals", "iam:PermissionsBoundary", limit)),
      ],
    ],
    [
      "tagged roles",
      [allow("iam:PutRolePolicy", "*", when("StringEquals", "iam:ResourceTag/team", "x"))],
    ],
    [
      "roles with MFA",
      [allow("iam:PutRolePolicy", "*", when("Bool", "aws:MultiFactorAuthPresent", "true"))],
      "iam:PutRolePolicy conditional",
    ],
    [
      "all permission sets of an instance",
      [
        allow("sso:CreateAccountAssignment", [
          "arn:aws:sso:::instance/ssoins-1",
          "arn:aws:sso:::permissionSet/ssoins-1/*",
          "arn:aws:sso:::account/111122223333",
        ]),
      ],
      "sso:CreateAccountAssignment",
    ],
    [
      "one permission set",
      [
        allow("sso:CreateAccountAssignment", [
          "arn:aws:sso:::instance/ssoins-1",
          "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
          "arn:aws:sso:::account/*",
        ]),
      ],
    ],
    [
      "shells on tagged instances",
      [
        allow(
          "ssm:StartSession",
          "arn:aws:ec2:*:*:instance/*",
          when("StringEquals", "ssm:resourceTag/team", "x"),
        ),
      ],
    ],
    [
      "shells on all instances",
      [allow("ssm:StartSession", "arn:aws:ec2:*:*:instance/*")],
      "ssm:StartSession",
    ],
    [
      "a harmless document on all instances",
      [
        allow("ssm:SendCommand", [
          "arn:aws:ec2:*:*:instance/*",
          "arn:aws:ssm:*:*:document/AWS-UpdateSSMAgent",
        ]),
      ],
    ],
    [
      "any command on all instances",
      [allow("ssm:SendCommand", ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:document/AWS-*"])],
      "ssm:SendCommand",
    ],
    [
      "documents, and no instance to run them on",
      [allow("ssm:SendCommand", "arn:aws:ssm:*:*:document/*")],
    ],
  ];
  for (const [title, sources, ...expected] of table) {
    it(`${expected.length > 0 ? "open" : "closed"}: ${title}`, () => {
      assert.deepEqual(open(...sources), expected);
    });
  }

  it("are open to a role that may change itself, by name", () => {
    const statements = identity(allow("iam:PutRolePolicy", `${ROLE}/ci/deployer`));
    const itself = ["arn:aws:iam::000000000000:role/ci/deployer"];
    assert.deepEqual(ids({ identity: statements, itself }), ["iam:PutRolePolicy"]);
    assert.deepEqual(ids({ identity: statements }), []);
  });
  it("are closed by a boundary that leaves an action out", () => {
    const statements = identity(allow(["iam:PassRole", ...FUNCTION]));
    assert.deepEqual(ids({ identity: statements, boundary: identity(allow("lambda:*")) }), []);
    assert.deepEqual(
      ids({ identity: statements, boundary: identity(allow(["lambda:*", "iam:*"])) }),
      [PASSED],
    );
  });
  it("are closed by a service control policy at any level", () => {
    const statements = identity(allow("iam:CreateAccessKey"));
    const controls = [identity(allow("*")), identity(allow("*"), deny("iam:*AccessKey*"))];
    assert.deepEqual(ids({ identity: statements, controls }), []);
  });
});
