import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parse } from "yaml";
import { awsCause } from "../../commands/organization/awsCause.ts";
import { Endpoint, endpointEnvironment } from "../../sandbox/endpoint/endpoint.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { Project, smallStack } from "./project.ts";

const organizationYaml = `
managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: acme }
  - { id: "222222222222", name: dev, organizationalUnit: Workloads }
  - { id: "333333333333", name: old, organizationalUnit: Workloads, state: SUSPENDED }
  - { id: "111111111111", name: prod, organizationalUnit: Workloads/Production, tags: { env: prod, team: shop } }
identityCenter: { region: eu-west-1 }
existing:
  groups: [Platform Team]
  permissionSets: [Unrelated, AWSAdministratorAccess, Other]
`;

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
  let server: Endpoint | undefined;
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
  interface Aws {
    readonly faults?: readonly FaultSwitch[];
    readonly identityCenter?: string;
    /** Does in AWS what somebody else did before. */
    readonly meanwhile?: (world: World) => void;
  }

  /** Runs the command on an AWS that gives one item a page. */
  async function snapshot(
    args: readonly string[],
    { faults = [], identityCenter, meanwhile = () => {} }: Aws = {},
  ) {
    const yaml = organizationYaml.replace(/(?<=identityCenter: ).*/, (usual) => {
      return identityCenter ?? usual;
    });
    const journal = new MemoryJournal();
    const world = new World({ snapshot: parseSnapshot(yaml, "aws.yaml"), journal, faults });
    meanwhile(world);
    await server?.stop();
    server = new Endpoint(world, { pageSize: 1 });
    await server.start();
    const environment = endpointEnvironment(server.url, "eu-west-1");
    const result = await project.run("snapshot", args, environment);
    return {
      ...result,
      calls: (operation: string) => journal.entries.filter((one) => one.operation === operation),
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
      policyTypes: [],
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

  it("writes the key that encrypts Identity Center, with the Regions that it is in, so that their offline preview passes", async () => {
    const keyArn = "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef";
    const other = keyArn.replace("mrk-0", "mrk-1");
    const aws = { region: "us-east-1", keyArn };
    const kept = project.read(file);
    project.write(file, `${kept}keys: [{ arn: "${other}", state: Disabled }]\n`);
    const encrypted = `{ region: eu-west-1, keyArn: "${keyArn}" }\nkeys: [{ arn: "${keyArn}", replicas: [us-east-1] }]`;
    const { code, stderr } = await snapshot(["--stack", "acme"], {
      identityCenter: encrypted,
      meanwhile: (world) => {
        const [one] = world.call("ListInstances", {}, "eu-west-1").Instances;
        const InstanceArn = one?.InstanceArn ?? "";
        world.call("AddRegion", { InstanceArn, RegionName: aws.region }, "eu-west-1");
      },
    });
    assert.equal(code, 0, stderr);
    const { identityCenter, keys } = parse(project.read(file));
    assert.deepEqual(identityCenter, { region: "eu-west-1", keyArn });
    assert.deepEqual(keys, [
      { arn: other, state: "Disabled" },
      { arn: keyArn, replicas: ["us-east-1"] },
    ]);
    const described = (yaml: string) =>
      yaml.replace(
        /access:identityCenter:\n/,
        `access:identityCenter:\n    identitySource: identity-center-directory\n    encryption: { keyArn: "${keyArn}" }\n    regions: [us-east-1]\n`,
      );
    project.write("Pulumi.acme.yaml", described(smallStack()));
    const offline = await project.run("previewOffline", ["--stack", "acme"]);
    assert.equal(offline.code, 0, offline.stdout + offline.stderr);
    project.write("Pulumi.acme.yaml", smallStack(withExisting));
    project.write(file, kept);
  });

  it("waits and goes on when AWS throttles it", async () => {
    const { code, stderr, calls } = await snapshot(["--stack", "acme"], {
      faults: [{ operation: "ListRoots", error: "Throttling", times: 1 }],
    });
    assert.equal(code, 0, stderr);
    // Throttled, an empty page, and the root.
    assert.equal(calls("ListRoots").length, 3);
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
    const aws = { identityCenter: "{ region: us-east-1 }" };
    assert.equal((await snapshot(args, aws)).code, 0);
    assert.deepEqual(parse(project.read("other.yaml")).identityCenter, { region: "us-east-1" });
  });

  it("fails when the Region has no Identity Center, and writes nothing", async () => {
    const args = ["--stack", "acme", "--output", "none.yaml"];
    const { code, stderr } = await snapshot(args, { identityCenter: "none" });
    assert.equal(code, 1);
    assert.match(stderr, /^snapshot: there is no IAM Identity Center instance in this Region;/m);
    assert.throws(() => project.read("none.yaml"), /ENOENT/);
  });

  it("fails with AWS's own words when it refuses, and writes nothing", async () => {
    const { code, stderr } = await snapshot(["--stack", "acme", "--output", "none.yaml"], {
      faults: [{ operation: "GetUserId", error: "AccessDenied" }],
    });
    assert.equal(code, 1);
    assert.match(stderr, /^snapshot: .*not authorized to perform GetUserId$/m);
    assert.throws(() => project.read("none.yaml"), /ENOENT/);
  });

  it("keeps what was written of groups and people that exist, and comments, and says what it replaced", async () => {
    const before = `# Ours.
managementAccount: "000000000001" # ada's
accounts: []
existing:
  groups:
    - { name: platform team, members: [ada@example.com] }
    - { name: Contractors, members: [] }
    - { name: Others }
  people: [ada@example.com, { userName: bob, email: bob@example.com }]
# Somebody looked.
customerManagedPolicies: []
`;
    project.write(file, before);
    const { code, stdout, stderr } = await snapshot(["--stack", "acme"]);
    assert.equal(code, 0, stderr);
    assert.equal(
      stdout,
      `${file}: 4 accounts, 2 organizational units; replaced what it said of accounts, existing\n`,
    );
    const text = project.read(file);
    for (const comment of ["# Ours.", "# ada's", "# Somebody looked."]) {
      assert.ok(text.includes(comment), text);
    }
    const { existing } = parse(text);
    // The contractors and bob were looked for, and aren't there.
    assert.deepEqual(existing, {
      groups: [{ name: "platform team", members: ["ada@example.com"] }, { name: "Others" }],
      people: ["ada@example.com"],
      permissionSets: ["AWSAdministratorAccess"],
    });
    const again = await snapshot(["--stack", "acme"]);
    assert.equal(again.stdout, `${file}: 4 accounts, 2 organizational units\n`);
    assert.equal(project.read(file), text);
  });

  for (const [what, args, message, expected = 1] of [
    [
      "a Region that can't be one",
      ["--region", "eu-wets"],
      /--region is "eu-wets"; a Region such/,
      2,
    ],
    ["a Region with a capital", ["--region", "EU-west-1"], /--region is "EU-west-1"; a Region/, 2],
    [
      "an output that is a folder",
      ["--output", "organizations"],
      /organizations can't be written: it is a folder, no ordinary file; /,
    ],
    [
      "one below a file",
      ["--output", "Pulumi.yaml/x.yaml"],
      /Pulumi\.yaml\/x\.yaml can't be written: a part of its path is a file/,
    ],
    [
      "one where nothing can be made",
      ["--output", "/proc/x/y.yaml"],
      /y\.yaml can't be written: .*--output$/m,
    ],
    [
      "a stack file as output",
      ["--output", "Pulumi.acme.yaml"],
      /Pulumi\.acme\.yaml is there already and is no organization file \(it holds the key "config"\)/,
    ],
    [
      "a text as output",
      ["--output", "Pulumi.README.md"],
      /Pulumi\.README\.md.* (is there already and is no organization file|is not valid YAML)/,
    ],
    [
      "another file as output",
      ["--output", "package.json"],
      /package\.json is there already and is no organization file \(it holds the key "name"\)/,
    ],
    ["an output that isn't YAML", ["--output", "broken.yaml"], /broken\.yaml:1: is not valid YAML/],
  ] as const) {
    it(`refuses ${what} before it asks AWS, and changes nothing`, async () => {
      project.write("broken.yaml", "accounts: [");
      const path = (args as readonly string[])[1] ?? "";
      const before = /^[\w.]+$/.test(path) && path.includes(".") ? project.read(path) : undefined;
      const { code, stdout, stderr, calls } = await snapshot(["--stack", "acme", ...args]);
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
      assert.equal(stdout, "");
      assert.deepEqual(calls("DescribeOrganization"), []);
      if (before !== undefined) assert.equal(project.read(path), before);
    });
  }

  it("refuses a Region of the stack file that is none, and says where it stands", async () => {
    project.write(
      "Pulumi.odd.yaml",
      smallStack((yaml) => yaml.replace("eu-west-1", "Ireland")),
    );
    const { code, stderr, calls } = await snapshot(["--stack", "odd"]);
    assert.equal(code, 1);
    assert.match(stderr, /^snapshot: Pulumi\.odd\.yaml says "Ireland", which is no Region: set /m);
    assert.deepEqual(calls("DescribeOrganization"), []);
  });

  it("says how to sign in where there are no credentials", async () => {
    const environment = { AWS_EC2_METADATA_DISABLED: "true" };
    const { code, stderr } = await project.run("snapshot", ["--stack", "acme"], environment);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^snapshot: there are no AWS credentials in this shell \(.+\); .*aws sso login/m,
    );
  });

  for (const [error, message] of [
    [
      "ExpiredToken",
      /doesn't accept the credentials of this shell \(The security token .* is expired\); .*aws sso login/,
    ],
    ["UnrecognizedClient", /doesn't accept the credentials of this shell/],
    ["AWSOrganizationsNotInUse", /belongs to no organization; .*getting-started\.md, step 2/],
  ] as const) {
    it(`says what to do where AWS answers ${error}`, async () => {
      const { code, stderr } = await snapshot(["--stack", "acme"], {
        faults: [{ operation: "DescribeOrganization", error }],
      });
      assert.equal(code, 1);
      assert.match(stderr, message);
    });
  }

  it("goes on with --resume where credentials expired, and leaves nothing behind", async () => {
    const args = ["--stack", "acme", "--output", "resumed.yaml"];
    const { code, stderr } = await snapshot(args, {
      faults: [{ operation: "ListPermissionSets", error: "ExpiredToken" }],
    });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /aws sso login.*\n.* in \.live\/acme\.jsonl: --resume goes on from there\.$/m,
    );
    assert.throws(() => project.read("resumed.yaml"), /ENOENT/);
    const again = await snapshot([...args, "--resume"]);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual([again.calls("ListRoots"), again.calls("ListOrganizationTags")], [[], []]);
    assert.equal(parse(project.read("resumed.yaml")).accounts.length, 4);
    assert.throws(() => project.read(".live/acme.jsonl"), /ENOENT/);
    assert.match((await snapshot([...args, "--resume"])).stderr, /^there is nothing to resume: /m);
  });

  it("keeps what it has read when it is interrupted by Ctrl-C", async () => {
    const args = ["--stack", "acme", "--output", "interrupted.yaml"];
    const journal = new MemoryJournal();
    const world = new World({ snapshot: parseSnapshot(organizationYaml, "aws.yaml"), journal });
    server = new Endpoint(world, { pageSize: 1 });
    await server.start();
    const environment = endpointEnvironment(server.url, "eu-west-1");
    const child = spawn(process.execPath, ["commands/snapshot.ts", ...args], {
      cwd: project.directory,
      env: { PATH: project.directory, HOME: project.directory, ...environment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    journal.append = ({ operation }) => {
      // Once: a second one, for the next page, may come when the process ends and hears none any more.
      if (operation === "ListPermissionSets" && !child.killed) child.kill("SIGINT");
    };
    const stderr: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.push(text));
    const [code] = await once(child, "close");
    assert.equal(code, 130);
    assert.match(stderr.join(""), /^interrupted\n.* --resume goes on from there\.$/m);
    assert.equal((await snapshot([...args, "--resume"])).calls("ListRoots").length, 0);
    assert.equal(parse(project.read("interrupted.yaml")).accounts.length, 4);
  });

  for (const name of ["ThrottlingException", "TooManyRequestsException"]) {
    it(`says what to do where AWS refuses for long: ${name}`, () => {
      const cause = Object.assign(new Error("Rate exceeded."), { name });
      assert.equal(
        awsCause(cause, "eu-west-1").message,
        "AWS still refuses calls after ten tries, because somebody makes too many (Rate exceeded): try again later, or end what else reads or changes Identity Center",
      );
    });
  }

  it("says that AWS can't be reached, and where it looked", () => {
    const cause = Object.assign(new Error("connect failed"), { code: "ENOTFOUND" });
    assert.equal(
      awsCause(cause, "eu-west-9").message,
      "AWS can't be reached in eu-west-9 (connect failed): is there a network, and is eu-west-9 a Region?",
    );
  });

  it("fails without a stack, with the usage", async () => {
    const { code, stderr } = await project.run("snapshot");
    assert.equal(code, 2);
    assert.match(stderr, /^snapshot: --stack NAME is missing\nusage: npm run snapshot -- --stack/);
  });
});
