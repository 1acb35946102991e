import assert from "node:assert/strict";
import type { World } from "../../sandbox/world/world.ts";
import { organization, testWorld } from "./fixture.ts";

const user = (UserName: string) => (world: World) => world.call("CreateIamUser", { UserName });
const group = (Id: string) => (world: World) =>
  world.call("CreateIamGroup", { Id, Properties: { name: Id } });
const role = (RoleName: string) => (world: World) =>
  world.call("CreateRole", {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
    }),
  });
const provider = (name: string) => (world: World) =>
  world.call("CreateSAMLProvider", {
    Id: `arn:aws:iam::000000000001:saml-provider/${name}`,
    Properties: { samlMetadataDocument: `<EntityDescriptor>${" ".repeat(1000)}` },
  });
const member = (UserName: string, GroupName: string) => (world: World) =>
  world.call("AddUserToGroup", { UserName, GroupName });
const policy = (name: string, characters: number) => (world: World) => {
  const document = (Resource: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource }] });
  const text = document("x".repeat(characters - document("").length));
  return world.call("PutGroupPolicy", { Id: `g:${name}`, Properties: { name, policy: text } });
};
const ofEach = (count: number, make: (name: string) => (world: World) => unknown) =>
  Array.from({ length: count }, (_, index) => make(`n${index}`));

type Step = (world: World) => unknown;

/** What is there, what AWS takes beside it, what it refuses, and in which words ("IAM and AWS STS quotas"). */
const TABLE: readonly (readonly [
  title: string,
  before: readonly Step[],
  taken: Step,
  refused: Step,
  error: RegExp,
])[] = [
  ...(
    [
      ["user", user, 64, "userName"],
      ["group", group, 128, "groupName"],
      ["role", role, 64, "roleName"],
    ] as const
  ).flatMap(
    ([kind, make, most, key]) =>
      [
        [
          `the length of the name of a ${kind}`,
          [],
          make("n".repeat(most)),
          make("n".repeat(most + 1)),
          new RegExp(`Value at '${key}' .*length less than or equal to ${most}`),
        ],
        [
          `the characters of the name of a ${kind}`,
          [],
          make("Az09_+=,.@-"),
          make("n/a"),
          new RegExp(`specified value for ${key} is invalid`),
        ],
        [
          `the case of the name of a ${kind}`,
          [make("admins")],
          make("admins2"),
          make("ADMINS"),
          /with name ADMINS already exists/,
        ],
      ] as const,
  ),
  [
    "groups of an account",
    ofEach(299, group),
    group("last"),
    group("more"),
    /Cannot exceed quota for GroupsPerAccount: 300/,
  ],
  [
    "SAML providers of an account",
    ofEach(99, provider),
    provider("last"),
    provider("more"),
    /Cannot exceed quota for SAMLProvidersPerAccount: 100/,
  ],
  [
    "groups of a user",
    [user("ada"), ...ofEach(11, group), ...ofEach(9, (name) => member("ada", name))],
    member("ada", "n9"),
    member("ada", "n10"),
    /Cannot exceed quota for GroupsPerUser: 10/,
  ],
  [
    "a member that there is",
    [user("ada"), group("g")],
    member("ada", "g"),
    member("bob", "g"),
    /The user with name bob cannot be found/,
  ],
  [
    "inline policies of a group",
    [group("g"), policy("one", 3000)],
    policy("two", 2120),
    policy("two", 2121),
    /Maximum policy size of 5120 bytes exceeded for group g/,
  ],
];

describe("sandbox: limits of IAM", () => {
  for (const [title, before, taken, refused, error] of TABLE) {
    it(`${title}: takes as much as AWS, and no more`, () => {
      const { world } = testWorld();
      for (const step of before) step(world);
      taken(world);
      assert.throws(() => refused(world), error);
    });
  }

  it("let an account have 5,000 users", () => {
    const users = Array.from({ length: 4999 }, (_, index) => `{ name: n${index} }`).join(", ");
    const { world } = testWorld({
      snapshot: organization((yaml) => `${yaml}iamUsers: [${users}]\n`),
    });
    user("last")(world);
    assert.throws(() => user("more")(world), /Cannot exceed quota for UsersPerAccount: 5000/);
  });

  it("let a member be added again, and a policy be put again, where there is no room", () => {
    const { world } = testWorld();
    const groups = [...ofEach(10, group), ...ofEach(10, (name) => member("ada", name))];
    for (const step of [user("ada"), ...groups, member("ada", "n0")]) step(world);
    for (const step of [group("g"), policy("one", 5120), policy("one", 5120)]) step(world);
  });
});
