import { isDeepStrictEqual } from "node:util";
import type { Account } from "../../model/access/organization.ts";
import { firstFew } from "../../model/problems/seen.ts";
import { organizationName } from "../organization/organizationFile.ts";
import type { Comparison } from "./comparison.ts";
import type { EarlierStack } from "./earlierStack.ts";
import type { Revision } from "./revision.ts";

/** What a reader must know before the changes: what was taken for what, and why something isn't compared. */
export function notesOf(comparison: Comparison, { name }: Revision): string[] {
  const { state, after, before, wrongBefore } = comparison;
  const { file } = after;
  const notes: string[] = [];
  if (state === "new") {
    notes.push(`${file.name} isn't in ${name}: the stack is new, and all of its access is gained`);
  }
  if (before?.isOrganizationOfToday) {
    const organization = organizationName(file.stack);
    notes.push(`${organization} isn't in ${name}: that of the working tree is taken for both`);
  }
  const moved = before && !before.isOrganizationOfToday ? changedAccounts(comparison, before) : [];
  if (moved.length > 0) {
    const organization = organizationName(file.stack);
    notes.push(
      `${organization} says otherwise than in ${name} of ${firstFew(moved)}: selectors may mean other accounts`,
    );
  }
  if (wrongBefore.length > 0) {
    notes.push(`${file.name} can't be compared, since it has errors in ${name}:`);
    for (const { place, path, message } of wrongBefore) {
      notes.push(place === undefined ? message : `${place}: ${path}: ${message}`);
    }
  } else if (state === "broken") {
    notes.push(`${file.name} can't be compared, since it has errors`);
  }
  return notes;
}

/** Accounts that came, went, moved or have other tags: lines that stay may give something else. */
function changedAccounts({ after }: Comparison, { snapshot }: EarlierStack): string[] {
  const now = after.resolved.snapshot;
  if (!snapshot.complete || !now.complete) return [];
  const was = new Map(snapshot.accounts.map((account) => [account.id, account]));
  const is = new Map(now.accounts.map((account) => [account.id, account]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [one, other] = [was.get(id), is.get(id)];
    return isDeepStrictEqual(one && facts(one), other && facts(other))
      ? []
      : [`account ${(other ?? one)?.name ?? id}`];
  });
}

/** What selectors look at. */
function facts({ name, state, organizationalUnit, tags }: Account): unknown {
  return [name, state, organizationalUnit, tags];
}
