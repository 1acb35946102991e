import assert from "node:assert/strict";
import { parseDigest } from "../../commands/guard/digest.ts";
import { guard } from "../../commands/guard/guard.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import type { JournalEntry } from "../../sandbox/world/journal.ts";
import { oneAdministrator } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { Deployment, type Kept, needsPulumi, type Run } from "./deployment.ts";
import { filtersOn, recording, stateOf, statesAfter, watched } from "./recording.ts";
import { ALIKE } from "./sectionsOn.ts";

/** One administrator, and the organization's trail under this name, with alarms on what it delivers. */
const watchedBy = (name: string | undefined) =>
  oneAdministrator((config) => {
    Object.assign(config, {
      "access:auditTrail": {
        ...{ enabled: true, logGroup: { retentionDays: 365 } },
        ...(name === undefined ? {} : { name }),
      },
      "access:alarms": { enabled: true, emails: ["security@example.com"], without: ALIKE },
    });
  });

/** Calls that make the new trail; all others delete the former. */
const MAKING = ["CreateLogGroup", "CreateTrail", "StartLogging", "PutMetricFilter"];

/** What goes wrong while the trail gets another name, and the name that it gets then. `Crash` is a lost answer. */
const CASES = [
  ["CreateLogGroup", "Crash", "a third"],
  ["CreateTrail", "AccessDenied", "the former"],
  ["CreateTrail", "Crash", "the same"],
  ["StartLogging", "AccessDenied", "the former"],
  ["PutMetricFilter", "AccessDenied", "the former"],
  ["DeleteTrail", "Crash", "the former"],
] as const;

describe("another name of the audit trail, on the real engine", function () {
  needsPulumi(this);

  it("leaves no moment without a trail that records and is watched, there and back", async () => {
    const deployment = Deployment.create();
    try {
      assert.ok((await deployment.up(watchedBy(undefined))).ok);
      const filters = filtersOn(stateOf(deployment), "aws-cloudtrail-logs-audit-trail");
      assert.ok(filters > 0);
      for (const name of ["acme-trail", "other-trail", undefined]) {
        const before = deployment.journal;
        const preview = await deployment.previewJson(watchedBy(name), "--show-sames");
        const [asked = "", ...more] = lookedAtTwice(preview);
        assert.match(asked, /^security-control access:auditTrail\.name: .*deleted with its events/);
        assert.deepEqual(more, []);
        const run = await deployment.up(watchedBy(name));
        assert.ok(run.ok, run.said);
        assertNoMoment(deployment, before, filters, `to ${name}`);
        assert.deepEqual(
          stateOf(deployment)
            .rows("trails")
            .map((one) => one.name),
          [name ?? "audit-trail"],
        );
        assert.deepEqual((await deployment.up(watchedBy(name))).steps, []);
      }
    } finally {
      deployment.remove();
    }
  });

  it("leaves no such moment, whatever fails, and wherever it goes from there", async () => {
    const deployment = Deployment.create();
    try {
      assert.ok((await deployment.up(watchedBy("trail-0"))).ok);
      const filters = filtersOn(stateOf(deployment), "aws-cloudtrail-logs-trail-0");
      let [former, count] = ["trail-0", 0];
      for (const [operation, error, then] of CASES) {
        const told = `${operation} ${error}, then ${then}`;
        const next = `trail-${++count}`;
        const match = MAKING.includes(operation) ? next : former;
        const before = deployment.journal;
        // Uses of a switch are counted over all runs: each is another one.
        const faults: FaultSwitch[] = [{ operation, error, match, times: count }];
        const failed = await deployment.up(watchedBy(next), { faults });
        assert.ok(!failed.ok, told);
        const third = () => `trail-${++count}`;
        const end = { "the former": former, "the same": next, "a third": third() }[then];
        const run = await goneOn(deployment, end);
        assert.ok(run.ok, `${told}: ${run.said}`);
        assertNoMoment(deployment, before, filters, told);
        assert.ok(watched(stateOf(deployment), filters).includes(end), told);
        // What AWS made, and nobody was told of, is nobody's where the configuration doesn't want it any more.
        const isLost = error === "Crash" && /^(CreateTrail|StartLogging)$/.test(operation);
        const left = isLost && end !== next ? [next] : [];
        assert.deepEqual(trailsOf(deployment), [end, ...left].sort(), told);
        assert.deepEqual((await deployment.up(watchedBy(end))).steps, [], told);
        for (const Name of trailsOf(deployment).filter((one) => one !== end)) {
          deployment.call("DeleteTrail", {
            Name: `arn:aws:cloudtrail:eu-west-1:000000000001:trail/${Name}`,
          });
        }
        former = end;
      }
    } finally {
      deployment.remove();
    }
  });

  for (const operation of ["CreateTrail", "StartLogging"]) {
    it(`leaves none with --continue-on-error where ${operation} is refused`, async () => {
      const deployment = Deployment.create();
      try {
        assert.ok((await deployment.up(watchedBy(undefined))).ok);
        const filters = filtersOn(stateOf(deployment), "aws-cloudtrail-logs-audit-trail");
        const before = deployment.journal;
        const faults: FaultSwitch[] = [{ operation, error: "AccessDenied", times: 1 }];
        const flags = ["--continue-on-error"];
        const failed = await deployment.up(watchedBy("acme-trail"), { faults, flags });
        assert.ok(!failed.ok);
        assert.match(
          failed.said,
          /audit-trail stays until the trail audit-trail.acme-trail is made/,
        );
        const run = await goneOn(deployment, "acme-trail");
        assert.ok(run.ok, run.said);
        assertNoMoment(deployment, before, filters, operation);
        assert.deepEqual(trailsOf(deployment), ["acme-trail"]);
      } finally {
        deployment.remove();
      }
    });
  }

  it("finds a trail that had its name before each had its own in the state", async () => {
    const kept = await deployed("acme-trail");
    const stack = kept.stack
      .replaceAll("::audit-trail/acme-trail", "::audit-trail")
      .replace(/,\s*"trailName": "acme-trail"(?=\s*\})/g, "");
    assert.notEqual(stack, kept.stack);
    const deployment = Deployment.from({ ...kept, stack });
    try {
      const calls = deployment.journal.length;
      const renamed = await deployment.up(watchedBy(undefined));
      assert.ok(!renamed.ok);
      assert.match(
        renamed.said,
        /access:auditTrail\.name: is another name than acme-trail.*run pulumi up once/,
      );
      for (let run = 0; run < 2; run++) {
        const found = await deployment.up(watchedBy("acme-trail"));
        assert.ok(found.ok, found.said);
        assert.deepEqual(found.steps, []);
      }
      const changes = deployment.journal.slice(calls).filter(({ changes }) => changes.length > 0);
      assert.deepEqual(
        changes.map(({ operation }) => operation),
        [],
      );
    } finally {
      deployment.remove();
    }
  });
});

/** What `npm run up` and `npm run guard` would ask an approval for. */
function lookedAtTwice(preview: string): string[] {
  const settings = { today: "2027-03-01", managementAccount: "000000000001" };
  const { findings } = guard(parseDigest(preview, "preview.json"), { approvals: [] }, settings);
  return findings.map(({ kind, name, seen }) => `${kind} ${name}: ${seen}`);
}

/** What a deployment of this trail leaves. */
async function deployed(name: string): Promise<Kept> {
  const deployment = Deployment.create();
  try {
    assert.ok((await deployment.up(watchedBy(name))).ok);
    return deployment.kept;
  } finally {
    deployment.remove();
  }
}

/** At no moment since then nothing records, or nothing is watched. */
function assertNoMoment(
  deployment: Deployment,
  before: readonly JournalEntry[],
  filters: number,
  told: string,
): void {
  const calls = deployment.journal.slice(before.length);
  for (const { operation, state } of statesAfter(before, calls)) {
    assert.notDeepEqual(recording(state), [], `${told}: nothing records after ${operation}`);
    assert.notDeepEqual(watched(state, filters), [], `${told}: nothing watches after ${operation}`);
  }
}

function trailsOf(deployment: Deployment): string[] {
  return stateOf(deployment)
    .rows("trails")
    .map(({ name }) => name)
    .sort();
}

/** `pulumi up`, and where that is refused or fails `npm run up`, with the imports that messages advise. */
async function goneOn(deployment: Deployment, name: string): Promise<Run> {
  let run = await deployment.up(watchedBy(name));
  for (let tries = 0; !run.ok && tries < 3; tries++) {
    for (const [command] of importsIn(run.said)) await deployment.advised(command);
    run = (await deployment.planned(watchedBy(name))).at(-1) as Run;
  }
  return run;
}
