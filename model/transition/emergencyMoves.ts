import type { EmergencyAccounts } from "../access/emergencyAccounts.ts";
import type { Account, Organization } from "../access/organization.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Emergency } from "../schema/emergency.ts";
import type { EmergencyWays, Reached } from "./emergencyWays.ts";
import { takesAway } from "./takesAway.ts";

/** A change that no single update can make of ways in that are deployed. */
export interface EmergencyMove {
  /** As it stands after `access:`. */
  readonly path: string;
  readonly what: string;
  readonly advice: string;
}

/** Ways in as they were, with the accounts where people come in. */
interface Before extends Pick<EmergencyWays, "roles"> {
  /** Ids; none where nobody comes in yet. */
  readonly entrances: ReadonlySet<string>;
}

interface Wanted {
  readonly emergency: Pick<Emergency, "accountId">;
  /** Undefined where the organization isn't known. */
  readonly reach: ReadonlyMap<string, EmergencyAccounts> | undefined;
  readonly organization: Organization | undefined;
}

/** Where people come in: the management account's id where it is known. */
export function entranceOf(
  { accountId }: Pick<Emergency, "accountId">,
  organization: Pick<Organization, "managementAccountId"> | undefined,
): string {
  return accountId ?? organization?.managementAccountId ?? "the management account";
}

/**
 * What would be tried and fail half-way: another account where people come in, which shuts the way in, since the roles'
 * trust goes there before anybody is there; and a role that goes from units to single accounts, or back, where it still is.
 */
export function emergencyMoves(before: Before, wanted: Wanted): EmergencyMove[] {
  const now = entranceOf(wanted.emergency, wanted.organization);
  const moves: EmergencyMove[] = [];
  if (before.entrances.size > 0 && !before.entrances.has(now)) {
    moves.push({
      path: pathOf("emergency", "accountId"),
      what: `people come in to ${[...before.entrances].join(", ")}, and the roles would trust those of ${now} instead, where nobody can come in: no user, password, hardware key or identity provider moves there`,
      advice:
        'leave the account as it was; to have another, give a second stack of emergency/ with it and with roles of other names, do the drill there, and take this one down then (docs/emergency.md, "Another account")',
    });
  }
  const { organization } = wanted;
  if (!organization) return moves;
  for (const [name, reached] of before.roles) {
    const reach = wanted.reach?.get(name);
    if (!reached || !reach) continue;
    const between = held(reached, reach, organization.accounts);
    for (const [way, accounts] of Object.entries(between)) {
      if (accounts.length === 0) continue;
      const called = accounts.map((account) => `${account.name} (${account.id})`);
      moves.push({
        path: pathOf("emergency", "roles", name, "accounts"),
        what: `${name} would go ${way} under its name, and ${firstFew(called, 20)} would have a role of this name already, so that the update failed half-way`,
        advice:
          "give it under another name and take the former one out in a second update, so that there is always one of the two; or take it out (pulumi up) and give it again in a second update, without it in between",
      });
    }
  }
  return moves;
}

/** Accounts to which the role would come by another StackSet while the one that brought it there is still there. */
function held(
  { members }: Reached,
  { units, accounts }: EmergencyAccounts,
  known: readonly Account[],
) {
  const unitsBefore = members.flatMap(({ unit }) => unit ?? []);
  const accountsBefore = new Set(members.flatMap(({ account }) => account ?? []));
  const unitsAdded = units.filter((unit) => !unitsBefore.includes(unit));
  const active = known.filter(({ state }) => state === "ACTIVE");
  return {
    "from units to single accounts": active.filter(
      (one) => accounts.includes(one.id) && !accountsBefore.has(one.id) && isIn(one, unitsBefore),
    ),
    "from single accounts to units": active.filter(
      (one) => accountsBefore.has(one.id) && isIn(one, unitsAdded),
    ),
  };
}

/** Whether an account is in one of these units, or below. */
function isIn({ organizationalUnit: place = "" }: Account, units: readonly string[]): boolean {
  return units.some((unit) => unit === "" || place === unit || place.startsWith(`${unit}/`));
}

/** What of it is refused before anything is made. */
export function refusedMoves(moves: readonly EmergencyMove[]): Problem[] {
  return moves.map(({ path, what, advice }) => error(`access:${path}`, `${what}; ${advice}`));
}

/** The same where nobody knows what is deployed, as protection that would go. */
export function toldMoves(moves: readonly EmergencyMove[]): Problem[] {
  return moves.map(({ path, what, advice }) => takesAway(path, what, advice));
}

/** Problems of other places than these moves. */
export function besideMoves(
  problems: readonly Problem[],
  moves: readonly EmergencyMove[],
): Problem[] {
  const moved = new Set(moves.map(({ path }) => `access:${path}`));
  return problems.filter(({ path }) => !moved.has(path));
}
