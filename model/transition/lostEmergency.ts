import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import { roleLosses } from "./emergencyRole.ts";
import { type EmergencyWays, placesBeside, type WantedWays, wantedWays } from "./emergencyWays.ts";
import { takesAway } from "./takesAway.ts";

/** What of the ways in for emergencies a change takes away, said before it is done. */
export function lostEmergency(before: EmergencyWays, wanted: WantedWays): Problem[] {
  const { isSecret } = wanted;
  const after = wantedWays(wanted, wanted.reach);
  const found: Problem[] = [];
  const tell = (what: string, ...path: string[]) =>
    found.push(takesAway(pathOf("emergency", ...path), what));
  const gone = (former: Iterable<string>, now: { has(name: string): boolean }) =>
    [...former].filter((one) => !now.has(one));
  for (const [what, ...path] of lostSaml(before.saml, after.saml)) tell(what, "saml", ...path);
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
    const places = placesBeside(reached, after.roles.get(name), wanted.organization);
    if (places.length === 0) continue;
    const what = `nobody can take ${name} in ${firstFew(places, 20)} any longer`;
    tell(what, "roles", name, "accounts");
  }
  for (const [name, contents] of before.contents) {
    const [now] = after.contents.get(name) ?? [];
    const losses = contents.flatMap((was) => (now ? roleLosses(was, now) : []));
    const told = new Map(losses.map((one) => [`${one.key} ${one.what}`, one]));
    for (const { key, what, detail = "" } of told.values()) {
      tell(`${name} ${what}${isSecret ? "" : detail}`, "roles", name, key);
    }
  }
  return found;
}

/** What goes of federation, each with the rest of its path. */
function lostSaml(
  before: EmergencyWays["saml"],
  after: EmergencyWays["saml"],
): (readonly [string, ...string[]])[] {
  if (!before) return [];
  if (!after) {
    return [["people of the identity provider can't come in past Identity Center any longer"]];
  }
  const found: (readonly [string, ...string[]])[] = [];
  const [was, is] = [before.identity, after.identity];
  if (was && is && was.entityId !== is.entityId) {
    const what = `people of ${was.entityId} can't come in any longer: the document is that of ${is.entityId}`;
    found.push([what, "metadataFile"]);
  } else if (was && is) {
    const isNew = is.certificates.some((one) => !was.certificates.includes(one));
    const gone = was.certificates.filter((one) => !is.certificates.includes(one));
    if (gone.length > 0 && !isNew) {
      const what = `what ${was.entityId} signs with a certificate that the document has no longer lets nobody in`;
      found.push([what, "metadataFile"]);
    }
  }
  const regions = [...before.regions].filter((one) => !after.regions.has(one));
  if (regions.length > 0) {
    const what = `nobody can come in by the sign-in of ${firstFew(regions, 20)} any longer, which stands in where the global one fails`;
    found.push([what, "regions"]);
  }
  return found;
}
