import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../commands/policyAnalyzerRequest.ts";
import { judges, type Row } from "./resourceTable.ts";
import { Pack, resource } from "./stack.ts";

const PROVIDER = "pulumi:providers:aws";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

function allowing(Action: string, more: object = {}) {
  const Statement = { Effect: "Allow", Action, Resource: "*", ...more };
  return { Version: "2012-10-17", Statement };
}
const narrow = JSON.stringify(allowing("s3:GetObject"));
const everything = JSON.stringify(allowing("*"));
const withMfa = allowing("*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } });

describe("policies for single resources of IAM", () => {
  const pack = new Pack();
  before(async function () {
    this.timeout(60_000);
    await pack.start();
  });
  after(async () => await pack.stop());

  const users = (type: string, rows: readonly Row[]) => judges(pack, "iam-no-users", type, rows);
  users("aws:iam/role:Role", [["a role", {}]]);
  users("aws:iam/user:User", [["a user", {}, "mandatory User"]]);
  users("aws:iam/userLoginProfile:UserLoginProfile", [
    ["a console password", {}, "mandatory UserLoginProfile"],
  ]);
  users("aws:iam/accessKey:AccessKey", [["an access key", {}, "mandatory AccessKey"]]);
  users("aws:iam/sshKey:SshKey", [["an SSH key", {}, "mandatory SshKey"]]);
  users("aws:iam/serviceSpecificCredential:ServiceSpecificCredential", [
    ["a service-specific credential", {}, "mandatory ServiceSpecificCredential"],
  ]);
  users("aws:iam/signingCertificate:SigningCertificate", [
    ["a signing certificate", {}, "mandatory SigningCertificate"],
  ]);

  judges(pack, "iam-no-root-access-keys", "aws:iam/accessKey:AccessKey", [
    ["a key of a user", { user: "groot" }],
    ["a key of the root user", { user: "root" }, "mandatory root-user"],
    ["a key of an unknown user", { user: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  judges(pack, "iam-no-root-access-keys", "aws:iam/user:User", [
    ["a user named like the root user", { name: "Root" }, "mandatory root-user"],
    ["a user whose name merely holds it", { name: "rooter" }],
  ]);
  judges(pack, "iam-no-root-access-keys", PROVIDER, [
    ["a provider without keys", { region: "eu-west-1" }],
    ["a provider with temporary keys", { accessKey: "ASIAIOSFODNN7EXAMPLE" }],
    ["a provider with unknown keys", { accessKey: NOT_KNOWN_YET }, "advisory unknown"],
    [
      "a provider with a key that never ends",
      { accessKey: "AKIAIOSFODNN7EXAMPLE" },
      "mandatory static-provider-key",
    ],
  ]);

  const rule = "iam-no-administrator-policies";
  judges(pack, rule, "aws:iam/policy:Policy", [
    ["a narrow policy", { policy: narrow }],
    ["a policy that allows everything", { policy: everything }, "mandatory allows-everything"],
    ["the same as an object", { policy: allowing("*") }, "mandatory allows-everything"],
    ["all if with MFA", { policy: withMfa }, "advisory allows-everything-conditionally"],
    ["a policy that is no JSON", { policy: "{oops" }, "mandatory malformed"],
    ["an unknown policy", { policy: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  for (const type of [
    "rolePolicy:RolePolicy",
    "userPolicy:UserPolicy",
    "groupPolicy:GroupPolicy",
  ]) {
    judges(pack, rule, `aws:iam/${type}`, [
      [`all in a ${type}`, { policy: everything }, "mandatory allows-everything"],
    ]);
  }
  judges(pack, rule, "aws:iam/role:Role", [
    ["a role that removes its policies", { inlinePolicies: [{}] }],
    [
      "a policy inside a role",
      { inlinePolicies: [{ policy: narrow }, { policy: everything }] },
      "mandatory allows-everything",
    ],
    [
      "an unknown policy inside a role",
      { inlinePolicies: [NOT_KNOWN_YET, { policy: everything }] },
      "advisory unknown",
      "mandatory allows-everything",
    ],
    [
      "AdministratorAccess",
      { managedPolicyArns: [ADMINISTRATOR] },
      "mandatory administrator-access",
    ],
    ["AdministratorAccess as a boundary", { permissionsBoundary: ADMINISTRATOR }],
  ]);
  for (const owner of ["role", "user", "group"]) {
    const Owner = owner.replace(/^./, (letter) => letter.toUpperCase());
    judges(pack, rule, `aws:iam/${owner}PolicyAttachment:${Owner}PolicyAttachment`, [
      [
        `AdministratorAccess of a ${owner}`,
        { policyArn: ADMINISTRATOR },
        "mandatory administrator-access",
      ],
    ]);
    judges(
      pack,
      rule,
      `aws:iam/${owner}PolicyAttachmentsExclusive:${Owner}PolicyAttachmentsExclusive`,
      [
        [
          `AdministratorAccess among the policies of a ${owner}`,
          { policyArns: [NOT_KNOWN_YET, ADMINISTRATOR] },
          "advisory unknown",
          "mandatory administrator-access",
        ],
      ],
    );
  }
  judges(pack, rule, "aws:iam/policyAttachment:PolicyAttachment", [
    [
      "somebody's policy of that name",
      { policyArn: "arn:aws:iam::111111111111:policy/AdministratorAccess" },
    ],
    [
      "AdministratorAccess in China",
      { policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess" },
      "mandatory administrator-access",
    ],
  ]);
  judges(pack, rule, "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", [
    ["AdministratorAccess of a permission set", { managedPolicyArn: ADMINISTRATOR }],
  ]);

  it("never repeats a secret key", async () => {
    const provider = resource(PROVIDER, "k", {
      accessKey: "AKIAIOSFODNN7EXAMPLE",
      secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    });
    const [violation] = await pack.judge("iam-no-root-access-keys", [provider]);
    assert.match(violation?.message ?? "", /AKIA/);
    assert.doesNotMatch(violation?.message ?? "", /IOSFODNN7|wJalr/);
  });

  it("says what was seen, what is wanted, how to fix it and where it is written", async () => {
    const user = resource("aws:iam/user:User", "robot", {});
    const [violation] = await pack.judge("iam-no-users", [user]);
    assert.equal(violation?.severity, "high");
    for (const line of [
      /^seen: an IAM user, robot$/m,
      /^wanted: temporary credentials only$/m,
      /^fix: let people sign in through Identity Center/m,
      /^see: https:/m,
      /^controls: CIS AWS Foundations .*6\.0\.0 2\.20/m,
    ]) {
      assert.match(violation?.message ?? "", line);
    }
  });
});
