import { memoize } from "../../../policies/memoize.ts";
import { canRepairAccess } from "../../access/repairs.ts";
import type { PermissionSet } from "../../schema/permissionSet.ts";
import type { AccessSide } from "./accessSide.ts";
import type { Who } from "./holders.ts";
import type { Ids } from "./sameness.ts";
import type { Side, Sides } from "./side.ts";

/** Somebody who can administer everybody's access on one side and can't, or may not be able to, on the other. */
export interface AdministratorChange {
  readonly who: Who;
  /** `unknown`: policies or sets that are made elsewhere decide. */
  readonly before: Ability;
  readonly after: Ability;
  /** Groups through which they can, on the side where they can. */
  readonly groups: readonly string[];
}

type Ability = "yes" | "unknown" | "no";

export interface AdministratorChanges {
  readonly gained: readonly AdministratorChange[];
  readonly lost: readonly AdministratorChange[];
}

const RANK: Readonly<Record<Ability, number>> = { no: 0, unknown: 1, yes: 2 };

/** Who becomes able to repair everybody's access in Identity Center, and who no longer is: by what their sets allow in the account from which this stack is administered. */
export function administratorChanges(
  before: AccessSide,
  after: AccessSide,
  sides: Sides,
  ids: Ids,
): AdministratorChanges {
  const could = administrators(sides.before, before, (key) => ids.permissionSets.get(key) ?? key);
  const can = administrators(sides.after, after, (key) => key);
  const changes = [...new Set([...could.keys(), ...can.keys()])].sort().map((id) => {
    const [was, is] = [could.get(id) ?? NOBODY, can.get(id) ?? NOBODY];
    const { groups } = RANK[is.ability] > RANK[was.ability] ? is : was;
    const who = sides.holders.who(id);
    return { who, before: was.ability, after: is.ability, groups: [...groups] };
  });
  return {
    gained: changes.filter((one) => RANK[one.after] > RANK[one.before]),
    lost: changes.filter((one) => RANK[one.after] < RANK[one.before]),
  };
}

interface Administrator {
  readonly ability: Ability;
  readonly groups: ReadonlySet<string>;
}

const NOBODY: Administrator = { ability: "no", groups: new Set() };

/** Who can administer, or may be able to, by id. */
function administrators(
  { groups, groupsOf }: Side,
  { access: { administrationAccountId }, configuration: { permissionSets } }: AccessSide,
  idOf: (key: string) => string,
): ReadonlyMap<string, Administrator> {
  const sets = new Map(Object.entries(permissionSets).map(([key, set]) => [idOf(key), set]));
  const abilityOf = memoize((set: PermissionSet): Ability => canRepairAccess(set));
  const ofGroups = new Map(
    [...groups].map(([id, given]) => {
      const entries = [...given].flatMap(([set, accounts]) => {
        const entry = accounts.get(administrationAccountId);
        const held = sets.get(set);
        const ability = entry && held ? abilityOf(held) : "no";
        return entry && ability !== "no" ? [{ ability, group: entry.group }] : [];
      });
      return [id, entries];
    }),
  );
  const found = new Map<string, Administrator>();
  for (const [holder, ids] of groupsOf) {
    const ways = ids.flatMap((id) => ofGroups.get(id) ?? []);
    if (ways.length === 0) continue;
    const ability = ways.some((way) => way.ability === "yes") ? "yes" : "unknown";
    const through = ways.filter((way) => way.ability === ability).map(({ group }) => group);
    found.set(holder, { ability, groups: new Set(through) });
  }
  return found;
}
