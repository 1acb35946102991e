import type { AccessEntry } from "../access/access.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import { managementStack } from "./delegationProblems.ts";

/**
 * What a stack's part doesn't allow in the management account: the delegated administrator gives nothing there, and what
 * is given there is given nowhere else (IAM Identity Center User Guide, "Delegated administration": permission sets
 * for the management account of their own).
 */
export function provisionedThereProblems(
  configuration: Configuration,
  entries: readonly AccessEntry[],
  managementAccountId: string,
): Problem[] {
  const section = configuration.delegatedAdministration;
  if (!section) return [];
  const there = entries.filter(({ account }) => account === managementAccountId);
  if (section.stack === "delegated") return delegatedProblems(configuration, there);
  const sets = Map.groupBy(there, ({ permissionSet }) => permissionSet);
  return [...sets].flatMap(([set, here]) => {
    const elsewhere = entries.filter(
      ({ permissionSet, account }) => permissionSet === set && account !== managementAccountId,
    );
    const path = pathOf("access:permissionSets", set);
    if (elsewhere.length > 0) return [error(path, both(here, elsewhere))];
    const isUnsure =
      configuration.permissionSets[set]?.existing && section.otherStack === undefined;
    return isUnsure ? [warning(path, UNSURE)] : [];
  });
}

function delegatedProblems(configuration: Configuration, there: readonly AccessEntry[]): Problem[] {
  const lines = new Map(there.flatMap((entry) => entry.lines.map((line) => [line, entry])));
  return [...lines].map(([line, { account, permissionSet }]) =>
    error(
      line,
      `reaches the management account ${account}, where the delegated administrator can't assign anything; give it in ${managementStack(configuration)}, with a permission set that is used there only, and not ${permissionSet}`,
    ),
  );
}

function both(here: readonly AccessEntry[], elsewhere: readonly AccessEntry[]): string {
  const [there, others] = [here, elsewhere].map((entries) =>
    firstFew([...new Set(entries.flatMap(({ lines }) => lines))], 3),
  );
  return `is given in the management account (${there}) and in member accounts (${others}): the delegated administrator couldn't manage it anywhere; make two of it, one for the management account and one for the others`;
}

const UNSURE =
  "is made elsewhere, and given in the management account: where the delegated administrator's stack makes it, that stack can't change it any more; make one for the management account here, or name that stack in access:delegatedAdministration.otherStack, so that both are compared";
