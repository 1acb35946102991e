import type { ExternalId } from "../../live/liveOrganization.ts";
import { pathOf } from "../../model/problems/path.ts";
import { type MadeSection, madeSections } from "../../model/transition/deployed.ts";
import { wantedEntries } from "../../model/transition/succession.ts";
import type { Facts } from "./facts.ts";
import type { StackBefore } from "./stackBefore.ts";

/** Whether something is made and changed by the program from now on, only looked up, or not written at all. */
export type Stance = "managed" | "existing" | "left out";

/** A stance, and why where it isn't `managed`. */
export interface Reasoned {
  readonly stance: Stance;
  readonly reason: string;
}

/** Stances of people, groups and permission sets by id or ARN. What isn't in it is managed. */
export type Stances = ReadonlyMap<string, Reasoned>;

/** Permission sets that Control Tower makes (AWS Control Tower User Guide, "IAM Identity Center groups and permission sets"). */
const CONTROL_TOWER_SETS: ReadonlySet<string> = new Set([
  "AWSAdministratorAccess",
  "AWSOrganizationsFullAccess",
  "AWSPowerUserAccess",
  "AWSReadOnlyAccess",
  "AWSServiceCatalogAdminFullAccess",
  "AWSServiceCatalogEndUserAccess",
]);

/** Groups that it makes (the same place). */
const CONTROL_TOWER_GROUPS: ReadonlySet<string> = new Set([
  "AWSAccountFactory",
  "AWSAuditAccountAdmins",
  "AWSControlTowerAdmins",
  "AWSLogArchiveAdmins",
  "AWSLogArchiveViewers",
  "AWSSecurityAuditors",
  "AWSSecurityAuditPowerUsers",
  "AWSServiceCatalogAdmins",
]);

/** What others made and keep, from what AWS tells of it, and the stack files that there are. */
export function firstStances(
  { users, groups, permissionSets }: Facts,
  left: ReadonlySet<string>,
  before: StackBefore,
): Map<string, Reasoned> {
  const stances = new Map<string, Reasoned>();
  const exists = (id: string, reason: string) => stances.set(id, { stance: "existing", reason });
  for (const { id, externalIds } of users) {
    if (externalIds.length > 0) exists(id, fromProvider(externalIds));
  }
  for (const { id, name, externalIds, unreadMembers } of groups) {
    if (externalIds.length > 0) exists(id, fromProvider(externalIds));
    else if (unreadMembers !== undefined) exists(id, `its members can't be read: ${unreadMembers}`);
    else if (CONTROL_TOWER_GROUPS.has(name)) exists(id, "Control Tower made it");
  }
  for (const { arn, name, tags } of permissionSets) {
    const owner = Object.keys(tags).find((key) => key.startsWith("aws:"));
    if (left.has(name)) exists(arn, "as --leave says");
    else if (CONTROL_TOWER_SETS.has(name)) exists(arn, "Control Tower made it");
    else if (owner !== undefined) exists(arn, `it has the tag ${owner}, which only AWS gives`);
  }
  const named = {
    people: users.map(({ id, userName: name }) => ({ id, name })),
    groups,
    permissionSets: permissionSets.map(({ arn: id, name }) => ({ id, name })),
  };
  for (const section of madeSections) {
    const elsewhere = madeElsewhere(section, before);
    for (const { id, name } of named[section]) {
      const reason = elsewhere.get(name.toLowerCase());
      if (reason !== undefined && !stances.has(id)) exists(id, reason);
    }
  }
  return stances;
}

/** Why something is made elsewhere by what stack files say, by its name in small letters. */
function madeElsewhere(
  section: MadeSection,
  { configuration, other, placeOf }: StackBefore,
): ReadonlyMap<string, string> {
  const start = `access:${section}`;
  const reasons = new Map<string, string>();
  for (const { key, name, existing } of other ? wantedEntries(section, other.configuration) : []) {
    if (existing || !other) continue;
    const place = other.placeOf(start, key);
    reasons.set(name.toLowerCase(), `stack ${other.name} makes it (${place})`);
  }
  for (const { key, name, existing } of wantedEntries(section, configuration)) {
    if (!existing) continue;
    const place = placeOf(pathOf(start, key));
    reasons.set(
      name.toLowerCase(),
      `${place} says existing: true; take that line out to have it made from here, and import again`,
    );
  }
  return reasons;
}

function fromProvider([first]: readonly ExternalId[]): string {
  return `it comes from the identity provider ${first?.issuer ?? ""}`;
}
