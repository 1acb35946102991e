import assert from "node:assert/strict";
import { sampleIn } from "../support/sampleIn.ts";
import { previewShape } from "./jsonShapes.ts";
import { Project, smallStack } from "./project.ts";

describe("npm run preview:offline", () => {
  let project: Project;
  /** Without stack dev, which takes long, for calls that preview all there are. */
  let several: Project;
  before(() => {
    [project, several] = [new Project(), new Project()];
    several.delete("Pulumi.dev.yaml");
    several.write("Pulumi.small.yaml", smallStack());
  });
  after(() => Promise.all([project?.remove(), several?.remove()]));

  const preview = (...args: string[]) => project.run("previewOffline", args);

  it("shows access, resources and policies of stack dev, and exits with 0 as all is well", async () => {
    const { code, stdout, stderr } = await preview("--stack", "dev", "--today", "2026-11-23");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^✓ 4 people, 5 groups, 6 permission sets, 17 assignments$/m);
    assert.match(stdout, /^katherine +\+ A A A A A A$/m);
    assert.match(stdout, /^── first deployment: \d+ resources ─+$/m);
    assert.match(stdout, /^ +17 {2}aws:ssoadmin\/accountAssignment:AccountAssignment$/m);
    assert.match(stdout, /^✓ \d+ policies, nothing found$/m);
  });

  it("tells mistakes as docs/commands.md shows", async () => {
    const dev = project.read("Pulumi.dev.yaml");
    const line =
      "permissionSet: developer, accounts: [{ ou: Workloads/Development }, { tag: { env: sandbox } }]";
    const wrong = line.replace("developer", "developper").replace("Workloads/", "Workload/");
    project.write("Pulumi.dev.yaml", dev.replace(line, wrong));
    const { code, stdout } = await preview("--stack", "dev");
    project.write("Pulumi.dev.yaml", dev);
    assert.equal(code, 1, stdout);
    const sample = sampleIn("docs/commands.md", "Mistakes are found all at once");
    assert.deepEqual(stdout.trim().split("\n").slice(1), sample);
  });

  it("fails with 1 when a line of access has ended, and says which line of the file", async () => {
    const { code, stdout } = await preview("--stack", "dev", "--today", "2027-04-01");
    assert.equal(code, 1);
    const line = project
      .read("Pulumi.dev.yaml")
      .split("\n")
      .findIndex((text) => text.includes("until:"));
    assert.match(
      stdout,
      new RegExp(
        `^Pulumi\\.dev\\.yaml:${line + 1}: error: access:groups\\.engineers\\.access\\[2\\]\\.until: `,
        "m",
      ),
    );
    assert.match(stdout, /^✗ 1 error; nothing else is looked at until then$/m);
    assert.doesNotMatch(stdout, /first deployment/);
  });

  it("says what the organization file lacks, where AWS may have it", async () => {
    const name = "organizations/dev.yaml";
    const organization = project.read(name);
    const rows = [
      [
        /, replicas: \[[^\]]*\]/,
        /us-east-1 has no replica of arn:/,
        /keys: \[\{ arn: …, replicas: /,
      ],
      [
        /^customerManagedPolicies:\n(?: .*\n)+/m,
        /has no customer managed policy/,
        /customerManagedPolicies: \[\{/,
      ],
    ] as const;
    try {
      for (const [part, said, written] of rows) {
        assert.match(organization, part);
        project.write(name, organization.replace(part, ""));
        const { code, stdout } = await preview("--stack", "dev", "--today", "2026-11-23");
        assert.equal(code, 1, stdout);
        assert.match(stdout, said);
        assert.match(stdout, /where AWS has it already, organizations\/dev\.yaml must say so/);
        assert.match(stdout, written);
      }
    } finally {
      project.write(name, organization);
    }
  });

  it("judges the other stacks where a file of one can't be read, in JSON too", async () => {
    several.write("Pulumi.broken.yaml", "config: [");
    try {
      const { code, stdout, stderr } = await several.run("previewOffline", ["--json"]);
      assert.equal(code, 1);
      const [broken, small, ...others] = previewShape.parse(JSON.parse(stdout));
      assert.deepEqual([broken?.stack, small?.stack, others], ["broken", "small", []]);
      assert.match(broken?.problems[0]?.message ?? "", /Pulumi\.broken\.yaml/);
      assert.match(stderr, /preview:offline: .*Pulumi\.broken\.yaml/);
      assert.equal(small?.access.length, 2);
    } finally {
      several.delete("Pulumi.broken.yaml");
    }
  });

  it("gives all of it as JSON, and nothing else, for several stacks", async () => {
    const write = (stack: string, from: string, to: string) =>
      project.write(
        `Pulumi.${stack}.yaml`,
        smallStack((yaml) => yaml.replace(from, to)),
      );
    write("insecure", "mode: every-sign-in", "mode: disabled");
    write("wrong", "members: [ada]", "members: [adda]");
    const { code, stdout } = await preview("--json", "--today", "2026-11-23");
    for (const stack of ["insecure", "wrong"]) project.delete(`Pulumi.${stack}.yaml`);
    assert.equal(code, 1);
    const [dev, insecure, wrong, ...others] = previewShape.parse(JSON.parse(stdout));
    assert.deepEqual(others, []);
    assert.deepEqual([dev?.stack, dev?.passed, dev?.problems], ["dev", true, []]);
    assert.ok(dev?.resources.some(({ type }) => type === "aws:identitystore/user:User"));
    assert.deepEqual(dev?.access.find(({ group }) => group === "engineers")?.people, [
      "ada",
      "grace",
      "alan",
    ]);
    assert.deepEqual([insecure?.passed, insecure?.organizationKnown], [false, false]);
    const [finding] = insecure?.policies?.findings ?? [];
    assert.equal(finding?.rule, "identity-center-mfa-attested");
    assert.ok(finding && "seen" in finding && /disabled/.test(finding.seen), stdout);
    assert.deepEqual([wrong?.passed, wrong?.resources, wrong?.policies], [false, [], null]);
    assert.match(wrong?.problems[0]?.place ?? "", /^Pulumi\.wrong\.yaml:\d+$/);
  });

  it("does without an organization file where accounts are named, and says so", async () => {
    const withExisting = (yaml: string) => `${yaml}    platform:
      existing: true
      access:
        - { permissionSet: reader, accounts: [prod] }
`;
    project.write("Pulumi.small.yaml", smallStack(withExisting));
    const { code, stdout } = await preview("--stack", "small");
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^organizations\/small\.yaml: warning: file: does not exist/m);
    assert.match(stdout, /^✓ 1 person, 3 groups, 2 permission sets, 3 assignments$/m);
  });

  it("takes secrets, and fails with 1 where what one decides can't be judged without Pulumi", async () => {
    const secure = "{ secure: AAABAJ2c }";
    const taken = smallStack((yaml) =>
      yaml
        .replace("email: ada@example.com", `email: ${secure}, phone: ${secure}`)
        .replace("ViewOnlyAccess]", `ViewOnlyAccess], sessionDuration: ${secure}`),
    );
    project.write("Pulumi.small.yaml", taken);
    const well = await preview("--stack", "small", "--today", "2026-11-23");
    project.write("Pulumi.small.yaml", taken.replace('"111111111111"', secure));
    const unjudged = await preview("--stack", "small", "--today", "2026-11-23");
    assert.equal(well.code, 0, well.stdout + well.stderr);
    assert.match(
      well.stdout,
      /^Pulumi\.small\.yaml: 3 values are secret and unknown offline \(access:people\.ada\.email, .*: pulumi preview checks them$/m,
    );
    assert.equal(unjudged.code, 1, unjudged.stdout);
    assert.match(
      unjudged.stdout,
      /^Pulumi\.small\.yaml:7: error: access:accounts\.prod: is secret, .*can't be judged offline/m,
    );
    assert.match(unjudged.stdout, /^✗ 1 error;/m);
  });

  it("fails with 1 when a selector needs the organization file that is missing", async () => {
    project.write(
      "Pulumi.units.yaml",
      smallStack((yaml) => yaml.replace("accounts: [prod]", "accounts: [{ ou: Workloads }]")),
    );
    const { code, stdout } = await preview("--stack", "units");
    assert.equal(code, 1);
    assert.match(stdout, /^organizations\/units\.yaml: error: file: does not exist/m);
    assert.match(
      stdout,
      /^Pulumi\.units\.yaml:\d+: warning: access:groups\.readers\.access\[0\]\.accounts\[0\]/m,
    );
    assert.match(stdout, /^✗ 1 error;/m);
  });

  it("fails with 1 when a mandatory policy is violated, and says which and how to fix it", async () => {
    project.write(
      "Pulumi.insecure.yaml",
      smallStack((yaml) => yaml.replace("mode: every-sign-in", "mode: disabled")),
    );
    const { code, stdout } = await preview("--stack", "insecure");
    assert.equal(code, 1, stdout);
    assert.match(stdout, /^✗ \d+ policies, 1 mandatory finding$/m);
    assert.match(stdout, /^ {2}\[mandatory\] identity-center-mfa-attested on identity-center$/m);
    assert.match(stdout, /^ {4}fix: /m);
  });

  it("fails with 1 and a place in the file when the configuration is wrong", async () => {
    project.write(
      "Pulumi.wrong.yaml",
      smallStack((yaml) => yaml.replace("members: [ada]", "members: [adda]")),
    );
    const { code, stdout } = await preview("--stack", "wrong");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^Pulumi\.wrong\.yaml:\d+: error: access:groups\.administrators\.members\[0\]: .*ada/m,
    );
  });

  it("looks at every stack file unless one is named, and fails when any of them is wrong", async () => {
    several.write("Pulumi.acme.eu.yaml", "config: { access:grups: {} }\n");
    try {
      const { code, stdout } = await several.run("previewOffline", ["--today", "2026-11-23"]);
      assert.equal(code, 1);
      assert.match(stdout, /^── stack small: configuration/m);
      assert.match(stdout, /^── stack acme\.eu: configuration/m);
      assert.match(
        stdout,
        /^Pulumi\.acme\.eu\.yaml:1: error: access:grups: unknown section; did you mean "groups"/m,
      );
    } finally {
      several.delete("Pulumi.acme.eu.yaml");
    }
  });

  it("fails with 1 for a stack without a file, and lists those that have one", async () => {
    const { code, stderr } = await preview("--stack", "prod");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^preview:offline: Pulumi\.prod\.yaml does not exist; stacks .*: .*\bdev\b/,
    );
  });

  for (const [what, args, message] of [
    ["an option is unknown", ["--stak", "dev"], /Unknown option '--stak'/],
    ["--today is no day", ["--today", "2026-02-30"], /--today is "2026-02-30"; a day such as/],
  ] as const) {
    it(`fails with 2 when ${what}`, async () => {
      const { code, stderr } = await preview(...args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  it("explains itself", async () => {
    const { code, stdout } = await preview("--help");
    assert.equal(code, 0);
    assert.match(stdout, /^usage: npm run preview:offline/);
  });
});
