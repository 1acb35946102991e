import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { families } from "../../../policies/pack.ts";
import { type Changes, MANAGEMENT, SET_ARN, saneStack } from "../saneStack.ts";
import { Pack, resource } from "../stack.ts";

const pack = new Pack();
const isNew = NOT_KNOWN_YET;

/** An inline policy that allows some actions on everything. */
function allowing(...Action: string[]): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

describe("policies for Identity Center as a whole", () => {
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  describe("identity-center-last-administrator", () => {
    const rule = "identity-center-last-administrator";
    const refused = ["mandatory nobody-left center"];
    const unsure = ["advisory unknown center"];

    it("accepts a group with a member and AWSSSOMasterAccountAdministrator", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
    });
    it("accepts it in the first preview, when no ARN and no id is known", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ isNew })), []);
    });
    it("accepts it when new resources have no ARN at all in preview", async () => {
      const stack = saneStack({ isNew: NOT_KNOWN_YET }).map((one) => {
        const { arn: _, groupId: __, ...outputs } = one.outputs;
        return one.name === "admin" || one.name === "admins" ? { ...one, outputs } : one;
      });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("accepts AdministratorAccess, and an inline policy that allows as much", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ managed: ["AdministratorAccess"] })), []);
      const inline = saneStack({ managed: [], inlinePolicy: allowing("sso:*") });
      assert.deepEqual(await pack.short(rule, inline), []);
    });
    it("accepts a group whose members come from elsewhere", async () => {
      const stack = saneStack({ without: ["admins", "admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("accepts administrators elsewhere, if the component says who", async () => {
      const inputs = { center: { administratorsElsewhere: "the landing zone" } };
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["assignment"], inputs })), []);
    });
    it("says nothing about stacks without Identity Center", async () => {
      assert.deepEqual(await pack.short(rule, []), []);
    });

    it("refuses a stack whose last group lost its last member", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["admins-ada"] })), refused);
    });
    it("refuses it in the first preview, too", async () => {
      const stack = saneStack({ isNew, without: ["admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), refused);
    });
    it("refuses a stack without an assignment to the management account", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["assignment"] })), refused);
      const inputs = { assignment: { targetId: "111111111111" } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), refused);
    });
    it("wants it in the delegated administrator's account where that is whose stack it is", async () => {
      const center = { administrationAccountId: "111111111111" };
      const here = { center, assignment: { targetId: "111111111111" } };
      const managed = ["AWSSSOMemberAccountAdministrator"];
      assert.deepEqual(await pack.short(rule, saneStack({ inputs: here, managed })), []);
      assert.deepEqual(await pack.short(rule, saneStack({ inputs: { center } })), refused);
    });
    it("refuses an assignment to a single person", async () => {
      const inputs = { assignment: { principalType: "USER" } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), refused);
    });
    it("refuses policies that don't administer Identity Center", async () => {
      for (const managed of ["ReadOnlyAccess", "PowerUserAccess", "AWSSSODirectoryAdministrator"]) {
        assert.deepEqual(await pack.short(rule, saneStack({ managed: [managed] })), refused);
      }
    });

    it("points at a customer managed policy until the configuration says that it is enough", async () => {
      const stack = saneStack({
        managed: [],
        inputs: { "admin-customer": { customerManagedPolicyReferences: [{ name: "sso-admin" }] } },
      });
      assert.deepEqual(await pack.short(rule, stack), unsure);
      assert.deepEqual(await pack.short(rule, stack, { administratorPolicies: ["sso-admin"] }), []);
    });
    for (const isNew of [undefined, NOT_KNOWN_YET]) {
      const when = isNew === undefined ? "update" : "preview";
      const known = isNew === undefined ? {} : { isNew };
      const statement = (Effect: string, Action: unknown, Condition?: object) =>
        JSON.stringify({ Statement: { Effect, Action, Resource: "*", Condition } });
      const within = (permissionsBoundary: unknown) => ({
        inputs: { "admin-boundary": { permissionsBoundary } },
      });
      const aws = (name: string, partition = "aws") => ({
        managedPolicyArn: `arn:${partition}:iam::aws:policy/${name}`,
      });
      const elsewhere = { customerManagedPolicyReference: { name: "limit" } };
      const sets: readonly (readonly [string, Changes, readonly string[]])[] = [
        ["a boundary that only reads", within(aws("job-function/ViewOnlyAccess")), refused],
        ["another such boundary", within(aws("ReadOnlyAccess")), refused],
        ["one of another partition", within(aws("SecurityAudit", "aws-us-gov")), refused],
        ["one of one service", within(aws("AmazonS3FullAccess")), refused],
        ["one that denies all", within(aws("AWSDenyAll")), refused],
        [
          "administration of the account within such a boundary",
          { managed: ["AdministratorAccess"], ...within(aws("job-function/ViewOnlyAccess")) },
          refused,
        ],
        ["a boundary that allows everything", within(aws("AdministratorAccess")), []],
        [
          "a boundary that allows what is needed",
          within(aws("AWSSSOMasterAccountAdministrator")),
          [],
        ],
        ["a boundary without IAM", within(aws("PowerUserAccess")), unsure],
        ["a boundary of each account's", within(elsewhere), unsure],
        ["a boundary that AWS made since", within(aws("AmazonFrontDoorFullAccess")), unsure],
        ["a denial of everything", { inlinePolicy: statement("Deny", "*") }, refused],
        ["a denial of Identity Center", { inlinePolicy: statement("Deny", "sso:*") }, refused],
        [
          "a denial of one action that is needed",
          { inlinePolicy: statement("Deny", "sso:ProvisionPermissionSet") },
          refused,
        ],
        [
          "a denial of everything to an administrator of the account",
          { managed: ["AdministratorAccess"], inlinePolicy: statement("Deny", ["sso:*", "iam:*"]) },
          refused,
        ],
        ["a denial of something else", { inlinePolicy: statement("Deny", "s3:*") }, []],
        [
          "a denial without MFA",
          {
            inlinePolicy: statement("Deny", "*", {
              BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
            }),
          },
          [],
        ],
        [
          "an inline policy that allows it",
          { managed: [], inlinePolicy: statement("Allow", ["sso:*", "identitystore:*"]) },
          [],
        ],
        [
          "an inline policy that allows it within a boundary that only reads",
          {
            managed: [],
            inlinePolicy: statement("Allow", "sso:*"),
            ...within(aws("ReadOnlyAccess")),
          },
          refused,
        ],
        [
          "an inline policy that allows half of it",
          { managed: [], inlinePolicy: statement("Allow", "sso:CreateAccountAssignment") },
          refused,
        ],
        [
          "everything but Identity Center",
          {
            managed: [],
            inlinePolicy: JSON.stringify({
              Statement: { Effect: "Allow", NotAction: "sso:*", Resource: "*" },
            }),
          },
          refused,
        ],
        [
          "policies that read",
          { managed: ["job-function/ViewOnlyAccess", "SecurityAudit"] },
          refused,
        ],
        ["no policy", { managed: [] }, refused],
      ];
      for (const [title, changes, expected] of sets) {
        const verb =
          expected === refused ? "refuses" : expected === unsure ? "points at" : "accepts";
        it(`${verb} ${title}, in ${when}`, async () => {
          assert.deepEqual(await pack.short(rule, saneStack({ ...changes, ...known })), expected);
        });
      }
    }
    it("counts what the configuration names within its boundary", async () => {
      const settings = { administratorPolicies: ["sso-admin"] };
      const stack = (permissionsBoundary: unknown) =>
        saneStack({
          managed: [],
          inputs: {
            "admin-customer": { customerManagedPolicyReferences: [{ name: "sso-admin" }] },
            "admin-boundary": { permissionsBoundary },
          },
        });
      const reads = { managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
      const same = { customerManagedPolicyReference: { name: "sso-admin" } };
      assert.deepEqual(await pack.short(rule, stack(reads), settings), refused);
      assert.deepEqual(await pack.short(rule, stack(same), settings), []);
    });
    it("points at an inline policy that isn't known yet", async () => {
      const stack = saneStack({ managed: [], inlinePolicy: NOT_KNOWN_YET });
      assert.deepEqual(await pack.short(rule, stack), unsure);
    });
    it("points at policies of nobody knows which permission set", async () => {
      const stack = saneStack({ isNew, managed: [] }).map((one) =>
        one.name === "admin-managed" ? { ...one, propertyDependencies: {} } : one,
      );
      assert.deepEqual(await pack.short(rule, stack), unsure);
    });
    it("points at an account that isn't known yet", async () => {
      const inputs = { assignment: { targetId: NOT_KNOWN_YET } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), unsure);
    });
    it("leaves a stack alone that nothing tells to be the one that administers", async () => {
      const stack = saneStack({ without: ["center", "admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), []);
      const settings = { managementAccount: MANAGEMENT };
      assert.deepEqual(await pack.short(rule, stack, settings), ["mandatory nobody-left stack"]);
      const sets = saneStack({ without: ["center", "assignment"] });
      assert.deepEqual(await pack.short(rule, sets, settings), []);
    });

    describe("beside an Organization", () => {
      const organization = (masterAccountId: unknown) =>
        resource(
          "aws:organizations/organization:Organization",
          "acme",
          {},
          { outputs: { masterAccountId } },
        );
      const said = async (id: unknown, changes: Changes) =>
        await pack.short(rule, [
          organization(id),
          ...saneStack({ ...changes, without: ["center", ...(changes.without ?? [])] }),
        ]);

      it("accepts an administrator in its management account", async () => {
        assert.deepEqual(await said(MANAGEMENT, {}), []);
      });
      it("refuses a group without members that was to administer", async () => {
        assert.deepEqual(await said(MANAGEMENT, { without: ["admins-ada"] }), [
          "mandatory nobody-left stack",
        ]);
      });
      it("points at assignments none of which administers, as others may", async () => {
        const inputs = { assignment: { targetId: "111111111111" } };
        const pointedAt = ["advisory nobody-left stack"];
        assert.deepEqual(await said(MANAGEMENT, { inputs }), pointedAt);
        assert.deepEqual(await said(MANAGEMENT, { managed: ["ReadOnlyAccess"] }), pointedAt);
      });
      it("says nothing about permission sets that nobody is assigned", async () => {
        assert.deepEqual(await said(MANAGEMENT, { without: ["assignment"] }), []);
      });
      it("waits for its id only where an assignment may be one in it", async () => {
        const isNew = NOT_KNOWN_YET;
        const inputs = { assignment: { targetId: NOT_KNOWN_YET } };
        assert.deepEqual(await said(isNew, { inputs }), ["advisory management-account stack"]);
        assert.deepEqual(await said(isNew, {}), []);
      });
    });
  });

  describe("identity-center-policies-before-assignments", () => {
    const rule = "identity-center-policies-before-assignments";
    const refused = ["mandatory not-ordered assignment"];

    it("accepts an assignment that waits for all policies, some through others", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
      assert.deepEqual(await pack.short(rule, saneStack({ isNew })), []);
    });
    it("refuses one that misses a policy or the boundary, also before anything exists", async () => {
      for (const waitsFor of [
        ["admin-managed", "admin-customer"],
        ["admin-boundary", "admin-customer", "admin-inline"],
        ["admin-boundary", "admin-customer"],
        [],
      ]) {
        assert.deepEqual(await pack.short(rule, saneStack({ waitsFor })), refused);
        assert.deepEqual(await pack.short(rule, saneStack({ waitsFor, isNew })), refused);
      }
    });
    it("names the policies that are missed", async () => {
      const [violation] = await pack.judge(rule, saneStack({ waitsFor: ["admin-managed"] }));
      assert.match(violation?.message ?? "", /PermissionsBoundaryAttachment admin-boundary/);
      assert.doesNotMatch(violation?.message ?? "", /admin-managed|admin-inline/);
    });
    it("doesn't ask for policies of another permission set", async () => {
      const inputs = { assignment: { permissionSetArn: SET_ARN.replace(/.$/, "0") } };
      assert.deepEqual(await pack.short(rule, saneStack({ waitsFor: [], inputs })), []);
    });
    it("points at an assignment to nobody knows which permission set", async () => {
      const stack = saneStack({ isNew, waitsFor: [] }).map((one) =>
        one.name === "assignment" ? { ...one, propertyDependencies: {} } : one,
      );
      assert.deepEqual(await pack.short(rule, stack), ["advisory unknown assignment"]);
    });
    it("accepts a dependency on a component around the policies", async () => {
      const urn = "urn:pulumi:test::access::acme:index:Set::set";
      const stack = saneStack({ waitsFor: [] }).map((one) =>
        one.name.startsWith("admin-") ? { ...one, parent: urn } : one,
      );
      const component = {
        ...(stack[0] as (typeof stack)[0]),
        urn,
        type: "acme:index:Set",
        name: "set",
      };
      const waiting = stack.map((one) =>
        one.name === "assignment" ? { ...one, dependencies: [urn] } : one,
      );
      assert.deepEqual(await pack.short(rule, [component, ...stack]), refused);
      assert.deepEqual(await pack.short(rule, [component, ...waiting]), []);
    });
  });

  describe("identity-center-session-duration", () => {
    const rule = "identity-center-session-duration";
    const long = { inputs: { admin: { sessionDuration: "PT8H" } } };
    const refused = ["mandatory administrator-too-long admin"];

    it("refuses long sessions of administrators, however they are made", async () => {
      for (const managed of [
        "AdministratorAccess",
        "IAMFullAccess",
        "AWSSSOMasterAccountAdministrator",
      ]) {
        assert.deepEqual(
          await pack.short(rule, saneStack({ ...long, managed: [managed] })),
          refused,
        );
        assert.deepEqual(
          await pack.short(rule, saneStack({ ...long, managed: [managed], isNew })),
          refused,
        );
      }
      const inline = saneStack({ ...long, managed: [], inlinePolicy: allowing("*") });
      assert.deepEqual(await pack.short(rule, inline), refused);
    });
    it("accepts a working day of everybody else, and of administrators what is configured", async () => {
      assert.deepEqual(
        await pack.short(rule, saneStack({ ...long, managed: ["PowerUserAccess"] })),
        [],
      );
      assert.deepEqual(
        await pack.short(rule, saneStack(long), { administratorMaximum: "PT8H" }),
        [],
      );
      assert.deepEqual(
        await pack.short(rule, saneStack(), { administratorMaximum: "PT30M" }),
        refused,
      );
    });
    describe("of those who change much", () => {
      const twelve = {
        inputs: { admin: { sessionDuration: "PT12H" } },
        without: ["admin-boundary"],
      };
      const tooLong = "privileged-too-long admin";
      const bounded = (permissionsBoundary: unknown) => ({
        inputs: { ...twelve.inputs, "admin-boundary": { permissionsBoundary } },
        without: [],
      });
      const aws = (name: string) => ({ managedPolicyArn: `arn:aws:iam::aws:policy/${name}` });
      const everythingBut = (...NotAction: string[]) =>
        JSON.stringify({ Statement: [{ Effect: "Allow", NotAction, Resource: "*" }] });
      const two = (Deny: string[]) =>
        JSON.stringify({ Statement: [{ Effect: "Deny", Action: Deny, Resource: "*" }] });
      const own = { customerManagedPolicyReference: { name: "workloads" } };

      const rows: readonly [string, Changes, ...string[]][] = [
        ["PowerUserAccess", { managed: ["PowerUserAccess"] }, `mandatory ${tooLong}`],
        [
          "everything but IAM",
          { managed: [], inlinePolicy: everythingBut("iam:*", "organizations:*") },
          `mandatory ${tooLong}`,
        ],
        [
          "AdministratorAccess within PowerUserAccess",
          { managed: ["AdministratorAccess"], ...bounded(aws("PowerUserAccess")) },
          `mandatory ${tooLong}`,
        ],
        [
          "PowerUserAccess that may not change anything",
          { managed: ["PowerUserAccess"], inlinePolicy: two(["*"]) },
        ],
        [
          "PowerUserAccess within ReadOnlyAccess",
          { managed: ["PowerUserAccess"], ...bounded(aws("ReadOnlyAccess")) },
        ],
        [
          "PowerUserAccess within a boundary of each account's",
          { managed: ["PowerUserAccess"], ...bounded(own) },
          `advisory ${tooLong}`,
        ],
        [
          "AdministratorAccess within AWS's policy for all of a service",
          { managed: ["AdministratorAccess"], ...bounded(aws("AmazonDynamoDBFullAccess_v2")) },
          `advisory ${tooLong}`,
        ],
        [
          "AWS's policy for a service within that for another",
          { managed: ["AmazonS3FullAccess"], ...bounded(aws("AmazonSQSFullAccess")) },
        ],
        [
          "AdministratorAccess within AWS's policy for administrators of Identity Center",
          {
            managed: ["AdministratorAccess"],
            ...bounded(aws("AWSSSOMasterAccountAdministrator")),
          },
          "mandatory administrator-too-long admin",
        ],
        [
          "AWS's policy that passes any role",
          { managed: ["AWSLambda_FullAccess"] },
          "mandatory administrator-too-long admin",
        ],
        ["AdministratorAccess and AWSDenyAll", { managed: ["AdministratorAccess", "AWSDenyAll"] }],
        [
          "all of a service",
          { managed: [], inlinePolicy: allowing("s3:*") },
          `advisory ${tooLong}`,
        ],
        [
          "AWS's policy for all of a service",
          { managed: ["AmazonDynamoDBFullAccess_v2"] },
          `advisory ${tooLong}`,
        ],
        ["some of a service", { managed: [], inlinePolicy: allowing("s3:Get*", "s3:PutObject") }],
        ["reading", { managed: ["ReadOnlyAccess"] }],
      ];
      for (const [title, changes, ...expected] of rows) {
        const verdict = expected.length === 0 ? "accepts" : "finds";
        it(`${verdict} twelve hours of ${title}`, async () => {
          const stack = saneStack({ ...twelve, ...changes });
          assert.deepEqual(await pack.short(rule, stack), expected);
        });
      }
      it("takes their maximum from the configuration", async () => {
        const stack = saneStack({ ...twelve, managed: ["PowerUserAccess"] });
        assert.deepEqual(await pack.short(rule, stack, { privilegedMaximum: "PT12H" }), []);
        const day = saneStack({ ...twelve, ...long, managed: ["PowerUserAccess"] });
        assert.deepEqual(await pack.short(rule, day, { privilegedMaximum: "PT4H" }), [
          `mandatory ${tooLong}`,
        ]);
      });
    });
    it("points at a long session with an unknown policy, and at no short one", async () => {
      const unknown = { managed: [], inlinePolicy: NOT_KNOWN_YET };
      const expected = ["advisory unknown admin"];
      assert.deepEqual(await pack.short(rule, saneStack({ ...long, ...unknown })), expected);
      assert.deepEqual(await pack.short(rule, saneStack(unknown)), []);
    });
  });

  describe("identity-center-region-pinned", () => {
    const rule = "identity-center-region-pinned";
    const moved = { inputs: { assignment: { region: "us-east-1" } } };

    it("accepts one Region everywhere", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["center"] })), []);
    });
    it("refuses a resource outside the component's Region", async () => {
      assert.deepEqual(await pack.short(rule, saneStack(moved)), [
        "mandatory other-region assignment",
      ]);
    });
    it("refuses several Regions without the component", async () => {
      const stack = saneStack({ ...moved, without: ["center"] });
      assert.deepEqual(await pack.short(rule, stack), ["mandatory several-regions stack"]);
    });
    it("points at a Region that isn't known yet", async () => {
      const stack = saneStack({ inputs: { assignment: { region: NOT_KNOWN_YET } } });
      assert.deepEqual(await pack.short(rule, stack), ["advisory unknown assignment"]);
    });
  });

  describe("identity-center-last-administrator, in other dialects", () => {
    const rule = "identity-center-last-administrator";
    const settings = { managementAccount: MANAGEMENT };
    const policy = "arn:aws:iam::aws:policy/AWSSSOMasterAccountAdministrator";

    /** A set, a group with a member and an assignment of aws-native. */
    function native(managedPolicies: readonly string[], isPeopled = true) {
      const arn = NOT_KNOWN_YET;
      const set = resource(
        "aws-native:sso:PermissionSet",
        "set",
        { name: "admin", managedPolicies },
        { outputs: { permissionSetArn: arn } },
      );
      const group = resource(
        "aws-native:identitystore:Group",
        "group",
        { displayName: "admins" },
        { outputs: { groupId: arn } },
      );
      const member = resource(
        "aws-native:identitystore:GroupMembership",
        "member",
        { groupId: arn },
        { from: { groupId: [group] } },
      );
      const assignment = resource(
        "aws-native:sso:Assignment",
        "assignment",
        { permissionSetArn: arn, principalId: arn, principalType: "GROUP", targetId: MANAGEMENT },
        { from: { permissionSetArn: [set], principalId: [group] } },
      );
      return [set, group, ...(isPeopled ? [member] : []), assignment];
    }

    it("accepts administrators of aws-native before anything exists", async () => {
      assert.deepEqual(await pack.short(rule, native([policy]), settings), []);
    });
    it("refuses a group without members, and policies that aren't enough, in aws-native", async () => {
      const refused = ["mandatory nobody-left stack"];
      assert.deepEqual(await pack.short(rule, native([policy], false), settings), refused);
      const read = "arn:aws:iam::aws:policy/ReadOnlyAccess";
      assert.deepEqual(await pack.short(rule, native([read]), settings), refused);
    });

    const template = (targetId: string) => ({
      templateBody: `
Resources:
  Set:
    Type: AWS::SSO::PermissionSet
    Properties: { Name: admin, ManagedPolicies: [${policy}] }
  Group: { Type: AWS::IdentityStore::Group, Properties: { DisplayName: admins } }
  Member:
    Type: AWS::IdentityStore::GroupMembership
    Properties: { GroupId: !GetAtt Group.GroupId, MemberId: { UserId: u } }
  Assignment:
    Type: AWS::SSO::Assignment
    Properties:
      PermissionSetArn: !GetAtt Set.PermissionSetArn
      PrincipalId: !GetAtt Group.GroupId
      PrincipalType: GROUP
      TargetId: "${targetId}"
`,
    });
    it("accepts administrators in a template, and refuses them on another account", async () => {
      const stack = (target: string) => [
        resource("aws:cloudformation/stack:Stack", "cfn", template(target)),
      ];
      assert.deepEqual(await pack.short(rule, stack(MANAGEMENT), settings), []);
      assert.deepEqual(await pack.short(rule, stack("111111111111"), settings), [
        "mandatory nobody-left stack",
      ]);
    });
  });

  describe("identity-center-administration-by-named-sets", () => {
    const rule = "identity-center-administration-by-named-sets";
    const named = (name: unknown) => ({ inputs: { admin: { name } } });
    const pointedAt = (name: string) => [`advisory administrator:${name} assignment`];

    it("accepts a set that administers Identity Center only, whatever its name", async () => {
      assert.deepEqual(await pack.short(rule, saneStack(named("someone"))), []);
    });
    it("points at administrators of the management account that nobody named", async () => {
      for (const managed of ["AdministratorAccess", "IAMFullAccess"]) {
        const stack = saneStack({ ...named("ops"), managed: [managed] });
        assert.deepEqual(await pack.short(rule, stack), pointedAt("ops"));
      }
      const inline = saneStack({ ...named("ops"), managed: [], inlinePolicy: allowing("*") });
      assert.deepEqual(await pack.short(rule, inline), pointedAt("ops"));
      const escalates = saneStack({
        ...named("ops"),
        managed: [],
        inlinePolicy: allowing("iam:CreatePolicyVersion"),
      });
      assert.deepEqual(await pack.short(rule, escalates), pointedAt("ops"));
    });
    it("accepts sets that are named, by default or by configuration", async () => {
      const stack = (name: string) =>
        saneStack({ ...named(name), managed: ["AdministratorAccess"] });
      assert.deepEqual(await pack.short(rule, stack("identity-administrator")), []);
      assert.deepEqual(await pack.short(rule, stack("BreakGlass")), []);
      assert.deepEqual(await pack.short(rule, stack("ops"), { sets: ["op?"] }), []);
      assert.deepEqual(
        await pack.short(rule, stack("BreakGlass"), { sets: [] }),
        pointedAt("BreakGlass"),
      );
    });
    it("accepts administrators of member accounts", async () => {
      const inputs = { admin: { name: "ops" }, assignment: { targetId: "111111111111" } };
      assert.deepEqual(
        await pack.short(rule, saneStack({ inputs, managed: ["AdministratorAccess"] })),
        [],
      );
    });
    it("points at sets that rewrite everybody's access there among much else, or rule the organization", async () => {
      const managed = ["PowerUserAccess", "AWSOrganizationsFullAccess", "AWSLambda_FullAccess"];
      for (const one of managed) {
        const stack = saneStack({ ...named("ops"), managed: [one] });
        assert.deepEqual(await pack.short(rule, stack), pointedAt("ops"), one);
        const [violation] = await pack.judge(rule, stack);
        assert.match(violation?.message ?? "", new RegExp(`with ${one}`));
      }
      const onAccounts = (action: string) => ({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: action,
          Resource: "arn:aws:organizations::*:account/*",
        },
      });
      for (const policy of [
        allowing("organizations:*"),
        allowing("organizations:UpdatePolicy"),
        allowing("organizations:RegisterDelegatedAdministrator"),
        JSON.stringify(onAccounts("organizations:*")),
        JSON.stringify(onAccounts("organizations:CloseAccount")),
      ]) {
        const stack = saneStack({ ...named("ops"), managed: [], inlinePolicy: policy });
        assert.deepEqual(await pack.short(rule, stack), pointedAt("ops"), String(policy));
        const member = saneStack({
          inputs: { admin: { name: "ops" }, assignment: { targetId: "111111111111" } },
          managed: [],
          inlinePolicy: policy,
        });
        assert.deepEqual(await pack.short(rule, member), []);
      }
    });
    it("points at those beside the administration of Identity Center", async () => {
      const stack = saneStack({
        ...named("ops"),
        inlinePolicy: allowing("organizations:UpdatePolicy"),
      });
      assert.deepEqual(await pack.short(rule, stack), pointedAt("ops"));
    });
    it("accepts those that read the organization, or administer one harmless service of it", async () => {
      const managed = [
        "AWSOrganizationsReadOnlyAccess",
        "ReadOnlyAccess",
        "job-function/Billing",
        "AWSAuditManagerAdministratorAccess",
        "AWSSSOMemberAccountAdministrator",
      ];
      for (const one of managed) {
        const stack = saneStack({ ...named("ops"), managed: [one] });
        assert.deepEqual(await pack.short(rule, stack), [], one);
      }
    });
    it("accepts administration that a boundary takes away", async () => {
      const bound = saneStack({
        managed: ["AdministratorAccess"],
        inputs: {
          admin: { name: "ops" },
          "admin-boundary": {
            permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
          },
        },
      });
      assert.deepEqual(await pack.short(rule, bound), []);
    });
    it("points at what isn't known yet, and asks for no management account", async () => {
      const unknown = saneStack({ ...named("ops"), managed: [], inlinePolicy: NOT_KNOWN_YET });
      assert.deepEqual(await pack.short(rule, unknown), ["advisory unknown assignment"]);
      const nowhere = saneStack({
        ...named("ops"),
        managed: ["AdministratorAccess"],
        without: ["center"],
      });
      assert.deepEqual(await pack.short(rule, nowhere), []);
      const given = { managementAccount: MANAGEMENT };
      assert.deepEqual(await pack.short(rule, nowhere, given), pointedAt("ops"));
    });
    it("knows the management account of an organization in the stack", async () => {
      const organization = resource(
        "aws:organizations/organization:Organization",
        "org",
        {},
        { outputs: { masterAccountId: MANAGEMENT } },
      );
      const stack = saneStack({
        ...named("ops"),
        managed: ["AdministratorAccess"],
        without: ["center"],
      });
      assert.deepEqual(await pack.short(rule, [...stack, organization]), pointedAt("ops"));
    });
    it("judges aws-native and templates alike", async () => {
      const ManagedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"];
      const settings = { managementAccount: MANAGEMENT };
      const set = resource(
        "aws-native:sso:PermissionSet",
        "set",
        { name: "ops", managedPolicies: ManagedPolicies },
        { outputs: { permissionSetArn: SET_ARN } },
      );
      const assignment = resource("aws-native:sso:Assignment", "assignment", {
        permissionSetArn: SET_ARN,
        principalType: "GROUP",
        targetId: MANAGEMENT,
      });
      assert.deepEqual(await pack.short(rule, [set, assignment], settings), pointedAt("ops"));
      const Resources = {
        Set: { Type: "AWS::SSO::PermissionSet", Properties: { Name: "ops", ManagedPolicies } },
        Given: {
          Type: "AWS::SSO::Assignment",
          Properties: {
            PermissionSetArn: { "Fn::GetAtt": "Set.PermissionSetArn" },
            PrincipalType: "GROUP",
            TargetId: MANAGEMENT,
          },
        },
      };
      const template = resource("aws:cloudformation/stack:Stack", "cfn", {
        templateBody: JSON.stringify({ Resources }),
      });
      assert.deepEqual(await pack.short(rule, [template], settings), [
        "advisory Given.administrator:ops cfn",
      ]);
    });
  });

  describe("identity-center-boundary-on-privileged-sets", () => {
    const rule = "identity-center-boundary-on-privileged-sets";
    const without = ["admin-boundary"];
    const named = (name: string) => ({ inputs: { admin: { name } } });
    const pointedAt = ["advisory no-boundary admin"];

    it("accepts sets that can't give themselves anything", async () => {
      const stack = saneStack({ without, ...named("developer"), managed: ["PowerUserAccess"] });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("points at sets that can, by what their policies mean", async () => {
      for (const action of ["iam:*", "iam:AttachRolePolicy", "sso:*"]) {
        const stack = saneStack({
          without,
          ...named("developer"),
          managed: [],
          inlinePolicy: allowing(action),
        });
        assert.deepEqual(await pack.short(rule, stack), pointedAt, action);
      }
      const full = saneStack({ without, ...named("developer"), managed: ["IAMFullAccess"] });
      assert.deepEqual(await pack.short(rule, full), pointedAt);
    });
    it("accepts them with a boundary, or named as administrators", async () => {
      const managed = ["AdministratorAccess"];
      const { inputs } = named("developer");
      const bound = { permissionsBoundary: { customerManagedPolicyReference: { name: "b" } } };
      const within = saneStack({ inputs: { ...inputs, "admin-boundary": bound }, managed });
      assert.deepEqual(await pack.short(rule, within), []);
      assert.deepEqual(
        await pack.short(rule, saneStack({ without, ...named("admin"), managed })),
        [],
      );
      const stack = saneStack({ without, ...named("developer"), managed });
      assert.deepEqual(await pack.short(rule, stack, { administrators: ["dev*"] }), []);
      assert.deepEqual(await pack.short(rule, stack), pointedAt);
    });
    it("says nothing while the policies aren't known", async () => {
      const stack = saneStack({
        without,
        ...named("developer"),
        managed: [],
        inlinePolicy: NOT_KNOWN_YET,
      });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("judges aws-native and templates alike", async () => {
      const InlinePolicy = JSON.parse(allowing("iam:*")) as object;
      const set = (inputs: object) => [
        resource("aws-native:sso:PermissionSet", "admin", {
          name: "dev",
          inlinePolicy: InlinePolicy,
          ...inputs,
        }),
      ];
      assert.deepEqual(await pack.short(rule, set({})), pointedAt);
      const bound = { permissionsBoundary: { customerManagedPolicyReference: { name: "b" } } };
      assert.deepEqual(await pack.short(rule, set(bound)), []);
      const Resources = {
        Set: { Type: "AWS::SSO::PermissionSet", Properties: { Name: "dev", InlinePolicy } },
      };
      const template = resource("aws:cloudformation/stack:Stack", "cfn", {
        templateBody: JSON.stringify({ Resources }),
      });
      assert.deepEqual(await pack.short(rule, [template]), ["advisory Set.no-boundary cfn"]);
    });
  });

  it("a sane stack gives no finding of any rule about Identity Center or hygiene", async () => {
    for (const { rules } of families.slice(-2)) {
      for (const { id } of rules)
        assert.deepEqual(
          await pack.short(id, saneStack({ inputs: { admin: { name: "admin" } } })),
          [],
          id,
        );
    }
  });
});
