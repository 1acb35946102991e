import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { toOrganization } from "../../../commands/organization/organizationFile.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { today } from "../../../policies/today.ts";
import { parseSnapshot } from "../../../sandbox/snapshot.ts";
import { MadeByHand } from "./madeByHand.ts";

const MANAGEMENT = "000000000001";
const [PROD, DEV] = ["111111111111", "222222222222"] as const;
const FILE = "Pulumi.acme.yaml";

/** What an offline preview says of a stack file in the folder, and who gets what by the names that AWS has. */
function previewed(made: MadeByHand, stack = "acme") {
  const readFile = (path: string) => {
    if (!existsSync(join(made.folder, path))) {
      throw Object.assign(new Error(path), { code: "ENOENT" });
    }
    return readFileSync(join(made.folder, path), "utf8");
  };
  const file = toStackFile(stack, made.read(`Pulumi.${stack}.yaml`), readFile);
  const { configuration, problems } = parseStackFile(file);
  const snapshot = parseSnapshot(made.read("organizations/acme.yaml"), "acme.yaml");
  const resolved = resolveAccess(configuration, toOrganization(snapshot), today());
  const { groups, permissionSets, people } = configuration;
  const errors = [...problems, ...resolved.problems].filter(
    ({ severity, kind }: Problem) => severity === "error" && kind !== "secret",
  );
  const access = resolved.access.entries.map(
    ({ group, permissionSet, account }) =>
      `${groups[group]?.displayName}: ${permissionSets[permissionSet]?.name} in ${account}`,
  );
  const members = Object.values(groups).flatMap((group) =>
    group.members.map((key) => `${group.displayName}: ${people[key]?.userName}`),
  );
  return { errors, access: access.sort(), members: members.sort(), configuration };
}

describe("npm run import beside the file of the other stack", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  const ofManagement = `config:
  aws:region: eu-west-1
  access:delegatedAdministration: { account: prod, stack: management, otherStack: acme }
  access:identityCenter: { region: eu-west-1, attributes: { team: "\${path:enterprise.department}" } }
  access:people:
    ada: { givenName: Ada, familyName: Lovelace }
  access:permissionSets:
    Administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
    Unused: { managedPolicies: [ReadOnlyAccess] }
  access:groups:
    Admins:
      administrators: true
      members: [ada]
      access: [{ permissionSet: Administrator, accounts: [management] }]
`;
  const ofDelegate = `# the delegated administrator's
config:
  aws:region: eu-west-1
  access:delegatedAdministration: { account: prod, stack: delegated, otherStack: management }
  access:identityCenter:
    region: eu-west-1
    identitySource: identity-center-directory # as the console shows it
    mfa: { mode: every-sign-in, attestedOn: "2026-11-01", attestedBy: ada }
  access:people:
    # made by the other stack
    lovelace: { existing: true, userName: ada }
    grace: { givenName: Ada, familyName: Lovelace }
  access:permissionSets:
    access-administrator: { name: AccessAdministrator, managedPolicies: [AWSSSOMemberAccountAdministrator] }
    reader: { name: Reader, managedPolicies: [ReadOnlyAccess] }
  access:groups:
    access-admins:
      displayName: AccessAdmins
      administrators: true
      members: [grace, lovelace]
      access: [{ permissionSet: access-administrator, accounts: [prod] }]
    readers:
      displayName: Readers
      members: [lovelace]
      access: [{ permissionSet: reader, accounts: [{ ou: Workloads }], until: 2099-03-31 }]
`;

  /** What both stacks made. */
  async function split(): Promise<MadeByHand> {
    const started = await MadeByHand.started();
    const ServicePrincipal = "sso.amazonaws.com";
    started.call("RegisterDelegatedAdministrator", { AccountId: PROD, ServicePrincipal });
    started.set("Unused", "ReadOnlyAccess");
    const { Users } = started.call("ListUsers", { ...started.store });
    const ada = Users.find(({ UserName }) => UserName === "ada")?.UserId ?? "";
    const admins = started.group("AccessAdmins", started.user("grace"), ada);
    const administrator = started.set("AccessAdministrator", "AWSSSOMemberAccountAdministrator");
    started.assign("GROUP", admins, administrator, PROD);
    const reader = started.set("Reader", "ReadOnlyAccess");
    const readers = started.group("Readers", ada);
    for (const account of [PROD, DEV]) started.assign("GROUP", readers, reader, account);
    started.write("Pulumi.management.yaml", ofManagement);
    return started;
  }

  it("changes nothing in the file of the delegated administrator's stack, which says what AWS has", async () => {
    made = await split();
    made.write(FILE, ofDelegate);
    for (const force of [true, false]) {
      const { code, text } = await made.imports({ force }, PROD);
      assert.equal(code, 0, text);
      assert.equal(made.read(FILE), ofDelegate);
      assert.deepEqual(previewed(made).errors, []);
      assert.doesNotMatch(made.read("import.acme.json"), /"Admins|Unused|people\/ada/);
    }
  });

  it("writes one from the other's file and AWS, where there is no more than the names of the stacks", async () => {
    made = await split();
    const [start = ""] = ofDelegate.split("  access:identityCenter");
    made.write(FILE, start);
    const { code, text } = await made.imports({}, PROD);
    assert.equal(code, 0, text);
    const { errors, configuration } = previewed(made);
    assert.deepEqual(errors, []);
    assert.equal(configuration.people.ada?.existing, true);
    assert.equal(configuration.people.grace?.existing, false);
    assert.deepEqual(Object.keys(configuration.groups), ["AccessAdmins", "Readers"]);
    assert.match(
      text,
      /person ada: stack management makes it \((.*)Pulumi\.management\.yaml:\d+\)/,
    );
  });

  it("leaves to the other stack what it has, with the management account's credentials too", async () => {
    made = await split();
    made.write("Pulumi.delegated.yaml", ofDelegate);
    const own = ofManagement.replace("otherStack: acme", "otherStack: delegated");
    made.write(FILE, own);
    const { code, text } = await made.imports({ force: true }, MANAGEMENT);
    assert.equal(code, 0, text);
    const { errors, configuration } = previewed(made);
    assert.deepEqual(
      errors.filter(({ path }) => !path.startsWith("access:delegatedAdministration")),
      [],
    );
    assert.deepEqual(Object.keys(configuration.people), ["ada"]);
    assert.deepEqual(Object.keys(configuration.permissionSets), ["Administrator", "Unused"]);
    assert.deepEqual(Object.keys(configuration.groups), ["Admins"]);
    assert.match(text, /permission sets that the other stack has.*: 3$/m);
  });

  it("refuses credentials of the other stack's account, and another file that isn't there", async () => {
    made = await split();
    made.write(FILE, ofDelegate);
    await assert.rejects(
      made.imports({ force: true }, MANAGEMENT),
      /Pulumi\.acme\.yaml:4: .*is the stack of the delegated administrator .* account 000000000001/,
    );
    assert.equal(made.read(FILE), ofDelegate);
    made.write(FILE, ofDelegate.replace("otherStack: management", "otherStack: nobody"));
    assert.throws(() => made.files({ force: true }), /"Pulumi\.nobody\.yaml" can't be read/);
  });
});

/** Ways in which a file may say what AWS has, and ways in which it may say otherwise. */
const forms = {
  salt: (text: string) => `encryptionsalt: v1:abc\n${text}`,
  keys: (text: string) =>
    text.replace("    ada: {", "    lovelace: { userName: ada,").replaceAll("[ada]", "[lovelace]"),
  secret: (text: string) => text.replace("givenName: Ada", "givenName: { secure: v1:x }"),
  aliases: (text: string) => text.replace("familyName: Lovelace", "$&, aliases: [al]"),
  existing: (text: string) => text.replace("Reader: {", "Reader: { existing: true } #"),
  unit: (text: string) => text.replace("[prod, dev]", "[{ ou: Workloads }]"),
  pattern: (text: string) => text.replace("[prod, dev]", '[{ name: "*" }], except: [old]'),
  until: (text: string) => text.replace("[prod, dev] }", "[prod, dev], until: 2099-01-31 }"),
  short: (text: string) =>
    text
      .replace("config:\n", '$&  access:accounts: { shop: "111111111111" }\n')
      .replace("[prod,", "[shop,"),
  tags: (text: string) =>
    text.replace("region: eu-west-1 }", "region: eu-west-1, tags: { team: a } }"),
  settings: (text: string) =>
    text.replace(
      "region: eu-west-1 }",
      "region: eu-west-1, portalUrl: https://a.example.com/, identitySource: identity-center-directory, mfa: { mode: every-sign-in, attestedOn: 2026-11-01, attestedBy: ada } }",
    ),
  sections: (text: string) =>
    `${text}  access:limits: { deletions: 3 }\n  access:alarms: { enabled: false, emails: [a@example.com] }\n`,
} as const;
const otherwise = {
  less: (text: string) => text.replace("[prod, dev]", "[prod]"),
  more: (text: string) => text.replace("[prod, dev]", "[prod, dev, management]"),
  gone: (text: string) => text.replace("[prod, dev]", "[prod, nowhere]"),
  person: (text: string) =>
    text.replace("    ada", "    bob: { givenName: B, familyName: B }\n    ada"),
  name: (text: string) => text.replace("familyName: Lovelace", "familyName: King"),
  broken: (text: string) => text.replace("familyName: Lovelace", "familyNam: Lovelace"),
  policy: (text: string) => text.replace("[ReadOnlyAccess]", "[SecurityAudit]"),
} as const;

const said = `config:
  aws:region: eu-west-1
  access:identityCenter: { region: eu-west-1 }
  access:people:
    ada: { givenName: Ada, familyName: Lovelace }
  access:permissionSets:
    Administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
    Reader: { managedPolicies: [ReadOnlyAccess] }
  access:groups:
    Admins:
      administrators: true
      members: [ada]
      access:
        - { permissionSet: Administrator, accounts: [management] }
        # both
        - { permissionSet: Reader, accounts: [prod, dev] }
`;

describe("npm run import into a folder with files", () => {
  let made: MadeByHand;
  before(async () => {
    made = await MadeByHand.started();
    const { Groups } = made.call("ListGroups", { ...made.store });
    const admins = Groups.find(({ DisplayName }) => DisplayName === "Admins")?.GroupId ?? "";
    const reader = made.set("Reader", "ReadOnlyAccess");
    for (const account of [PROD, DEV]) made.assign("GROUP", admins, reader, account);
  });
  after(() => made?.remove());

  const written = (...changes: readonly ((text: string) => string)[]) =>
    changes.reduce((text, change) => change(text), said);
  const everything = [
    `Admins: Administrator in ${MANAGEMENT}`,
    `Admins: Reader in ${PROD}`,
    `Admins: Reader in ${DEV}`,
  ];

  for (const [name, change] of Object.entries(forms)) {
    it(`leaves a file as it is that says what AWS has: ${name}`, async () => {
      const before = written(change);
      assert.notEqual(before, said);
      made.write(FILE, before);
      // AWS has no tags.
      const { code, text } = await made.imports({ force: true });
      assert.equal(code, 0, text);
      if (name !== "tags") assert.equal(made.read(FILE), before);
      assert.deepEqual(previewed(made).errors, []);
    });
  }

  it("writes what AWS has, and what it doesn't tell stays, whatever the files say", async () => {
    const some = <T extends object>(all: T) => fc.subarray(Object.keys(all) as (keyof T)[]);
    await fc.assert(
      fc.asyncProperty(some(forms), some(otherwise), async (same, other) => {
        const before = written(
          ...same.map((name) => forms[name]),
          ...other.map((name) => otherwise[name]),
        );
        made.write(FILE, before);
        const { code, text } = await made.imports({ force: true });
        assert.equal(code, 0, text);
        const after = previewed(made);
        assert.deepEqual(after.errors, [], made.read(FILE));
        assert.deepEqual(after.access, everything, made.read(FILE));
        assert.deepEqual(after.members, ["Admins: ada"]);
        for (const line of [
          "encryptionsalt",
          "access:accounts",
          "access:limits",
          "access:alarms",
        ]) {
          assert.equal(made.read(FILE).includes(line), before.includes(line), line);
        }
        for (const word of ["identitySource", "mfa:", "portalUrl", "aliases", "secure: v1:x"]) {
          if (before.includes(word)) assert.ok(made.read(FILE).includes(word), word);
        }
        const once = made.read(FILE);
        assert.equal((await made.imports()).code, 0);
        assert.equal(made.read(FILE), once);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
