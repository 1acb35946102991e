import { unitNames, unitPath } from "../../model/schema/unitPath.ts";
import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { isOwn } from "./followed.ts";
import { hex } from "./identifiers.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Unit = Tables["organizationalUnits"];

/**
 * Ids of the file's units by path. A unit keeps its id, as in AWS, also where the file gives it another name or a unit
 * above it: which one it was is told by its accounts, all of which are in the other still.
 */
export function unitIds(
  tx: Transaction,
  snapshot: OrganizationSnapshot,
  rootId: string,
): ReadonlyMap<string, string> {
  const there = new Map(tx.rows("organizationalUnits").map((unit) => [unit.path, unit]));
  const wanted = new Set(snapshot.organizationalUnits);
  const gone = [...there.values()].filter(
    ({ path }) => !wanted.has(path) && !isOwn(tx, "organizationalUnits", path),
  );
  const renamed = new Map<string, Unit>();
  const ids = new Map<string, string>();
  for (const path of snapshot.organizationalUnits) {
    const former = there.get(path) ?? formerUnit(path, { tx, snapshot, gone, renamed });
    if (former && former.path !== path) renamed.set(path, former);
    ids.set(path, former?.id ?? "");
  }
  const used = new Set([...there.values()].map(({ id }) => id));
  for (const [path, id] of ids) if (id === "") ids.set(path, freshId(path, rootId, used));
  return ids;
}

interface Edit {
  readonly tx: Transaction;
  readonly snapshot: OrganizationSnapshot;
  /** Units that the file has no more. */
  readonly gone: readonly Unit[];
  /** Units by the path that they have now. */
  readonly renamed: ReadonlyMap<string, Unit>;
}

/** What a unit that is new in the file was called before: below the same unit, the largest whose accounts are all in it. */
function formerUnit(path: string, { tx, snapshot, gone, renamed }: Edit): Unit | undefined {
  const names = unitNames(path);
  const above = unitPath(names.slice(0, -1));
  const formerAbove = renamed.get(above)?.path ?? above;
  const taken = new Set(renamed.values());
  const free = gone.filter((unit) => unit.parent === formerAbove && !taken.has(unit));
  const moved = free.find(({ name }) => name === names.at(-1));
  if (moved) return moved;
  const now = new Set(
    snapshot.accounts
      .filter(({ organizationalUnit = "" }) => isIn(path, organizationalUnit))
      .map(({ id }) => id),
  );
  const before = free
    .map((unit) => {
      const accounts = tx.rows("accounts").filter((one) => isIn(unit.path, one.organizationalUnit));
      return { unit, accounts };
    })
    .filter(({ accounts }) => accounts.length > 0 && accounts.every(({ id }) => now.has(id)))
    .sort((one, other) => other.accounts.length - one.accounts.length);
  const [largest, second] = before;
  return largest?.accounts.length === second?.accounts.length ? undefined : largest?.unit;
}

function isIn(path: string, unit: string): boolean {
  return unit === path || unit.startsWith(`${path}/`);
}

/** A unit's id is never given to another one, also where a unit takes the former name of one that is there. */
function freshId(path: string, rootId: string, used: Set<string>): string {
  for (let count = 0; ; count++) {
    const seed = count === 0 ? `unit ${path}` : `unit ${path} ${count}`;
    const id = `ou-${rootId.slice(2)}-${hex(seed, 8)}`;
    if (used.has(id)) continue;
    used.add(id);
    return id;
  }
}
