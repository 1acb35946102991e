import assert from "node:assert/strict";
import { emergencyReach } from "../../../model/access/emergencyReach.ts";
import { parseEmergency } from "../../../model/parseEmergency.ts";
import {
  emergencyMoves,
  entranceOf,
  refusedMoves,
  toldMoves,
} from "../../../model/transition/emergencyMoves.ts";
import { wantedWays } from "../../../model/transition/emergencyWays.ts";
import { organization, today } from "../example.ts";

interface Role {
  accounts: unknown[];
  except?: unknown[];
}

/** A section of one role, or of none but another. */
function side(reader: Role | undefined, accountId?: string) {
  const managedPolicies = ["ReadOnlyAccess"];
  const section = {
    users: ["ada"],
    ...(accountId === undefined ? {} : { accountId }),
    roles: {
      beside: { accounts: ["management"], managedPolicies },
      ...(reader && { reader: { ...reader, managedPolicies } }),
    },
  };
  const parsed = parseEmergency(
    { "access:emergency": section },
    { readFile: () => "", project: "identity-center-emergency", today },
  );
  const { reach, problems } = emergencyReach(parsed, organization);
  assert.deepEqual([...parsed.problems, ...problems], []);
  assert.ok(parsed.emergency);
  return { ...parsed, emergency: parsed.emergency, reach };
}

type Side = ReturnType<typeof side>;

function moves(before: Side, after: Side, isDeployed = true) {
  const entrances = new Set(isDeployed ? [entranceOf(before.emergency, organization)] : []);
  const ways = { ...wantedWays(before, before.reach), entrances };
  return emergencyMoves(ways, { ...after, organization });
}

const at = (...accounts: unknown[]): Role => ({ accounts });
const workloads = { ou: "Workloads" };
const production = { ou: "Workloads/Production" };

describe("what no single update can make of ways in for emergencies", () => {
  const management = "000000000001";
  const [shop, archive] = ["111111111111", "333333333333"];
  for (const [title, before, after, from, to] of [
    ["written", undefined, shop, management, shop],
    ["taken out", shop, undefined, shop, management],
    ["changed", shop, archive, shop, archive],
  ] as const) {
    it(`is another account where people come in: ${title}`, () => {
      const found = moves(side(at("all"), before), side(at("all"), after));
      const [refused, ...others] = refusedMoves(found);
      assert.deepEqual(others, []);
      assert.deepEqual([refused?.severity, refused?.path], ["error", "access:emergency.accountId"]);
      assert.ok(refused?.message.startsWith(`people come in to ${from}, `), refused?.message);
      assert.ok(refused?.message.includes(` those of ${to} instead`), refused?.message);
      const [told] = toldMoves(found);
      assert.equal(told?.severity, "warning");
      assert.match(told.message, /^takes protection away: people come in to /);
      assert.deepEqual(moves(side(at("all"), before), side(at("all"), after), false), []);
    });
  }

  const one = /shop-prod \(111111111111\) would have/;
  const all = /shop-prod \(111111111111\), shop-dev \(222222222222\), log-archive/;
  for (const [title, before, after, said] of [
    ["all to all but one", at("all"), { ...at("all"), except: ["shop-dev"] }, /shop-prod .*, log-/],
    ["all but one to all", { ...at("all"), except: ["shop-dev"] }, at("all"), /shop-prod .*, log-/],
    ["all to each", at("all"), at("shop-prod", "shop-dev", "log-archive"), all],
    ["a unit to its account", at(production), at("shop-prod"), one],
    ["a unit to a tag", at(workloads), at({ ou: "Workloads", tag: { env: "prod" } }), one],
    ["an account to its unit", at("shop-prod"), at(production), one],
    ["an account to a unit above", at("shop-prod", "management"), at(workloads), one],
    [
      "a unit to one of its accounts and another",
      at(workloads),
      at("shop-prod", "log-archive"),
      one,
    ],
  ] as readonly [string, Role, Role, RegExp][]) {
    it(`is a role that goes from ${title}`, () => {
      const [move, ...others] = moves(side(before), side(after));
      assert.deepEqual(others, []);
      assert.equal(move?.path, "emergency.roles.reader.accounts");
      assert.match(move.what, said);
      assert.doesNotMatch(move.what, /old-shop/);
    });
  }

  for (const [title, before, after] of [
    ["stays", at(workloads, "log-archive"), at(workloads, "log-archive")],
    ["goes", at("all"), undefined],
    ["is new", undefined, at("all")],
    ["goes from a unit to the one above", at(production), at(workloads)],
    ["goes from a unit to another one's account", at(workloads), at("log-archive")],
    ["goes from an account to another's unit", at("log-archive"), at(workloads)],
    ["goes from accounts to others", at("shop-prod"), at("shop-dev")],
    ["comes to the management account, too", at("all"), at("all", "management")],
  ] as readonly [string, Role | undefined, Role | undefined][]) {
    it(`is no role that ${title}`, () => {
      assert.deepEqual(moves(side(before), side(after)), []);
    });
  }

  it("is no unit that is there already, and to which an account moved", () => {
    const moved = side(at(workloads, "log-archive"));
    const accounts = organization.accounts.map((account) =>
      account.id === archive ? { ...account, organizationalUnit: "Workloads" } : account,
    );
    const ways = { ...wantedWays(moved, moved.reach), entrances: new Set([management]) };
    const now = side(at(workloads));
    assert.deepEqual(
      emergencyMoves(ways, { ...now, organization: { ...organization, accounts } }),
      [],
    );
  });
});
