import { shown } from "../../model/problems/shown.ts";
import type { Change, Operation, Resource } from "../deploy/resource.ts";
import {
  type AccountNames,
  counted,
  NOUNS_RANK,
  type ResourceName,
  resourceName,
} from "./resourceName.ts";
import { cut, textWidth } from "./textWidth.ts";

/** In the order in which they are told. */
const OPERATIONS: readonly Operation[] = [
  "failed",
  "deleted",
  "replaced",
  "changed",
  "created",
  "imported",
];

/** Changes of one kind of thing are told one a line up to so many. */
const LINES = 8;

interface NamedChange extends Change {
  readonly called: ResourceName;
}

/** `2 changed, 1 deleted`; `nothing changed`. Counts what is something in AWS. */
export function changesInShort(changes: readonly Change[], account: AccountNames): string {
  const counts = Map.groupBy(inOrder(changes, account), ({ operation }) => operation);
  if (counts.size === 0) return "nothing changed";
  return [...counts].map(([operation, some]) => `${some.length} ${operation}`).join(", ");
}

/** What was done, by name: one line for a change, or one for many of a kind, in at most so many columns. */
export function changeLines(
  changes: readonly Change[],
  account: AccountNames,
  width: number,
): string[] {
  const groups = Map.groupBy(inOrder(changes, account), ({ operation, called }) => {
    return `${operation} ${called.together(0)}`;
  });
  return [...groups.values()].flatMap((group) => {
    const { operation, called } = group[0] as NamedChange;
    const isNew = operation === "created" || operation === "imported";
    if (group.length === 1 || (!isNew && group.length <= LINES)) return group.map(lineOf);
    const start = `  ${operation.padEnd(8)}  ${called.together(group.length)}: `;
    const alike = [...Map.groupBy(group, (one) => one.called.short)].map(([name, { length }]) => ({
      text: length === 1 ? name : `${length} ${name}`,
      count: length,
    }));
    return [cut(start + asManyAsFit(alike, width - textWidth(start)), width)];
  });
}

/** How many of what there are, such as `4 people, 5 groups, 20 others`. */
export function livingLine(resources: readonly Resource[], account: AccountNames): string {
  const named = resources
    .flatMap((resource) => resourceName(resource, account) ?? [])
    .sort((one, other) => one.rank - other.rank);
  const groups = Map.groupBy(named, ({ rank }) => Math.min(rank, NOUNS_RANK));
  const counts = [...groups].map(([rank, some]) =>
    rank < NOUNS_RANK ? some[0]?.together(some.length) : counted(some.length, "other"),
  );
  return counts.join(", ") || "nothing";
}

function lineOf({ operation, called, properties }: NamedChange): string {
  const what = properties.length > 0 ? `: ${properties.map(shown).join(", ")}` : "";
  return `  ${operation.padEnd(8)}  ${called.whole}${what}`;
}

function inOrder(changes: readonly Change[], account: AccountNames): NamedChange[] {
  const order = ({ operation }: Change) => OPERATIONS.indexOf(operation);
  return changes
    .flatMap((change) => {
      const called = resourceName(change.resource, account);
      return called ? [{ ...change, called }] : [];
    })
    .sort(
      (one, other) =>
        order(one) - order(other) ||
        one.called.rank - other.called.rank ||
        one.called.whole.localeCompare(other.called.whole, "en", { numeric: true }),
    );
}

/** Things that are told by one text. */
interface Alike {
  readonly text: string;
  readonly count: number;
}

function asManyAsFit([first, ...others]: readonly Alike[], width: number): string {
  let text = first?.text ?? "";
  let rest = others.reduce((sum, { count }) => sum + count, 0);
  for (const other of others) {
    const longer = `${text}, ${other.text}`;
    const isLast = rest === other.count;
    if (textWidth(isLast ? longer : `${longer} and ${rest - other.count} more`) > width) {
      return `${text} and ${rest} more`;
    }
    text = longer;
    rest -= other.count;
  }
  return text;
}
