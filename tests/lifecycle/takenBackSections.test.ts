import assert from "node:assert/strict";
import type { OperationName } from "../../sandbox/world/operations.ts";
import { acme, type StackConfig } from "./acme.ts";
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
    what: "a role that guardrails exempt",
    sections: ["rootGuardrails"],
    edit: (config) => {
      Object.assign(config["access:rootGuardrails"] ?? {}, {
        administratorRoles: ["*breakglass*"],
      });
    },
    operation: "UpdatePolicy",
    heals: "UpdatePolicy",
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

const UNSEEN = /an update (that didn't want it )?ended while it/;

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

  it("finds a delegated administrator that AWS registered, and nobody heard of", async () => {
    const deployment = Deployment.create();
    const registered = () => {
      const { DelegatedAdministrators } = deployment.call("ListDelegatedAdministrators", {
        ServicePrincipal: "sso.amazonaws.com",
      }) as { DelegatedAdministrators: { Name: string }[] };
      return DelegatedAdministrators.map(({ Name }) => Name);
    };
    try {
      const created = await deployment.up(acme());
      assert.ok(created.ok, created.said);
      const ended = await deployment.up(acmeWith(["delegatedAdministration"]), {
        faults: [{ operation: "RegisterDelegatedAdministrator", error: "Crash", times: 1 }],
      });
      assert.ok(!ended.ok, ended.said);
      for (const again of ["once", "twice"]) {
        const back = await deployment.up(acme());
        assert.ok(back.ok, `${again}: ${back.said}`);
        assert.match(
          back.said,
          /access:delegatedAdministration: .*made what the configuration doesn't give now: .* run npm run up/,
          again,
        );
        assert.deepEqual(registered(), ["security-tooling"]);
      }
      for (const run of await deployment.planned(acme())) assert.ok(run.ok, run.said);
      assert.deepEqual(registered(), []);
      const idle = await deployment.up(acme());
      assert.deepEqual(idle.steps, [], idle.said);
      assert.doesNotMatch(idle.said, UNSEEN);
    } finally {
      deployment.remove();
    }
  });

  it("leaves a delegated administrator alone that somebody else registered", async () => {
    const deployment = Deployment.create();
    try {
      await deployment.up(acme());
      const { Accounts } = deployment.world().call("ListAccounts", {}, "eu-west-1");
      const account = Accounts.find(({ Name }) => Name === "security-tooling")?.Id ?? "";
      const service = { ServicePrincipal: "sso.amazonaws.com" };
      deployment.call("RegisterDelegatedAdministrator", { AccountId: account, ...service });
      const refused = await deployment.up(acmeWith(["delegatedAdministration"]));
      assert.match(refused.said, /pulumi import .*delegatedAdministrator/);
      for (const run of await deployment.planned(acme())) {
        assert.ok(run.ok, run.said);
        assert.doesNotMatch(run.said, UNSEEN);
      }
      assert.equal(
        deployment.history.filter((one) => one.operation === "DeregisterDelegatedAdministrator")
          .length,
        0,
      );
    } finally {
      deployment.remove();
    }
  });

  const sandboxesOnly: Edit = (config) => {
    Object.assign(config["access:rootGuardrails"] ?? {}, { targets: [{ ou: "Sandboxes" }] });
  };
  const guarded: readonly Section[] = ["rootGuardrails"];

  it("isn't taken for made where --target left it alone, and is told of once it ended in between", async () => {
    const deployment = Deployment.create();
    const [before, after] = [acmeWith(guarded), acmeWith(guarded, sandboxesOnly)];
    try {
      await deployment.up(before);
      const targeted = await deployment.up(after, {
        flags: ["--target", "**PermissionSet::reader"],
      });
      assert.ok(targeted.ok, targeted.said);
      const { kept } = deployment;
      const other = Deployment.from(kept);
      try {
        const back = await other.up(before);
        assert.ok(back.ok, back.said);
        assert.doesNotMatch(back.said, UNSEEN);
      } finally {
        other.remove();
      }
      const ended = await deployment.up(after, {
        faults: [{ operation: "DetachPolicy", error: "Crash", times: 1 }],
      });
      assert.ok(!ended.ok && calls(ended, "DetachPolicy") > 0, ended.said);
      const back = await deployment.up(before);
      assert.match(back.said, new RegExp(`access:rootGuardrails: ${UNSEEN.source}`));
      const runs = await deployment.planned(before);
      for (const run of runs) assert.ok(run.ok, run.said);
      assert.equal(
        runs.reduce((count, run) => count + calls(run, "AttachPolicy"), 0),
        1,
      );
    } finally {
      deployment.remove();
    }
  });

  it("is told of until npm run up, once it is switched off", async () => {
    const deployment = Deployment.create();
    try {
      await deployment.up(acmeWith(guarded));
      const ended = await deployment.up(acmeWith(guarded, sandboxesOnly), {
        faults: [{ operation: "DetachPolicy", error: "Crash", times: 1 }],
      });
      assert.ok(!ended.ok, ended.said);
      const off = await deployment.up(acme());
      assert.ok(off.ok, off.said);
      for (const run of await deployment.planned(acme())) assert.ok(run.ok, run.said);
      const idle = await deployment.up(acme());
      assert.deepEqual(idle.steps, [], idle.said);
      assert.doesNotMatch(idle.said, UNSEEN);
    } finally {
      deployment.remove();
    }
  });

  it("is silent where an update ended elsewhere, and another section and somebody change then", async () => {
    const deployment = Deployment.create();
    const sections: readonly Section[] = ["rootGuardrails", "delegatedAdministration"];
    try {
      await deployment.up(acmeWith(sections));
      const newcomer: Edit = (config) => {
        config["access:people"].hans = { givenName: "Hans", familyName: "Meier" };
        config["access:groups"].engineers?.members?.push("hans");
      };
      const ended = await deployment.up(acmeWith(sections, newcomer), {
        faults: [{ operation: "CreateUser", error: "AccessDenied", times: 9 }],
      });
      assert.ok(!ended.ok, ended.said);
      const changed = await deployment.up(
        acmeWith(sections, (config) => {
          sandboxesOnly(config);
          Object.assign(config["access:people"].ada ?? {}, { email: "other@example.com" });
        }),
      );
      assert.ok(changed.ok, changed.said);
      assert.doesNotMatch(changed.said, UNSEEN);
    } finally {
      deployment.remove();
    }
  });
});
