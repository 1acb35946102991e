import assert from "node:assert/strict";
import { World } from "../../sandbox/world/world.ts";
import { KeptJournal } from "../commands/drift/deployedDev.ts";
import { organization, region } from "./fixture.ts";

const prod = "111111111111";
const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";

/** One AWS whose organization file is edited: what stands after what the fixture's has. */
function edited() {
  let journal = new KeptJournal([]);
  return (more = "", change = (yaml: string) => yaml) => {
    journal = new KeptJournal(journal.entries);
    return new World({ snapshot: organization((yaml) => `${change(yaml)}${more}\n`), journal });
  };
}

const trusted = (world: World) =>
  world
    .call("ListAWSServiceAccessForOrganization", {})
    .EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal)
    .sort();

const types = (world: World) =>
  (world.call("ListRoots", {}).Roots[0]?.PolicyTypes ?? []).map(({ Type }) => Type);

const delegates = (world: World) =>
  world.call("ListDelegatedAdministrators", {}).DelegatedAdministrators.map(({ Id }) => Id);

const contact = (world: World, AlternateContactType: "SECURITY" | "BILLING") => {
  try {
    return world.call("GetAlternateContact", { AlternateContactType }).AlternateContact.Name;
  } catch {
    return undefined;
  }
};

const store = (world: World) => {
  const { IdentityStoreId = "" } = world.call("ListInstances", {}, region).Instances[0] ?? {};
  return { IdentityStoreId };
};

const people = (world: World) =>
  world
    .call("ListUsers", store(world), region)
    .Users.map(({ UserName }) => UserName)
    .sort();

/** Who is in each group. */
const groups = (world: World) => {
  const names = new Map(
    world.call("ListUsers", store(world), region).Users.map((one) => [one.UserId, one.UserName]),
  );
  return Object.fromEntries(
    world.call("ListGroups", store(world), region).Groups.map(({ GroupId, DisplayName }) => {
      const asked = { ...store(world), GroupId };
      const { GroupMemberships } = world.call("ListGroupMemberships", asked, region);
      return [DisplayName, GroupMemberships.map(({ MemberId }) => names.get(MemberId.UserId))];
    }),
  );
};

const contactOf = (name: string) =>
  `{ name: ${name}, title: x, email: x@example.com, phone: "+1" }`;

/** What a call changes, what the file says anew then, and what AWS has of both. */
const CASES: Readonly<
  Record<
    string,
    readonly [
      call: (world: World) => unknown,
      more: string,
      seen: (world: World) => unknown,
      wanted: unknown,
    ]
  >
> = {
  trustedServices: [
    (world) =>
      world.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" }),
    `trustedServices: [${STACK_SETS}]`,
    trusted,
    ["cloudtrail.amazonaws.com", STACK_SETS, "sso.amazonaws.com"],
  ],
  policyTypes: [
    (world) =>
      world.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" }),
    "policyTypes: [SERVICE_CONTROL_POLICY]",
    types,
    ["SERVICE_CONTROL_POLICY"],
  ],
  delegatedAdministrators: [
    (world) =>
      world.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" }),
    `delegatedAdministrators: [{ account: "${prod}" }]`,
    delegates,
    [prod],
  ],
  contacts: [
    (world) =>
      world.call("PutAlternateContact", {
        ...{ AlternateContactType: "SECURITY", Name: "ada", Title: "x" },
        ...{ EmailAddress: "ada@example.com", PhoneNumber: "+1" },
      }),
    `contacts: { management: { billing: ${contactOf("bob")} } }`,
    (world) => [contact(world, "SECURITY"), contact(world, "BILLING")],
    ["ada", "bob"],
  ],
};

describe("sandbox: an organization file that is edited after calls", () => {
  for (const [key, [call, more, seen, wanted]] of Object.entries(CASES)) {
    it(`gives what it says anew of ${key}, beside what calls made`, () => {
      const open = edited();
      call(open());
      assert.deepEqual(seen(open(more)), wanted);
      // As before: nothing comes back, and nothing goes.
      assert.deepEqual(seen(open(more)), wanted);
    });
  }

  it("takes away what it says no more, and not what a call made", () => {
    const open = edited();
    const more = "trustedServices: [config.amazonaws.com]";
    const first = open(more);
    first.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" });
    assert.deepEqual(trusted(open()), ["cloudtrail.amazonaws.com", "sso.amazonaws.com"]);
  });

  it("doesn't bring back what a call took away, unless it says it anew", () => {
    const open = edited();
    const more = "trustedServices: [config.amazonaws.com]";
    open(more).call("DisableAWSServiceAccess", { ServicePrincipal: "config.amazonaws.com" });
    assert.deepEqual(trusted(open(more)), ["sso.amazonaws.com"]);
    open();
    assert.deepEqual(trusted(open(more)), ["config.amazonaws.com", "sso.amazonaws.com"]);
  });

  it("notes nothing when it says the same", () => {
    const first = new KeptJournal([]);
    const world = new World({ snapshot: organization(), journal: first });
    world.call("EnableAWSServiceAccess", { ServicePrincipal: "cloudtrail.amazonaws.com" });
    const then = new KeptJournal(first.entries);
    assert.ok(new World({ snapshot: organization(), journal: then }));
    assert.equal(then.entries.length, first.entries.length);
  });

  it("makes people, groups, members, permission sets and attributes when it first says them", () => {
    const open = edited();
    const first = open();
    first.call("CreateGroup", { ...store(first), DisplayName: "ops" }, region);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
    const attributes = "attributes: { team: '${path:userName}' }";
    const world = open(attributes, (yaml) =>
      yaml
        .replace("people: [", "people: [zoe, ")
        .replace(
          "groups: [{ name: security, members: [grace] }]",
          "groups: [{ name: security, members: [grace, zoe] }, { name: ops, members: [] }, { name: more, members: [zoe] }]",
        )
        .replace("permissionSets: [", "permissionSets: [Billing, "),
    );
    assert.deepEqual(people(world), ["grace", "zoe"]);
    assert.deepEqual(groups(world), { security: ["grace", "zoe"], ops: [], more: ["zoe"] });
    const { InstanceArn = "" } = world.call("ListInstances", {}, region).Instances[0] ?? {};
    assert.equal(
      world.call("ListPermissionSets", { InstanceArn }, region).PermissionSets.length,
      2,
    );
    const { InstanceAccessControlAttributeConfiguration: enabled } = world.call(
      "DescribeInstanceAccessControlAttributeConfiguration",
      { InstanceArn },
      region,
    );
    assert.equal(enabled?.AccessControlAttributes?.[0]?.Key, "team");
  });

  it("keeps whom it says no more, and makes nobody again whom a call deleted", () => {
    const open = edited();
    const without = (yaml: string) =>
      yaml.replace(/people: .*/, "people: []").replace(/groups: .*/, "");
    assert.deepEqual(people(open("", without)), []);
    assert.deepEqual(people(open()), ["grace"]);
    assert.deepEqual(people(open("", without)), ["grace"]);
    const world = open();
    const [{ UserId = "" } = {}] = world.call("ListUsers", store(world), region).Users;
    world.call("DeleteUser", { ...store(world), UserId }, region);
    assert.deepEqual(people(open()), []);
  });
});
