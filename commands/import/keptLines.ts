import { resolveAccess } from "../../model/access/resolve.ts";
import { pathOf } from "../../model/problems/path.ts";
import { isObject } from "../../policies/isObject.ts";
import type { Facts } from "./facts.ts";
import type { StackBefore } from "./stackBefore.ts";

/** A line of access as somebody wrote it, and what it means today. */
export interface KeptLine {
  readonly line: Readonly<Record<string, unknown>>;
  /** Key of the permission set. */
  readonly permissionSet: string;
  /** Ids. */
  readonly accounts: ReadonlySet<string>;
}

/**
 * Lines of groups as they stand in the stack file: those that mean nothing but what AWS has stay as they are, selectors,
 * exceptions and last days too, which AWS doesn't tell.
 *
 * @param today YYYY-MM-DD
 * @returns by key of the group; without lines that are wrong
 */
export function keptLines(
  { configuration, sections, problems }: StackBefore,
  facts: Facts,
  today: string,
): ReadonlyMap<string, readonly KeptLine[]> {
  const organization = {
    managementAccountId: facts.managementAccount,
    accounts: facts.accounts,
    organizationalUnits: facts.units,
  };
  const resolved = resolveAccess(configuration, organization, today);
  const wrong = [...problems, ...resolved.problems].filter(({ severity }) => severity === "error");
  const accounts = new Map<string, Set<string>>();
  for (const { lines, account } of resolved.access.entries) {
    for (const line of lines) {
      const known = accounts.get(line) ?? new Set();
      accounts.set(line, known.add(account));
    }
  }
  return new Map(
    Object.entries(sections.groups).map(([key, group]) => {
      const path = pathOf("access:groups", key, "access");
      const lines = isObject(group) && Array.isArray(group.access) ? group.access : [];
      const kept = lines.flatMap((line: unknown, index): KeptLine[] => {
        const at = pathOf(path, index);
        const isWrong = wrong.some((one) => one.path === at || /^[.[]/.test(after(one.path, at)));
        if (isWrong || !isObject(line) || typeof line.permissionSet !== "string") return [];
        const { permissionSet } = line;
        return [{ line, permissionSet, accounts: accounts.get(at) ?? new Set() }];
      });
      return [key, kept];
    }),
  );
}

/** What follows in a path after the beginning; empty where it begins otherwise. */
function after(path: string, beginning: string): string {
  return path.startsWith(beginning) ? path.slice(beginning.length) : "";
}
