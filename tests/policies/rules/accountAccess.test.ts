// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as templates write references.
import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { MANAGEMENT, saneStack } from "../saneStack.ts";
import { Pack, resource } from "../stack.ts";

const ENTITLEMENT = "aws:accountaccess/entitlement:Entitlement";
const applicationArn = "arn:aws:account-access:eu-west-1:111122223333:application/aam-1";
const userId = "11111111-2222-4333-8444-555555555555";
const groupId = "11111111-2222-3333-4444-555555555555";

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "account-access.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:SetContext", "sts:TagSession"],
    },
  ],
};
const roleArn = (name: string, account = "111122223333") => `arn:aws:iam::${account}:role/${name}`;

/** A role that people get, as the provider's documentation has it. */
function role(inputs: object = {}, outputs: Record<string, unknown> = {}): AnalyzedResource {
  const assumeRolePolicy = JSON.stringify(TRUST);
  return resource(
    "aws:iam/role:Role",
    "developer",
    { name: "developer", assumeRolePolicy, ...inputs },
    { outputs: { arn: roleArn("developer"), ...outputs } },
  );
}
function entitles(
  identityCenter: unknown,
  arn: unknown = roleArn("developer"),
  from: readonly AnalyzedResource[] = [],
): AnalyzedResource {
  const entitlement = { principalRole: { principal: { identityCenter }, roleArn: arn } };
  return resource(
    ENTITLEMENT,
    "entitlement",
    { applicationArn, entitlement },
    { from: { entitlement: from } },
  );
}
const inTemplate = (IdentityCenter: object, RoleArn: unknown, others: object = {}) =>
  resource("aws:cloudformation/stack:Stack", "stack", {
    templateBody: JSON.stringify({
      Parameters: { Who: { Type: "String" } },
      Resources: {
        Gives: {
          Type: "AWS::AccountAccess::Entitlement",
          Properties: {
            ApplicationArn: applicationArn,
            Entitlement: { PrincipalRole: { Principal: { IdentityCenter }, RoleArn } },
          },
        },
        ...others,
      },
    }),
  });
const native = (identityCenter: object) =>
  resource("aws-native:accountaccess:Entitlement", "entitlement", {
    applicationArn,
    entitlement: { principalRole: { principal: { identityCenter }, roleArn: roleArn("a") } },
  });

describe("access by Account Access Manager", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const refused = (place = "entitlement", prefix = "") => [
    `mandatory ${prefix}principal-type ${place}`,
  ];
  const principals: readonly (readonly [string, AnalyzedResource, readonly string[]])[] = [
    ["a person", entitles({ userId }), refused()],
    ["a person not known yet", entitles({ userId: NOT_KNOWN_YET }), refused()],
    ["a person in aws-native", native({ userId }), refused()],
    [
      "a person in a template",
      inTemplate({ UserId: userId }, roleArn("a")),
      refused("stack", "Gives."),
    ],
    [
      "a person by parameter",
      inTemplate({ UserId: { Ref: "Who" } }, { Ref: "Who" }),
      refused("stack", "Gives."),
    ],
    ["a group", entitles({ groupId }), []],
    ["a group not known yet", entitles({ groupId: NOT_KNOWN_YET }), []],
    ["a group in aws-native", native({ groupId }), []],
    ["a group in a template", inTemplate({ GroupId: { Ref: "Who" } }, roleArn("a")), []],
    ["nobody knows whom", entitles(NOT_KNOWN_YET), ["advisory unknown entitlement"]],
    [
      "nothing known yet",
      resource(ENTITLEMENT, "entitlement", { applicationArn, entitlement: NOT_KNOWN_YET }),
      ["advisory unknown entitlement"],
    ],
    ["nobody", entitles({}), []],
  ];
  for (const [title, one, expected] of principals) {
    it(`goes to ${title}: ${expected.length > 0 ? expected : "right"}`, async () => {
      assert.deepEqual(await pack.short("identity-center-groups-only", [one]), expected);
    });
  }

  it("asks for no more of a role's trust than the service does", async () => {
    const all = await pack.judgeAll([
      role(),
      entitles({ groupId }),
      resource("aws:accountaccess/application:Application", "application", {
        identitySource: { identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-1" } },
      }),
    ]);
    assert.deepEqual(
      all.map(({ message }) => message),
      [],
    );
  });

  describe("makes a role one for people", () => {
    const arns = (...names: readonly string[]) => ({
      managedPolicyArns: names.map((name) => `arn:aws:iam::aws:policy/${name}`),
    });
    const administrator = arns("AdministratorAccess");
    const SESSION = "identity-center-session-duration";
    const BOUNDARY = "identity-center-boundary-on-privileged-sets";
    const trusts = (Service: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
      });

    const sessions: readonly (readonly [string, readonly AnalyzedResource[], ...string[]])[] = [
      [
        "an administrator's of twelve hours",
        [role({ ...administrator, maxSessionDuration: 43_200 }), entitles({ groupId })],
        "mandatory administrator-too-long developer",
      ],
      [
        "one that only trusts the service",
        [role({ ...administrator, maxSessionDuration: 43_200 })],
        "mandatory administrator-too-long developer",
      ],
      [
        "one that only an entitlement names",
        [
          role({
            ...administrator,
            maxSessionDuration: 43_200,
            assumeRolePolicy: trusts("ec2.amazonaws.com"),
          }),
          entitles({ groupId }),
        ],
        "mandatory administrator-too-long developer",
      ],
      [
        "one that an entitlement names by what isn't known yet",
        [
          role({ ...administrator, maxSessionDuration: 43_200 }, { arn: NOT_KNOWN_YET }),
          entitles({ groupId }, NOT_KNOWN_YET, [role()]),
        ],
        "mandatory administrator-too-long developer",
      ],
      [
        "one of a workload",
        [
          role({
            ...administrator,
            maxSessionDuration: 43_200,
            assumeRolePolicy: trusts("ec2.amazonaws.com"),
          }),
        ],
      ],
      [
        "a powerful one of twelve hours",
        [role({ ...arns("PowerUserAccess"), maxSessionDuration: "43200" })],
        "mandatory privileged-too-long developer",
      ],
      [
        "an administrator's of four hours",
        [role({ ...administrator, maxSessionDuration: 14_400 })],
      ],
      ["an administrator's of AWS's default", [role(administrator)]],
      [
        "one of twelve hours that reads",
        [role({ ...arns("ReadOnlyAccess"), maxSessionDuration: 43_200 })],
      ],
    ];
    for (const [title, resources, ...expected] of sessions) {
      it(`with sessions like ${title}`, async () => {
        assert.deepEqual(await pack.short(SESSION, resources), expected);
        if (expected.length === 0) return;
        assert.deepEqual(await pack.short("iam-role-session-duration", resources), []);
      });
    }

    it("with a boundary where it could give itself more", async () => {
      const pointedAt = ["advisory no-boundary developer"];
      assert.deepEqual(await pack.short(BOUNDARY, [role(administrator)]), pointedAt);
      const bound = { permissionsBoundary: "arn:aws:iam::111122223333:policy/limit" };
      assert.deepEqual(await pack.short(BOUNDARY, [role({ ...administrator, ...bound })]), []);
      assert.deepEqual(await pack.short(BOUNDARY, [role(arns("ReadOnlyAccess"))]), []);
      const named = role({ ...administrator, name: "break-glass" });
      assert.deepEqual(await pack.short(BOUNDARY, [named]), []);
      const workload = role({ ...administrator, assumeRolePolicy: trusts("ec2.amazonaws.com") });
      assert.deepEqual(await pack.short(BOUNDARY, [workload]), []);
      assert.deepEqual(await pack.short(BOUNDARY, [workload, entitles({ groupId })]), pointedAt);
    });

    it("in a template, too", async () => {
      const Role = {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: JSON.parse(trusts("ec2.amazonaws.com")),
          MaxSessionDuration: 43_200,
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        },
      };
      const template = inTemplate(
        { GroupId: groupId },
        { "Fn::GetAtt": ["Role", "Arn"] },
        { Role },
      );
      assert.deepEqual(await pack.short(SESSION, [template]), [
        "mandatory Role.administrator-too-long stack",
      ]);
      const named = inTemplate(
        { GroupId: groupId },
        { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/ops/deploy" },
        {
          Role: { ...Role, Properties: { ...Role.Properties, RoleName: "deploy", Path: "/ops/" } },
        },
      );
      assert.deepEqual(await pack.short(SESSION, [named]), [
        "mandatory Role.administrator-too-long stack",
      ]);
    });

    describe("who administers the management account", () => {
      const NAMED = "identity-center-administration-by-named-sets";
      const LAST = "identity-center-last-administrator";
      const managed = (inputs: object, arn: unknown = roleArn("developer", MANAGEMENT)) => [
        role(inputs, { arn }),
        entitles({ groupId }, arn),
      ];

      it("by a name that the setting has", async () => {
        const stack = saneStack();
        assert.deepEqual(await pack.short(NAMED, [...stack, ...managed(administrator)]), [
          "advisory administrator:role/developer entitlement",
        ]);
        const identity = { ...administrator, name: "identity-admin" };
        assert.deepEqual(await pack.short(NAMED, [...stack, ...managed(identity)]), []);
        const elsewhere = managed(administrator, roleArn("developer"));
        assert.deepEqual(await pack.short(NAMED, [...stack, ...elsewhere]), []);
        assert.deepEqual(
          await pack.short(NAMED, [...stack, ...managed(arns("ReadOnlyAccess"))]),
          [],
        );
      });

      const nobody = ["mandatory nobody-left center"];
      const without = ["assignment"];
      const center = saneStack({ without });
      const lasts: readonly (readonly [string, readonly AnalyzedResource[], readonly string[]])[] =
        [
          ["a group gets administration", [...center, ...managed(administrator)], []],
          [
            "a group gets it in another account",
            [...center, ...managed(administrator, roleArn("developer"))],
            nobody,
          ],
          ["a group gets little", [...center, ...managed(arns("ReadOnlyAccess"))], nobody],
          [
            "a boundary takes it away",
            [
              ...center,
              ...managed({
                ...administrator,
                permissionsBoundary: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
              }),
            ],
            nobody,
          ],
          [
            "the role doesn't trust the service",
            [
              ...center,
              ...managed({ ...administrator, assumeRolePolicy: trusts("ec2.amazonaws.com") }),
            ],
            nobody,
          ],
          [
            "nobody is in the group",
            [...saneStack({ without: [...without, "admins-ada"] }), ...managed(administrator)],
            nobody,
          ],
          [
            "a person gets it",
            [
              ...center,
              role(administrator, { arn: roleArn("developer", MANAGEMENT) }),
              entitles({ userId }, roleArn("developer", MANAGEMENT)),
            ],
            nobody,
          ],
          [
            "the role is elsewhere",
            [...center, entitles({ groupId }, roleArn("other", MANAGEMENT))],
            ["advisory unknown center"],
          ],
          [
            "its account isn't known yet",
            [
              ...center,
              role(administrator, { arn: NOT_KNOWN_YET }),
              entitles({ groupId }, NOT_KNOWN_YET, [role()]),
            ],
            ["advisory unknown center"],
          ],
        ];
      for (const [title, resources, expected] of lasts) {
        it(`when ${title}: ${expected.length > 0 ? expected : "somebody"}`, async () => {
          assert.deepEqual(await pack.short(LAST, resources), expected);
        });
      }
    });
  });
});
