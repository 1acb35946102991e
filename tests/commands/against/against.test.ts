import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { againstShape } from "../jsonShapes.ts";
import { Project, smallStack } from "../project.ts";

const TODAY = "2026-11-23";
/** Where git is: commands that tests run find nothing else. */
const PATH = process.env.PATH ?? "";
const READERS = "    readers:\n      members: [ada]";

/** The small stack with one person more, who reads, and a group of the directory. */
const base = smallStack((yaml) =>
  yaml
    .replace("  access:permissionSets:", "    grace: { givenName: G, familyName: H }\n$&")
    .replace(READERS, READERS.replace("ada", "grace"))
    .concat(`    security:
      existing: true
      access:
        - { permissionSet: reader, accounts: [management], until: "2026-12-01" }
`),
);

/** An organization in which account prod is in this unit. */
const organization = (unit: string, state = "ACTIVE") => `managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: management }
  - { id: "111111111111", name: prod, organizationalUnit: ${unit}, state: ${state} }
  - { id: "222222222222", name: dev, organizationalUnit: A }
organizationalUnits: [A, B]
identityCenter: { region: eu-west-1 }
existing: { groups: [{ name: security, members: [] }] }
`;

describe("npm run preview:offline -- --against", () => {
  let project: Project;
  let start: string;
  before(() => {
    project = new Project();
    rmSync(join(project.directory, "Pulumi.dev.yaml"));
    git("init", "--quiet", "--initial-branch", "main");
    start = commit({ "Pulumi.small.yaml": base });
  });
  after(() => project.remove());
  afterEach(() => git("reset", "--quiet", "--hard", start));

  const git = (...args: string[]): string => {
    const who = [
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    const env = { PATH, HOME: project.directory, GIT_COMMITTER_DATE: "2026-11-10T12:00:00Z" };
    const options = { cwd: project.directory, encoding: "utf8", env } as const;
    const { status, stdout, stderr } = spawnSync("git", [...who, ...args], options);
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  /** A commit with these files, and no others beside those of the commit before. */
  const commit = (files: Readonly<Record<string, string>>): string => {
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    git("add", "--force", "--", ...Object.keys(files));
    git("commit", "--quiet", "--allow-empty", "--message", "a change");
    return git("rev-parse", "HEAD");
  };
  const run = (revision: string, ...args: string[]) =>
    project.run("previewOffline", [`--against=${revision}`, "--today", TODAY, ...args], { PATH });
  /** The comparison of stack `small` as JSON. */
  const compared = async (revision: string, code = 0) => {
    const result = await run(revision, "--stack", "small", "--json");
    assert.equal(result.code, code, result.stdout + result.stderr);
    const [one] = againstShape.parse(JSON.parse(result.stdout));
    assert.ok(one);
    return one;
  };
  const small = (edit: (yaml: string) => string) => project.write("Pulumi.small.yaml", edit(base));

  it("says that nothing changes where nothing does, and ends with 0", async () => {
    small((yaml) => yaml);
    const { code, stdout, stderr } = await run("HEAD");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^── stack small: against HEAD \([0-9a-f]{7}, 2026-11-10\) ─+$/m);
    assert.match(stdout, /^✓ nobody gains or loses access$/m);
    assert.match(
      stdout,
      /^Lines that end within 14 days\n- Pulumi\.small\.yaml:27: reader for security, until 2026-12-01$/m,
    );
  });

  it("says who gains and who loses, who administers and which sets may do more, with 0", async () => {
    small((yaml) =>
      yaml
        .replace(READERS.replace("ada", "grace"), READERS)
        .replace("members: [ada]\n", "members: [ada, grace]\n")
        .replace("ViewOnlyAccess]", "ViewOnlyAccess, SecurityAudit]"),
    );
    const { code, stdout } = await run("main", "--stack", "small");
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /^New administrators of everybody's access\n- grace: through administrators$/m,
    );
    assert.match(
      stdout,
      /^- ada\n {4}reader in prod, through readers \(Pulumi\.small\.yaml:23\)$/m,
    );
    assert.match(
      stdout,
      /^Access lost\n- grace\n {4}reader in prod, through readers \(Pulumi\.small\.yaml:23\)$/m,
    );
    assert.match(
      stdout,
      /^- reader may do more; 1 person has and whoever is in security has it\n {4}gains: /m,
    );
    const one = await compared("main");
    assert.deepEqual(
      [one.state, one.passed, one.gained.map(({ who }) => who), one.lost.length],
      [
        "compared",
        true,
        [[{ kind: "person", person: "ada" }], [{ kind: "person", person: "grace" }]],
        1,
      ],
    );
    assert.ok(one.permissionSets[0]?.policies?.gained.includes("airflow:GetEnvironment"));
  });

  it("names an account that is to administer Identity Center, and one that takes its place", async () => {
    const stack = smallStack();
    const delegated = (account: string) =>
      `${stack}  access:delegatedAdministration: { account: ${account}, stack: management }\n`;
    const files = { "Pulumi.small.yaml": stack, "organizations/small.yaml": organization("A") };
    const here = commit(files);
    small(() => delegated("prod"));
    const { code, stdout } = await run(here, "--stack", "small");
    assert.equal(code, 0, stdout);
    const line = stack.split("\n").length;
    assert.match(stdout, /^New delegated administrator: somebody looks at it twice/m);
    assert.ok(
      stdout.includes(
        `- Pulumi.small.yaml:${line}: account prod (111111111111) will administer Identity Center from now on`,
      ),
      stdout,
    );
    assert.match(stdout, /1 new delegated administrator/);
    const { stdout: github } = await run(here, "--stack", "small", "--format", "github");
    assert.match(
      github,
      new RegExp(`::warning file=Pulumi.small.yaml,line=${line},title=New dele`),
    );
    const registered = commit({ "Pulumi.small.yaml": delegated("prod") });
    assert.equal((await compared(registered)).delegatedAdministrator, null);
    small(() => delegated("dev"));
    assert.deepEqual((await compared(registered)).delegatedAdministrator, {
      ...{ account: "222222222222", before: "111111111111" },
    });
  });

  it("reads files as they were: sections, policies, the organization, and links within the project", async () => {
    const policy = (action: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
      });
    const groups = (members: string) =>
      `team: { members: [${members}], access: [{ permissionSet: own, accounts: [{ ou: A }] }] }\n`;
    const file = base
      .replace("reader: {", "own: { inlinePolicy: policies.d/./own.json }\n    reader: {")
      .replace(/ {2}access:groups:[\s\S]*$/, "  access:groups: groups.yaml\n")
      .replace("mfa:", "administratorsElsewhere: in another stack\n    mfa:");
    mkdirSync(join(project.directory, "shared"), { recursive: true });
    symlinkSync("shared/groups.small.yaml", join(project.directory, "groups.yaml"));
    const revision = commit({
      "Pulumi.small.yaml": file,
      "policies.d/own.json": policy("s3:GetObject"),
      "shared/groups.small.yaml": groups("ada"),
      "organizations/small.yaml": organization("B"),
    });
    git("add", "--force", "groups.yaml");
    const linked = commit({});
    assert.notEqual(revision, linked);
    project.write("policies.d/own.json", policy("s3:*Object"));
    project.write("shared/groups.small.yaml", `# one line more\n${groups("ada, grace")}`);
    project.write("organizations/small.yaml", organization("A"));
    const one = await compared(linked);
    // Without the link, the file that it leads to isn't known.
    const unlinked = await compared(revision, 2);
    assert.deepEqual(
      one.gained.map(({ who, accounts, ways }) => [
        who.map((each) => ("person" in each ? each.person : "")),
        accounts.map(({ accountName }) => accountName),
        ways[0]?.lines[0]?.place,
      ]),
      [
        [["ada"], ["prod"], "groups.yaml:2"],
        [["grace"], ["prod", "dev"], "groups.yaml:2"],
      ],
    );
    const [own] = one.permissionSets;
    assert.ok(own?.policies?.gained.includes("s3:PutObject"), JSON.stringify(own));
    assert.equal(own?.policies?.mayNarrow, false);
    assert.match(
      unlinked.problemsBefore[0]?.message ?? "",
      /"groups\.yaml" can't be read \(there is no such file\)/,
    );
  });

  it("says where the organization is another, and takes today's where the revision has none", async () => {
    const inUnit = base.replace("accounts: [prod]", "accounts: [{ ou: A }]");
    const without = commit({ "Pulumi.small.yaml": inUnit });
    const elsewhere = commit({ "organizations/small.yaml": organization("B") });
    project.write("organizations/small.yaml", organization("A"));
    const ofToday = await compared(without);
    const { code, stdout } = await run(elsewhere, "--stack", "small");
    assert.deepEqual([ofToday.organizationOfToday, ofToday.gained, ofToday.lost], [true, [], []]);
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /^organizations\/small\.yaml says otherwise than in [0-9a-f]+ of account prod: selectors may mean/m,
    );
    assert.match(stdout, /^- grace\n {4}reader in prod, through readers/m);
  });

  it("doesn't take for missing what a partial clone has not", async () => {
    const revision = commit({ "Pulumi.small.yaml": `${base}# then\n` });
    const blob = git("rev-parse", "HEAD:Pulumi.small.yaml");
    rmSync(join(project.directory, ".git/objects", blob.slice(0, 2), blob.slice(2)));
    small((yaml) => yaml);
    const one = await compared(revision, 2);
    assert.equal(one.state, "broken");
    assert.match(one.problemsBefore[0]?.message ?? "", /this clone doesn't have its content/);
  });

  it("says that all is gained of a stack that is new, and nothing of one whose file is gone", async () => {
    small((yaml) => yaml);
    commit({ "Pulumi.gone.yaml": base });
    project.delete("Pulumi.gone.yaml");
    project.write("Pulumi.new.yaml", base);
    const { code, stdout } = await run("HEAD");
    const { stdout: json } = await run("HEAD", "--format", "json");
    project.delete("Pulumi.new.yaml");
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^Pulumi\.new\.yaml isn't in HEAD: the stack is new/m);
    assert.match(stdout, /^✓ a new stack: 1 new administrator, 3 gain access$/m);
    assert.match(
      stdout,
      /^Pulumi\.gone\.yaml is in HEAD and no longer here: what the stack made stays/m,
    );
    const states = againstShape.parse(JSON.parse(json)).map(({ stack, state }) => [stack, state]);
    assert.deepEqual(states, [
      ["new", "new"],
      ["small", "compared"],
      ["gone", "removed"],
    ]);
  });

  it("ends with 2 where the stack file was broken then, says what was wrong, and judges it as it is", async () => {
    const wrong = commit({
      "Pulumi.small.yaml": base.replace("members: [grace]", "members: [grase]"),
    });
    const broken = commit({ "Pulumi.small.yaml": "config: [" });
    small((yaml) => yaml);
    for (const [revision, message] of [
      [wrong, /^Pulumi\.small\.yaml:21: access:groups\.readers\.members\[0\]: "grase" is not in/m],
      [broken, /^Pulumi\.small\.yaml:1: is not valid YAML/m],
    ] as const) {
      const { code, stdout } = await run(revision, "--stack", "small");
      assert.equal(code, 2, stdout);
      assert.match(stdout, /^Pulumi\.small\.yaml can't be compared, since it has errors in /m);
      assert.match(stdout, message);
      assert.match(stdout, /^✗ not compared$/m);
    }
    assert.equal((await compared(wrong, 2)).state, "broken");
  });

  it("ends with 1 where the stack file is wrong as it is, and compares what can be", async () => {
    small((yaml) => yaml.replace('until: "2026-12-01"', 'until: "2026-11-15"'));
    const ended = await compared("main", 1);
    assert.deepEqual(
      [ended.state, ended.passed, ended.ended[0]?.until],
      ["compared", false, "2026-11-15"],
    );
    assert.deepEqual(ended.lost[0]?.who[0]?.kind, "members");
    // What can't be excepted leaves open what is meant: nobody is said to lose it.
    small((yaml) => yaml.replace("accounts: [prod]", "accounts: [all], except: [prodd]"));
    const unknown = await compared("main", 1);
    assert.deepEqual([unknown.state, unknown.lost], ["broken", []]);
    small((yaml) => yaml.replace("members: [ada]", "members: [adda]"));
    const { code, stdout } = await run("main", "--stack", "small");
    assert.equal(code, 1, stdout);
    assert.match(
      stdout,
      /^Pulumi\.small\.yaml:17: error: access:groups\.administrators\.members\[0\]: /m,
    );
    assert.match(stdout, /^✗ not compared$/m);
  });

  it("tells a group of administrators that is none any longer, and keeps its access", async () => {
    const other = `    others: { administrators: true, members: [ada], access: [{ permissionSet: ID, accounts: [management] }] }\n`;
    const set = /administrators: true[\s\S]*?permissionSet: ([\w-]+)/.exec(base)?.[1] ?? "";
    const both = base.replace(/( {2}access:groups:\n)/, `$1${other.replace("ID", set)}`);
    assert.notEqual(both, base);
    const revision = commit({ "Pulumi.small.yaml": both });
    small(() => both.replace("others: { administrators: true, ", "others: { "));
    const { protection } = await compared(revision);
    assert.deepEqual(
      protection.map(({ kind, name }) => [kind, name]),
      [["administrators-access", "others"]],
    );
    const { stdout } = await run(revision, "--stack", "small");
    assert.match(
      stdout,
      /none any longer: somebody looks at it twice \(administrators-access\)\n- /,
    );
  });

  const guarded = base.concat(`  access:auditTrail: { enabled: true, retentionDays: 400 }
  access:alarms:
    enabled: true
    emails: [security@example.com, ada@example.com]
    emergencyRoles: [emergency/repair]
  access:rootGuardrails:
    enabled: true
    targets: [all]
`);

  it("tells the protection that goes as npm run guard does, with the line where it stands, or stood", async () => {
    const revision = commit({ "Pulumi.small.yaml": guarded });
    small(() =>
      guarded
        .replace(/ {2}access:auditTrail.*\n/, "")
        .replace(", ada@example.com", "")
        .replace(/ {4}emergencyRoles.*\n/, "")
        .replace("targets: [all]", "administratorRoles: [ci/deploy]\n    targets: [prod]"),
    );
    const { protection, passed } = await compared(revision);
    assert.ok(passed);
    assert.deepEqual(
      protection.map(({ kind, name, place, isOfRevision }) => [kind, name, place, isOfRevision]),
      [
        ["security-control", "access:auditTrail.enabled", "Pulumi.small.yaml:28", true],
        ["security-control", "access:alarms.without", "Pulumi.small.yaml:28", false],
        ["security-control", "access:alarms.emails", "Pulumi.small.yaml:30", false],
        ["security-control", "access:rootGuardrails.targets", "Pulumi.small.yaml:34", false],
        [
          "security-control",
          "access:rootGuardrails.administratorRoles",
          "Pulumi.small.yaml:33",
          false,
        ],
      ],
    );
    const { stdout } = await run(revision, "--stack", "small");
    const lines = stdout.replaceAll(/\n {4}(?=\S)/g, " ");
    assert.match(
      lines,
      /^Protection that goes: somebody looks at it twice \(security-control\)\n- Pulumi\.small\.yaml:28 in [0-9a-f]{40}: access:auditTrail\.enabled: it is off now, so that the trail is deleted/m,
    );
    assert.match(lines, /^✓ 5 parts of the protection go$/m);
    const { stdout: github } = await run(revision, "--stack", "small", "--format", "github");
    assert.match(
      github,
      /^::warning file=Pulumi\.small\.yaml,title=Protection goes::access:auditTrail\.enabled: it is off now/m,
    );
    assert.match(
      github,
      /^::warning file=Pulumi\.small\.yaml,line=30,title=Protection goes::access:alarms\.emails: ada@example\.com hears/m,
    );
  });

  it("tells no protection that goes where it stays, comes, or is encrypted as a whole", async () => {
    const secure = "secure: AAABAJ2h8Yd0bmFtZQ==";
    const revision = commit({ "Pulumi.small.yaml": guarded });
    const encrypted = guarded.replace(
      /access:alarms:[\s\S]*?repair\]\n/,
      `access:alarms: { ${secure} }\n`,
    );
    assert.notEqual(encrypted, guarded);
    const more = guarded.replace("retentionDays: 400", "retentionDays: 500");
    for (const [text, code] of [
      [guarded, 0],
      [more, 0],
      [encrypted, 1],
    ] as const) {
      small(() => text);
      assert.deepEqual((await compared(revision, code)).protection, []);
    }
    // One value for which nothing can stand in makes its section unusable: it isn't off.
    const days = guarded.replace("retentionDays: 400", `retentionDays: { ${secure} }`);
    const emails = guarded.replace(
      "enabled: true\n    emails",
      `enabled: true\n    without: [{ ${secure} }]\n    emails`,
    );
    for (const text of [days, emails]) {
      assert.notEqual(text, guarded);
      small(() => text);
      const { stdout } = await run(revision, "--stack", "small", "--json");
      const [one] = againstShape.parse(JSON.parse(stdout));
      assert.deepEqual(one?.protection, []);
    }
    // Of encrypted values nothing is named but that they are others.
    const address = (cipher: string) =>
      guarded.replace(", ada@example.com", `, { secure: "${cipher}" }`);
    const before = commit({ "Pulumi.small.yaml": address("AAABAJ2h8Yd0bmFtZQ==") });
    small(() => address("AAABAJ2h8Yd0bmFtZQ=="));
    assert.deepEqual((await compared(before)).protection, []);
    small(() => address("BBBBAJ2h8Yd0bmFtZQ=="));
    assert.deepEqual(
      (await compared(before)).protection.map(({ name, seen }) => [name, seen]),
      [
        [
          "access:alarms.emails",
          "an address that was told hears of nothing any longer; put it back where that isn't meant",
        ],
      ],
    );
  });

  it("tells which ways in for emergencies go, of the stacks of emergency/", async () => {
    const emergency = (users: string, roles: string, more = "") =>
      `config:
  aws:region: eu-west-1
  access:emergency:
    users: [${users}]
    emails: [security@example.com]
    roles:
      ${roles}
${more}`;
    const path = "emergency/Pulumi.small.yaml";
    const repair = "repair: { managedPolicies: [ReadOnlyAccess], accounts: [management] }";
    const all = "reader: { managedPolicies: [ReadOnlyAccess], accounts: [all] }";
    const reader = all.replace("[all]", "[{ ou: A }]");
    const revision = commit({
      [path]: emergency("ada, grace", `${repair}\n      ${all}`),
      "organizations/small.yaml": organization("B"),
    });
    project.write(path, emergency("ada", reader));
    const { code, stdout } = await run(revision, "--stack", "small", "--json");
    assert.equal(code, 0, stdout);
    const [, one] = againstShape.parse(JSON.parse(stdout));
    assert.deepEqual([one?.stack, one?.state], ["emergency/small", "compared"]);
    assert.deepEqual(
      one?.protection.map(({ name, place }) => [name, place]),
      [
        ["access:emergency.users", `${path}:4`],
        ["access:emergency.roles", `${path}:6`],
        ["access:emergency.roles.reader.accounts", `${path}:7`],
      ],
    );
    const text = await run(revision);
    assert.match(text.stdout, /^── stack emergency\/small: against /m);
    assert.match(text.stdout, /: grace can't come in any longer: the/);
    assert.match(text.stdout, /^✓ 3 parts of the protection go$/m);
    const github = await run(revision, "--format", "github");
    assert.match(
      github.stdout,
      /^::warning file=emergency\/Pulumi\.small\.yaml,line=4,title=Protection goes::access:emergency\.users: grace/m,
    );
    const except = all.replace("[all]", "[all], except: [dev]");
    project.write(
      path,
      emergency("ada, grace", `${repair}\n      ${except}`, `    accountId: "111111111111"\n`),
    );
    const moved = await run(revision, "--stack", "small", "--json");
    assert.equal(moved.code, 0, moved.stdout);
    const [, other] = againstShape.parse(JSON.parse(moved.stdout));
    assert.deepEqual(
      other?.protection.map(({ name, place }) => [name, place]),
      [
        ["access:emergency.accountId", `${path}:9`],
        ["access:emergency.roles.reader.accounts", `${path}:8`],
      ],
    );
    assert.match(other?.protection[0]?.seen ?? "", /^people come in to .* second stack/);
    const lessAndMore = [
      repair.replace("ReadOnly", "Administrator"),
      all.replace("ReadOnly", "AWSSupport"),
    ];
    project.write(path, emergency("ada, grace, mallory", lessAndMore.join("\n      ")));
    const gained = await run(revision, "--stack", "small", "--json");
    assert.equal(gained.code, 0, gained.stdout);
    const [, more] = againstShape.parse(JSON.parse(gained.stdout));
    const brief = (found: { kind: string; name: string; place: string }[] = []) =>
      found.map(({ kind, name, place }) => [kind, name, place]);
    assert.deepEqual(brief(more?.privileges), [
      ["administrator", "mallory", `${path}:4`],
      ["privilege", "repair", `${path}:7`],
    ]);
    assert.deepEqual(brief(more?.protection), [
      ["security-control", "access:emergency.roles.reader.managedPolicies", `${path}:8`],
    ]);
    const words = (await run(revision)).stdout.replaceAll(/\n {4}(?=\S)/g, " ");
    assert.match(
      words,
      /^Who comes in newly: somebody looks at it twice \(administrator\)\n- emergency\/Pulumi\.small\.yaml:4: mallory: may come in as an IAM user/m,
    );
    assert.match(words, /\(privilege\)\n- \S+:7: repair: gets AdministratorAccess;/m);
    assert.match(words, /^✓ 1 way in is new, 1 role gets more, 1 part of the protection goes$/m);
    const noted = await run(revision, "--format", "github");
    assert.match(
      noted.stdout,
      /^::warning file=emergency\/Pulumi\.small\.yaml,line=7,title=Role gets more::repair: gets Administrator/m,
    );
    project.write(path, emergency("ada", "reader: { accounts: [all], user: x }"));
    assert.equal((await run(revision)).code, 1);
    project.delete(path);
    const gone = await run(revision);
    assert.match(
      gone.stdout,
      /^emergency\/Pulumi\.small\.yaml is in [0-9a-f]+ and no longer here/m,
    );
  });

  it("tells whom alarms of split stacks don't watch any longer", async () => {
    const example = (stack: string, file: string) =>
      readFileSync(new URL(`../../../examples/${stack}/${file}`, import.meta.url), "utf8");
    const file = (stack: string, other: string) =>
      example(stack, `Pulumi.${stack}.yaml`).replace(
        `    stack: ${stack}\n`,
        `$&    otherStack: ${other}\n`,
      );
    const alarms = "  access:alarms: { enabled: true, emails: [security@example.com] }\n";
    const management = file("management", "delegated") + alarms;
    const revision = commit({
      "Pulumi.management.yaml": management,
      "Pulumi.delegated.yaml": file("delegated", "management"),
      "organizations/management.yaml": example("management", "organization.yaml"),
      "organizations/delegated.yaml": example("delegated", "organization.yaml"),
    });
    const told = async () => {
      const { code, stdout } = await run(revision, "--stack", "management", "--json");
      assert.equal(code, 0, stdout);
      const [one] = againstShape.parse(JSON.parse(stdout));
      return one?.protection.map(({ name, seen, isOfRevision }) => [name, seen, isOfRevision]);
    };
    assert.deepEqual(await told(), []);
    project.write("Pulumi.management.yaml", management.replace(/ {4}otherStack: .*\n/, ""));
    const [[name, seen, isOfRevision] = [], ...others] = (await told()) ?? [];
    assert.deepEqual(
      [name, isOfRevision, others],
      ["access:delegatedAdministration.otherStack", true, []],
    );
    assert.match(
      String(seen),
      /changes group access-administrators, permission set access-administrator, by which/,
    );
  });

  it("annotates lines for GitHub and writes the job's summary, whatever names hold", async () => {
    small((yaml) =>
      yaml
        .replace("displayName", "")
        .replace(
          "security:\n      existing: true",
          `security:
      existing: true
      displayName: "::warning::x%0A, <b>@all</b> [a](http://b)"`,
        )
        .replace("accounts: [management], until", "accounts: [prod], until"),
    );
    const summary = join(project.directory, "summary.md");
    const args = [`--against=main`, "--today", TODAY, "--format", "github"];
    const { code, stdout } = await project.run("previewOffline", args, {
      PATH,
      GITHUB_STEP_SUMMARY: summary,
    });
    const written = readFileSync(summary, "utf8");
    rmSync(summary);
    assert.equal(code, 0, stdout);
    const lines = stdout.trim().split("\n");
    assert.deepEqual(
      lines.filter(
        (line) => !/^::(?:notice|warning) file=[\w./]+(?:,line=\d+)?,title=[\w ]+::/.test(line),
      ),
      [],
    );
    assert.ok(
      lines.some((line) => line.includes("whoever is in ::warning::x%250A, <b>")),
      stdout,
    );
    assert.match(
      written,
      /^- \*\*whoever is in ::warning::x%0A, \\<b\\>\\@all\\<\/b\\> \\\[a\\\]\(http\\:\/\/b\)\*\*$/m,
    );
  });

  for (const [what, revision, message] of [
    [
      "there is no such revision",
      "mian",
      /there is no revision "mian" here; did you mean "main"\?/,
    ],
    ["it is a range", "main..HEAD", /there is no revision "main\.\.HEAD" here/],
    ["it is an option", "--output=x", /--against is "--output=x"; a branch, tag or commit/],
    ["it is a file", "main:package.json", /--against is "main:package\.json"; a branch, tag or/],
  ] as const) {
    it(`ends with 2 when ${what}`, async () => {
      const { code, stdout, stderr } = await run(revision);
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr, message);
      assert.equal(stdout, "");
    });
  }

  it("ends with 2 without git, outside of a repository, and in a clone that is too shallow", async () => {
    small((yaml) => yaml);
    const args = ["--against=main"];
    const noGit = await project.run("previewOffline", args);
    assert.deepEqual([noGit.code, noGit.stdout], [2, ""]);
    assert.match(noGit.stderr, /^preview:offline: there is no git on PATH/);
    const nowhere = { PATH, GIT_CEILING_DIRECTORIES: "/", GIT_DIR: "/nowhere" };
    const outside = await project.run("previewOffline", args, nowhere);
    assert.equal(outside.code, 2);
    assert.match(
      outside.stderr,
      /^preview:offline: --against needs the project in a Git repository: /,
    );
    const [head = ""] = git("rev-parse", "HEAD").split("\n");
    project.write(".git/shallow", `${head}\n`);
    const shallow = await run("HEAD~1");
    project.delete(".git/shallow");
    assert.equal(shallow.code, 2);
    assert.match(shallow.stderr, /this clone is shallow and doesn't have "HEAD~1": fetch more/);
  });

  it("says which updates it takes where one isn't safe", async () => {
    // Ada joins the readers, who lose what they had.
    small((yaml) =>
      yaml
        .replace(READERS.replace("ada", "grace"), READERS.replace("ada", "ada, grace"))
        .replace(
          "{ permissionSet: reader, accounts: [prod] }",
          "{ permissionSet: reader, accounts: [management] }",
        ),
    );
    const { updates } = await compared("HEAD");
    assert.deepEqual(
      updates.map(({ later }) => later.map(({ path }) => path)),
      [["access:groups.readers.members"], []],
    );
    const text = await run("HEAD", "--stack", "small");
    assert.match(text.stdout, /It takes 2 updates, which npm run up makes/);
    assert.match(text.stdout, /ada joins readers later/);
  });

  it("says that an account is registered only when access in it is gone", async () => {
    small(
      (yaml) =>
        `${yaml.replace("{ permissionSet: reader, accounts: [prod] }", "{ permissionSet: reader, accounts: [management] }").trimEnd()}\n  access:delegatedAdministration: { account: prod, stack: management }\n`,
    );
    const { updates } = await compared("HEAD");
    assert.deepEqual(
      updates.map(({ later }) => later.map(({ path }) => path)),
      [["access:delegatedAdministration.account"], []],
    );
  });
});
