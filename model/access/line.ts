import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { AccessLine } from "../schema/group.ts";
import { idleExceptions } from "./idleExceptions.ts";
import type { Selection, Selectors } from "./select.ts";
import { withoutConsequence } from "./withoutConsequence.ts";

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
  const { accounts: ours, except: others } = line.refused ?? line;
  const given = ours.map((one, index) => selectors.select(one, pathOf(path, "accounts", index)));
  const left = others.map((one, index) => selectors.except(one, pathOf(path, "except", index)));
  const selections = [...given, ...left];
  const refused = line.refused !== undefined || selections.some(isRefused);
  const accounts = accountsOf(given, left);
  const problems = selections.flatMap((selection) => selection.problems);
  const judged = selections.every(({ unjudged }) => unjudged.length === 0);
  if (judged && !refused && accounts.length === 0) {
    const few = firstFew([...new Set(given.flatMap(({ sure }) => sure))]);
    problems.push(
      error(
        pathOf(path, "except"),
        `leaves nothing of the line, whose accounts are ${few}; remove the line or a part of except`,
      ),
    );
  }
  if (until !== undefined && until < today) {
    const after = withoutConsequence(problems);
    const found = [
      expired(until, path),
      ...after.map((one) => ({ ...one, kind: "expired" as const })),
    ];
    return { ...meaning, accounts: [], refused: false, problems: found };
  }
  if (line.refused === undefined) {
    problems.push(...idleExceptions({ ...line, given, left, path }, selectors));
  }
  // An exception that isn't understood could be any account.
  const isUnsure = line.refused !== undefined || left.some(isRefused);
  return { ...meaning, accounts: isUnsure ? [] : accounts, refused, problems };
}

function accountsOf(given: readonly Selection[], left: readonly Selection[]): string[] {
  const wanted = new Set(given.flatMap(({ sure }) => sure));
  const except = new Set(left.flatMap(({ sure, unjudged }) => [...sure, ...unjudged]));
  return [...wanted].filter((id) => !except.has(id));
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
