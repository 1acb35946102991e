import type { Reach } from "../../../commands/drift/access/reach.ts";
import type { Who } from "../../../commands/drift/access/who.ts";
import type { Difference } from "../../../commands/drift/differences.ts";
import type { Drift } from "../../../commands/drift/drift.ts";

/** All that a drift holds, a short line each, sorted. */
export function said(drift: Drift): string[] {
  const { access, differences, unmanaged, behind, ending, notRead, notCompared, problems } = drift;
  return [
    ...problems.map(({ path }) => `problem ${path}`),
    ...access.more.map((one) => `more ${reachText(one)}`),
    ...access.less.map((one) => `less ${reachText(one)}`),
    ...differences.map(differenceText),
    ...Object.entries(unmanaged).flatMap(([kind, names]) =>
      (names as readonly string[]).map((name) => `unnamed ${kind} ${name}`),
    ),
    ...behind.map(({ permissionSet, accounts, isAsWanted }) => {
      return `behind ${permissionSet} ${accounts.join()}${isAsWanted ? "" : " differs"}`;
    }),
    ...ending.map(({ group, permissionSet, until }) => `ending ${group} ${permissionSet} ${until}`),
    ...notRead.map(({ action }) => `not read ${action}`),
    ...notCompared.map((path) => `not compared ${path}`),
  ].sort();
}

function reachText({ person, permissionSet, account, ways }: Reach): string {
  const through = ways.map(({ group }) => (group ? `through ${whoText(group)}` : "directly"));
  return `${whoText(person)} ${whoText(permissionSet)} ${account} ${through.sort().join(", ")}`;
}

/** Names of what the code doesn't name are in quotes. */
function whoText({ key, name }: Who): string {
  return key ?? `"${name}"`;
}

function differenceText({ kind, name, what, code, aws, remedy }: Difference): string {
  const sides =
    what === undefined
      ? `${code ? "code" : "-"}/${aws ? "AWS" : "-"}`
      : `${what}: ${code ?? "-"} / ${aws ?? "-"}`;
  return `${kind} ${name}: ${sides} [${remedy ?? "?"}]`;
}
