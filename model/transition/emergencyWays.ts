import type { EmergencyAccounts } from "../access/emergencyAccounts.ts";
import type { Organization } from "../access/organization.ts";
import type { ResolvedTarget } from "../access/policyTargets.ts";
import type { ParsedEmergency } from "../parseEmergency.ts";
import type { Emergency } from "../schema/emergency.ts";
import { type SamlIdentity, samlIdentity } from "../schema/samlMetadata.ts";
import { type RoleContent, wantedContent } from "./emergencyRole.ts";
import { type Attached, unguarded } from "./unguarded.ts";

/** Where a role for emergencies was. */
export interface Reached {
  inManagementAccount: boolean;
  readonly members: Attached[];
}

/** Federation past Identity Center. */
export interface SamlWay {
  /** Undefined where nobody knows. */
  readonly identity: SamlIdentity | undefined;
  /** Whose sign-in is accepted beside the global one. */
  readonly regions: ReadonlySet<string>;
}

/** Ways in for emergencies. */
export interface EmergencyWays {
  readonly saml?: SamlWay;
  readonly users: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** By name; undefined where nobody knows in which accounts. */
  readonly roles: ReadonlyMap<string, Reached | undefined>;
  /** What they may do, by name; where an update failed half-way, more than one. */
  readonly contents: ReadonlyMap<string, readonly RoleContent[]>;
}

/** What a configuration wants, as far as it can be read. */
export interface WantedEmergency
  extends Pick<ParsedEmergency, "metadata" | "inlinePolicies">,
    Required<Pick<ParsedEmergency, "emergency">> {}

/** The same, and what it means in its organization. */
export interface WantedWays extends WantedEmergency {
  /** Undefined where the organization isn't known. */
  readonly reach: ReadonlyMap<string, EmergencyAccounts> | undefined;
  readonly organization: Organization | undefined;
  /** Whether something of the section is a secret, which no message may tell. */
  readonly isSecret: boolean;
}

/** The ways in that a configuration wants. @param reach where its roles are, as far as that is known */
export function wantedWays(
  { emergency, metadata = "", inlinePolicies }: WantedEmergency,
  reach?: WantedWays["reach"],
): EmergencyWays {
  const { saml, users, emails, roles } = emergency;
  return {
    ...(saml && { saml: { identity: samlIdentity(metadata), regions: new Set(saml.regions) } }),
    ...{ users: new Set(users), emails: new Set(emails) },
    roles: new Map(
      Object.keys(roles).map((name) => {
        const found = reach?.get(name);
        return [name, found && { ...found, members: [...membersOf(found)] }];
      }),
    ),
    contents: contentsOf(roles, inlinePolicies),
  };
}

function contentsOf(
  roles: Emergency["roles"],
  inlinePolicies: ParsedEmergency["inlinePolicies"],
): EmergencyWays["contents"] {
  return new Map(
    Object.entries(roles).map(([name, role]) => [
      name,
      [wantedContent(role, Object.hasOwn(inlinePolicies, name) ? inlinePolicies[name] : undefined)],
    ]),
  );
}

function* membersOf({ units, accounts }: EmergencyAccounts): Generator<Attached> {
  for (const unit of units) yield { unit };
  for (const account of accounts) yield { account };
}

/**
 * Where a role is at one time and not at another, as people call it; none where nobody knows, and of what isn't in the
 * organization any more.
 */
export function placesBeside(
  here: Reached | undefined,
  there: Reached | undefined,
  known: Organization | undefined,
): string[] {
  if (!here || !there || !known) return [];
  const { accounts, ...organization } = known;
  const active = accounts.filter(({ state }) => state === "ACTIVE");
  const path = "";
  const targets = there.members.flatMap(({ unit, account }): ResolvedTarget[] => {
    if (account !== undefined) return [{ account, path }];
    return unit === undefined ? [] : [{ unit, path }];
  });
  return [
    ...(here.inManagementAccount && !there.inManagementAccount ? ["the management account"] : []),
    ...unguarded(here.members, targets, { ...organization, accounts: active }),
  ];
}
