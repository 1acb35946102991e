import assert from "node:assert/strict";
import { parse } from "yaml";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { type Answer, AwsError, AwsServer } from "./awsServer.ts";
import { Project, smallStack } from "./project.ts";

const instance = {
  InstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  IdentityStoreId: "d-1234567890",
};

const accounts: Record<string, object[]> = {
  "r-root": [{ Id: "000000000001", Name: "acme", State: "ACTIVE" }],
  "ou-work": [
    { Id: "222222222222", Name: "dev", State: "ACTIVE" },
    { Id: "333333333333", Name: "old", State: "SUSPENDED" },
  ],
  "ou-prod": [{ Id: "111111111111", Name: "prod", Status: "ACTIVE" }],
};
const units: Record<string, object[]> = {
  "r-root": [{ Id: "ou-work", Name: "Workloads" }],
  "ou-work": [{ Id: "ou-prod", Name: "Production" }],
};

/** One item a page, as AWS may do: a page that is empty doesn't mean the end either. */
function paged(items: readonly object[], token: unknown, key: string): object {
  const index = token === undefined ? 0 : Number(token);
  const page = index === 0 ? [] : items.slice(index - 1, index);
  return { [key]: page, ...(index < items.length ? { NextToken: String(index + 1) } : {}) };
}

function answers(changes: Record<string, Answer> = {}): Record<string, Answer> {
  const sets = ["ps-1", "ps-2", "ps-3"].map((id) => `arn:aws:sso:::permissionSet/${id}`);
  const names = ["Unrelated", "AWSAdministratorAccess", "Other"];
  return {
    DescribeOrganization: () => ({ Organization: { MasterAccountId: "000000000001" } }),
    ListRoots: () => ({ Roots: [{ Id: "r-root" }] }),
    ListAccountsForParent: ({ ParentId, NextToken }) =>
      paged(accounts[String(ParentId)] ?? [], NextToken, "Accounts"),
    ListOrganizationalUnitsForParent: ({ ParentId, NextToken }) =>
      paged(units[String(ParentId)] ?? [], NextToken, "OrganizationalUnits"),
    ListTagsForResource: ({ ResourceId, NextToken }) => {
      const tags = [
        { Key: "env", Value: "prod" },
        { Key: "team", Value: "shop" },
      ];
      return paged(ResourceId === "111111111111" ? tags : [], NextToken, "Tags");
    },
    ListInstances: () => ({ Instances: [instance] }),
    GetGroupId: ({ AlternateIdentifier }) => {
      if (JSON.stringify(AlternateIdentifier).includes('"Platform Team"')) return { GroupId: "g" };
      throw new AwsError("ResourceNotFoundException", "GROUP not found");
    },
    GetUserId: () => {
      throw new AwsError("ResourceNotFoundException", "USER not found");
    },
    ListPermissionSets: ({ NextToken }) => {
      const index = Number(NextToken ?? 0);
      return {
        PermissionSets: sets.slice(index, index + 1),
        ...(index < 2 ? { NextToken: `${index + 1}` } : {}),
      };
    },
    DescribePermissionSet: ({ PermissionSetArn }) => ({
      PermissionSet: { Name: names[sets.indexOf(String(PermissionSetArn))] },
    }),
    ...changes,
  };
}

const withExisting = (yaml: string) =>
  yaml
    .replace("  access:permissionSets:", "    bob: { existing: true }\n  access:permissionSets:")
    .replace(
      "  access:groups:",
      `    admin: { existing: true, name: AWSAdministratorAccess }
    gone: { existing: true, name: Gone }
  access:groups:
    platform: { existing: true, displayName: Platform Team }
    contractors: { existing: true }`,
    );

describe("npm run snapshot", () => {
  let project: Project;
  let server: AwsServer | undefined;
  before(() => {
    project = new Project();
    project.write("Pulumi.acme.yaml", smallStack(withExisting));
  });
  after(() => project.remove());
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const file = "organizations/acme.yaml";
  async function snapshot(args: readonly string[], changes: Record<string, Answer> = {}) {
    const aws = new AwsServer(answers(changes));
    server = aws;
    await aws.start();
    const result = await project.run("snapshot", args, aws.environment);
    return {
      ...result,
      calls: (operation: string) => aws.calls.filter((one) => one === operation),
    };
  }

  it("writes accounts, tree, tags and what exists, over all pages", async () => {
    const { code, stdout, stderr, calls } = await snapshot(["--stack", "acme"]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${file}: 4 accounts, 2 organizational units\n`);
    const text = project.read(file);
    assert.match(text, /^# The organization as AWS described it on \d{4}-\d\d-\d\d,/m);
    // Editors find the schema from where the file is.
    assert.match(
      text,
      /^# yaml-language-server: \$schema=\.\.\/model\/organization\.schema\.json\n/,
    );
    assert.deepEqual(parse(text), {
      managementAccount: "000000000001",
      accounts: [
        { id: "000000000001", name: "acme", organizationalUnit: "" },
        {
          id: "111111111111",
          name: "prod",
          organizationalUnit: "Workloads/Production",
          tags: { env: "prod", team: "shop" },
        },
        { id: "222222222222", name: "dev", organizationalUnit: "Workloads" },
        { id: "333333333333", name: "old", organizationalUnit: "Workloads", state: "SUSPENDED" },
      ],
      organizationalUnits: ["Workloads", "Workloads/Production"],
      identityCenter: { region: "eu-west-1" },
      existing: {
        groups: ["Platform Team"],
        people: [],
        permissionSets: ["AWSAdministratorAccess"],
      },
    });
    assert.ok(parseSnapshot(text, file).complete);
    // Other names are nobody's business here.
    assert.deepEqual([calls("GetGroupId").length, calls("GetUserId").length], [2, 1]);
    assert.match(stderr, /^reading Workloads\/Production \(3 accounts so far\)$/m);
  });

  it("waits and goes on when AWS throttles it", async () => {
    let throttled = false;
    const { code, stderr, calls } = await snapshot(["--stack", "acme"], {
      ListRoots: () => {
        if (throttled) return { Roots: [] };
        throttled = true;
        throw new AwsError("TooManyRequestsException", "Rate exceeded");
      },
    });
    assert.equal(code, 0, stderr);
    assert.equal(calls("ListRoots").length, 2);
  });

  it("keeps what AWS can't say and somebody wrote by hand", async () => {
    const policies = [{ name: "boundary", path: "/", accounts: ["all"] }];
    project.write(file, `customerManagedPolicies: ${JSON.stringify(policies)}\naccounts: []\n`);
    const { code, stderr } = await snapshot(["--stack", "acme"]);
    assert.equal(code, 0, stderr);
    const written = parse(project.read(file));
    assert.deepEqual(written.customerManagedPolicies, policies);
    assert.equal(written.accounts.length, 4);
  });

  it("writes to another file, and looks in another Region, when told", async () => {
    const args = ["--stack", "acme", "--output", "other.yaml", "--region", "us-east-1"];
    assert.equal((await snapshot(args)).code, 0);
    assert.deepEqual(parse(project.read("other.yaml")).identityCenter, { region: "us-east-1" });
  });

  it("fails when the Region has no Identity Center, and writes nothing", async () => {
    const args = ["--stack", "acme", "--output", "none.yaml"];
    const { code, stderr } = await snapshot(args, { ListInstances: () => ({ Instances: [] }) });
    assert.equal(code, 1);
    assert.match(stderr, /^snapshot: there is no IAM Identity Center instance in this Region;/m);
    assert.throws(() => project.read("none.yaml"), /ENOENT/);
  });

  it("fails with AWS's own words when it refuses, and writes nothing", async () => {
    const { code, stderr } = await snapshot(["--stack", "acme", "--output", "none.yaml"], {
      GetUserId: () => {
        throw new AwsError("AccessDeniedException", "not authorized: identitystore:GetUserId");
      },
    });
    assert.equal(code, 1);
    assert.match(stderr, /^snapshot: .*not authorized: identitystore:GetUserId$/m);
    assert.throws(() => project.read("none.yaml"), /ENOENT/);
  });

  it("fails without a stack, with the usage", async () => {
    const { code, stderr } = await project.run("snapshot");
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^snapshot: --stack NAME is missing\n\nusage: npm run snapshot -- --stack/,
    );
  });
});
