import { firstFew } from "../../model/problems/seen.ts";
import { UNKNOWN } from "../../policies/value.ts";
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
  for (const person of before.people) {
    const kept = new Set<string>();
    for (const { set, account } of after.holdings(person)) {
      if (account !== UNKNOWN) kept.add(`${set} ${account}`);
    }
    const seen = new Set<string>();
    for (const { set, account, through: group } of before.holdings(person)) {
      const where = account === UNKNOWN ? "?" : account;
      const holding = `${set} ${where}`;
      if (seen.has(holding)) continue;
      seen.add(holding);
      existing += 1;
      if (kept.has(holding)) continue;
      const loss = through.get(group) ?? { people: new Set(), what: new Set(), lost: 0 };
      through.set(group, loss);
      loss.people.add(person);
      loss.what.add(`${identities.nameOf(set)} in ${where}`);
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
