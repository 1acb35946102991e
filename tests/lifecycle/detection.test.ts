import assert from "node:assert/strict";
import fc from "fast-check";
import { isChange } from "../../sandbox/world/gate.ts";
import { State } from "../../sandbox/world/tables.ts";
import { detectionSections } from "../program/detectionSections.ts";
import { oneAdministrator } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { failing } from "./faults.ts";

/** One administrator, and what AWS looks for. */
const detected = (detection: Record<string, unknown>) =>
  oneAdministrator((config) => {
    config["access:detection"] = detection;
  });

const contact = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };
const ALL = {
  enabled: true,
  accessAnalyzer: { regions: ["eu-west-1", "us-east-1"], unused: { days: 60 } },
  config: { enabled: true, recorder: "create", organization: true },
  passwordPolicy: { enabled: true },
  contacts: { security: contact, accounts: ["management", "web-dev"] },
};
const OFF = { ...ALL, enabled: false };

const TRUST = "DisableAWSServiceAccess";

/** What AWS has of what detection makes. */
function there({ journal }: Deployment) {
  const state = new State();
  for (const { changes } of journal) for (const change of changes) state.apply(change);
  const [organization] = state.rows("organization");
  return {
    analyzers: state.keys("analyzers").sort(),
    records: state.keys("records").filter((key) => !key.startsWith("Access")),
    roles: state.keys("iamRoles"),
    contacts: state.rows("contacts"),
    passwordPolicies: state.keys("passwordPolicies"),
    trusted: [...(organization?.trustedServices ?? [])].sort(),
    storage: state.keys("storage"),
  };
}

/** Somebody else has turned trusted access on. */
const trusting = (deployment: Deployment) => {
  for (const service of ["access-analyzer", "account", "config-multiaccountsetup"]) {
    const ServicePrincipal = `${service}.amazonaws.com`;
    deployment.call("EnableAWSServiceAccess", { ServicePrincipal });
  }
};

const calls = ({ history }: { history: readonly { operation: string }[] }) =>
  history.map(({ operation }) => operation).filter(isChange);

describe("what AWS looks for, on the real engine", function () {
  needsPulumi(this);

  it("goes from any section to any other, changes nothing the second time, and leaves only its buckets", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(detectionSections, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        async (sections, isTrusted) => {
          const deployment = Deployment.create();
          try {
            await deployment.up(detected({ enabled: false }));
            if (isTrusted) trusting(deployment);
            const before = there(deployment);
            for (const section of sections) {
              // Without trust, nothing of the organization's can be made.
              const config = detected(isTrusted ? section : { ...section, trustedAccess: true });
              const run = await deployment.up(config);
              assert.ok(run.ok, run.said);
              const again = await deployment.up(config);
              assert.deepEqual(again.steps, []);
            }
            const end = await deployment.up(detected({ enabled: false }));
            assert.ok(end.ok, end.said);
            const { storage, contacts, passwordPolicies, ...after } = there(deployment);
            const { storage: _, contacts: __, passwordPolicies: ___, ...rest } = before;
            assert.deepEqual(after, rest);
            for (const key of storage) assert.match(key, /\|detection-config-history-/);
            assert.ok(passwordPolicies.length <= before.passwordPolicies.length);
            const said = JSON.stringify(before.contacts);
            const left = contacts.flatMap((one) =>
              Object.values(one).map((of) => JSON.stringify(of)),
            );
            for (const one of left) assert.ok(said.includes(one), one);
          } finally {
            deployment.remove();
          }
        },
      ),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it("is changed in place or deleted first, and taken back in AWS's order, trusted access last", async () => {
    const deployment = Deployment.create();
    const up = async (section: Record<string, unknown>) => {
      const run = await deployment.up(detected(section));
      assert.ok(run.ok, run.said);
      return run;
    };
    try {
      await up(ALL);
      const changed = await up({
        ...ALL,
        accessAnalyzer: { ...ALL.accessAnalyzer, unused: { days: 61 } },
        config: { ...ALL.config, maximumKeyAge: 30 },
        passwordPolicy: { enabled: true, minimumLength: 20 },
        contacts: { ...ALL.contacts, security: { ...contact, title: "Guards" } },
      });
      assert.deepEqual(calls(changed).sort(), [
        ...["CreateAnalyzer", "DeleteAnalyzer"],
        ...["PutAlternateContact", "PutAlternateContact"],
        ...["PutOrganizationConfigRule", "PutOrganizationConfigRule"],
        "UpdateAccountPasswordPolicy",
      ]);
      const kept = await up({ ...ALL, trustedAccess: false });
      assert.ok(!calls(kept).includes(TRUST));
      await up(ALL);

      const off = calls(await up(OFF));
      const follows = (first: string, second: string) =>
        assert.ok(
          off.lastIndexOf(first) < off.indexOf(second),
          `${first} before ${second}: ${off}`,
        );
      follows("DeleteOrganizationConfigRule", "StopConfigurationRecorder");
      follows("StopConfigurationRecorder", "DeleteDeliveryChannel");
      follows("DeleteDeliveryChannel", "DeleteConfigurationRecorder");
      follows("DeleteConfigurationRecorder", "DeleteServiceLinkedRole");
      const trust = deployment.journal.flatMap(({ operation, request }, index) =>
        operation === TRUST
          ? [{ index, of: (request as Record<string, string>).ServicePrincipal }]
          : [],
      );
      const last = (operation: string, held: string) =>
        deployment.journal.findLastIndex(
          (entry) => entry.operation === operation && held in (entry.request as object),
        );
      for (const [service, operation, held] of [
        ["access-analyzer", "DeleteAnalyzer", "analyzerName"],
        // Not the management account's own, which needs no trust.
        ["account", "DeleteAlternateContact", "AccountId"],
        ["config-multiaccountsetup", "DeleteOrganizationConfigRule", "Id"],
      ] as const) {
        const end = trust.findLast(({ of }) => of === `${service}.amazonaws.com`)?.index ?? -1;
        assert.ok(end > last(operation, held), `${service} stays trusted until ${operation}`);
      }
    } finally {
      deployment.remove();
    }
  });

  it("leaves trusted access on where it was turned off in the configuration first", async () => {
    const deployment = Deployment.create();
    try {
      for (const section of [ALL, { ...ALL, trustedAccess: false }, OFF]) {
        const run = await deployment.up(detected(section));
        assert.ok(run.ok, run.said);
        assert.ok(!calls(run).includes(TRUST));
      }
    } finally {
      deployment.remove();
    }
  });

  it("is whole, and gone again, after an update for each call that fails once", async () => {
    const deployment = Deployment.create();
    /** Each call fails the first time that it is made. */
    const throughout = async (section: Record<string, unknown>, operations: readonly string[]) => {
      const faults = failing(operations, "AccessDenied", 1);
      const start = deployment.journal.length;
      for (let failures = 0; ; failures++) {
        const run = await deployment.up(detected(section), { faults });
        if (run.ok) break;
        assert.ok(failures < operations.length, run.said);
      }
      const failed = deployment.journal.slice(start).filter(({ fault }) => fault !== undefined);
      assert.deepEqual(failed.map(({ operation }) => operation).sort(), [...operations].sort());
      assert.deepEqual((await deployment.up(detected(section))).steps, []);
    };
    try {
      await deployment.up(detected({ enabled: false }));
      const before = there(deployment);
      await throughout(
        ALL,
        [
          "PutOrganizationConfigRule",
          "StartConfigurationRecorder",
          "PutDeliveryChannel",
          "PutConfigurationRecorder",
          "CreateServiceLinkedRole",
          "CreateStorageItem",
          "CreateAnalyzer",
          "PutAlternateContact",
          "UpdateAccountPasswordPolicy",
          "EnableAWSServiceAccess",
        ].reverse(),
      );
      await throughout(OFF, [
        "DeleteOrganizationConfigRule",
        "StopConfigurationRecorder",
        "DeleteDeliveryChannel",
        "DeleteConfigurationRecorder",
        "DeleteServiceLinkedRole",
        "DeleteAnalyzer",
        "DeleteAlternateContact",
        "DeleteAccountPasswordPolicy",
        TRUST,
      ]);
      const after = there(deployment);
      assert.deepEqual(after.trusted, before.trusted);
      assert.deepEqual(after.records, []);
      assert.deepEqual(after.analyzers, before.analyzers);
      assert.deepEqual(after.roles, []);
    } finally {
      deployment.remove();
    }
  });

  it("takes into the state what a lost answer left of analyzers and AWS Config's role", async () => {
    const deployment = Deployment.create();
    const section = { enabled: true, config: { enabled: true, recorder: "create" } };
    const faults = failing(["CreateAnalyzer", "CreateServiceLinkedRole"], "TIMEOUT", 1);
    try {
      const lost = await deployment.planned(detected(section), { faults });
      assert.ok(!lost.at(-1)?.ok);
      const taken = await deployment.planned(detected(section));
      assert.ok(taken.at(-1)?.ok, taken.at(-1)?.said);
      assert.deepEqual((await deployment.up(detected(section))).steps, []);
    } finally {
      deployment.remove();
    }
  });
});
