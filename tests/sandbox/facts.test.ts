import assert from "node:assert/strict";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { organization, organizationYaml } from "./fixture.ts";

const management = "000000000001";
const prod = "111111111111";

describe("sandbox: root users, IAM and other services in the organization file", () => {
  const parse = (more: string) => organization((yaml) => `${yaml}${more}\n`);

  it("takes accounts by name and by id", () => {
    const { facts } = parse(`rootUsers: { management: { mfa: true }, "${prod}": { accessKeys: 2 } }
iamUsers: [{ name: ci }, { name: ci, account: prod }]
trails: [{ name: all, bucket: logs, account: prod, region: us-east-1 }]
policies: [{ name: one, content: { Statement: [] }, targets: [root, Workloads/Production, dev] }]`);
    assert.deepEqual(facts?.rootUsers, {
      [management]: { password: true, mfa: true, accessKeys: 0 },
      [prod]: { password: false, mfa: false, accessKeys: 2 },
    });
    assert.deepEqual(
      facts?.iamUsers.map(({ account }) => account),
      [management, prod],
    );
    assert.deepEqual([facts?.trails[0]?.account, facts?.trails[0]?.region], [prod, "us-east-1"]);
    assert.deepEqual(facts?.policies[0]?.targets, [
      { kind: "unit", name: "" },
      { kind: "unit", name: "Workloads/Production" },
      { kind: "account", name: "222222222222" },
    ]);
    assert.equal(facts?.policies[0]?.content, '{"Statement":[]}');
  });

  for (const [what, more, message] of [
    [
      "an account that isn't there",
      "rootUsers: { prd: {} }",
      /rootUsers\.prd: no account "prd".*"prod"/,
    ],
    [
      "a user's account",
      "iamUsers: [{ name: a, account: dve }]",
      /iamUsers\[0\]\.account: no account "dve".*"dev"/,
    ],
    [
      "a unit",
      "policies: [{ name: a, content: '{}', targets: [Workload] }]",
      /policies\[0\]\.targets\[0\]: no account "Workload".*"Workloads"/,
    ],
    [
      "a user twice",
      "iamUsers: [{ name: a }, { name: a }]",
      /iamUsers\[1\]\.name: a is listed twice/,
    ],
    [
      "a day",
      "iamUsers: [{ name: a, createdOn: soon }]",
      /iamUsers\[0\]\.createdOn: .*a day is written as/,
    ],
    ["a user's name", "iamUsers: [{ name: a b }]", /iamUsers\[0\]\.name: .*a user of IAM has/],
    ["three keys", "rootUsers: { prod: { accessKeys: 3 } }", /rootUsers\.prod\.accessKeys/],
    [
      "a second recorder",
      "recorders: [{}, { name: b }]",
      /recorders\[1\]: a second recorder of an account and Region/,
    ],
    ["an analyzer's type", "analyzers: [{ name: a, type: ALL }]", /analyzers\[0\]\.type/],
  ] as const) {
    it(`refuses ${what}, and says where`, () => {
      const yaml = `${organizationYaml}${more}\n`;
      assert.throws(() => parseSnapshot(yaml, "organization.yaml"), message);
    });
  }

  it("follows the file when it is edited", () => {
    const journal = new MemoryJournal();
    const replayed = {
      exclusively<T>(received: (entry: (typeof journal.entries)[number]) => void, work: () => T) {
        journal.entries.forEach(received);
        return work();
      },
      append: journal.append.bind(journal),
    };
    const summary = (more: string) => {
      const world = new World({ snapshot: parse(more), journal: replayed });
      return world.call("GetAccountSummary", {}).SummaryMap.AccountMFAEnabled;
    };
    assert.equal(summary(""), 0);
    assert.equal(summary("rootUsers: { management: { mfa: true } }"), 1);
    assert.equal(summary(""), 0);
  });

  it("has log groups and recorders that others made, until a call takes them", () => {
    const home = "eu-west-1";
    const more =
      "logGroups: [{ name: all }]\nrecorders: [{ recording: false }, { region: us-east-1 }]";
    const world = new World({ snapshot: parse(more), journal: new MemoryJournal() });
    const status = (region: string) =>
      world.call("DescribeConfigurationRecorderStatus", { Id: "default" }, region).recording;
    assert.deepEqual([status(home), status("us-east-1")], [false, true]);
    assert.throws(
      () => world.call("PutConfigurationRecorder", { Id: "other", Properties: {} }, home),
      /maximum number of configuration recorders: 1 is reached/,
    );
    const filter = { Id: "all:one", Properties: { logGroupName: "all", pattern: "x" } };
    world.call("PutMetricFilter", filter, home);
    world.call("DeleteLogGroup", { Id: "all" }, home);
    assert.throws(() => world.call("DescribeLogGroups", { Id: "all" }, home), /does not exist/);
    assert.throws(() => world.call("PutMetricFilter", filter, "us-east-1"), /does not exist/);
  });

  it("is as AWS leaves it where nothing is said", () => {
    const journal = new MemoryJournal();
    const world = new World({ snapshot: organization(), journal });
    const { SummaryMap } = world.call("GetAccountSummary", {});
    assert.deepEqual(
      [SummaryMap.AccountMFAEnabled, SummaryMap.AccountPasswordPresent, SummaryMap.Users],
      [0, 1, 0],
    );
    const services = world.call("ListAWSServiceAccessForOrganization", {});
    assert.deepEqual(
      services.EnabledServicePrincipals.map((one) => one.ServicePrincipal),
      ["sso.amazonaws.com"],
    );
    assert.throws(() => world.call("GetAccountPasswordPolicy", {}), /cannot be found/);
    assert.throws(() => world.call("ListOrganizationsFeatures", {}), /not a trusted service/);
    assert.deepEqual(world.call("DescribeTrails", {}, "eu-west-1").trailList, []);
  });
});
