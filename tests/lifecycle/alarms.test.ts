import assert from "node:assert/strict";
import { State } from "../../sandbox/world/tables.ts";
import { oneAdministrator, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { failing } from "./faults.ts";
import { ALIKE } from "./sectionsOn.ts";

const ROLE = "hidden/night-watch";
const USER = "glass-owl";
const ADDRESS = "lighthouse@example.com";
const alarms = {
  enabled: true,
  emails: [ADDRESS],
  emergencyRoles: [ROLE],
  emergencyUsers: [USER],
  without: ALIKE,
};
const logGroup = { retentionDays: 365 };
/** What is said of a trail that was made and didn't start. */
const START =
  /records nothing yet: run npm run up -- --stack test or .*pulumi up --refresh.*start-logging --name arn:aws:cloudtrail:.*access:auditTrail/s;

/** One administrator, the organization's trail, and alarms on what it delivers. */
const watched = (edit: (config: StackConfig) => void = () => {}) =>
  oneAdministrator((config) => {
    Object.assign(config, {
      "access:auditTrail": { enabled: true, logGroup },
      "access:alarms": { ...alarms },
    });
    edit(config);
  });
const set = (sections: Record<string, unknown>) =>
  watched((config) => {
    Object.assign(config, sections);
  });
const OFF = { "access:auditTrail": { enabled: false }, "access:alarms": { enabled: false } };

/** What AWS has of what they make. */
function there({ journal }: Deployment) {
  const state = new State();
  for (const { changes } of journal) for (const change of changes) state.apply(change);
  return {
    records: state.keys("records").map((key) => key.split(" ")[0]),
    roles: state.keys("iamRoles"),
    trails: state.rows("trails").map(({ name }) => name),
    storage: state.keys("storage").map((key) => key.split("|")[0]),
  };
}

/** Kinds and last names of what was done, such as `update EventRule emergency-access`. */
const steps = (run: Run) => {
  assert.ok(run.ok, run.said);
  return run.steps.map((step) => step.replace(/alarms-((eu-west|us-east)-1-?)?/, "")).sort();
};

describe("alarms and the trail's log group, on the real engine", function () {
  needsPulumi(this);

  it("change what they must, nothing the second time, and leave the record of what was done", async () => {
    const deployment = Deployment.create();
    const up = (config: StackConfig) => deployment.up(config);
    try {
      assert.ok((await up(watched())).ok);
      assert.deepEqual(steps(await up(watched())), []);

      const address = { "access:alarms": { ...alarms, emails: ["other@example.com"] } };
      assert.deepEqual(steps(await up(set(address))), [
        ...Array(2).fill("create TopicSubscription /other@example.com"),
        ...Array(2).fill(`delete TopicSubscription /${ADDRESS}`),
      ]);

      const roles = {
        "access:alarms": { ...alarms, emails: ["other@example.com"], emergencyRoles: ["a/b"] },
      };
      assert.deepEqual(steps(await up(set(roles))), [
        ...Array(2).fill("update EventRule emergency-access"),
        ...["", "-2", "-3"].map((number) => `update LogMetricFilter emergency-access${number}`),
      ]);

      const admins = watched((config) => {
        Object.assign(config, roles);
        const access = [{ permissionSet: "administrator", accounts: ["management"] }];
        config["access:groups"].others = { administrators: true, members: ["ada"], access };
      });
      assert.deepEqual(
        steps(await up(admins)).filter((step) => !/Group|Assignment/.test(step)),
        [
          ...Array(2).fill("update EventRule administrators"),
          ...["", "-2", "-3"].map((number) => `update LogMetricFilter administrators${number}`),
        ],
      );
      await up(set(roles));

      const bucketOnly = { ...roles, "access:auditTrail": { enabled: true } };
      const fewer = steps(await up(set(bucketOnly)));
      assert.ok(fewer.includes("update Trail audit-trail"));
      assert.ok(fewer.includes("delete LogGroup audit-trail"));
      assert.deepEqual(there(deployment).roles, []);
      assert.ok(!there(deployment).records.some((kind) => /Log|Metric/.test(kind ?? "")));
      assert.deepEqual(there(deployment).trails, ["audit-trail"]);

      const off = await up(set(OFF));
      assert.ok(off.ok, off.said);
      const { records, trails, storage } = there(deployment);
      assert.deepEqual(records, []);
      assert.deepEqual(trails, []);
      // Bucket and key stay with what was recorded; the topics' keys are gone.
      assert.deepEqual(storage.filter((kind) => kind === "bucket" || kind === "key").sort(), [
        "bucket",
        "key",
      ]);
      assert.ok((await up(watched())).ok, "the way there once more");
    } finally {
      deployment.remove();
    }
  });

  it("are whole, and gone again, after an update for each call that fails once", async () => {
    const deployment = Deployment.create();
    /** Each call fails the first time that it is made. */
    const throughout = async (config: StackConfig, operations: readonly string[]) => {
      const faults = failing(operations, "AccessDenied", 1);
      const start = deployment.journal.length;
      for (let failures = 0; ; failures++) {
        const run = await deployment.up(config, { faults });
        if (run.ok) break;
        assert.ok(failures < operations.length, run.said);
      }
      const failed = deployment.journal.slice(start).filter(({ fault }) => fault !== undefined);
      assert.deepEqual(failed.map(({ operation }) => operation).sort(), [...operations].sort());
      assert.deepEqual((await deployment.up(config)).steps, []);
    };
    try {
      await throughout(watched(), [
        ...["CreateLogGroup", "CreateRole", "CreateStorageItem", "CreateTopic", "CreateTrail"],
        ...["PutMetricAlarm", "PutMetricFilter", "PutRolePolicy", "PutRule", "PutTargets"],
        ...["SetTopicPolicy", "Subscribe"],
      ]);
      await throughout(set(OFF), [
        ...["DeleteAlarms", "DeleteLogGroup", "DeleteMetricFilter", "DeleteRole"],
        ...["DeleteRolePolicy", "DeleteRule", "DeleteTopic", "DeleteTrail", "RemoveTargets"],
        ...["ResetTopicPolicy", "Unsubscribe"],
      ]);
      assert.deepEqual(there(deployment).records, []);
    } finally {
      deployment.remove();
    }
  });

  it("have a trail that was made and didn't start started by npm run up, and by pulumi up with --refresh", async () => {
    const deployment = Deployment.create();
    const isLogging = (name: string) => {
      const Name = `arn:aws:cloudtrail:eu-west-1:000000000001:trail/${name}`;
      return deployment.world().call("GetTrailStatus", { Name }, "eu-west-1").IsLogging;
    };
    const named = (name: string) => set({ "access:auditTrail": { enabled: true, logGroup, name } });
    let failures = 0;
    const begin = async (name: string) => {
      failures += 1;
      const faults = failing(["StartLogging"], "AccessDenied", failures);
      const run = await deployment.up(named(name), { faults });
      assert.ok(!run.ok);
      assert.match(run.said, START);
      assert.equal(isLogging(name), false);
    };
    try {
      await begin("first");
      const walked = await deployment.planned(named("first"));
      assert.ok(walked.at(-1)?.ok, walked.at(-1)?.said);
      assert.equal(isLogging("first"), true);
      assert.deepEqual((await deployment.up(named("first"))).steps, []);

      // The former one goes at the end of the next update.
      const before = deployment.journal.length;
      await begin("second");
      assert.equal(isLogging("first"), true);
      const again = await deployment.planned(named("second"));
      assert.ok(again.at(-1)?.ok, again.at(-1)?.said);
      const calls = deployment.journal.slice(before).map(({ operation }) => operation);
      const [refused, started] = ["StartLogging", "StartLogging"].map((one, index) =>
        index === 0 ? calls.indexOf(one) : calls.lastIndexOf(one),
      ) as [number, number];
      assert.ok(refused < started && started < calls.indexOf("DeleteTrail"));
      assert.deepEqual(there(deployment).trails, ["second"]);
      assert.equal(isLogging("second"), true);

      await begin("third");
      const blind = await deployment.up(named("third"));
      assert.ok(!blind.ok, blind.said);
      assert.match(
        blind.said,
        /Pulumi.test.yaml:\d+: error: access:auditTrail.name: an update ended while the audit trail got another name, and the state doesn't tell whether third records; this one would delete second: run npm run up -- --stack test or IDENTITY_CENTER_REFRESHED=true pulumi up --refresh/,
      );
      assert.deepEqual(blind.steps, []);
      const healed = await deployment.up(named("third"), {
        flags: ["--refresh"],
        environment: { IDENTITY_CENTER_REFRESHED: "true" },
      });
      assert.ok(healed.ok, healed.said);
      assert.equal(isLogging("third"), true);
      const last = await deployment.up(named("third"));
      assert.doesNotMatch(last.said, /an update ended/);
      assert.deepEqual(last.steps, []);
    } finally {
      deployment.remove();
    }
  });

  it("keep addresses, roles and users that are secrets out of state and messages", async () => {
    const deployment = Deployment.create();
    try {
      deployment.configure(watched());
      const secrets = Object.entries({
        "emails[0]": ADDRESS,
        "emergencyRoles[0]": ROLE,
        "emergencyUsers[0]": USER,
      }).map(([key, value]) => `--secret 'access:alarms.${key}=${value}'`);
      const given = await deployment.advised(`pulumi config set-all --path ${secrets.join(" ")}`);
      assert.ok(given.ok, given.said);
      const run = await deployment.advised("pulumi up");
      assert.ok(run.ok, run.said);
      const requests = JSON.stringify(deployment.history.map(({ request }) => request));
      const state = await deployment.exported();
      for (const secret of [ADDRESS, ROLE, USER]) {
        assert.ok(requests.includes(secret), `${secret} reaches AWS`);
        assert.ok(!run.said.includes(secret), `${secret} is said`);
        assert.ok(!state.includes(secret), `${secret} is plain in the state`);
      }
      assert.deepEqual((await deployment.advised("pulumi up")).steps, []);
    } finally {
      deployment.remove();
    }
  });
});
