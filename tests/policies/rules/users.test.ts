import assert from "node:assert/strict";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack, resource } from "../stack.ts";

const RULE = "iam-no-users";
const USER = "aws:iam/user:User";
const KEY = "aws:iam/accessKey:AccessKey";
const TEMPLATE = "aws:cloudformation/stack:Stack";

/** An entry of machineUsers. */
function machine(criteria: object, expires = "2999-12-31") {
  return { ...criteria, reason: "SAP connector", expires };
}

describe("policies about IAM users", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  judges(pack, RULE, USER, [["a user", { name: "ada" }, "mandatory user"]]);
  judges(pack, RULE, "aws:iam/role:Role", [["a role", { name: "ada" }]]);
  judges(pack, RULE, KEY, [
    ["an access key", { user: "ada" }, "mandatory access-key"],
    ["one of a user not known yet", { user: NOT_KNOWN_YET }, "mandatory access-key"],
  ]);
  for (const [type, user, finding] of [
    ["userLoginProfile:UserLoginProfile", "user", "login-profile"],
    ["sshKey:SshKey", "username", "ssh-key"],
    [
      "serviceSpecificCredential:ServiceSpecificCredential",
      "userName",
      "service-specific-credential",
    ],
    ["signingCertificate:SigningCertificate", "userName", "signing-certificate"],
  ] as const) {
    judges(pack, RULE, `aws:iam/${type}`, [
      [`a ${finding}`, { [user]: "ada" }, `mandatory ${finding}`],
    ]);
  }
  judges(pack, RULE, "aws:iam/userGroupMembership:UserGroupMembership", [
    ["a membership", { user: "ada", groups: ["staff"] }, "mandatory membership"],
  ]);
  judges(pack, RULE, "aws:iam/groupMembership:GroupMembership", [
    ["members of a group", { users: ["ada", "bob"], group: "staff" }, "mandatory membership"],
    ["a group that is emptied", { users: [], group: "staff" }],
    ["members not known yet", { users: NOT_KNOWN_YET, group: "staff" }, "mandatory membership"],
  ]);
  judges(pack, RULE, "aws-native:iam:User", [
    [
      "a user of aws-native with password and groups",
      { userName: "ada", loginProfile: { password: "correct horse" }, groups: ["staff"] },
      "mandatory user",
      "mandatory login-profile",
    ],
  ]);
  judges(pack, RULE, "aws-native:iam:AccessKey", [
    ["an access key of aws-native", { userName: "ada" }, "mandatory access-key"],
  ]);
  judges(pack, RULE, "aws-native:iam:UserToGroupAddition", [
    ["members by aws-native", { users: ["ada"], groupName: "staff" }, "mandatory membership"],
  ]);
  judges(pack, RULE, TEMPLATE, [
    [
      "users in a JSON template",
      {
        templateBody: JSON.stringify({
          Resources: {
            Ada: { Type: "AWS::IAM::User" },
            Key: { Type: "AWS::IAM::AccessKey", Properties: { UserName: { Ref: "Ada" } } },
          },
        }),
      },
      "mandatory Ada.user",
      "mandatory Key.access-key",
    ],
    [
      "members in a YAML template",
      {
        templateBody: [
          "Resources:",
          "  Ada: {Type: AWS::IAM::User, Properties: {UserName: !Join ['-', [ada, !Ref 'AWS::Region']]}}",
          "  Members:",
          "    Type: AWS::IAM::UserToGroupAddition",
          "    Properties: {GroupName: staff, Users: [!Ref Ada]}",
        ].join("\n"),
      },
      "mandatory Ada.user",
      "mandatory Members.membership",
    ],
  ]);

  describe("with machine users", () => {
    const robot = (inputs: object) => resource(USER, "robot", { name: "robot", ...inputs });
    const said = async (
      resources: readonly AnalyzedResource[],
      ...machineUsers: readonly object[]
    ) => await pack.short(RULE, resources, { machineUsers });

    const rows: readonly [string, object, object, ...string[]][] = [
      ["by name", { name: "robot-7" }, { name: "robot-*" }],
      ["by name, whatever the case", { name: "Robot" }, { name: "robot" }],
      ["by path", { path: "/machines/sap/" }, { path: "/machines/*" }],
      ["by tag", { tags: { kind: "machine" } }, { tag: "kind=machine" }],
      ["by a tag of any value", { tags: { system: "sap" } }, { tag: "system=*" }],
      [
        "of another name",
        { name: "ada" },
        { name: "robot-*" },
        "mandatory user robot",
        "advisory unused-machine-user:robot-* stack",
      ],
      [
        "unless all that is given fits",
        { path: "/people/" },
        { name: "robot", path: "/machines/*" },
        "mandatory user robot",
        "advisory unused-machine-user:robot /machines/* stack",
      ],
      [
        "of nobody, if the entry says nothing",
        {},
        {},
        "mandatory user robot",
        "advisory unused-machine-user:nobody stack",
      ],
      [
        "once tags are known",
        { tags: NOT_KNOWN_YET },
        { tag: "kind=machine" },
        "advisory unknown robot",
      ],
    ];
    for (const [title, inputs, entry, ...expected] of rows) {
      it(`lets a user be one ${title}`, async () => {
        assert.deepEqual(await said([robot(inputs)], machine(entry)), expected);
      });
    }

    it("says that an entry has ended", async () => {
      const violations = await pack.judge(RULE, [robot({})], {
        machineUsers: [machine({ name: "robot" }, "2020-01-31")],
      });
      assert.equal(violations.length, 1);
      assert.match(violations[0]?.message ?? "", /"SAP connector"\) ended on 2020-01-31/);
    });

    it("takes another entry that still holds", async () => {
      const entries = [machine({ name: "robot" }, "2020-01-31"), machine({ path: "/" })];
      assert.deepEqual(await said([robot({})], ...entries), []);
    });

    const key = (inputs: object, details = {}) => resource(KEY, "key", { ...inputs }, details);

    it("lets them have keys and groups, but never a password", async () => {
      const owned = [
        robot({ path: "/machines/" }),
        key({ user: "robot" }),
        resource("aws:iam/userGroupMembership:UserGroupMembership", "member", {
          user: "robot",
          groups: ["senders"],
        }),
        resource("aws:iam/userLoginProfile:UserLoginProfile", "password", { user: "robot" }),
      ];
      const expected = ["mandatory login-profile password"];
      assert.deepEqual(await said(owned, machine({ path: "/machines/*" })), expected);
      assert.deepEqual(await said(owned, machine({ name: "robot" })), expected);
    });

    it("finds the user of a key whose name isn't known yet by what the value came from", async () => {
      const unnamed = robot({ name: NOT_KNOWN_YET, tags: { kind: "machine" } });
      const its = key({ user: NOT_KNOWN_YET }, { from: { user: [unnamed] } });
      assert.deepEqual(await said([unnamed, its], machine({ tag: "kind=machine" })), []);
      const person = robot({ name: NOT_KNOWN_YET, tags: { kind: "person" } });
      const theirs = key({ user: NOT_KNOWN_YET }, { from: { user: [person] } });
      assert.deepEqual(await said([person, theirs], machine({ tag: "kind=machine" })), [
        "mandatory user robot",
        "mandatory access-key key",
        "advisory unused-machine-user:kind=machine stack",
      ]);
    });

    it("knows users of other stacks by name only", async () => {
      assert.deepEqual(await said([key({ user: "robot" })], machine({ name: "robot" })), []);
      assert.deepEqual(await said([key({ user: "robot" })], machine({ path: "/machines/*" })), [
        "mandatory access-key key",
        "advisory unused-machine-user:/machines/* stack",
      ]);
    });

    it("names only the people of a group", async () => {
      const members = { users: ["robot", "ada"], group: "staff" };
      const group = resource("aws:iam/groupMembership:GroupMembership", "staff", members);
      const entries = { machineUsers: [machine({ name: "robot" })] };
      const [violation] = await pack.judge(RULE, [group], entries);
      assert.match(violation?.message ?? "", /^seen: IAM users ada in staff$/m);
    });

    it("finds them in templates", async () => {
      const template = (path: string) =>
        resource(TEMPLATE, "template", {
          templateBody: JSON.stringify({
            Resources: {
              Robot: { Type: "AWS::IAM::User", Properties: { Path: path } },
              Key: { Type: "AWS::IAM::AccessKey", Properties: { UserName: { Ref: "Robot" } } },
            },
          }),
        });
      const entry = machine({ path: "/machines/*" });
      assert.deepEqual(await said([template("/machines/")], entry), []);
      assert.deepEqual(await said([template("/people/")], entry), [
        "mandatory Robot.user template",
        "mandatory Key.access-key template",
        "advisory unused-machine-user:/machines/* stack",
      ]);
    });

    it("points at entries that fit nobody here", async () => {
      const entries = [machine({ name: "robot" }), machine({ name: "gone" })];
      assert.deepEqual(await said([robot({})], ...entries), [
        "advisory unused-machine-user:gone stack",
      ]);
      const bucket = resource("aws:s3/bucket:Bucket", "b", {});
      assert.deepEqual(await said([bucket], machine({ name: "gone" })), [
        "advisory unused-machine-user:gone stack",
      ]);
      assert.deepEqual(await said([bucket]), []);
    });
  });

  it("says whose a credential is, what is wanted, how to fix it and where it is written", async () => {
    const [violation] = await pack.judge(RULE, [resource(KEY, "key", { user: "ada" })]);
    assert.equal(violation?.severity, "high");
    for (const line of [
      /^seen: an access key that never ends, of the IAM user ada$/m,
      /^wanted: temporary credentials/m,
      /^fix: let people sign in through Identity Center/m,
      /^see: https:/m,
      /^controls: CIS AWS Foundations .*7\.0\.0 2\.19/m,
    ]) {
      assert.match(violation?.message ?? "", line);
    }
  });
});
