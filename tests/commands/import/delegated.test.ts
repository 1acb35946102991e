import assert from "node:assert/strict";
import { parse } from "yaml";
import { MadeByHand } from "./madeByHand.ts";

const MANAGEMENT = "000000000001";
const [PROD, DEV] = ["111111111111", "222222222222"] as const;

describe("npm run import with credentials of the delegated administrator", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  const config = () => parse(made.read("Pulumi.acme.yaml")).config;

  /** Beside what the management account has: a group that administers in the delegate's, and one that reads. */
  async function delegated(): Promise<MadeByHand> {
    const started = await MadeByHand.started();
    const ServicePrincipal = "sso.amazonaws.com";
    started.call("RegisterDelegatedAdministrator", { AccountId: PROD, ServicePrincipal });
    return started;
  }
  const administering = (account: string) => {
    const set = made.set("AccessAdministrator", "AWSSSOMemberAccountAdministrator");
    made.assign("GROUP", made.group("AccessAdmins", made.user("grace")), set, account);
  };

  it("writes its stack: administrators in its own account, and nothing that the management account has", async () => {
    made = await delegated();
    administering(PROD);
    const everywhere = made.set("Everywhere", "ReadOnlyAccess");
    const readers = made.group("Readers");
    for (const account of [MANAGEMENT, DEV]) made.assign("GROUP", readers, everywhere, account);
    const { code, text } = await made.imports({}, PROD);
    assert.equal(code, 0, text);
    const {
      "access:delegatedAdministration": part,
      "access:permissionSets": sets,
      "access:groups": groups,
    } = config();
    assert.deepEqual(part, { account: "prod", stack: "delegated" });
    assert.deepEqual(Object.keys(sets), ["AccessAdministrator"]);
    assert.deepEqual(groups.AccessAdmins, {
      administrators: true,
      members: ["grace"],
      access: [{ permissionSet: "AccessAdministrator", accounts: ["prod"] }],
    });
    assert.deepEqual([groups.Admins, groups.Readers], [{ members: ["ada"] }, {}]);
    assert.match(text, /administrators: group AccessAdmins, which may not end up/);
    assert.match(
      text,
      /- assignments of permission sets that the management account has: .*: 3\n {4}group Admins: Administrator in management \(000000000001\)/,
    );
    assert.match(text, /group Readers: Everywhere in dev \(222222222222\)/);
    assert.doesNotMatch(made.read("import.acme.json"), /Everywhere|"Administrator"/);
  });

  it("keeps the name of the other stack, which it wrote before", async () => {
    made = await delegated();
    administering(PROD);
    await made.imports({}, PROD);
    const named = made
      .read("Pulumi.acme.yaml")
      .replace("stack: delegated", "$&\n    otherStack: management");
    made.write("Pulumi.acme.yaml", named);
    assert.throws(() => made.files(), /otherStack: "Pulumi\.management\.yaml" can't be read/);
    made.write("Pulumi.management.yaml", "config: {}\n");
    assert.equal((await made.imports({}, PROD)).code, 0);
    assert.match(made.read("Pulumi.acme.yaml"), /otherStack: management/);
  });

  it("says where administrators are wanted, when nobody is seen to administer there", async () => {
    made = await delegated();
    administering(DEV);
    await assert.rejects(
      made.imports({}, PROD),
      /such as AWSSSOMemberAccountAdministrator in the delegated administrator's account 111111111111[\s\S]*No group has a permission set in the delegated administrator's account/,
    );
  });

  it("writes all of it from the management account, as before", async () => {
    made = await delegated();
    administering(PROD);
    assert.equal((await made.imports({}, MANAGEMENT)).code, 0);
    assert.equal(config()["access:delegatedAdministration"], undefined);
    assert.deepEqual(Object.keys(config()["access:permissionSets"]), [
      "AccessAdministrator",
      "Administrator",
    ]);
    assert.equal(config()["access:groups"].Admins.administrators, true);
  });
});
