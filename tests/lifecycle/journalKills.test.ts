import assert from "node:assert/strict";
import { readFileSync, statSync, truncateSync } from "node:fs";
import { findJournal } from "../../program/journal/findJournal.ts";
import { journalFiles } from "../../program/journal/journals.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { finalGrants } from "./effectiveAccess.ts";
import { Gate } from "./gate.ts";
import { type JournalledRun, journalled } from "./journalled.ts";

const ACCOUNTS: Readonly<Record<string, string>> = {
  "web-dev": "333333333333",
  "web-prod": "222222222222",
  playground: "444444444444",
};

/** Acme with so many people, each in one of three groups that reach three accounts. */
function company(people: number, edit: (config: StackConfig) => void = () => {}): StackConfig {
  return acme((config) => {
    const keys = Array.from({ length: people }, (_, index) => `person-${index}`);
    for (const key of keys) {
      config["access:people"][key] = {
        ...{ givenName: "Given", familyName: key, email: `${key}@example.com` },
      };
    }
    for (const team of [0, 1, 2]) {
      config["access:groups"][`team-${team}`] = {
        members: keys.filter((_, index) => index % 3 === team),
        access: [{ permissionSet: "reader", accounts: Object.keys(ACCOUNTS) }],
      };
    }
    edit(config);
  });
}

/** Everybody's title changes, and everybody moves on by one group. */
const moved = company(60, (config) => {
  for (const person of Object.values(config["access:people"])) person.title = "Engineer";
  const teams = [0, 1, 2].map((team) => config["access:groups"][`team-${team}`]);
  const members = teams.map((team) => team?.members ?? []);
  for (const [index, team] of teams.entries()) {
    if (team) team.members = members[(index + 1) % 3] ?? [];
  }
});

/** Two thirds of them leave. */
const left = company(20, (config) => {
  config["access:limits"] = { deletions: 100 };
});

/** Who reads which account, as the configuration says it. */
function readers(config: StackConfig): string[] {
  return Object.values(config["access:groups"])
    .flatMap(({ members = [], access }) =>
      access
        .filter(({ permissionSet }) => permissionSet === "reader")
        .flatMap(({ accounts }) =>
          members.flatMap((person) =>
            (accounts as string[]).map((account) => `${person} ${ACCOUNTS[account]}`),
          ),
        ),
    )
    .filter((one) => one.startsWith("person-"))
    .sort();
}

describe("large updates that are killed, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.create();
  });
  after(() => deployment?.remove());

  const folder = () => {
    const journals = deployment.file("../home/identity-center/journals");
    return findJournal(journals, "identity-center", "test")?.folder;
  };

  /** Kills all of it at a call, and goes on as somebody would who reads what is said. */
  async function killed(
    config: StackConfig,
    killAfterCalls: number,
    meanwhile: () => void = () => {},
  ): Promise<JournalledRun> {
    const first = await journalled(deployment, config, { killAfterCalls });
    assert.ok(!first.ok);
    assert.match(first.told, /was killed before it wrote the state/);
    assert.match(first.runs.map(({ said }) => said).join("\n"), /pulumi cancel/);
    const plain = await deployment.up(config);
    assert.match(plain.said, /the stack is currently locked|npm run up/);
    assert.ok((await deployment.advised("pulumi cancel")).ok);
    meanwhile();
    return await journalled(deployment, config);
  }

  async function assertThere(config: StackConfig, run: JournalledRun): Promise<void> {
    assert.ok(run.ok, `${run.told}\n${run.runs.map(({ said }) => said).join("\n")}`);
    assert.equal(folder(), undefined);
    const grants = finalGrants(run.runs.at(-1) as JournalledRun["runs"][number]);
    const reached = grants
      .filter(
        ({ userName, permissionSet }) => /^person-/.test(userName) && permissionSet === "reader",
      )
      .map(({ userName, account }) => `${userName} ${account}`);
    assert.deepEqual([...new Set(reached)].sort(), readers(config));
    assert.deepEqual(deployment.staleRoles, []);
    const again = await deployment.preview(config);
    assert.ok(again.ok, again.said);
    assert.deepEqual(again.steps, []);
  }

  it("loses nothing of a creation, also where the journal's last line isn't whole", async () => {
    const config = company(60);
    const run = await killed(config, 111, () => {
      const { events, note } = journalFiles(folder() as string);
      assert.equal(statSync(events).mode & 0o077, 0, "only the owner may read it");
      assert.ok(JSON.parse(readFileSync(note, "utf8")).backend.startsWith("file://"));
      truncateSync(events, statSync(events).size - 40);
    });
    assert.match(run.told, /Its journal has what it completed, \d\d+ steps/);
    await assertThere(config, run);
  });

  it("loses nothing of a change", async () => {
    await assertThere(moved, await killed(moved, 77));
  });

  it("loses nothing where most people leave", async () => {
    await assertThere(left, await killed(left, 95));
  });

  it("isn't taken for one that was killed while it runs", async () => {
    const config = company(21);
    const calls = deployment.history.filter(({ operation }) => isChange(operation)).length;
    let gate: Gate | undefined;
    const waiting = new Promise<void>((resolve) => {
      gate = new Gate(deployment.file("gate"), calls, resolve);
    });
    try {
      const environment = { SANDBOX_GATE: gate?.path ?? "" };
      const first = journalled(deployment, config, { environment });
      await waiting;
      const second = await journalled(deployment, config);
      assert.ok(!second.ok);
      assert.match(second.told, /still runs/);
      gate?.open();
      await assertThere(config, await first);
    } finally {
      gate?.open();
    }
  });
});
