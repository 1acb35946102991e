import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { needsPulumi } from "../../lifecycle/deployment.ts";
import { Project, smallStack } from "../project.ts";

const SECRET = "4dabf18193072939515e22adb298388d";
const HIDDEN = { [SECRET]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"+44 20 7946 0000"' };

const urn = (stack: string, types: string, name: string) =>
  `urn:pulumi:${stack}::identity-center::${types}::${name}`;

/** What stack management has: a group and a permission set of the delegated administrator's, and a person with a secret. */
function deployed(stack: string): object[] {
  const top = urn(stack, "pulumi:pulumi:Stack", `identity-center-${stack}`);
  const provider = urn(stack, "pulumi:providers:aws", "default");
  const center = urn(stack, "identity-center:index:IdentityCenter", "identity-center");
  const made = (type: string, name: string, more: object = {}) => ({
    urn: urn(stack, `identity-center:index:IdentityCenter$${type}`, name),
    custom: true,
    id: `id-${name}`,
    type,
    parent: center,
    provider: `${provider}::p1`,
    ...more,
  });
  const set = urn(
    stack,
    "identity-center:index:IdentityCenter$identity-center:index:PermissionSet",
    "reader",
  );
  return [
    { urn: top, custom: false, type: "pulumi:pulumi:Stack" },
    { urn: provider, custom: true, id: "p1", type: "pulumi:providers:aws" },
    { urn: center, custom: false, type: "identity-center:index:IdentityCenter", parent: top },
    made("aws:identitystore/user:User", "people/ada", {
      inputs: { phoneNumbers: HIDDEN },
      outputs: { phoneNumbers: HIDDEN },
    }),
    made("aws:identitystore/group:Group", "readers"),
    { urn: set, custom: false, type: "identity-center:index:PermissionSet", parent: center },
    {
      ...made("aws:ssoadmin/permissionSet:PermissionSet", "reader"),
      urn: urn(
        stack,
        "identity-center:index:IdentityCenter$identity-center:index:PermissionSet$aws:ssoadmin/permissionSet:PermissionSet",
        "reader",
      ),
      parent: set,
    },
    made("aws:ssoadmin/accountAssignment:AccountAssignment", "readers/reader/prod"),
    made("aws:identitystore/group:Group", "administrators"),
  ];
}

/** The delegated administrator's file, which has all that but the group of administrators. */
const theirs = (edit: (yaml: string) => string = (yaml) => yaml) =>
  smallStack((yaml) =>
    edit(
      yaml
        .replace(/ {4}administrators:\n( {6}.*\n)+/, "")
        .replace(/ {4}administrator: .*\n/, "")
        .replace("attestedBy: ada }", "attestedBy: ada }\n    administratorsElsewhere: others"),
    ),
  );

describe("npm run move", function () {
  needsPulumi(this);
  let project: Project;
  let environment: Record<string, string>;
  /** State files as they are of new stacks. */
  const empty = new Map<string, string>();
  const fileOf = (stack: string) => `state/.pulumi/stacks/identity-center/${stack}.json`;
  const latest = (stack: string) => JSON.parse(project.read(fileOf(stack))).checkpoint.latest;
  before(() => {
    project = new Project();
    mkdirSync(join(project.directory, "state"));
    environment = {
      PATH: `${dirname(findPulumi() ?? "")}:/usr/bin:/bin`,
      PULUMI_BACKEND_URL: `file://${join(project.directory, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "one",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    for (const stack of ["management", "delegated"]) {
      pulumi("stack", "init", stack);
      empty.set(stack, project.read(fileOf(stack)));
    }
  });
  after(() => project?.remove());

  const pulumi = (...args: string[]) => {
    const options = { cwd: project.directory, encoding: "utf8", env: environment } as const;
    const { status, stdout, stderr } = spawnSync(findPulumi() as string, args, options);
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const put = (resources: object[], more: object = {}) => {
    const state = JSON.parse(empty.get("management") ?? "");
    Object.assign(state.checkpoint.latest, { resources }, more);
    project.write(fileOf("management"), JSON.stringify(state));
  };
  const start = (destination = theirs()) => {
    const salted = (stack: string, text: string) => {
      const { salt } = JSON.parse(empty.get(stack) ?? "").checkpoint.latest.secrets_providers.state;
      project.write(`Pulumi.${stack}.yaml`, `encryptionsalt: ${salt}\n${text}`);
    };
    salted("management", smallStack());
    salted("delegated", destination);
    project.write(fileOf("delegated"), empty.get("delegated") ?? "");
    put(deployed("management"));
  };
  const move = (...args: string[]) =>
    project.run("move", ["--from", "management", "--to", "delegated", ...args], environment);
  const names = (stack: string) =>
    (latest(stack).resources ?? [])
      .filter(({ id = "" }) => id.startsWith("id-"))
      .map(({ urn: own }: { urn: string }) => own.split("::").at(-1));

  it("lists what moves, asks, moves it, keeps secrets encrypted, and has nothing to do after", async () => {
    start();
    const unasked = await move();
    assert.equal(unasked.code, 1);
    assert.match(unasked.stderr, /nobody can be asked here: say --yes/);
    assert.deepEqual(names("delegated"), []);
    const { code, stdout, stderr } = await move("--yes");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, / {2}User people\/ada\n {2}Group readers\n/);
    assert.match(
      stdout,
      /5 resources of the state of stack management would be stack delegated's:\n[\s\S]*\nMoved\. Take them out of/,
    );
    assert.deepEqual(names("management"), ["administrators"]);
    assert.deepEqual(names("delegated"), [
      "people/ada",
      "readers",
      "reader",
      "readers/reader/prod",
    ]);
    assert.doesNotMatch(project.read(fileOf("delegated")), /7946/);
    assert.match(pulumi("stack", "export", "--show-secrets", "--stack", "delegated"), /7946/);
    const again = await move("--yes");
    assert.equal(again.code, 0);
    assert.match(again.stdout, /Stack management has nothing that Pulumi\.delegated\.yaml makes/);
  });

  it("moves into another backend and back, where each stack has its own", async () => {
    start();
    const home = environment.PULUMI_BACKEND_URL ?? "";
    const elsewhere = `file://${join(project.directory, "elsewhere")}`;
    const args = ["--to-backend", elsewhere, "--yes"];
    mkdirSync(join(project.directory, "elsewhere"));
    const absent = await move(...args);
    assert.equal(absent.code, 1);
    assert.ok(
      absent.stderr.includes(
        `stack delegated can't be read in ${elsewhere}; pulumi says above why. Where there is none: PULUMI_BACKEND_URL='${elsewhere}' npx pulumi stack init delegated`,
      ),
      absent.stderr,
    );
    environment.PULUMI_BACKEND_URL = elsewhere;
    pulumi("stack", "init", "delegated");
    environment.PULUMI_BACKEND_URL = home;
    const there = await move(...args);
    assert.equal(there.code, 0, there.stdout + there.stderr);
    assert.deepEqual(names("management"), ["administrators"]);
    assert.deepEqual(names("delegated"), []);
    environment.PULUMI_BACKEND_URL = elsewhere;
    const exported = pulumi("stack", "export", "--show-secrets", "--stack", "delegated");
    assert.match(exported, /people\/ada[\s\S]*7946/);
    project.write("Pulumi.management.yaml", smallStack());
    const back = await project.run(
      "move",
      ["--from", "delegated", "--to", "management", "--to-backend", home, "--yes"],
      environment,
    );
    environment.PULUMI_BACKEND_URL = home;
    assert.equal(back.code, 0, back.stdout + back.stderr);
    assert.equal(names("management").length, 5);
    const mixed = await move("--sandbox", ...args);
    assert.equal(mixed.code, 2);
    assert.match(mixed.stderr, /--to-backend and --sandbox/);
  });

  it("goes on after it was stopped between the two states", async () => {
    start();
    project.write(
      "bin/pulumi",
      `#!/bin/sh\ncase "$*" in *import*management*) echo "error: lost" >&2; exit 1;; esac\nexec '${findPulumi()}' "$@"\n`,
    );
    chmodSync(join(project.directory, "bin", "pulumi"), 0o755);
    const PATH = environment.PATH ?? "";
    environment.PATH = `${join(project.directory, "bin")}:${PATH}`;
    const stopped = await move("--yes");
    assert.equal(stopped.code, 1);
    assert.match(
      stopped.stderr,
      /failed for stack management; stack delegated has it by now, and so has stack management: update neither, and run the same command again/,
    );
    environment.PATH = PATH;
    assert.equal(names("management").length, 5);
    assert.equal((await move("--yes")).code, 0);
    assert.deepEqual(names("management"), ["administrators"]);
    assert.equal(names("delegated").length, 4);
  });

  it("tells what neither state has, finds what an alias names, and moves the rest", async () => {
    const edit = (yaml: string) =>
      yaml
        .replace(/^( {4}reader): \{ /m, "    auditor: {}\n    looker: { aliases: [reader], ")
        .replace("permissionSet: reader", "permissionSet: looker");
    start(
      theirs((yaml) =>
        edit(yaml).replace(
          "auditor: {}",
          "auditor: { managedPolicies: [job-function/ViewOnlyAccess] }",
        ),
      ),
    );
    const { code, stdout, stderr } = await move("--yes");
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /Neither stack has these, so the next update of stack delegated makes them:\n {2}access:permissionSets\.auditor\n5 /,
    );
    assert.deepEqual(names("delegated"), [
      "people/ada",
      "readers",
      "reader",
      "readers/reader/prod",
    ]);
  });

  it("moves nothing by a file with a mistake, to itself, to no stack, and beside an update that hasn't ended", async () => {
    start(theirs((yaml) => yaml.replace("permissionSet: reader", "permissionSet: raeder")));
    const mistaken = await move("--yes");
    assert.equal(mistaken.code, 1);
    assert.match(mistaken.stderr, /Pulumi\.delegated\.yaml:\d+: error: .*"raeder" is not in/);
    assert.match(mistaken.stderr, /correct Pulumi\.delegated\.yaml first/);
    const same = await project.run("move", ["--from", "a", "--to", "a"], environment);
    assert.equal(same.code, 2);
    assert.match(same.stderr, /--from and --to are one stack, a; name two/);
    project.write("Pulumi.delegated.yaml", theirs());
    const absent = await project.run("move", ["--from", "none", "--to", "delegated"], environment);
    assert.equal(absent.code, 1);
    assert.match(absent.stderr, /stack none can't be read.*npx pulumi stack init none/);
    const left = deployed("management").map((one, index) =>
      index === 4 ? { ...one, delete: true } : one,
    );
    put(left);
    const unended = await move("--yes");
    assert.match(unended.stderr, /update of stack management left something to be deleted; end it/);
    put(deployed("management"), {
      pending_operations: [{ resource: deployed("management")[4], type: "updating" }],
    });
    const pending = await move("--yes");
    assert.match(pending.stderr, /update of stack management was interrupted; end it first/);
    put(deployed("management"));
    const locked = await project.run(
      "move",
      ["--from", "management", "--to", "delegated", "--yes"],
      {
        ...environment,
        PULUMI_CONFIG_PASSPHRASE: "two",
      },
    );
    assert.match(
      locked.stderr,
      /incorrect passphrase[\s\S]*failed for stack delegated; nothing has moved/,
    );
    assert.deepEqual(names("delegated"), []);
  });
});
