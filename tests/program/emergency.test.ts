import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { runInProcess } from "../../sandbox/inProcess.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { devOrganization } from "../support/engine.ts";

const file = new URL("../../emergency/Pulumi.dev.yaml", import.meta.url);

/** Stack dev of emergency/, in the organization of stack dev, whose Identity Center was deleted. */
async function deployed(
  edit: (emergency: Record<string, unknown>) => void = () => {},
  before: (world: World) => void = () => {},
  config: Readonly<Record<string, string>> = { "aws:region": "eu-west-1" },
) {
  const world = new World({
    snapshot: loadSnapshot(devOrganization),
    journal: new MemoryJournal(),
  });
  before(world);
  const region = "eu-west-1";
  for (const { InstanceArn } of world.call("ListInstances", {}, region).Instances) {
    world.call("DeleteInstance", { InstanceArn }, region);
  }
  const emergency = parse(readFileSync(file, "utf8")).config["access:emergency"];
  edit(emergency);
  const { diagnostics } = await runInProcess({
    program: new URL("../../emergency/index.ts", import.meta.url),
    project: "identity-center-emergency",
    stack: "dev",
    config: { ...config, "access:emergency": JSON.stringify(emergency) },
    preview: false,
    world,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { world, errors: errors.map(({ message }) => message) };
}

describe("the stack for emergencies", () => {
  it("deploys without Identity Center, and reaches every active account", async () => {
    const { world, errors } = await deployed();
    assert.deepEqual(errors, []);
    const { MasterAccountId } = world.call("DescribeOrganization", {}).Organization;
    for (const { Id, State } of world.call("ListAccounts", {}).Accounts) {
      const { Roles } = world.call("ListRoles", { PathPrefix: "/emergency/" }, undefined, {
        account: Id,
      });
      const wanted = Id === MasterAccountId ? "identity-repair" : "read-only";
      const names = Roles.map(({ RoleName }) => RoleName);
      assert.deepEqual(names, State === "ACTIVE" ? [wanted] : [], Id);
    }
  });

  it("says that it needs the provider's Region, beside all else", async () => {
    const future = (emergency: Record<string, unknown>) => {
      emergency.drilledOn = "2999-01-01";
    };
    const { errors } = await deployed(future, undefined, {});
    assert.match(errors.join("\n"), /aws:region: is missing; write the Region/);
    assert.match(errors.join("\n"), /drilledOn: 2999-01-01 is in the future/);
  });

  const reader = (role: object) => (emergency: Record<string, unknown>) => {
    emergency.roles = { reader: role };
  };
  const read = { managedPolicies: ["ReadOnlyAccess"] };
  for (const [what, edit, wanted] of [
    [
      "no such unit",
      reader({ ...read, accounts: [{ ou: "Nowhere" }] }),
      /accounts\[0\]\.ou: .*Nowhere/,
    ],
    [
      "a unit below another",
      reader({ ...read, accounts: ["all", { ou: "Workloads" }] }),
      /accounts\[1\]: Workloads is below all already; remove it/,
    ],
    [
      "an account of a unit",
      reader({ ...read, accounts: [{ ou: "Workloads" }, "web-dev"] }),
      /accounts\[1\]: it is in Workloads already; remove it/,
    ],
    [
      "a unit twice",
      reader({ ...read, accounts: [{ ou: "Workloads" }, { ou: "Workloads" }] }),
      /accounts\[1\]: Workloads is there already; remove it/,
    ],
    [
      "nothing left",
      reader({ ...read, accounts: ["web-dev"], except: ["web-dev"] }),
      /except: leaves no account/,
    ],
    [
      "a misspelt account",
      reader({ ...read, accounts: ["web-dve"] }),
      /no account is called "web-dve"; did you mean "?web-dev/,
    ],
    ["a closed account", reader({ ...read, accounts: ["old-shop"] }), /SUSPENDED/],
    [
      "a misspelt key",
      reader({ ...read, account: ["all"] }),
      /unknown key "account"; did you mean/,
    ],
    [
      "a role that no StackSet can be named after",
      (emergency) => {
        emergency.roles = { read_only: { ...read, accounts: ["all"] } };
      },
      /letters, digits and - are allowed/,
    ],
    [
      "a policy twice",
      reader({ managedPolicies: ["ReadOnlyAccess", "ReadOnlyAccess"], accounts: ["all"] }),
      /managedPolicies\[1\]: .*it is there already; remove it/,
    ],
    [
      "a policy that AWS doesn't have",
      reader({ managedPolicies: ["ReadOnlyAcess"], accounts: ["all"] }),
      /roles\.reader\.managedPolicies\[0\]: .*"ReadOnlyAcess"; did you mean "ReadOnlyAccess"/,
    ],
    [
      "a boundary that AWS doesn't have",
      reader({
        ...read,
        permissionsBoundary: { managedPolicy: "ViewOnlyAccess" },
        accounts: ["all"],
      }),
      /permissionsBoundary\.managedPolicy: .*did you mean "job-function\/ViewOnlyAccess"/,
    ],
    [
      "a policy of another partition",
      reader({ managedPolicies: ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"], accounts: ["all"] }),
      /managedPolicies\[0\]: .*in the partition aws-cn, and this organization in aws; write "ReadOnlyAccess"/,
    ],
    [
      "a drill of the future",
      (emergency) => {
        emergency.drilledOn = "2999-01-01";
      },
      /access:emergency\.drilledOn: 2999-01-01 is in the future, today is .*; write the day of the last drill/,
    ],
    [
      "a policy that is none",
      reader({ inlinePolicy: { Version: "2012-10-17" }, accounts: ["all"] }),
      /inlinePolicy\.Statement: .*at least one statement is required/,
    ],
    [
      "metadata that is missing",
      (emergency) => {
        emergency.saml = { metadataFile: "idp.xml" };
      },
      /saml\.metadataFile: "idp.xml" can't be read \(there is no such file\)/,
    ],
    [
      "a file elsewhere",
      (emergency) => {
        emergency.saml = { metadataFile: "../package.json" };
      },
      /saml\.metadataFile: .*must lie in the project's folder/,
    ],
    ...(
      [
        ["that isn't in the organization", "999999999999", /has the id 999999999999; correct it/],
        ["that is closed", "777777777777", /SUSPENDED; only ACTIVE accounts can be reached/],
        ["that manages", "000000000001", /the management account, .* remove the line/],
      ] as const
    ).map(([what, accountId, wanted]) => [
      `an account ${what}, as the one where people come in`,
      (emergency: Record<string, unknown>) => {
        emergency.accountId = accountId;
      },
      new RegExp(`access:emergency\\.accountId: .*${wanted.source}`),
    ]),
    [
      "more users than the roles' trust policy holds",
      (emergency) => {
        emergency.users = Array.from({ length: 60 }, (_, index) => `administrator-${index}`);
      },
      /access:emergency\.users: with 60 users .* IAM takes 2048; the first \d+ fit: take the others out/,
    ],
    [
      "an address that is none",
      (emergency) => {
        emergency.emails = ["security"];
      },
      /emails\[0\]: .*an e-mail address is wanted/,
    ],
  ] as [string, (emergency: Record<string, unknown>) => void, RegExp][]) {
    it(`says what is wrong with ${what}, before anything is made`, async () => {
      const { errors, world } = await deployed(edit);
      assert.match(errors.join("\n"), wanted);
      assert.deepEqual(world.call("ListIamUsers", {}).Users, [], "nothing is made");
    });
  }

  it("is told once, before anything is made, that StackSets aren't activated", async () => {
    const off = (world: World) =>
      world.call("DisableAWSServiceAccess", {
        ServicePrincipal: "member.org.stacksets.cloudformation.amazonaws.com",
      });
    const { errors, world } = await deployed(undefined, off);
    const said = errors.join("\n");
    assert.equal(said.match(/activate-organizations-access/g)?.length, 1, said);
    // There is a file of that name beside Pulumi.yaml, too.
    const place = /(^|[\s:])emergency\/Pulumi\.dev\.yaml:\d+: /m;
    assert.match(said, place);
    assert.match(said, /access:emergency\.roles\.read-only\.accounts: StackSets bring/);
    assert.deepEqual(world.call("ListIamUsers", {}).Users, [], "nothing is made");
    const alone = reader({ ...read, accounts: ["management"] });
    assert.deepEqual((await deployed(alone, off)).errors, [], "no StackSet, nothing to activate");
  });

  it("reaches single accounts, and follows units but not what is left out of them", async () => {
    const { world, errors } = await deployed((emergency) => {
      emergency.roles = {
        reader: { ...read, accounts: [{ ou: "Workloads/Production" }, "web-dev", "management"] },
        auditor: { ...read, accounts: ["all"], except: [{ ou: "Sandboxes" }, "web-prod"] },
      };
    });
    assert.deepEqual(errors, []);
    const holders = (role: string) =>
      world.call("ListAccounts", {}).Accounts.flatMap(({ Id, Name }) => {
        const { Roles } = world.call("ListRoles", { PathPrefix: "/emergency/" }, undefined, {
          account: Id,
        });
        return Roles.some(({ RoleName }) => RoleName === role) ? [Name] : [];
      });
    assert.deepEqual(holders("reader"), [
      "acme-management",
      "payments-prod",
      "web-prod",
      "web-dev",
    ]);
    assert.deepEqual(holders("auditor"), [
      ...["payments-prod", "web-dev", "log-archive", "security-tooling"],
    ]);
    const deploysByItself = (StackSetName: string) =>
      (
        world.call("DescribeStackSet", { StackSetName }, "eu-west-1").StackSet.Settings
          .autoDeployment as { enabled: boolean }
      ).enabled;
    assert.equal(deploysByItself("emergency-reader"), true);
    assert.equal(deploysByItself("accounts-emergency-reader"), false);
    assert.equal(deploysByItself("accounts-emergency-auditor"), false);
    assert.throws(() => deploysByItself("emergency-auditor"), /not found/);
  });
});
