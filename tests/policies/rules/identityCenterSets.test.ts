import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";

/** `YYYY-MM-DD`, some days from today. */
function day(offset: number): string {
  return new Date(Date.now() + offset * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const STACK = "aws:cloudformation/stack:Stack";

function json(Type: string, Properties: object): { templateBody: string } {
  return { templateBody: JSON.stringify({ Resources: { Made: { Type, Properties } } }) };
}

function yaml(type: string, properties: string): { templateBody: string } {
  return {
    templateBody: `Resources:\n  Made:\n    Type: ${type}\n    Properties: ${properties}\n`,
  };
}

function allowing(Action: string): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

function ofLength(length: number): string {
  const rest = length - allowing("").length;
  return allowing("s3:Get".padEnd(rest, "x"));
}

function arns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/p${index}`);
}

const seen = { mode: "every-sign-in", attestedOn: day(-10), attestedBy: "ada" };

describe("policies for single resources of Identity Center", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const groups = "identity-center-groups-only";
  const assignment = "aws:ssoadmin/accountAssignment:AccountAssignment";
  judges(pack, groups, assignment, [
    ["an assignment to a group", { principalType: "GROUP" }],
    ["an assignment to a person", { principalType: "USER" }, "mandatory principal-type"],
    ["an assignment without a principal", {}, "mandatory principal-type"],
    ["an assignment to who knows whom", { principalType: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  judges(pack, groups, "aws:ssoadmin/applicationAssignment:ApplicationAssignment", [
    ["a group of an application", { principalType: "GROUP", applicationArn: "arn:a" }],
    [
      "a person of an application",
      { principalType: "USER", applicationArn: "arn:a" },
      "mandatory principal-type",
    ],
  ]);
  judges(pack, groups, "aws-native:sso:Assignment", [
    ["a group in aws-native", { principalType: "GROUP" }],
    ["a person in aws-native", { principalType: "USER" }, "mandatory principal-type"],
  ]);
  judges(pack, groups, STACK, [
    [
      "a person in a YAML template",
      yaml("AWS::SSO::Assignment", "{ PrincipalType: USER }"),
      "mandatory Made.principal-type",
    ],
    [
      "a person of an application in a template",
      json("AWS::SSO::ApplicationAssignment", { PrincipalType: "USER" }),
      "mandatory Made.principal-type",
    ],
    ["a group in a template", json("AWS::SSO::Assignment", { PrincipalType: "GROUP" })],
  ]);

  const duration = "identity-center-session-duration";
  judges(pack, duration, PERMISSION_SET, [
    ["no duration, which is an hour", {}],
    ["twelve hours", { sessionDuration: "PT12H" }],
    ["a minute more than twelve hours", { sessionDuration: "PT12H1M" }, "mandatory too-long"],
    ["a day, written as a day", { sessionDuration: "P1D" }, "mandatory too-long"],
    ["a duration that is none", { sessionDuration: "8h" }, "mandatory malformed"],
    ["an empty duration", { sessionDuration: "PT" }, "mandatory malformed"],
    ["an unknown duration", { sessionDuration: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  judges(pack, duration, "aws-native:sso:PermissionSet", [
    ["a day in aws-native", { sessionDuration: "P1D" }, "mandatory too-long"],
    [
      "an administrator's working day in aws-native",
      { sessionDuration: "PT8H", inlinePolicy: allowing("iam:PutRolePolicy") },
      "mandatory administrator-too-long",
    ],
    [
      "a developer's working day in aws-native",
      { sessionDuration: "PT8H", inlinePolicy: allowing("s3:*") },
    ],
  ]);
  judges(pack, duration, STACK, [
    [
      "an administrator's working day in a YAML template",
      yaml(
        "AWS::SSO::PermissionSet",
        '{ SessionDuration: PT8H, ManagedPolicies: ["arn:aws:iam::aws:policy/IAMFullAccess"] }',
      ),
      "mandatory Made.administrator-too-long",
    ],
    [
      "a day in a JSON template",
      json("AWS::SSO::PermissionSet", { SessionDuration: "PT24H" }),
      "mandatory Made.too-long",
    ],
  ]);

  const limits = "identity-center-policy-limits";
  judges(pack, limits, PERMISSION_SET, [
    [
      "a set within all limits",
      {
        name: "developer",
        description: "Builds",
        relayState: "https://console.aws.amazon.com/billing/home",
        sessionDuration: "PT1H",
        tags: { a: "b" },
      },
    ],
    ["a name of 32 characters", { name: "a".repeat(32) }],
    ["a name of 33 characters", { name: "a".repeat(33) }, "mandatory name"],
    ["a name with a space", { name: "read only" }, "mandatory name"],
    ["an empty description", { name: "a", description: "" }, "mandatory description"],
    [
      "a description of 701 characters",
      { name: "a", description: "x".repeat(701) },
      "mandatory description",
    ],
    [
      "a relay state of 241 characters",
      { name: "a", relayState: "x".repeat(241) },
      "mandatory relayState",
    ],
    ["half an hour", { name: "a", sessionDuration: "PT30M" }, "mandatory session-too-short"],
    [
      "fifty-one tags",
      { name: "a", tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""])) },
      "mandatory too-many-tags",
    ],
    [
      "unknown texts",
      { name: NOT_KNOWN_YET, description: NOT_KNOWN_YET, relayState: NOT_KNOWN_YET },
    ],
  ]);
  judges(pack, limits, "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", [
    ["an inline policy of 10,240 characters", { inlinePolicy: ofLength(10_240) }],
    ["one character more", { inlinePolicy: ofLength(10_241) }, "mandatory inline-too-long"],
    [
      "more than 32,768 with white space",
      { inlinePolicy: `${" ".repeat(32_000)}${ofLength(1000)}` },
      "mandatory inline-too-long",
    ],
  ]);
  judges(
    pack,
    limits,
    "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
    [
      [
        "a customer managed policy with a path",
        { customerManagedPolicyReference: { name: "p", path: "/team/" } },
      ],
      [
        "a path without an end",
        { customerManagedPolicyReference: { name: "p", path: "/team" } },
        "mandatory customer-policy-path",
      ],
      [
        "an ARN instead of a name",
        { customerManagedPolicyReference: { name: "arn:aws:iam::123456789012:policy/p" } },
        "mandatory customer-policy-name",
      ],
    ],
  );
  judges(pack, limits, "aws-native:sso:PermissionSet", [
    ["a relay state in aws-native", { name: "a", relayStateType: "https://example.com" }],
    ["a long name in aws-native", { name: "a".repeat(33) }, "mandatory name"],
    [
      "eleven policies in aws-native",
      { name: "a", managedPolicies: arns(11) },
      "advisory too-many-policies",
    ],
    [
      "twenty-one policies in aws-native",
      { name: "a", managedPolicies: arns(21) },
      "mandatory too-many-policies",
    ],
  ]);
  judges(pack, limits, STACK, [
    [
      "a parameter as name in a template",
      json("AWS::SSO::PermissionSet", {
        Name: { "Fn::Join": ["-", [{ Ref: "AWS::StackName" }, "a-very-long-name-indeed"]] },
      }),
    ],
    [
      "a long inline policy in a template",
      json("AWS::SSO::PermissionSet", { Name: "a", InlinePolicy: JSON.parse(ofLength(10_241)) }),
      "mandatory Made.inline-too-long",
    ],
    [
      "a relay state in a YAML template",
      yaml("AWS::SSO::PermissionSet", '{ Name: a, RelayStateType: "" }'),
      "mandatory Made.relayStateType",
    ],
  ]);

  const key = (key: unknown) => ({ attributes: [{ key, values: [{ sources: ["email"] }] }] });
  judges(
    pack,
    limits,
    "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
    [
      ["an attribute for access control", key("cost center")],
      ["a key with a star", key("team*"), "mandatory attribute-key"],
      ["an unknown key", key(NOT_KNOWN_YET)],
      [
        "fifty-one attributes",
        { attributes: Array.from({ length: 51 }, (_, i) => key(`k${i}`).attributes[0]) },
        "mandatory too-many-attributes",
      ],
    ],
  );
  judges(pack, limits, "aws-native:sso:InstanceAccessControlAttributeConfiguration", [
    [
      "a key with a star in aws-native",
      { accessControlAttributes: key("team*").attributes },
      "mandatory attribute-key",
    ],
  ]);

  const expired = "identity-center-entries-not-expired";
  judges(pack, expired, PERMISSION_SET, [
    ["no date", { tags: { team: "a" } }],
    ["a date of today", { tags: { until: day(0) } }],
    ["a date of yesterday", { tags: { until: day(-1) } }, "advisory expired:until"],
    [
      "a time of yesterday, in another case",
      { tags: { Expires: `${day(-1)}T12:00:00Z` } },
      "advisory expired:Expires",
    ],
    ["what is no date", { tags: { until: "further notice" } }],
    ["an unknown date", { tags: { until: NOT_KNOWN_YET } }],
    ["unknown tags", { tags: NOT_KNOWN_YET }],
  ]);
  judges(pack, expired, "aws-native:sso:PermissionSet", [
    [
      "a date of yesterday in aws-native",
      { tags: [{ key: "until", value: day(-1) }] },
      "advisory expired:until",
    ],
  ]);
  judges(pack, expired, STACK, [
    [
      "a date of yesterday in a template",
      json("AWS::SSO::PermissionSet", { Tags: [{ Key: "until", Value: day(-1) }] }),
      "advisory Made.expired:until",
    ],
  ]);
  it("identity-center-entries-not-expired takes the tags from the configuration", async () => {
    const set = resource(PERMISSION_SET, "s", { tags: { ende: day(-1) } });
    assert.deepEqual(await pack.short(expired, [set], { tags: ["Ende"] }), [
      "advisory expired:ende s",
    ]);
    assert.deepEqual(await pack.short(expired, [set]), []);
  });

  const component = "identity-center:index:IdentityCenter";
  judges(pack, "identity-center-mfa-attested", component, [
    ["a fresh attestation", { mfa: seen }],
    ["MFA when the context changes", { mfa: { ...seen, mode: "context-aware" } }],
    ["MFA of the identity provider", { mfa: { ...seen, mode: "identity-provider" } }],
    ["no attestation", {}, "mandatory not-attested"],
    ["MFA switched off", { mfa: { ...seen, mode: "disabled" } }, "mandatory mode"],
    ["a mode that doesn't exist", { mfa: { ...seen, mode: "sometimes" } }, "mandatory mode"],
    ["an attestation by nobody", { mfa: { ...seen, attestedBy: " " } }, "mandatory nobody"],
    ["an attestation of 180 days ago", { mfa: { ...seen, attestedOn: day(-180) } }],
    [
      "an attestation of 181 days ago",
      { mfa: { ...seen, attestedOn: day(-181) } },
      "advisory too-old",
    ],
    ["an attestation of next week", { mfa: { ...seen, attestedOn: day(7) } }, "mandatory date"],
    ["an attestation of no day", { mfa: { ...seen, attestedOn: "lately" } }, "mandatory date"],
    ["an unknown attestation", { mfa: NOT_KNOWN_YET }, "advisory unknown"],
    ["an unknown day", { mfa: { ...seen, attestedOn: NOT_KNOWN_YET } }, "advisory unknown"],
  ]);

  it("identity-center-session-duration takes the maximum from the configuration", async () => {
    const set = resource(PERMISSION_SET, "s", { sessionDuration: "PT2H" });
    const rule = "identity-center-session-duration";
    assert.deepEqual(await pack.short(rule, [set], { maximum: "PT2H" }), []);
    assert.deepEqual(await pack.short(rule, [set], { maximum: "PT1H" }), ["mandatory too-long s"]);
  });

  it("identity-center-mfa-attested takes the age from the configuration", async () => {
    const center = resource(component, "c", { mfa: seen });
    const rule = "identity-center-mfa-attested";
    assert.deepEqual(await pack.short(rule, [center], { maximumAge: 10 }), []);
    assert.deepEqual(await pack.short(rule, [center], { maximumAge: 9 }), ["advisory too-old c"]);
  });
});
