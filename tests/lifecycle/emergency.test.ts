import assert from "node:assert/strict";
import { samlMetadata } from "../support/samlMetadata.ts";
import { acme } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { BothPrograms } from "./bothPrograms.ts";
import { needsPulumi } from "./deployment.ts";
import { SignIn } from "./signsIn.ts";

const management = "000000000001";
const members = ["111111111111", "222222222222", "333333333333", "444444444444"];

const emergency = {
  "aws:region": "eu-west-1",
  "access:emergency": {
    saml: { metadataFile: "idp.xml", regions: ["eu-west-2"] },
    users: ["ada", "grace"],
    emails: ["security@example.com"],
    roles: {
      "identity-repair": {
        managedPolicies: ["AWSSSOMasterAccountAdministrator"],
        inlinePolicy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sso:CreateInstance", Resource: "*" }],
        },
        accounts: ["management"],
      },
      "read-only": { managedPolicies: ["ReadOnlyAccess"], accounts: ["all"] },
    },
  },
};

/** The calls that make it, but those of the alarms. */
const CALLS = [
  "CreateSAMLProvider",
  "CreateRole",
  "PutRolePolicy",
  "AttachRolePolicy",
  "CreateIamGroup",
  "PutGroupPolicy",
  "CreateIamUser",
  "AddUserToGroup",
  "CreateStackSet",
  "CreateStackInstances",
];

describe("the stack for emergencies beside the main one, on the real engine", function () {
  needsPulumi(this);
  let both: BothPrograms;
  before(() => {
    both = new BothPrograms();
    both.write("emergency", "idp.xml", samlMetadata());
    both.write(
      "emergency",
      "other.xml",
      samlMetadata({ entityID: ' entityID="https://other.example.com"' }),
    );
  });
  after(() => both?.remove());

  it("is deployed beside it, whatever call is refused once, and then changes nothing", async () => {
    const main = await both.run("up", acme());
    assert.ok(main.ok, main.said);
    const faults = CALLS.map(
      (operation) => ({ operation, error: "AccessDenied", times: 1 }) as const,
    );
    let made = await both.run("up", emergency, "emergency", faults);
    for (let left = CALLS.length; !made.ok && left > 0; left -= 1) {
      assert.match(made.said, /not authorized|AccessDenied/);
      made = await both.run("up", emergency, "emergency", faults);
    }
    assert.ok(made.ok, made.said);
    const refused = new Set(
      both.journal.flatMap(({ operation, fault }) => (fault ? [operation] : [])),
    );
    assert.deepEqual([...refused].sort(), [...CALLS].sort());
    const again = await both.run("up", emergency, "emergency");
    assert.ok(again.ok, again.said);
    assert.deepEqual(again.steps, []);
    assert.doesNotMatch(made.said + again.said, /takes protection away|gives more|lets in/);
  });

  it("is never to be imported over what the state has", async () => {
    for (const one of [
      "iam/user:User::emergency-access/ada",
      "iam/role:Role::emergency-access/identity-repair",
      "cloudformation/stackSet:StackSet::emergency-access/read-only",
      "iam/group:Group::emergency-access-users",
      "iam/samlProvider:SamlProvider::emergency-access",
    ]) {
      const urn = `urn:pulumi:test::identity-center-emergency::identity-center:index:EmergencyAccess$aws:${one}`;
      const run = await both.run("up", emergency, "emergency", [], ["--replace", urn]);
      assert.ok(!run.ok);
      assert.deepEqual(importsIn(run.said), [], run.said);
      assert.match(run.said, /the state has it, as AWS does/, one);
    }
    const idle = await both.run("up", emergency, "emergency");
    assert.deepEqual([idle.ok, idle.steps], [true, []], idle.said);
  });

  it("isn't made anew in another Region: that is refused before anything is registered", async () => {
    for (const command of ["preview", "up"] as const) {
      const before = both.journal.length;
      const moved = await both.run(
        command,
        { ...emergency, "aws:region": "eu-west-2" },
        "emergency",
      );
      assert.ok(!moved.ok);
      assert.match(
        moved.said,
        /:2: error: aws:region: is "eu-west-2", and .* with "eu-west-1": users/,
      );
      assert.deepEqual(moved.steps, []);
      assert.ok(both.journal.slice(before).every(({ changes }) => changes.length === 0));
    }
    const back = await both.run("up", emergency, "emergency");
    assert.ok(back.ok, back.said);
    assert.deepEqual(back.steps, []);
  });

  const { "access:emergency": section } = emergency;
  const changed = (more: object) => ({ ...emergency, "access:emergency": { ...section, ...more } });
  const changedRole = (name: keyof typeof section.roles, more: object) => ({
    roles: { ...section.roles, [name]: { ...section.roles[name], ...more } },
  });
  for (const [title, more, path, said, ...gains] of [
    ["federation", { saml: undefined }, "saml", /can't come in past Identity Center/],
    ["a user", { users: ["ada"] }, "users", /: grace can't come in any longer/],
    [
      "an address",
      { emails: ["other@example.com"] },
      "emails",
      /: security@example\.com hears of no use any longer;/,
    ],
    [
      "a role",
      { roles: { "read-only": section.roles["read-only"] } },
      "roles",
      /nobody can take identity-repair in an emergency/,
    ],
    [
      "accounts of a role",
      {
        roles: {
          ...section.roles,
          "read-only": { ...section.roles["read-only"], accounts: [{ ou: "Workloads" }] },
        },
      },
      "roles.read-only.accounts",
      /nobody can take read-only in the organization's root/,
    ],
    [
      "policies of a role of the management account",
      changedRole("identity-repair", { managedPolicies: ["AWSSSODirectoryAdministrator"] }),
      "roles.identity-repair.managedPolicies",
      /identity-repair loses AWSSSOMasterAccountAdministrator;/,
      /: access:emergency\.roles\.identity-repair\.managedPolicies: gives more: identity-repair gets AWSSSODirectoryAdministrator;/,
    ],
    [
      "an action of its inline policy",
      changedRole("identity-repair", { inlinePolicy: undefined }),
      "roles.identity-repair.inlinePolicy",
      /identity-repair loses its inline policy: sso:CreateInstance;/,
    ],
    [
      "policies of a role of all accounts, and who is new",
      {
        users: ["ada", "grace", "mallory"],
        ...changedRole("read-only", {
          managedPolicies: ["AdministratorAccess"],
          permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
        }),
      },
      "roles.read-only.permissionsBoundary",
      /read-only may do no more than ReadOnlyAccess allows/,
      /: access:emergency\.users\[2\]: lets in: mallory may come in as an IAM user/,
      /: access:emergency\.roles\.read-only\.managedPolicies: gives more: read-only gets AdministratorAccess;/,
    ],
    [
      "the identity provider, for another",
      { saml: { metadataFile: "other.xml", regions: ["eu-west-2"] } },
      "saml.metadataFile",
      /people of https:\/\/idp\.example\.com\/saml can't come in any longer/,
      /: access:emergency\.saml\.metadataFile: lets in: https:\/\/other\.example\.com says/,
    ],
    [
      "a Region's sign-in",
      { saml: { metadataFile: "idp.xml", regions: [] } },
      "saml.regions",
      /by the sign-in of eu-west-2 any longer/,
    ],
  ] as readonly [string, object, string, RegExp, ...RegExp[]][]) {
    it(`tells what of it an update takes away, with its place: ${title}`, async () => {
      const preview = await both.run("preview", changed(more), "emergency");
      const told = preview.said.split("\n").filter((line) => /takes protection away/.test(line));
      assert.equal(told.length, 1, preview.said);
      assert.match(told[0] ?? "", said);
      const place = `access:emergency.${path}: takes protection away: `;
      assert.ok(told[0]?.includes(place), told[0]);
      const got = preview.said.split("\n").filter((line) => /: (gives more|lets in): /.test(line));
      assert.equal(got.length, gains.length, preview.said);
      for (const gain of gains)
        assert.ok(
          got.some((line) => gain.test(line)),
          got.join("\n"),
        );
    });
  }

  it("lets people in when Identity Center is gone, with MFA, and nobody else", async () => {
    const world = both.world();
    for (const { InstanceArn } of world.call("ListInstances", {}, "eu-west-1").Instances) {
      world.call("DeleteInstance", { InstanceArn }, "eu-west-1");
    }
    assert.deepEqual(world.call("ListInstances", {}, "eu-west-1").Instances, []);
    const signIn = new SignIn(both.world(), management);
    const mfa = { "aws:multifactorauthpresent": "true", "aws:multifactorauthage": "60" };
    const stale = { ...mfa, "aws:multifactorauthage": "3601" };
    assert.equal(signIn.bySaml(), "yes");
    assert.equal(signIn.bySaml(`arn:aws:iam::${management}:saml-provider/other`), "no");
    assert.equal(signIn.bySaml(undefined, "https://signin.example.com/saml"), "no");
    const places = [
      ["identity-repair", management] as const,
      ...members.map((account) => ["read-only", account] as const),
    ];
    for (const [role, account] of places) {
      for (const name of ["ada", "grace"]) {
        assert.equal(signIn.asUser(name, role, account, mfa), "yes", `${name} in ${account}`);
        assert.equal(signIn.asUser(name, role, account, {}), "no", `${name} without MFA`);
        assert.equal(signIn.asUser(name, role, account, stale), "no", `${name} with an old MFA`);
      }
      assert.equal(signIn.asUser("eve", role, account, mfa), "no");
      assert.equal(signIn.fromSaml(role, account), "yes", account);
      assert.equal(signIn.fromSaml(role, account, "other"), "no");
    }
  });

  it("is updated still, where the main stack says what is missing", async () => {
    const main = await both.run("up", acme());
    assert.ok(!main.ok);
    assert.match(main.said, /there is no IAM Identity Center instance in eu-west-1/);
    const more = structuredClone(emergency);
    more["access:emergency"].users.push("hedy");
    const run = await both.run("up", more, "emergency");
    assert.ok(run.ok, run.said);
    const signIn = new SignIn(both.world(), management);
    const mfa = { "aws:multifactorauthpresent": "true", "aws:multifactorauthage": "60" };
    for (const account of members) {
      assert.equal(signIn.asUser("hedy", "read-only", account, mfa), "yes");
    }
  });

  it("leaves nothing in any account but the trusted access of StackSets", async () => {
    const run = await both.run("destroy", emergency, "emergency");
    assert.ok(run.ok, run.said);
    const world = both.world();
    for (const account of [management, ...members]) {
      const of = [undefined, { account }] as const;
      assert.deepEqual(world.call("ListRoles", { PathPrefix: "/emergency/" }, ...of).Roles, []);
      assert.deepEqual(world.call("ListIamUsers", {}, ...of).Users, []);
    }
    assert.throws(() => world.call("DescribeStackSet", { StackSetName: "emergency-read-only" }));
    const trusted = world.call("ListAWSServiceAccessForOrganization", {});
    assert.ok(
      trusted.EnabledServicePrincipals.some(({ ServicePrincipal }) =>
        ServicePrincipal.startsWith("member.org.stacksets"),
      ),
    );
  });
});
