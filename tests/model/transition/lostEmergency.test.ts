import assert from "node:assert/strict";
import { emergencyReach } from "../../../model/access/emergencyReach.ts";
import { parseEmergency } from "../../../model/parseEmergency.ts";
import { lostEmergency, wantedWays } from "../../../model/transition/lostEmergency.ts";
import { samlMetadata } from "../../support/samlMetadata.ts";
import { organization, today } from "../example.ts";

interface Section {
  saml?: object;
  users?: string[];
  emails?: string[];
  roles: Record<string, { accounts: unknown[]; except?: unknown[]; managedPolicies: string[] }>;
}

const reading = (...accounts: unknown[]) => ({ accounts, managedPolicies: ["ReadOnlyAccess"] });
const whole: Section = {
  saml: { metadataFile: "idp.xml" },
  users: ["ada", "grace"],
  emails: ["security@example.com", "ada@example.com"],
  roles: { reader: reading("all", "management"), repair: reading("management") },
};

function side(section: Section) {
  const parsed = parseEmergency(
    { "access:emergency": section },
    { readFile: () => samlMetadata(), project: "identity-center-emergency", today },
  );
  const { reach, problems } = emergencyReach(parsed, organization);
  assert.deepEqual([...parsed.problems, ...problems], []);
  assert.ok(parsed.emergency);
  return { emergency: parsed.emergency, reach };
}

/** What is told of the step from one section to another. */
function lost(before: Section, after: Section, { isSecret = false, isKnown = true } = {}) {
  const [former, now] = [side(before), side(after)];
  return lostEmergency(wantedWays(former.emergency, isKnown ? former.reach : undefined), {
    ...now,
    ...{ organization, isSecret },
  });
}

const only = (accounts: unknown[], more: object = {}): Section => ({
  ...whole,
  roles: { ...whole.roles, reader: { ...reading(...accounts), ...more } },
});

describe("a way in for emergencies that one configuration has and the next hasn't", () => {
  for (const [title, after, path, said] of [
    [
      "federation",
      (({ saml: _, ...others }) => others)(whole),
      "saml",
      /the identity provider can't come in past Identity Center/,
    ],
    [
      "a user",
      { ...whole, users: ["grace"] },
      "users",
      /: ada can't come in any longer: the users/,
    ],
    [
      "an address",
      { ...whole, emails: ["security@example.com"] },
      "emails",
      /: ada@example\.com hears of no use any longer;/,
    ],
    ["every address", { ...whole, emails: [] }, "emails", /and nobody else does: alarms go/],
    [
      "a role",
      { ...whole, roles: { repair: reading("management") } },
      "roles",
      /nobody can take reader in an emergency/,
    ],
    [
      "a role's management account",
      only(["all"]),
      "roles.reader.accounts",
      /nobody can take reader in the management account any longer/,
    ],
    [
      "all accounts of a role, but for a unit's",
      only([{ ou: "Workloads" }, "management"]),
      "roles.reader.accounts",
      /reader in the organization's root any longer/,
    ],
  ] as readonly [string, Section, string, RegExp][]) {
    it(`is told: ${title}`, () => {
      const [problem, ...others] = lost(whole, after);
      assert.deepEqual([problem?.severity, problem?.path], ["warning", `access:emergency.${path}`]);
      assert.match(problem?.message ?? "", said);
      assert.match(problem?.message ?? "", /^takes protection away: /);
      assert.deepEqual(others, []);
      assert.deepEqual(lost(after, whole), []);
    });
  }

  it("is told where a unit goes, and an account, but not one that is closed or below what stays", () => {
    const roles = (...accounts: unknown[]) => only(accounts);
    const told = (before: Section, after: Section) => lost(before, after).map((one) => one.message);
    const before = roles({ ou: "Workloads" }, "log-archive");
    assert.match(
      told(before, roles({ ou: "Workloads/Production" }))[0] ?? "",
      /in Workloads, log-a/,
    );
    assert.deepEqual(told(before, roles("all")), []);
    const dev = roles("shop-dev");
    assert.deepEqual(told(dev, roles({ ou: "Workloads" })), []);
    assert.match(told(dev, roles("log-archive"))[0] ?? "", /shop-dev \(222222222222\)/);
  });

  it("isn't told of accounts where nobody knows them, and names no address that is secret", () => {
    assert.deepEqual(lost(whole, only(["shop-dev"]), { isKnown: false }), []);
    const [problem] = lost(whole, { ...whole, emails: [] }, { isSecret: true });
    assert.match(problem?.message ?? "", /: an address that was told hears/);
    assert.doesNotMatch(problem?.message ?? "", /@/);
  });

  it("isn't told where nothing goes", () => {
    assert.deepEqual(lost(whole, whole), []);
    assert.deepEqual(lost(whole, { ...whole, users: ["ada", "grace", "alan"] }), []);
  });
});
