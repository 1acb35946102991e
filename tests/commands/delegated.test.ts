import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { needsPulumi } from "../lifecycle/deployment.ts";
import { Project } from "./project.ts";

const STACKS = ["management", "delegated"] as const;
type Stack = (typeof STACKS)[number];

const example = (stack: Stack, file: string) =>
  readFileSync(join(PROJECT_ROOT, "examples", stack, file), "utf8");

/** A stack file that names the other one. */
function naming(stack: Stack, yaml = example(stack, `Pulumi.${stack}.yaml`)): string {
  const [other] = STACKS.filter((one) => one !== stack);
  return yaml.replace(`    stack: ${stack}\n`, `$&    otherStack: ${other}\n`);
}

/** A project with both examples, as examples/delegated/README.md says; each names the other. */
function bothExamples(): Project {
  const project = new Project();
  project.delete("Pulumi.dev.yaml");
  for (const stack of STACKS) {
    project.write(`Pulumi.${stack}.yaml`, naming(stack));
    project.write(`organizations/${stack}.yaml`, example(stack, "organization.yaml"));
  }
  return project;
}

describe("stacks of delegated administration, without a Pulumi CLI", () => {
  let project: Project;
  before(() => {
    project = bothExamples();
  });
  after(() => project?.remove());

  it("are previewed offline, each with its own credentials and with what the other makes", async () => {
    // What a snapshot says that was made before Ada came, and with whatever credentials.
    const organization = example("management", "organization.yaml");
    assert.doesNotMatch(organization, /callerAccount|delegatedAdministrators|ada/);
    project.write("organizations/delegated.yaml", organization);
    const { code, stdout, stderr } = await project.run("previewOffline", ["--json"]);
    assert.equal(code, 0, stdout + stderr);
    const previews: { stack: string }[] = JSON.parse(stdout);
    assert.deepEqual(
      previews.map(({ stack }) => stack),
      ["delegated", "management"],
    );
    project.write("organizations/delegated.yaml", example("delegated", "organization.yaml"));
  });

  it("are previewed offline with alarms that watch both, and are told where alarms don't know the other", async () => {
    const on = `  access:alarms: { enabled: true, emails: [security@example.com], logGroup: trails }\n`;
    const management = project.read("Pulumi.management.yaml");
    const preview = async (yaml: string) => {
      project.write("Pulumi.management.yaml", yaml);
      const { code, stdout } = await project.run("previewOffline", ["--stack", "management"]);
      assert.equal(code, 0, stdout);
      return stdout;
    };
    const organization = project.read("organizations/management.yaml");
    const logGroup = `logGroups: [{ account: "000000000001", name: trails, region: eu-west-1 }]\n`;
    project.write("organizations/management.yaml", `${organization}${logGroup}`);
    assert.doesNotMatch(await preview(`${management}${on}`), /warning/);
    const alone = example("management", "Pulumi.management.yaml");
    assert.match(
      await preview(`${alone}${on}`),
      /Pulumi\.management\.yaml:\d+: warning: access:delegatedAdministration\.stack: names no otherStack, so that access:alarms/,
    );
    project.write("Pulumi.management.yaml", management);
    project.write("organizations/management.yaml", organization);
  });

  it("are refused offline with what belongs to the other, with file and line", async () => {
    const edited = `${naming("delegated")}  access:detection: { enabled: true }\n`;
    project.write(
      "Pulumi.delegated.yaml",
      edited.replace("accounts: [shop-dev]", "accounts: [management]"),
    );
    const { code, stdout } = await project.run("previewOffline", ["--stack", "delegated"]);
    assert.equal(code, 1);
    const line = (text: string) =>
      1 +
      project
        .read("Pulumi.delegated.yaml")
        .split("\n")
        .findIndex((one) => one.includes(text));
    const at = (text: string) => `Pulumi.delegated.yaml:${line(text)}: error: `;
    assert.ok(stdout.includes(`${at("access:detection")}access:detection.enabled: needs`), stdout);
    assert.ok(stdout.includes(`${at("[management]")}access:groups.engineers.access[0]: reaches`));
    assert.match(stdout, /give it in stack management/);
    project.write("Pulumi.delegated.yaml", naming("delegated"));
  });

  it("are deployed to the sandbox in this process", async () => {
    for (const stack of STACKS) {
      const { code, stdout, stderr } = await project.run("start", ["--stack", stack]);
      assert.equal(code, 0, stdout + stderr);
    }
  });
});

describe("stacks of delegated administration on the sandbox, on the real engine", function () {
  needsPulumi(this);
  let project: Project;
  before(() => {
    project = bothExamples();
  });
  after(() => project?.remove());

  const run = async (command: string, ...args: string[]) => {
    const { code, stdout, stderr } = await project.runWithPulumi(command, args);
    return { code, said: stdout + stderr, stdout };
  };
  const start = (stack: Stack) => run("start", "--stack", stack);
  const plan = (stack: Stack, ...args: string[]) =>
    run("up", "--sandbox", "--stack", stack, ...args);

  it("stand in one AWS, where the management account's comes first", async () => {
    const early = await start("delegated");
    assert.equal(early.code, 1);
    assert.match(early.said, /once the management account has registered it/);
    for (const stack of STACKS) {
      const made = await start(stack);
      assert.equal(made.code, 0, made.said);
      assert.match(made.said, /51 policies, nothing found/);
    }
    for (const stack of STACKS) assert.match((await start(stack)).said, /nothing changed/);
    assert.ok(!existsSync(join(project.directory, ".sandbox/delegated")));
    const fresh = await run("start", "--stack", "delegated", "--fresh");
    assert.equal(fresh.code, 1);
    assert.match(fresh.said, /in the AWS of stack management, and --fresh would forget both/);
  });

  it("are planned and judged, with who administers through the delegated administrator's account", async () => {
    const before = project.read("Pulumi.delegated.yaml");
    project.write(
      "Pulumi.delegated.yaml",
      `${before.replace("accounts: [shop-dev]", "accounts: [shop-dev, shop-prod]")}    helpers:
      members: [grace]
      access: [{ permissionSet: access-administrator, accounts: [security-tooling] }]
`,
    );
    const planned = await plan("delegated", "--plan-only");
    assert.equal(planned.code, 1);
    assert.match(planned.said, /ada gains developer in shop-prod/);
    const found =
      /administrator grace {2}will administer from now on: permission set access-administrator in 666666666666, a delegated administrator of Identity Center.* through group helpers/;
    assert.match(planned.said, found);
    const preview = ["preview", "--json", "--show-sames", "--non-interactive"];
    const { stdout } = await run("sandbox", "--stack", "delegated", ...preview);
    project.write("preview.json", stdout);
    const judged = await run("guard", "preview.json");
    assert.equal(judged.code, 1);
    assert.match(judged.said, found);
    project.write("Pulumi.delegated.yaml", before);
    // The copy of the other stack's file is never an older one.
    project.write(
      "Pulumi.management.yaml",
      `${project.read("Pulumi.management.yaml")}    engineers: { members: [ada] }\n`,
    );
    const shared = await plan("delegated", "--plan-only");
    assert.match(shared.said, /access:groups\.engineers: .*is made by stack management/);
    project.write("Pulumi.management.yaml", naming("management"));
    const updated = await plan("delegated", "--yes");
    assert.equal(updated.code, 0, updated.said);
  });

  it("move from one to the other on the sandbox, and change nothing in its AWS", async () => {
    const management = naming("management")
      .replace(/ {4}billing:\n(?: {6}.*\n)+/, "")
      .replace(/.*permissionSet: billing.*\n/, "");
    const cut = (text: string, from: RegExp) => from.exec(text)?.[0] ?? "";
    const set = cut(naming("management"), / {4}billing:\n(?: {6}.*\n)+/);
    const withIt = naming("delegated")
      .replace("  access:permissionSets:\n", `$&${set}`)
      .replace(
        "accounts: [all] }\n",
        "$&        - { permissionSet: billing, accounts: [shop-dev] }\n",
      );
    // Billing is used in the management account, and would be refused: a set that is given nowhere moves.
    project.write(
      "Pulumi.management.yaml",
      management.replace("  access:permissionSets:\n", `$&${set}`),
    );
    const ready = await start("management");
    assert.equal(ready.code, 0, ready.said);
    project.write("Pulumi.delegated.yaml", withIt);
    const move = () =>
      run("move", "--sandbox", "--from", "management", "--to", "delegated", "--yes");
    const moved = await move();
    assert.equal(moved.code, 0, moved.said);
    assert.match(moved.said, /PermissionSet billing/);
    assert.match((await move()).said, /has nothing that Pulumi\.delegated\.yaml makes/);
    project.write("Pulumi.management.yaml", management);
    const left = await start("management");
    assert.match(left.said, /nothing changed/);
    const theirs = await start("delegated");
    assert.match(theirs.said, /changes: 1 created/);
    assert.match(theirs.said, /assignment/);
  });

  it("can't move on the sandbox where they don't stand in one AWS", async () => {
    project.write("Pulumi.delegated.yaml", example("delegated", "Pulumi.delegated.yaml"));
    const apart = await run("move", "--sandbox", "--from", "management", "--to", "delegated");
    assert.equal(apart.code, 1);
    assert.match(apart.said, /each in an AWS of their own; write the other stack's name/);
  });

  it("each run alone from the commands of their documents, too", async () => {
    for (const stack of STACKS) {
      project.write(`Pulumi.${stack}.yaml`, example(stack, `Pulumi.${stack}.yaml`));
      const alone = await run("start", "--stack", stack, "--fresh");
      assert.equal(alone.code, 0, alone.said);
      assert.match(alone.said, /51 policies, nothing found/);
    }
  });
});
