import { firstFew } from "../../model/problems/seen.ts";
import { UNKNOWN, type Unknown } from "../../policies/value.ts";
import { type Access, everybodyIn } from "./access.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";

/** What people lose through one group, or somebody through assignments of its own. */
export interface Loss extends Finding {
  readonly kind: "lost-access";
  /** Triples of person, permission set and account; undefined where nobody knows how many people there are. */
  readonly lost: number | undefined;
}

/** What an update takes away. */
export interface Losses {
  /** By group. */
  readonly losses: readonly Loss[];
  /** Triples that are lost, without those of people whom nobody knows. */
  readonly total: number;
  /** Triples that there are before the update. */
  readonly existing: number;
}

/** Triples of person, permission set and account that are gone afterwards, whatever gave them. */
export function lostAccess(before: Access, after: Access, identities: Identities): Losses {
  const through = new Map<string, { people: Set<string>; what: Set<string>; lost: number }>();
  let total = 0;
  let existing = 0;
  const byGroups = new Map<string, Difference>();
  for (const person of before.people) {
    // Many are in the same groups, before and after.
    const groups = [before.groupsOf(person), after.groupsOf(person)];
    const key = JSON.stringify(groups.map((some) => [...some].sort()));
    const known = byGroups.get(key) ?? difference(before, after, person);
    byGroups.set(key, known);
    existing += known.existing;
    for (const { group, set, account } of known.lost) {
      const loss = through.get(group) ?? { people: new Set(), what: new Set(), lost: 0 };
      through.set(group, loss);
      loss.people.add(person);
      loss.what.add(`${identities.nameOf(set)} in ${account}`);
      loss.lost += 1;
      total += person === everybodyIn(group) ? 0 : 1;
    }
  }
  const losses = [...through].map(([group, { people, what, lost }]): Loss => {
    const isOpen = people.has(everybodyIn(group));
    const who = isOpen
      ? "nobody knows here how many people lose"
      : people.size === 1
        ? `${identities.nameOf([...people][0] ?? "")} loses`
        : `${people.size} people lose`;
    return {
      kind: "lost-access",
      name: identities.nameOf(group),
      ...(group.startsWith("urn:") && { urn: group }),
      seen: `${who} ${firstFew([...what])}`,
      lost: isOpen ? undefined : lost,
    };
  });
  return { losses, total, existing };
}

/** What somebody has before, and loses. */
interface Difference {
  readonly existing: number;
  readonly lost: readonly {
    readonly group: string;
    readonly set: string;
    readonly account: string;
  }[];
}

function difference(before: Access, after: Access, person: string): Difference {
  const kept = new Set<string>();
  for (const { set, account } of holdings(after, person)) {
    // An account that isn't known yet may be any.
    if (account !== UNKNOWN) kept.add(`${set} ${account}`);
  }
  const seen = new Set<string>();
  const lost: Difference["lost"][number][] = [];
  for (const { set, account: there, group } of holdings(before, person)) {
    const account = there === UNKNOWN ? "?" : there;
    const holding = `${set} ${account}`;
    if (!seen.has(holding) && !kept.has(holding)) lost.push({ group, set, account });
    seen.add(holding);
  }
  return { existing: seen.size, lost };
}

/** A permission set in an account that somebody has by a group, or by assignments of its own. */
interface Holding {
  readonly group: string;
  readonly set: string;
  readonly account: string | Unknown;
}

/** All that somebody has on one side of a preview. */
export function* holdings(access: Access, person: string): Iterable<Holding> {
  for (const group of access.groupsOf(person)) {
    for (const { sets, account } of access.assignedTo(group)) {
      for (const set of sets) yield { group, set, account };
    }
  }
}
