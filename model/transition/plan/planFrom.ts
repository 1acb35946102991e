import type { Access } from "../../access/access.ts";
import { closedAccounts } from "../../access/closedAccounts.ts";
import type { Configuration } from "../../schema/configuration.ts";
import { type Ids, idsOf } from "../difference/sameness.ts";
import { type Plan, planBetween } from "./plan.ts";
import { ALL_REACHED } from "./sides.ts";
import { type Situation, wantedSituation, whoeverIsIn } from "./situation.ts";

/** A configuration, and what it means in its organization. */
export interface Meant {
  readonly configuration: Configuration;
  readonly access: Access;
}

/** The plan from one configuration to another, if all of the first is deployed. */
export function planFrom(before: Meant, after: Meant): Plan {
  const ids = idsOf(before.configuration, after.configuration);
  return planBetween(
    renamed(wantedSituation(before.configuration, before.access), ids, after.configuration),
    wantedSituation(after.configuration, after.access),
    after.access.administrationAccountId,
    { ...ALL_REACHED, closed: closedAccounts(after.access) },
  );
}

/** A situation under the keys of a later configuration. A group that is made elsewhere then keeps whoever is in it. */
function renamed(situation: Situation, ids: Ids, { groups }: Configuration): Situation {
  const person = (key: string) => (key.startsWith("*") ? key : (ids.people.get(key) ?? key));
  const group = (key: string) => ids.groups.get(key) ?? key;
  const set = (key: string) => ids.permissionSets.get(key) ?? key;
  return {
    people: new Set([...situation.people].map(person)),
    permissionSets: new Set([...situation.permissionSets].map(set)),
    members: new Map(
      [...situation.members].map(([key, members]) => {
        const now = group(key);
        const isElsewhere =
          groups[now]?.existing || [...members].some((one) => one.startsWith("*"));
        return [now, isElsewhere ? new Set([whoeverIsIn(now)]) : new Set([...members].map(person))];
      }),
    ),
    entries: new Map(
      [...situation.entries].map(([key, sets]) => [
        group(key),
        new Map([...sets].map(([one, accounts]) => [set(one), accounts])),
      ]),
    ),
    contents: new Map([...situation.contents].map(([key, content]) => [set(key), content])),
    names: {
      people: new Map([...situation.names.people].map(([key, name]) => [person(key), name])),
      groups: new Map([...situation.names.groups].map(([key, name]) => [group(key), name])),
      permissionSets: new Map(
        [...situation.names.permissionSets].map(([key, name]) => [set(key), name]),
      ),
    },
    administrators: new Set([...situation.administrators].map(group)),
    delegates: situation.delegates,
  };
}
