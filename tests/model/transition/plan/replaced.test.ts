import assert from "node:assert/strict";
import { resolveAccess } from "../../../../model/access/resolve.ts";
import type { ReplacedSet } from "../../../../model/transition/deployed.ts";
import { planTransition } from "../../../../model/transition/plan/plan.ts";
import { planReport } from "../../../../model/transition/plan/planReport.ts";
import { stageOf } from "../../../../model/transition/plan/stage.ts";
import { deployedBy, parsed, type Raw } from "../world.ts";

const MANAGEMENT = "000000000001";
const WEB = "111111111111";
const ORGANIZATION = {
  managementAccountId: MANAGEMENT,
  accounts: [
    { id: MANAGEMENT, name: "management", state: "ACTIVE" },
    { id: WEB, name: "web", state: "ACTIVE" },
  ],
};

/** What reader was, before an update renamed and narrowed it, and was stopped while it deleted that. */
const FORMER: ReplacedSet = {
  ...{ key: "reader", name: "Auditor" },
  content: { managedPolicies: ["ReadOnlyAccess"], customerManagedPolicies: [] },
  assignments: [{ group: "readers", account: WEB }],
};

function wantedBy(edit: (raw: Raw) => void = () => {}) {
  const raw: Raw = {
    people: {
      ada: { givenName: "Ada", familyName: "Lovelace" },
      alan: { givenName: "Alan", familyName: "Turing" },
    },
    permissionSets: {
      administrator: { managedPolicies: ["AdministratorAccess"] },
      reader: { managedPolicies: ["SecurityAudit"] },
    },
    groups: {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "administrator", accounts: ["management"] }],
      },
      readers: { members: ["ada"], access: [{ permissionSet: "reader", accounts: ["web"] }] },
    },
  };
  edit(raw);
  const { configuration } = parsed(raw);
  return { configuration, ...resolveAccess(configuration, ORGANIZATION, "2026-11-26") };
}

function planOf(edit: (raw: Raw) => void) {
  const now = wantedBy();
  const deployed = { ...deployedBy(now.configuration, now.access), replaced: [FORMER] };
  const { configuration, access } = wantedBy(edit);
  const plan = planTransition(deployed, configuration, access);
  const [first] = plan.updates;
  assert.ok(first);
  return { report: planReport(plan, access), stage: stageOf(first, configuration, access) };
}

describe("a permission set that another has replaced, and that waits for its deletion", () => {
  it("is nothing to wait for where nobody comes", () => {
    const { report } = planOf(() => {});
    assert.deepEqual([report.updates, report.lost], [[[]], []]);
  });

  it("is gone before somebody joins a group that still has it", () => {
    const { report, stage } = planOf((raw) => {
      Object.assign(raw.groups.readers ?? {}, { members: ["ada", "alan"] });
    });
    assert.match(report.updates[0]?.[0]?.text ?? "", /^alan joins readers later/);
    assert.deepEqual(stage.configuration.groups.readers?.members, ["ada"]);
    assert.equal(report.updates.length, 2);
  });

  it("has its name until then", () => {
    const { report, stage } = planOf((raw) => {
      raw.permissionSets.reader = { ...raw.permissionSets.reader, name: "auditor" };
    });
    assert.match(report.updates[0]?.[0]?.text ?? "", /^"auditor" is still that of/);
    assert.equal(stage.configuration.permissionSets.reader?.name, "reader");
    assert.equal(report.updates.length, 2);
  });
});
