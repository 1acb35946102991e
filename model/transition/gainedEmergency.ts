import { pathOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import { privilegeOf, type RoleChange, roleGains } from "./emergencyRole.ts";
import {
  type EmergencyWays,
  placesBeside,
  type SamlWay,
  type WantedWays,
  wantedWays,
} from "./emergencyWays.ts";
import { gives, letsIn } from "./gives.ts";

/**
 * Who may come in for emergencies after a change that couldn't before, and which roles get what administers, said before
 * it is done. Of a stack that lets nobody in yet nothing is told: all of it is new.
 */
export function gainedEmergency(before: EmergencyWays, wanted: WantedWays): Problem[] {
  if (!before.saml && before.users.size === 0) return [];
  const after = wantedWays(wanted, wanted.reach);
  return [...newcomers(before, after, wanted), ...newPrivileges(before, after, wanted)];
}

function newcomers(
  before: EmergencyWays,
  after: EmergencyWays,
  { emergency }: WantedWays,
): Problem[] {
  const roles = `, and take ${firstFew([...after.roles.keys()])}`;
  const users = emergency.users.flatMap((user, index) =>
    before.users.has(user)
      ? []
      : [
          letsIn(
            pathOf("emergency", "users", index),
            user,
            `may come in as an IAM user from now on${roles}`,
          ),
        ],
  );
  return [...users, ...newProvider(before.saml, after.saml, roles)];
}

function newProvider(
  before: SamlWay | undefined,
  after: SamlWay | undefined,
  roles: string,
): Problem[] {
  if (!after) return [];
  const [was, is] = [before?.identity, after.identity];
  const name = (is?.entityId ?? "").replaceAll(/\s/g, "%20") || "somebody";
  const path = pathOf("emergency", "saml", "metadataFile");
  if (!before) {
    return [letsIn(path, name, `says from now on who may come in past Identity Center${roles}`)];
  }
  if (!was || !is) return [];
  if (was.entityId !== is.entityId) {
    const what = `says from now on who may come in past Identity Center${roles}, where ${was.entityId} did`;
    return [letsIn(path, name, what)];
  }
  if (is.certificates.every((one) => was.certificates.includes(one))) return [];
  const what =
    "may say who comes in by another certificate from now on: make sure that it is the identity provider's";
  return [letsIn(path, name, what)];
}

function newPrivileges(before: EmergencyWays, after: EmergencyWays, wanted: WantedWays): Problem[] {
  const { isSecret, organization } = wanted;
  const found = new Map<string, Problem>();
  for (const [name, contents] of after.contents) {
    const [content] = contents;
    if (!content) continue;
    const isInManagement = after.roles.get(name)?.inManagementAccount ?? false;
    const former = before.contents.get(name) ?? [undefined];
    const tell = (key: RoleChange["key"] | "accounts", what: string) => {
      const problem = gives(pathOf("emergency", "roles", name, key), name, what);
      found.set(problem.message, problem);
    };
    const gains = former.flatMap((was) => roleGains(was, content, isInManagement));
    for (const { key, what, detail = "" } of gains) tell(key, `${what}${isSecret ? "" : detail}`);
    if (gains.length > 0 || !before.roles.has(name)) continue;
    const { verdict, by } = privilegeOf(content, isInManagement);
    const [is, was] = [after.roles.get(name), before.roles.get(name)];
    const places = verdict === "no" ? [] : placesBeside(is, was, organization);
    if (places.length === 0) continue;
    const why = isSecret || by === "" ? "" : ` (${by})`;
    const may = verdict === "yes" ? "lets" : "may let";
    const what = `${may} whoever takes it give themselves more${why} in ${firstFew(places, 20)}, too`;
    tell("accounts", what);
  }
  return [...found.values()];
}
