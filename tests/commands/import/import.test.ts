import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ImportWanted } from "../../../commands/import/import.ts";
import { MadeByHand } from "./madeByHand.ts";

describe("npm run import", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  const config = () => parse(made.read("Pulumi.acme.yaml")).config;

  it("writes what a person would have written", async () => {
    made = await MadeByHand.started();
    const { code } = await made.imports();
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(made.folder).sort(), [
      ...["Pulumi.acme.yaml", "import.acme.json", "organizations"],
    ]);
    assert.deepEqual(config(), {
      "aws:region": "eu-west-1",
      "access:identityCenter": { region: "eu-west-1" },
      "access:people": { ada: { givenName: "Ada", familyName: "Lovelace" } },
      "access:permissionSets": {
        Administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
      },
      "access:groups": {
        Admins: {
          administrators: true,
          members: ["ada"],
          access: [{ permissionSet: "Administrator", accounts: ["management"] }],
        },
      },
    });
    const organization = parse(made.read("organizations/acme.yaml"));
    assert.equal(organization.accounts.length, 4);
    assert.deepEqual(organization.existing, { groups: [], people: [], permissionSets: [] });
  });

  it("only looks up what an identity provider, Control Tower and --leave keep, and gives their access in lines", async () => {
    made = await MadeByHand.started();
    const { Groups } = made.call("ListGroups", { ...made.store });
    const team = Groups.find(({ DisplayName }) => DisplayName === "idp team")?.GroupId ?? "";
    const { Users } = made.call("ListUsers", { ...made.store });
    const zoe = Users.find(({ UserName }) => UserName === "zoe@example.com")?.UserId ?? "";
    made.group("Mixed", zoe);
    const { PermissionSets } = made.call("ListPermissionSets", { ...made.instance });
    const name = (PermissionSetArn: string) =>
      made.call("DescribePermissionSet", { ...made.instance, PermissionSetArn }).PermissionSet.Name;
    const tower = PermissionSets.find((arn) => name(arn) === "AWSReadOnlyAccess") ?? "";
    made.assign("GROUP", team, tower, "111111111111");
    made.assign("GROUP", team, made.set("Vendor"), "222222222222");
    await made.imports({ leave: ["Vendor"] });
    const { "access:people": people, "access:groups": groups, ...rest } = config();
    assert.deepEqual(people.zoe, { existing: true, userName: "zoe@example.com" });
    assert.deepEqual(groups.Mixed, { members: ["zoe"] });
    assert.deepEqual(groups["idp-team"], {
      existing: true,
      displayName: "idp team",
      access: [
        { permissionSet: "AWSReadOnlyAccess", accounts: ["prod"] },
        { permissionSet: "Vendor", accounts: ["dev"] },
      ],
    });
    const sets = rest["access:permissionSets"];
    assert.deepEqual(sets.AWSReadOnlyAccess, { existing: true });
    assert.deepEqual(sets.Vendor, { existing: true });
    assert.deepEqual(parse(made.read("organizations/acme.yaml")).existing, {
      groups: ["idp team"],
      people: ["zoe@example.com"],
      permissionSets: ["AWSReadOnlyAccess", "Vendor"],
    });
  });

  it("says what can't be written down, each with what to do", async () => {
    made = await MadeByHand.started();
    const set = made.set("Reader", "ReadOnlyAccess");
    made.assign("USER", made.user("grace"), set, "111111111111");
    const gone = made.group("Gone");
    made.assign("GROUP", gone, set, "111111111111");
    made.assign("GROUP", made.group("Kept"), set, "222222222222");
    made.call("DeleteGroup", { ...made.store, GroupId: gone });
    const { text } = await made.imports();
    assert.match(text, /assignments of people, not of groups.*: 1$/m);
    assert.match(text, /^ {4}user grace: Reader in prod \(111111111111\)$/m);
    assert.match(text, /assignments of groups or people that were deleted.*: 1$/m);
    assert.ok(text.includes(`group ${gone}: Reader in prod`), text);
    assert.match(text, /^ {4}wiki$/m);
    assert.equal(text.match(/^ {2}→ /gm)?.length, text.match(/^- .*: \d+$/gm)?.length);
    const { Kept, Gone } = config()["access:groups"];
    assert.deepEqual(Kept.access, [{ permissionSet: "Reader", accounts: ["dev"] }]);
    assert.equal(Gone, undefined);
  });

  it("leaves what the program doesn't take as it is, with the reason", async () => {
    made = await MadeByHand.started();
    const team = made.group("Team", made.user("bob", { Emails: [{ Value: "no address" }] }));
    made.assign("GROUP", team, made.set("Reader", "ReadOnlyAccess"), "111111111111");
    const { text } = await made.imports();
    assert.match(text, /^ {4}person bob: .*an e-mail address such as ada@example\.com is wanted/m);
    assert.deepEqual(config()["access:people"].bob, { existing: true });
    assert.deepEqual(config()["access:groups"].Team.members, ["bob"]);
  });

  it("says which group administers, and doesn't guess where it isn't exactly one", async () => {
    made = await MadeByHand.started({ administered: false });
    await assert.rejects(
      made.imports(),
      /^Error: no group with members who aren't disabled can be seen to repair/,
    );
    await made.imports({ administratorsElsewhere: "the security team" });
    const center = config()["access:identityCenter"];
    assert.equal(center.administratorsElsewhere, "the security team");

    // The next import would keep it.
    made.write("Pulumi.acme.yaml", "");
    const set = made.set("Full", "AdministratorAccess");
    for (const name of ["Ops", "Break glass"]) {
      made.assign(
        "GROUP",
        made.group(name, made.user(`${name}1`.replace(" ", ""))),
        set,
        "000000000001",
      );
    }
    made.assign("GROUP", made.group("Empty"), set, "000000000001");
    await assert.rejects(made.imports({ force: true }), (error: Error) => {
      assert.match(
        error.message,
        /^2 groups can repair .* --administrators GROUP:\n {2}Break glass\n {2}Ops$/s,
      );
      return true;
    });
    await assert.rejects(
      made.imports({ force: true, administrators: "Opps" }),
      /no group of this name; it has:/,
    );
    const { text } = await made.imports({ force: true, administrators: "ops" });
    assert.match(text, /^administrators: group Ops,/m);
    assert.equal(config()["access:groups"].Ops.administrators, true);
  });

  it("doesn't take people who are disabled for administrators", async () => {
    made = await MadeByHand.started();
    const { Users } = made.call("ListUsers", { ...made.store });
    const UserId = Users.find(({ UserName }) => UserName === "ada")?.UserId ?? "";
    const Operations = [{ AttributePath: "userStatus", AttributeValue: "DISABLED" }];
    made.call("UpdateUser", { ...made.store, UserId, Operations });
    await assert.rejects(made.imports(), /no group with members who aren't disabled/);
    const { text } = await made.imports({ administrators: "Admins" });
    assert.match(text, /^- people who are disabled: .*: 1\n {4}ada$/m);
  });

  it("refuses an administrators' group that couldn't repair access, and one without members", async () => {
    made = await MadeByHand.started();
    made.group("Nobody");
    made.assign(
      "GROUP",
      made.group("Readers", made.user("bob")),
      made.set("R", "ReadOnlyAccess"),
      "000000000001",
    );
    await assert.rejects(
      made.imports({ administrators: "Nobody" }),
      /has no members|no line without until/,
    );
    await assert.rejects(
      made.imports({ administrators: "Readers" }),
      /could repair nobody's access/,
    );
    assert.deepEqual(readdirSync(made.folder), []);
  });

  it("compares on a second run, and overwrites only when told", async () => {
    made = await MadeByHand.started();
    await made.imports();
    const before = made.read("Pulumi.acme.yaml");
    const file = join(made.folder, "Pulumi.acme.yaml");
    const commented = before.replace("members: ", "# on call\n      members: ");
    assert.notEqual(commented, before);
    writeFileSync(file, commented);
    for (const force of [false, true]) {
      assert.equal((await made.imports({ force })).code, 0);
      assert.equal(made.read("Pulumi.acme.yaml"), commented);
    }

    made.group("New", made.user("bob"));
    const { code, text } = await made.imports();
    assert.equal(code, 1);
    assert.match(text, /^ {2}\+ access:groups\.New: \{"members":\["bob"\]\}$/m);
    assert.equal(made.read("Pulumi.acme.yaml"), commented);
    assert.equal((await made.imports({ force: true })).code, 0);
    assert.deepEqual(config()["access:groups"].New, { members: ["bob"] });
  });

  it("says that somebody has to write how MFA is asked for, until it stands there", async () => {
    made = await MadeByHand.started();
    const { text } = await made.imports();
    assert.match(text, /access:identityCenter\n {4}mfa: \{ mode: every-sign-in, attestedOn: "20/);
    const file = join(made.folder, "Pulumi.acme.yaml");
    const mfa = `mfa: { mode: every-sign-in, attestedOn: "2026-11-02", attestedBy: ada }`;
    const [region, attested] = ["    region: eu-west-1\n", `    ${mfa}\n`];
    writeFileSync(file, made.read("Pulumi.acme.yaml").replace(region, region + attested));
    assert.doesNotMatch((await made.imports()).text, /MFA/);
    assert.ok(made.read("Pulumi.acme.yaml").includes(mfa));
  });

  const byHand = `managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: acme }
  - { id: "111111111111", name: prod, organizationalUnit: Workloads, tags: { env: prod } }
  - { id: "222222222222", name: dev, organizationalUnit: Workloads }
  - { id: "333333333333", name: old, organizationalUnit: Workloads, state: SUSPENDED }
identityCenter: { region: eu-west-1 }
`;
  const accounts = byHand.split("\n").slice(2, 6).join("\n");
  for (const [what, own] of [
    ["leaves out what is empty, and units that accounts are in", byHand],
    ["names the root", byHand.replace("name: acme", '$&, organizationalUnit: ""')],
    ["lists units", `${byHand}organizationalUnits: [Workloads]\n`],
    ["has another order", byHand.replace(accounts, accounts.split("\n").toReversed().join("\n"))],
    ["has another order of keys", byHand.replace(/(id: "2+"), (name: dev)/, "$2, $1")],
    ["has addresses of root users", byHand.replace("name: prod", "$&, email: prod@example.com")],
    ["says that nothing exists", `${byHand}existing: { groups: [] }\npolicyTypes: []\n`],
  ] as const) {
    it(`leaves an organization file as it is that says what AWS has: ${what}`, async () => {
      made = await MadeByHand.started();
      mkdirSync(join(made.folder, "organizations"));
      made.write("organizations/acme.yaml", own);
      const { code, text } = await made.imports();
      assert.equal(code, 0, text);
      assert.equal(made.read("organizations/acme.yaml"), own);
    });
  }

  it("shows of an organization file what differs, and nothing that is written otherwise", async () => {
    made = await MadeByHand.started();
    mkdirSync(join(made.folder, "organizations"));
    made.write("organizations/acme.yaml", byHand.replace("name: dev", "name: test"));
    const { code, text } = await made.imports();
    assert.equal(code, 1);
    const account = (name: string) =>
      `accounts: {"id":"222222222222","name":"${name}","organizationalUnit":"Workloads","state":"ACTIVE"}`;
    assert.deepEqual(
      text.split("\n").filter((line) => /^ {2}[-+~] /.test(line)),
      [`  - ${account("test")}`, `  + ${account("dev")}`],
    );
  });

  it("keeps what Pulumi and people wrote beside the sections", async () => {
    made = await MadeByHand.started();
    const file = join(made.folder, "Pulumi.acme.yaml");
    const own = `# ours\nencryptionsalt: v1:abc\nconfig:\n  aws:profile: admin # mine\n`;
    writeFileSync(file, own);
    assert.equal((await made.imports()).code, 0);
    const written = made.read("Pulumi.acme.yaml");
    assert.ok(written.startsWith(own), written);
    const { resources } = JSON.parse(made.read("import.acme.json"));
    assert.deepEqual(resources[0].inputs, {
      maxRetries: "5",
      profile: "admin",
      region: "eu-west-1",
    });
  });

  it("moves sections into files of their own where they are large, or Pulumi would take a part for a secret", async () => {
    made = await MadeByHand.started();
    for (let number = 0; number < 1000; number += 1) {
      made.user(`person${number}`, {
        Emails: [{ Value: `p${number}@example.com`, Primary: true }],
      });
    }
    const arn = made.set("Tagged");
    const tags = { ...made.instance, ResourceArn: arn, Tags: [{ Key: "secure", Value: "yes" }] };
    made.call("TagResource", tags);
    await made.imports();
    assert.equal(config()["access:people"], "people.acme.yaml");
    assert.equal(config()["access:permissionSets"], "permissionSets.acme.yaml");
    assert.deepEqual(parse(made.read("permissionSets.acme.yaml")).Tagged, {
      tags: { secure: "yes" },
    });
    assert.equal(Object.keys(parse(made.read("people.acme.yaml"))).length, 1001);
  });

  for (const [operation, action] of [
    ["ListPermissionSets", "sso:ListPermissionSets"],
    ["ListOrganizationTags", "organizations:ListTagsForResource"],
    ["GetInlinePolicyForPermissionSet", "sso:GetInlinePolicyForPermissionSet"],
    ["ListUsers", "identitystore:ListUsers"],
    ["ListGroupMemberships", "identitystore:ListGroupMemberships"],
  ] as const) {
    it(`writes nothing without the permission to ${action}`, async () => {
      made = await MadeByHand.started({ faults: [{ operation, error: "AccessDenied" }] as never });
      await assert.rejects(made.imports(), (error: Error) => {
        assert.match(error.message, /^not everything could be read/);
        assert.ok(error.message.includes(`  ${action}: `), error.message);
        return true;
      });
      assert.deepEqual(readdirSync(made.folder), []);
    });
  }

  it("does without the applications, and says so", async () => {
    made = await MadeByHand.started({
      faults: [{ operation: "ListApplications", error: "AccessDenied" }] as never,
    });
    const { text } = await made.imports();
    assert.match(text, /applications of Identity Center weren't looked for/);
    assert.match(text, /sso:ListApplications/);
  });

  it("says when --leave names what isn't there", async () => {
    made = await MadeByHand.started();
    const wanted: Partial<ImportWanted> = { leave: ["Vendor"] };
    await assert.rejects(made.imports(wanted), /--leave: .* no permission set called "Vendor"/);
  });
});
