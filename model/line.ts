import type { AccessLine } from "./group.ts";
import { pathOf } from "./path.ts";
import { error, type Problem } from "./problem.ts";
import { firstFew } from "./seen.ts";
import type { Selection, Selectors } from "./select.ts";

/** What one line of access grants. */
export interface LineMeaning {
  readonly path: string;
  readonly permissionSet: string;
  /** Ids, each once. */
  readonly accounts: readonly string[];
  readonly until?: string;
  /** A part of the line was refused with an error, so that more was meant than is granted. */
  readonly refused: boolean;
  readonly problems: readonly Problem[];
}

/** A line's accounts without its exceptions. What can't be judged is not granted, and is excepted. */
export function lineMeaning(
  line: AccessLine,
  path: string,
  selectors: Selectors,
  today: string,
): LineMeaning {
  const { permissionSet, until } = line;
  const meaning = { path, permissionSet, ...(until === undefined ? {} : { until }) };
  if (line.accounts.length === 0) return { ...meaning, accounts: [], refused: true, problems: [] };
  // Its accounts are not judged any more: one that was closed since would otherwise stop every deployment.
  if (until !== undefined && until < today) {
    return { ...meaning, accounts: [], refused: false, problems: [expired(until, path)] };
  }
  const given = line.accounts.map((selector, index) =>
    selectors.select(selector, pathOf(path, "accounts", index)),
  );
  const left = line.except.map((selector, index) =>
    selectors.select(selector, pathOf(path, "except", index)),
  );
  const wanted = new Set(given.flatMap((selection) => selection.sure));
  const except = new Set(left.flatMap((selection) => [...selection.sure, ...selection.unjudged]));
  const accounts = [...wanted].filter((id) => !except.has(id));
  const selections = [...given, ...left];
  const problems = selections.flatMap((selection) => selection.problems);
  const judged = selections.every(({ unjudged }) => unjudged.length === 0);
  const refused = selections.some(isRefused);
  if (judged && !refused && accounts.length === 0) {
    const few = firstFew([...wanted]);
    problems.push(
      error(
        pathOf(path, "except"),
        `leaves nothing of the line, whose accounts are ${few}; remove the line or a part of except`,
      ),
    );
  }
  // An exception that isn't understood could be any account.
  return { ...meaning, accounts: left.some(isRefused) ? [] : accounts, refused, problems };
}

function isRefused({ sure, unjudged }: Selection): boolean {
  return sure.length + unjudged.length === 0;
}

function expired(until: string, path: string): Problem {
  return {
    severity: "warning",
    kind: "expired",
    path: pathOf(path, "until"),
    message: `the last day of this line, ${until}, has passed, so that it grants nothing; remove the line`,
  };
}
