import type { Reach } from "../access/reach.ts";
import { type Drift, isComplete, isDrift } from "../drift.ts";
import type { Told } from "./driftLines.ts";

/** The same for machines, complete. */
export function driftJson(
  drift: Drift,
  { stack, noState }: Pick<Told, "stack" | "noState">,
): object {
  const { accounts, access, ...rest } = drift;
  const nameOf = (id: string) => accounts.get(id)?.name ?? null;
  const reachJson = ({ person, permissionSet, account, ways }: Reach) => ({
    ...{ person, permissionSet, account, accountName: nameOf(account) },
    through: ways.map(({ group }) => group ?? null),
  });
  const { problems, differences, unmanaged, behind, ending, notRead, notCompared, otherSections } =
    rest;
  return {
    stack,
    drift: isDrift(drift),
    complete: isComplete(drift),
    more: access.more.map(reachJson),
    less: access.less.map(reachJson),
    differences,
    unmanaged,
    behind,
    ending,
    problems: problems.map(({ path, place, message }) => ({ path, place, message })),
    notRead: notRead.map(({ action, message }) => ({ action, message })),
    notCompared,
    otherSections,
    ...(drift.otherStack !== undefined && { otherStack: drift.otherStack }),
    state: noState === undefined ? "read" : noState,
  };
}
