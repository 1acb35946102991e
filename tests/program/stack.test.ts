import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { deployStack, dev } from "../components/deployStack.ts";
import { devOrganization } from "../support/engine.ts";

type Deployed = Awaited<ReturnType<typeof deployStack>>;

describe("the program with stack dev", () => {
  let run: Deployed;
  before(async () => {
    run = await deployStack(dev());
  });
  const idOf = (type: string, name: string, output: string) =>
    run.resources.find((one) => one.type.endsWith(`:${type}`) && one.name === name && one.custom)
      ?.outputs[output];

  it("deploys without an error", () => {
    assert.deepEqual(run.errors, []);
  });

  it("tells where people sign in, and which instance it is", () => {
    const { portalUrl, instanceArn, identityStoreId } = run.outputs;
    assert.match(instanceArn, /^arn:aws:sso:::instance\/ssoins-\w{16}$/);
    assert.match(identityStoreId, /^d-\w{10}$/);
    assert.equal(portalUrl, `https://${identityStoreId}.awsapps.com/start`);
  });

  it("tells the ids of all groups, of the existing one too", () => {
    const { groupIds, identityStoreId } = run.outputs;
    assert.deepEqual(Object.keys(groupIds).sort(), [
      "auditors",
      "engineers",
      "finance",
      "identity-administrators",
      "security",
    ]);
    assert.equal(groupIds.engineers, idOf("Group", "engineers", "groupId"));
    const { GroupId } = run.world.call(
      "GetGroupId",
      {
        IdentityStoreId: identityStoreId,
        AlternateIdentifier: {
          UniqueAttribute: { AttributePath: "displayName", AttributeValue: "security" },
        },
      },
      "eu-west-1",
    );
    assert.equal(groupIds.security, GroupId);
    assert.equal(idOf("Group", "security", "groupId"), undefined);
  });

  it("tells the ARNs of all permission sets", () => {
    const arns = run.outputs.permissionSetArns;
    for (const key of [
      "auditor",
      "billing",
      "developer",
      "identity-administrator",
      "management-auditor",
      "read-only",
    ]) {
      assert.ok(arns[key]);
      assert.equal(arns[key], idOf("PermissionSet", key, "arn"));
    }
    assert.equal(Object.keys(arns).length, 6);
  });

  it("tells which line gave which access, to machines and to people", () => {
    const { access, accessSummary } = run.outputs;
    assert.deepEqual(access.engineers, {
      developer: {
        "333333333333": "access:groups.engineers.access[0]",
        "444444444444": "access:groups.engineers.access[0]",
      },
      "read-only": {
        "111111111111": "access:groups.engineers.access[2] until 2027-03-31",
        "222222222222": "access:groups.engineers.access[1]",
        "333333333333": "access:groups.engineers.access[1]",
      },
    });
    assert.match(accessSummary, /^\| engineers \| developer \| playground, web-dev \| {2}\|$/m);
    assert.match(accessSummary, /^\| engineers \| read-only \| payments-prod \| 2027-03-31 \|$/m);
  });

  it("assigns exactly the access that it tells", () => {
    const told = Object.entries(run.outputs.access).flatMap(([group, sets]) =>
      Object.entries(sets).flatMap(([set, accounts]) =>
        Object.keys(accounts).map((account) => `${group}/${set}/${account}`),
      ),
    );
    const made = run.resources
      .filter(({ type }) => type === "aws:ssoadmin/accountAssignment:AccountAssignment")
      .map(({ name }) => name);
    assert.deepEqual(made.sort(), told.sort());
    assert.equal(made.length, 17);
  });

  it("fills a page in Pulumi Cloud from outputs that exist", () => {
    const readme = readFileSync(new URL("../../Pulumi.README.md", import.meta.url), "utf8");
    const placeholders = [...readme.matchAll(/\$\{outputs\.(\w+)\}/g)].map(
      ([, name]) => name ?? "",
    );
    assert.ok(placeholders.length > 0);
    for (const name of placeholders) assert.ok(name in run.outputs, name);
    for (const [, name] of readme.matchAll(/stack output (\w+)/g))
      assert.ok((name ?? "") in run.outputs);
  });

  it("tags what takes tags", () => {
    const tagged = run.resources.filter(({ inputs, custom }) => custom && "tags" in inputs);
    const kinds = [...new Set(tagged.map(({ type }) => type.split(":").at(-1)))].sort();
    assert.deepEqual(kinds, [
      "Analyzer",
      "Bucket",
      "EventRule",
      "Key",
      "LogGroup",
      "MetricAlarm",
      "PermissionSet",
      "Policy",
      "Role",
      "Rule",
      "ServiceLinkedRole",
      "Topic",
      "Trail",
    ]);
    for (const { name, inputs } of tagged) {
      assert.deepEqual(inputs.tags, { "managed-by": "pulumi" }, name);
    }
  });

  it("makes what guards and watches only where it is switched on", async () => {
    const parts = /:(Alarms|AuditTrail|DelegatedAdministration|Detection|RootGuardrails)$/;
    const components = ({ resources }: Deployed) =>
      resources.filter(({ type }) => parts.test(type)).map(({ name }) => name);
    assert.equal(components(run).length, 5);
    const off = await deployStack(
      dev((config) => {
        delete config["access:delegatedAdministration"];
        for (const key of ["alarms", "auditTrail", "detection", "rootGuardrails"]) {
          delete config[`access:${key}`];
        }
      }),
    );
    assert.deepEqual(off.errors, []);
    assert.deepEqual(components(off), []);
    const services = /^aws:(?!ssoadmin|identitystore)|^awsx/;
    assert.deepEqual(
      off.resources.filter(({ type }) => services.test(type)),
      [],
    );
  });
});

describe("the program", () => {
  it("keeps resources apart whose keys look alike when they are joined", async () => {
    const line = (permissionSet: string) => ({ permissionSet, accounts: ["web-dev"] });
    const { errors, resources } = await deployStack(
      dev((config) => {
        Object.assign(config["access:permissionSets"] ?? {}, { only: {}, "read-only": {} });
        Object.assign(config["access:groups"] ?? {}, {
          team: { members: ["ada"], access: [line("read-only")] },
          "team-read": { members: ["ada"], access: [line("only")] },
        });
      }),
    );
    assert.deepEqual(errors, []);
    const names = resources.filter(({ type }) => /Assignment$/.test(type)).map(({ name }) => name);
    assert.ok(names.includes("team/read-only/333333333333"));
    assert.ok(names.includes("team-read/only/333333333333"));
  });

  it("fails to make the organization's trail with credentials of another account, and says why", async () => {
    const organization = readFileSync(devOrganization, "utf8");
    const delegated = `${organization}
callerAccount: "666666666666"
delegatedAdministrators: [{ account: "666666666666" }]
`;
    const trail = dev((config) => {
      delete config["access:delegatedAdministration"]; // which refuses the credentials itself
    });
    const { errors, resources } = await deployStack(trail, parseSnapshot(delegated, "test"));
    assert.ok(
      errors.some((error) =>
        /belongs to the management account \(000000000001\).*666666666666/.test(error),
      ),
    );
    assert.ok(!resources.some(({ type }) => type === "awsx:cloudtrail:Trail"));
  });
});

describe("what was made elsewhere", () => {
  const organization = (existing: string) =>
    parseSnapshot(
      `
managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: management }, { id: "111111111111", name: prod }]
identityCenter: { region: eu-west-1 }
existing: ${existing}
`,
      "organization.yaml",
    );
  const config = {
    "aws:region": "eu-west-1",
    "access:people": { ada: { existing: true, userName: "ada@acme.com" } },
    "access:permissionSets": { admin: { existing: true, name: "AWSAdministratorAccess" } },
    "access:groups": {
      admins: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "admin", accounts: ["management"] }],
      },
      platform: {
        existing: true,
        displayName: "Platform Team",
        access: [{ permissionSet: "admin", accounts: ["prod"] }],
      },
    },
  };

  it("is looked up by its name, never made", async () => {
    const { resources, outputs, errors } = await deployStack(
      config,
      organization(
        "{ people: [ada@acme.com], permissionSets: [AWSAdministratorAccess], groups: [Platform Team] }",
      ),
    );
    assert.deepEqual(errors, []);
    assert.deepEqual(
      resources
        .filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"))
        .map(({ name }) => name)
        .sort(),
      ["admins", "admins/ada", "admins/admin/000000000001", "platform/admin/111111111111"],
    );
    const { groupIds, permissionSetArns } = outputs;
    const assignment = resources.find(({ name }) => name === "platform/admin/111111111111");
    assert.deepEqual(
      [assignment?.inputs.principalId, assignment?.inputs.permissionSetArn],
      [groupIds.platform, permissionSetArns.admin],
    );
  });

  /** The group is the administrators' one. */
  const administered = {
    ...config,
    "access:groups": {
      platform: {
        existing: true,
        administrators: true,
        displayName: "Platform Team",
        access: [{ permissionSet: "admin", accounts: ["management"] }],
      },
    },
  };
  const withGroup = (group: string) =>
    organization(
      `{ people: [ada@acme.com], permissionSets: [AWSAdministratorAccess], groups: [${group}] }`,
    );

  it("is refused as the administrators' group when nobody is in it", async () => {
    const group = "{ name: Platform Team, members: [] }";
    const { errors, resources } = await deployStack(administered, withGroup(group));
    assert.equal(errors.length, 1, errors.join("\n"));
    assert.match(errors[0] ?? "", /access:groups\.platform: .*no members in Identity Center/);
    assert.ok(!resources.some(({ type }) => type.startsWith("aws:")));
  });

  it("is accepted as the administrators' group with members, and with a warning when nobody knows", async () => {
    const known = "{ name: Platform Team, members: [ada@acme.com] }";
    for (const [group, warned] of [
      [known, false],
      ["Platform Team", true],
    ] as const) {
      const { errors, diagnostics } = await deployStack(administered, withGroup(group));
      assert.deepEqual(errors, []);
      const isTold = diagnostics.some(({ message }) =>
        message.includes("make sure that somebody is"),
      );
      assert.equal(isTold, warned);
    }
  });

  for (const [kind, name, existing] of [
    [
      "group",
      "Platform Team",
      "{ people: [ada@acme.com], permissionSets: [AWSAdministratorAccess] }",
    ],
    [
      "person",
      "ada@acme.com",
      "{ groups: [Platform Team], permissionSets: [AWSAdministratorAccess] }",
    ],
    [
      "permission set",
      "AWSAdministratorAccess",
      "{ groups: [Platform Team], people: [ada@acme.com] }",
    ],
  ] as const) {
    it(`fails when there is no such ${kind}, and says once which one`, async () => {
      const { errors } = await deployStack(config, organization(existing));
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(
        errors[0] ?? "",
        new RegExp(
          `^error: access:\\w+\\.\\w+: existing ${kind} "${name}" was not found in Identity Center; check its spelling`,
        ),
      );
    });
  }
});
