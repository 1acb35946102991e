import type { SetContent } from "../../access/setContent.ts";
import type { Exposure } from "./detour.ts";
import type { Drafting } from "./drafting.ts";
import { heldDuring } from "./heldDuring.ts";
import { ONLY_WANTED, type Sides } from "./sides.ts";
import { groupsOf } from "./situation.ts";

const NOBODY: ReadonlySet<string> = new Set();
const NO_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** Leaves for later what meets something that goes in the same update. @returns whether anything new */
export function postpone(drafting: Drafting): boolean {
  const { draft, sides } = drafting;
  const now = sides.before;
  let more = false;
  for (const group of groupsOf(now, draft)) {
    const before = now.members.get(group) ?? NOBODY;
    const after = draft.members.get(group) ?? NOBODY;
    const joining = [...after].filter((person) => !before.has(person));
    const had = now.entries.get(group) ?? NO_SETS;
    const gets = draft.entries.get(group) ?? NO_SETS;
    for (const set of new Set([...had.keys(), ...gets.keys()])) {
      const was = had.get(set) ?? NOBODY;
      const will = gets.get(set) ?? NOBODY;
      const added = [...will].filter((account) => !was.has(account));
      if (joining.length + added.length === 0) continue;
      const { ever, late } = heldDuring(set, drafting);
      for (const person of joining) {
        const exposure =
          exposureOf(sides, group, person, set, was, ever) ??
          exposureOf(sides, group, person, set, added, late);
        if (exposure) more = draft.take({ kind: "join", group, person, exposure }) || more;
      }
      for (const person of added.length > 0 ? before : []) {
        for (const account of added) {
          const exposure = exposureOf(sides, group, person, set, [account], late);
          if (!exposure) continue;
          const assignment = { group, permissionSet: set, account };
          more = draft.take({ kind: "assign", ...assignment, exposure }) || more;
        }
      }
    }
  }
  return more;
}

/** The first account in which a person of a group would have more than either side gives. */
function exposureOf(
  sides: Sides,
  group: string,
  person: string,
  permissionSet: string,
  accounts: Iterable<string>,
  contents: readonly SetContent[],
): Exposure | undefined {
  const { wanted } = sides;
  const isMember = wanted.members.get(group)?.has(person);
  const wantedAccounts = wanted.entries.get(group)?.get(permissionSet);
  const isWanted = isMember && sides.allow(permissionSet, ONLY_WANTED, contents);
  for (const account of accounts) {
    const isHere = isWanted && wantedAccounts?.has(account);
    if (isHere && !sides.isDeregistered(account)) continue;
    const given = sides.given(person, permissionSet, account);
    const meanwhile = sides.givenMeanwhile(person, permissionSet, account);
    if (sides.allow(permissionSet, meanwhile, contents)) continue;
    return {
      ...{ person, permissionSet, account },
      withOtherPolicies: given.before || given.wanted,
      whileRegistered: isHere || sides.allow(permissionSet, given, contents),
    };
  }
  return undefined;
}
