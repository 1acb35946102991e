import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Engine } from "../../commands/deploy/engine.ts";
import { planMove, writeMove } from "../../commands/move/move.ts";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { parseStackFile, toStackFile } from "../../commands/stack/stackFile.ts";
import { watchedIn } from "../../components/alarms/watchedIn.ts";
import { alarmNames } from "../../model/schema/alarms.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { journalPath } from "../../sandbox/environment.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { effectiveAccessHistory } from "../../sandbox/world/history.ts";
import { makeStack, quickHome } from "../support/quickPulumi.ts";
import { STANDING_PULUMI, standing, takeStandingProviders } from "../support/standing/standing.ts";
import { vault } from "../support/vault.ts";
import type { StackConfig } from "./acme.ts";
import { needsPulumi } from "./deployment.ts";
import { inShort, isWrite } from "./effectiveAccess.ts";

const DELEGATE = "666666666666";

const people = {
  ada: { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
  grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" },
};
const forManagement = {
  sets: { administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] } },
  groups: {
    administrators: {
      administrators: true,
      members: ["ada"],
      access: [{ permissionSet: "administrator", accounts: ["management"] }],
    },
  },
};
const forOthers = {
  sets: {
    "access-administrator": { managedPolicies: ["AWSSSOMemberAccountAdministrator"] },
    reader: {
      managedPolicies: ["job-function/ViewOnlyAccess"],
      permissionsBoundary: { managedPolicy: "PowerUserAccess" },
    },
  },
  groups: {
    "access-administrators": {
      members: ["ada"],
      access: [{ permissionSet: "access-administrator", accounts: ["security-tooling"] }],
    },
    engineers: {
      members: ["ada", "grace"],
      access: [{ permissionSet: "reader", accounts: ["web-dev"] }],
    },
    security: {
      existing: true,
      access: [{ permissionSet: "reader", accounts: ["log-archive"] }],
    },
  },
};

const UP = ["up", "--yes", "--skip-preview", "--json"];
const PREVIEW = ["preview", "--json"];
const base = { "aws:region": "eu-west-1", "access:identityCenter": { region: "eu-west-1" } };
const part = (stack: string, otherStack?: string) => ({
  "access:delegatedAdministration": {
    account: "security-tooling",
    stack,
    ...(otherStack === undefined ? {} : { otherStack }),
  },
});
/** Where the delegated administrator's stack has them, they administer. */
const administering = {
  "access-administrators": { ...forOthers.groups["access-administrators"], administrators: true },
};
/** One stack that has it all. */
const single: StackConfig = {
  ...base,
  "access:people": people,
  "access:permissionSets": { ...forManagement.sets, ...forOthers.sets },
  "access:groups": { ...forManagement.groups, ...forOthers.groups },
};
/** The same before a set was split that is used in both kinds of account. */
const mixed: StackConfig = {
  ...single,
  "access:permissionSets": { ...forManagement.sets, reader: forOthers.sets.reader },
  "access:groups": {
    ...forManagement.groups,
    ...forOthers.groups,
    "access-administrators": {
      members: ["ada"],
      access: [{ permissionSet: "administrator", accounts: ["security-tooling"] }],
    },
  },
};
/** What stays in it, and what the other stack has. */
const management: StackConfig = {
  ...base,
  ...part("management", "delegated"),
  "access:people": { ada: { existing: true } },
  "access:permissionSets": forManagement.sets,
  "access:groups": forManagement.groups,
};
const delegated: StackConfig = {
  ...base,
  ...part("delegated", "management"),
  "access:people": people,
  "access:permissionSets": forOthers.sets,
  "access:groups": { ...forOthers.groups, ...administering },
};
/** Two stacks on one sandbox, each with credentials of its own. */
class Split {
  readonly #directory: string;
  readonly #engines: Readonly<Record<string, Engine>>;
  #seen = 0;

  constructor() {
    const parent = join(PROJECT_ROOT, ".sandbox");
    mkdirSync(parent, { recursive: true });
    this.#directory = mkdtempSync(join(parent, "test-"));
    const engine = (stack: string) =>
      new Engine({
        pulumi: STANDING_PULUMI,
        directory: this.#directory,
        stack,
        organization: organizationPath("dev"),
        latency: 0,
      });
    this.#engines = { management: engine("management"), delegated: engine("delegated") };
    takeStandingProviders(join(this.#directory, "project/Pulumi.yaml"));
    for (const { name, stack, home } of Object.values(this.#engines)) {
      makeStack(join(this.#directory, "state"), name, stack);
      quickHome(home);
    }
  }

  write(stack: string, config: StackConfig): void {
    const quoted = { defaultStringType: "QUOTE_DOUBLE" } as const;
    this.#engines[stack]?.configure(stringify({ config }, quoted));
  }

  async run(stack: string, args: readonly string[], faults: readonly FaultSwitch[] = []) {
    const account = stack === "delegated" ? DELEGATE : "000000000001";
    const engine = this.#engines[stack] as Engine;
    const credentials = { AWS_ACCESS_KEY_ID: `ASIA${account}SAND`, AWS_SECRET_ACCESS_KEY: "x" };
    const environment = { ...(await vault()), ...credentials };
    const said: string[] = [];
    const { code, output } = await standing((host) =>
      engine.run(
        [...args, "--stack", stack],
        ({ diagnosticEvent }) => {
          if (diagnosticEvent?.severity !== "debug") said.push(diagnosticEvent?.message ?? "");
        },
        {
          environment: { ...environment, ...host },
          ...(faults.length > 0 ? { faults: JSON.stringify(faults) } : {}),
        },
      ),
    );
    const all = effectiveAccessHistory(journalPath(join(this.#directory, "state")));
    const history = all.slice(this.#seen);
    this.#seen = all.length;
    return { ok: code === 0, said: [...said, output].join("\n"), history, last: all.at(-1) };
  }

  async up(stack: string) {
    const run = await this.run(stack, UP);
    assert.ok(run.ok, run.said);
    return run;
  }

  /** As `npm run move` takes it. */
  stack(stack: string) {
    const read = async (args: readonly string[]) => {
      const engine = this.#engines[stack] as Engine;
      const settings = { environment: await vault() };
      const { code, stdout } = await engine.run([...args, "--stack", stack], undefined, settings);
      return { code, stdout };
    };
    return { stack, read };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

const configurationOf = (config: StackConfig) =>
  parseStackFile(toStackFile("x", JSON.stringify({ config }))).configuration;

describe("from one stack to two of delegated administration, and back, on the real engine", function () {
  needsPulumi(this);
  let split: Split;
  before(() => {
    split = new Split();
  });
  after(() => split?.remove());

  it("changes nobody's access, at no instant, and lets the delegated administrator go on", async () => {
    // A permission set in both kinds of account: it is split first.
    split.write("management", mixed);
    await split.up("management");
    split.write("management", single);
    const first = await split.up("management");
    for (const { grants } of first.history) {
      for (const account of ["000000000001", DELEGATE]) {
        assert.ok(grants.some((one) => one.userName === "ada" && one.account === account));
      }
    }
    const access = inShort(first.last?.grants ?? []);
    assert.equal(access.length, 4, access.join("\n"));
    const keepsAccess = ({ history }: Awaited<ReturnType<Split["run"]>>) => {
      for (const { grants } of history) assert.deepEqual(inShort(grants), access);
    };

    split.write("management", { ...single, ...part("management") });
    for (const operation of ["EnableAWSServiceAccess", "RegisterDelegatedAdministrator"] as const) {
      const failed = await split.run("management", UP, [{ operation, error: "AccessDenied" }]);
      assert.ok(!failed.ok);
      keepsAccess(failed);
    }
    const registered = await split.up("management");
    assert.ok(registered.history.some((one) => one.operation === "RegisterDelegatedAdministrator"));
    keepsAccess(registered);

    // Both files have it: neither is updated until it is moved and taken out.
    split.write("delegated", delegated);
    split.write("management", { ...single, ...part("management", "delegated") });
    const both = await split.run("management", ["preview", "--json"]);
    assert.match(both.said, /permissionSets\.reader: .*is in stack delegated/);

    const [from, to] = [split.stack("management"), split.stack("delegated")];
    const plan = () => planMove(from, to, configurationOf(delegated));
    const half = await plan();
    // Stopped after the first of the two states was written.
    const stopped = {
      ...from,
      read: (args: readonly string[]) =>
        args[1] === "import" ? Promise.resolve({ code: 1, stdout: "" }) : from.read(args),
    };
    await assert.rejects(writeMove(stopped, to, half), /import failed for stack management/);
    await writeMove(from, to, await plan());
    assert.deepEqual((await plan()).urns, []);

    split.write("management", management);
    for (const stack of ["management", "delegated"]) {
      const run = await split.up(stack);
      assert.deepEqual(run.history.filter(isWrite), [], `${stack}: ${run.said}`);
      keepsAccess(run);
    }

    const [engineers] = delegated["access:groups"].engineers?.access ?? [];
    assert.ok(engineers);
    const more = structuredClone(delegated);
    more["access:groups"].engineers?.access.push({
      permissionSet: "reader",
      accounts: ["web-prod"],
    });
    split.write("delegated", more);
    const widened = await split.up("delegated");
    assert.equal(widened.last?.grants.length, access.length + 2);
    split.write("delegated", delegated);
    await split.up("delegated");

    // The way back.
    const whole = { ...single, ...part("management") };
    await writeMove(to, from, await planMove(to, from, configurationOf(whole)));
    const removed = await split.run("delegated", ["stack", "rm", "--yes", "--preserve-config"]);
    assert.ok(removed.ok, removed.said);
    split.write("management", whole);
    const back = await split.up("management");
    assert.deepEqual(back.history.filter(isWrite), [], back.said);
    keepsAccess(back);
    split.write("management", single);
    const alone = await split.up("management");
    keepsAccess(alone);
    const calls = alone.history.map(({ operation }) => operation);
    assert.ok(calls.includes("DeregisterDelegatedAdministrator"));
    assert.ok(!calls.includes("DisableAWSServiceAccess"));
  });
});

describe("another delegated administrator, and the end of both stacks, on the real engine", function () {
  needsPulumi(this);
  let split: Split;
  before(() => {
    split = new Split();
  });
  after(() => split?.remove());

  /** Of the management account: registers `account`. */
  const registering = (account: string): StackConfig => ({
    ...management,
    "access:people": { ada: people.ada },
    ...{ "access:delegatedAdministration": { account, stack: "management" } },
  });
  const failing = (operation: FaultSwitch["operation"]): FaultSwitch[] => [
    { operation, error: "AccessDenied" },
  ];

  it("deregisters one before the next, goes on after a failed call, and takes access only where its own stack is destroyed", async () => {
    split.write("management", registering("security-tooling"));
    await split.up("management");
    const theirs: StackConfig = {
      ...delegated,
      ...part("delegated"),
      "access:people": { ada: { existing: true }, grace: people.grace },
    };
    split.write("delegated", theirs);
    const deployed = await split.up("delegated");
    const access = inShort(deployed.last?.grants ?? []);
    assert.equal(access.length, 4, access.join("\n"));
    const keepsAccess = ({ history }: Awaited<ReturnType<Split["run"]>>) => {
      for (const { grants } of history) assert.deepEqual(inShort(grants), access);
    };

    split.write("management", registering("log-archive"));
    for (const operation of [
      "DeregisterDelegatedAdministrator",
      "RegisterDelegatedAdministrator",
    ] as const) {
      const failed = await split.run("management", UP, failing(operation));
      assert.ok(!failed.ok);
      keepsAccess(failed);
    }
    const refused = await split.run("delegated", UP);
    assert.ok(!refused.ok);
    const replaced = await split.up("management");
    keepsAccess(replaced);
    const calls = replaced.history.map(({ operation }) => operation);
    assert.ok(calls.includes("RegisterDelegatedAdministrator"));
    assert.ok(!calls.includes("DeregisterDelegatedAdministrator"));
    assert.match(refused.said, /may not be read with these credentials/);

    // The delegated one first: without registration its credentials are good for nothing.
    split.write("management", registering("security-tooling"));
    keepsAccess(await split.up("management"));
    const destroy = ["destroy", "--yes", "--skip-preview", "--run-program", "--json"];
    const guarded = await split.run("delegated", destroy);
    assert.ok(!guarded.ok);
    assert.match(guarded.said, /to take this stack down on purpose, say who administers instead/);
    keepsAccess(guarded);
    const elsewhere = (config: StackConfig, group: string): StackConfig => {
      const copy = structuredClone(config);
      delete copy["access:groups"][group]?.administrators;
      return {
        ...copy,
        "access:identityCenter": { region: "eu-west-1", administratorsElsewhere: "nobody" },
      };
    };
    split.write("delegated", elsewhere(theirs, "access-administrators"));
    const again = await split.up("delegated");
    assert.deepEqual(inShort(again.last?.grants ?? []), access);
    const gone = await split.run("delegated", destroy);
    assert.ok(gone.ok, gone.said);
    assert.deepEqual(inShort(gone.last?.grants ?? []), ["ada administrator 000000000001"]);

    split.write("management", elsewhere(registering("security-tooling"), "administrators"));
    await split.up("management");
    const half = await split.run(
      "management",
      destroy,
      failing("DeregisterDelegatedAdministrator"),
    );
    assert.ok(!half.ok);
    const end = await split.run("management", destroy);
    assert.ok(end.ok, end.said);
    const last = end.history.map(({ operation }) => operation);
    assert.ok(last.includes("DeregisterDelegatedAdministrator"));
    assert.ok(!last.includes("DisableAWSServiceAccess"));
    assert.deepEqual(end.last?.grants, []);
  });
});

describe("alarms beside the delegated administrator's stack, on the real engine", function () {
  needsPulumi(this);
  let split: Split;
  before(() => {
    split = new Split();
  });
  after(() => split?.remove());

  const watching: StackConfig = {
    ...management,
    "access:people": { ada: people.ada },
    "access:alarms": {
      enabled: true,
      emails: ["security@example.com"],
      without: alarmNames.filter((name) => name !== "administrators"),
    },
  };
  const theirs = (edit: (config: StackConfig) => void = () => {}): StackConfig => {
    const config: StackConfig = structuredClone({
      ...delegated,
      "access:people": { ada: { existing: true }, grace: people.grace },
    });
    edit(config);
    return config;
  };
  const state = async (stack: string) => {
    const { stdout } = await split.stack(stack).read(["stack", "export"]);
    const { deployment } = JSON.parse(stdout);
    const outputs: Record<string, string>[] = deployment.resources.map(
      (one: { outputs?: object }) => one.outputs ?? {},
    );
    return outputs;
  };
  /** Whom the rules of this Region tell of, and ids of what the other stack has. */
  const watched = async () => {
    const [pattern = "", ...more] = (await state("management")).flatMap(
      ({ eventPattern, region }) =>
        eventPattern !== undefined && region === "eu-west-1" ? [eventPattern] : [],
    );
    assert.deepEqual(more, []);
    const { groupIds, permissionSetArns } = watchedIn(pattern);
    return new Set([...groupIds, ...permissionSetArns]);
  };
  const idOf = async (name: string) => {
    const found = (await state("delegated")).find(
      (one) => one.displayName === name || (one.name === name && one.arn !== undefined),
    );
    return found?.groupId ?? found?.arn ?? assert.fail(`no ${name}`);
  };
  const up = async (stack: string) => {
    const run = await split.up(stack);
    return { ...run, writes: run.history.filter(isWrite).map(({ operation }) => operation) };
  };
  /** What the other stack was updated with last. */
  let latest = theirs();
  const UNTOLD = /access:alarms: doesn't tell of all who administer through stack delegated: /;

  it("know its administrators once they are there, by whatever name, and forget who is gone", async () => {
    split.write("delegated", theirs());
    split.write("management", watching);
    const first = await up("management");
    assert.match(first.said, UNTOLD);
    assert.equal((await watched()).size, 2);

    const made = await up("delegated");
    assert.match(
      made.said,
      /access:groups\.access-administrators: administers from this update on, and the alarms of stack management tell of its changes once that is updated after this one: npm run up -- --stack management/,
    );
    const group = await idOf("access-administrators");
    const set = await idOf("access-administrator");
    const second = await up("management");
    assert.doesNotMatch(second.said, UNTOLD);
    const both = await watched();
    assert.equal(both.size, 4);
    assert.ok(both.has(group) && both.has(set), [...both].join());
    assert.deepEqual((await up("management")).writes, []);
    assert.doesNotMatch((await up("delegated")).said, /administers from this update on/);

    // Renamed in its file, and not yet in AWS.
    const named = (config: StackConfig) => {
      Object.assign(config["access:groups"]["access-administrators"] ?? {}, {
        displayName: "Admins",
      });
      const sets = config["access:permissionSets"] as Record<string, object>;
      Object.assign(sets["access-administrator"] ?? {}, { name: "repairs" });
    };
    split.write("delegated", theirs(named));
    const early = await up("management");
    assert.match(early.said, UNTOLD);
    assert.match(early.said, /what was watched of it so far still is/);
    assert.deepEqual(early.writes, []);
    assert.deepEqual(await watched(), both);
    await up("delegated");
    assert.equal(await idOf("Admins"), group);
    const replaced = await idOf("repairs");
    assert.notEqual(replaced, set);
    const renamed = await up("management");
    assert.doesNotMatch(renamed.said, UNTOLD);
    const after = await watched();
    assert.ok(after.has(group) && after.has(replaced) && !after.has(set), [...after].join());

    // It administers no more, another does.
    const another = (config: StackConfig) => {
      named(config);
      const groups = config["access:groups"];
      const former = groups["access-administrators"];
      assert.ok(former);
      Object.assign(groups, { others: { ...former, displayName: "Others" } });
      delete groups["access-administrators"];
    };
    latest = theirs(another);
    split.write("delegated", latest);
    await up("delegated");
    const last = await up("management");
    const now = await watched();
    assert.ok(now.has(await idOf("Others")) && now.has(replaced), [...now].join());
    assert.ok(!now.has(group));
    // Who is gone, nobody has to watch.
    for (const { said } of [second, early, renamed, last]) assert.doesNotMatch(said, GOES);
  });

  const GOES = /takes protection away/;
  /** What is told of protection by a preview of the management account's stack. */
  const lost = async (ours: StackConfig, others: StackConfig) => {
    split.write("management", ours);
    split.write("delegated", others);
    const { said } = await split.run("management", PREVIEW);
    return [...new Set(said.split("\n").filter((line) => GOES.test(line)))];
  };

  it("tell what of it they don't watch any longer, and is there", async () => {
    const { "access:delegatedAdministration": section } = part("management");
    const unnamed = { ...watching, "access:delegatedAdministration": section };
    const both =
      /access:delegatedAdministration\.otherStack: takes protection away: nobody is told any longer when somebody changes group Others, permission set repairs, by which/;
    const [line = "", ...more] = await lost(unnamed, latest);
    assert.match(line, both);
    assert.deepEqual(more, []);
    // The other stack's file says so first, and its group administers until its update.
    const unmarked = structuredClone(latest);
    Object.assign(unmarked["access:identityCenter"], { administratorsElsewhere: "management" });
    Object.assign(unmarked["access:groups"].others ?? {}, { administrators: false });
    assert.match((await lost(watching, unmarked))[0] ?? "", both);
    assert.deepEqual(await lost(watching, latest), []);
  });

  it("are told, in its own stack, of a group from elsewhere that administers from now on", async () => {
    const marked = structuredClone(latest);
    Object.assign(marked["access:groups"].security ?? {}, {
      administrators: true,
      access: [{ permissionSet: "access-administrator", accounts: ["security-tooling"] }],
    });
    split.write("management", watching);
    split.write("delegated", marked);
    const { said } = await split.run("delegated", PREVIEW);
    assert.match(
      said,
      /access:groups\.security: administers from this update on, and the alarms of stack management tell/,
    );
    assert.doesNotMatch(said, /access:groups\.others: administers/);
    // Once that stack tells of it there is nothing more to do.
    await up("management");
    const known = await split.run("delegated", PREVIEW);
    assert.doesNotMatch(known.said, /administers from this update on/);
  });
});
