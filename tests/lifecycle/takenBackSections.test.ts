import assert from "node:assert/strict";
import type { OperationName } from "../../sandbox/world/operations.ts";
import type { StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { calls } from "./effectiveAccess.ts";
import { acmeWith, type Section } from "./sectionsOn.ts";

type Edit = (config: StackConfig) => void;

interface Life {
  readonly what: string;
  readonly sections: readonly Section[];
  /** What there is before. */
  readonly first?: Edit;
  /** The update that ends in between. */
  readonly edit: Edit;
  readonly operation: OperationName;
  /** What brings it back. */
  readonly heals: OperationName;
  /** What the warning is about. */
  readonly path: string;
}

const attributes =
  (source: string): Edit =>
  (config) => {
    config["access:identityCenter"].attributes = { team: `\${path:${source}}` };
  };

const LIVES: readonly Life[] = [
  {
    what: "a guardrail's target",
    sections: ["rootGuardrails"],
    edit: (config) => {
      Object.assign(config["access:rootGuardrails"] ?? {}, { targets: [{ ou: "Sandboxes" }] });
    },
    operation: "DetachPolicy",
    heals: "AttachPolicy",
    path: "access:rootGuardrails",
  },
  {
    what: "one alarm",
    sections: ["auditTrail", "alarms"],
    edit: (config) => {
      Object.assign(config["access:alarms"] ?? {}, { without: ["console-without-mfa"] });
    },
    operation: "DeleteAlarms",
    heals: "PutMetricAlarm",
    path: "access:alarms",
  },
  {
    what: "how long events are kept",
    sections: ["auditTrail"],
    first: (config) => {
      Object.assign(config["access:auditTrail"] ?? {}, { logGroup: { retentionDays: 365 } });
    },
    edit: (config) => {
      Object.assign(config["access:auditTrail"] ?? {}, { logGroup: { retentionDays: 1 } });
    },
    operation: "PutRetentionPolicy",
    heals: "PutRetentionPolicy",
    path: "access:auditTrail",
  },
  {
    what: "a delegated administrator that goes",
    sections: ["delegatedAdministration"],
    edit: (config) => {
      delete config["access:delegatedAdministration"];
    },
    operation: "DeregisterDelegatedAdministrator",
    heals: "RegisterDelegatedAdministrator",
    path: "access:delegatedAdministration",
  },
  {
    what: "attributes for access control",
    sections: [],
    first: attributes("userName"),
    edit: attributes("displayName"),
    operation: "UpdateInstanceAccessControlAttributeConfiguration",
    heals: "UpdateInstanceAccessControlAttributeConfiguration",
    path: "access:identityCenter",
  },
];

const UNSEEN = /an update ended while it changed/;

describe("a section that is taken back after an update that ended in between, on the real engine", function () {
  needsPulumi(this);

  for (const { what, sections, first = () => {}, edit, operation, heals, path } of LIVES) {
    it(`is warned of until somebody looks, and healed by npm run up: ${what}`, async () => {
      const before = acmeWith(sections, first);
      const deployment = Deployment.create();
      try {
        const created = await deployment.up(before);
        assert.ok(created.ok, created.said);
        assert.doesNotMatch(created.said, UNSEEN);
        const ended = await deployment.up(
          acmeWith(sections, (config) => {
            first(config);
            edit(config);
          }),
          { faults: [{ operation, error: "Crash", times: 1 }] },
        );
        assert.ok(!ended.ok && calls(ended, operation) > 0, ended.said);
        for (const again of ["once", "twice"]) {
          const back = await deployment.up(before);
          assert.ok(back.ok, `${again}: ${back.said}`);
          assert.match(back.said, new RegExp(`${path}: ${UNSEEN.source}`), again);
        }
        const runs = await deployment.planned(before);
        for (const run of runs) assert.ok(run.ok, run.said);
        assert.equal(
          runs.reduce((count, run) => count + calls(run, heals), 0),
          1,
        );
        const idle = await deployment.up(before);
        assert.deepEqual(idle.steps, [], idle.said);
        assert.doesNotMatch(idle.said, UNSEEN);
      } finally {
        deployment.remove();
      }
    });
  }
});
