import type { EmergencyAccounts } from "../access/emergencyAccounts.ts";
import type { Organization } from "../access/organization.ts";
import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Emergency } from "../schema/emergency.ts";
import { takesAway } from "./takesAway.ts";
import { type Attached, unguarded } from "./unguarded.ts";

/** Where a role for emergencies was. */
export interface Reached {
  inManagementAccount: boolean;
  readonly members: Attached[];
}

/** Ways in for emergencies. */
export interface EmergencyWays {
  readonly saml: boolean;
  readonly users: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** By name; undefined where nobody knows in which accounts. */
  readonly roles: ReadonlyMap<string, Reached | undefined>;
}

type Reach = ReadonlyMap<string, EmergencyAccounts>;

/** What a configuration wants of it. @param reach where its roles are, as far as that is known */
export function wantedWays(
  { saml, users, emails, roles }: Emergency,
  reach?: Reach,
): EmergencyWays {
  return {
    ...{ saml: saml !== undefined, users: new Set(users), emails: new Set(emails) },
    roles: new Map(
      Object.keys(roles).map((name) => {
        const found = reach?.get(name);
        return [name, found && { ...found, members: [...members(found)] }];
      }),
    ),
  };
}

function* members({ units, accounts }: EmergencyAccounts): Generator<Attached> {
  for (const unit of units) yield { unit };
  for (const account of accounts) yield { account };
}

interface Wanted {
  readonly emergency: Emergency;
  /** Undefined where the organization isn't known. */
  readonly reach: Reach | undefined;
  readonly organization: Organization | undefined;
  /** Whether the section is a secret. */
  readonly isSecret: boolean;
}

/** What of the ways in for emergencies a change takes away, said before it is done. */
export function lostEmergency(before: EmergencyWays, wanted: Wanted): Problem[] {
  const { emergency, isSecret } = wanted;
  const after = wantedWays(emergency, wanted.reach);
  const found: Problem[] = [];
  const tell = (what: string, ...path: string[]) =>
    found.push(takesAway(pathOf("emergency", ...path), what));
  const gone = (former: Iterable<string>, now: { has(name: string): boolean }) =>
    [...former].filter((one) => !now.has(one));
  if (before.saml && !after.saml) {
    tell("people of the identity provider can't come in past Identity Center any longer", "saml");
  }
  const users = gone(before.users, after.users);
  if (users.length > 0) {
    const what = `${firstFew(users, 20)} can't come in any longer: the users are deleted, with password and hardware key`;
    tell(what, "users");
  }
  const emails = gone(before.emails, after.emails);
  if (emails.length > 0) {
    const who = isSecret ? "an address that was told" : firstFew(emails);
    const nobody = after.emails.size === 0 ? ", and nobody else does: alarms go" : "";
    tell(`${who} hears of no use any longer${nobody}`, "emails");
  }
  const roles = gone(before.roles.keys(), after.roles);
  if (roles.length > 0) {
    tell(`nobody can take ${firstFew(roles, 20)} in an emergency any longer`, "roles");
  }
  for (const [name, reached] of before.roles) {
    const places = reached && after.roles.has(name) ? left(name, reached, wanted) : [];
    if (places.length === 0) continue;
    const what = `nobody can take ${name} in ${firstFew(places, 20)} any longer`;
    tell(what, "roles", name, "accounts");
  }
  return found;
}

/** Where a role was, and isn't any longer though there is somebody who might need it. */
function left(name: string, { inManagementAccount, members }: Reached, wanted: Wanted): string[] {
  const now = wanted.reach?.get(name);
  if (!now || !wanted.organization) return [];
  const { accounts, ...organization } = wanted.organization;
  const active = accounts.filter(({ state }) => state === "ACTIVE");
  const path = "";
  const targets = [
    ...now.units.map((unit) => ({ unit, path })),
    ...now.accounts.map((account) => ({ account, path })),
  ];
  return [
    ...(inManagementAccount && !now.inManagementAccount ? ["the management account"] : []),
    ...unguarded(members, targets, { ...organization, accounts: active }),
  ];
}
