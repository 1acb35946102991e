import type { Cell } from "./cells.ts";
import { ERRORS } from "./sectionCells.ts";
import type { Left, Remedy, Trial } from "./trial.ts";

const LEFT: Readonly<Record<Left, string>> = {
  "as before": "what it had",
  "as wanted": "what was wanted",
  "as wanted, accounts as before": "the set as wanted, its accounts what they had",
  "a part of it": "a part of what was wanted",
};

const REMEDY: Readonly<Record<Remedy, string>> = {
  adopted:
    "`npm run up` takes it into the state; with `pulumi up`, the `pulumi import` of the message",
  provisioned:
    "the same command: it does what is missing, and has AWS bring the set to its accounts",
  "state delete": "the `pulumi state delete` of the message, then the same command",
  "another update": "the same command",
  imported: "the `pulumi import` of the message, then the same command",
  refreshed: "`npm run up`, which looks; with `pulumi up`, the same command with `--refresh`",
  twin: "the same command makes another one, under another name or id; delete the first",
};

/** What is refused for good, what passes, and what nobody heard of. */
const KINDS: Partial<Record<string, string>> = {
  [ERRORS.refused[0]]: "refused",
  [ERRORS.busy[0]]: "busy, once",
  [ERRORS.lost[0]]: "its answer lost",
};

/** The same of the sections, of which one error stands for all of its kind. */
export function sectionTable(cells: readonly Cell[]): string {
  return matrixTable(cells, (some) =>
    [...new Set(some.map(({ error }) => KINDS[error] ?? error))].join("; "),
  );
}

/** The matrix as Markdown: what each call leaves, by what goes wrong with it, and what brings it right. */
export function matrixTable(
  cells: readonly Cell[],
  wrongOf: (some: readonly Cell[]) => string = errorsOf,
): string {
  const rows = new Map<string, Cell[]>();
  for (const [, story] of grouped(cells, (cell) => `${callOf(cell)}\n${storyOf(cell.trial)}`)) {
    const [first] = story;
    if (!first) continue;
    const key = `${wrongOf(story)} | ${storyOf(first.trial)}`;
    rows.set(key, [...(rows.get(key) ?? []), ...story]);
  }
  const lines = [...rows].map(([key, all]) => `| ${callsOf(all, cells)} | ${key} |`);
  const head = "| call | goes wrong | AWS has then | what brings it right |";
  return [head, "| --- | --- | --- | --- |", ...lines].join("\n");
}

function storyOf({ failures, tries, left, remedies, isUnsettled, wrong }: Trial): string {
  if (failures > 0) {
    const all = remedies.map((one) => REMEDY[one]).join("; ");
    return `${LEFT[left as Left]} | ${all}`;
  }
  if (wrong.length > 0) return "what it had | counts as done: AWS says that it isn't there";
  if (tries === 1) return "what was wanted | nothing to do: it shouldn't be there yet";
  const more = isUnsettled ? "; the next preview has an update, which changes nothing" : "";
  return `what was wanted | another try in the same update${more}`;
}

/** Errors, each with how often it may be. */
function errorsOf(cells: readonly Cell[]): string {
  const byError = grouped(cells, ({ error }) => error);
  const times = [...byError].map(([error, all]) => {
    const often = [...new Set(all.map(({ times }) => WORDS[times]))];
    return [`\`${error}\``, often.length === 3 ? "" : ` ${often.join(" or ")}`] as const;
  });
  return [...grouped(times, ([, often]) => often)]
    .map(([often, all]) => `${all.map(([error]) => error).join(", ")}${often}`)
    .join("; ");
}

const WORDS = { 1: "once", 2: "twice", always: "always" } as const;

/** Calls, each with the steps that it is of where not all of them fare alike. */
function callsOf(cells: readonly Cell[], all: readonly Cell[]): string {
  return [...grouped(cells, ({ operation }) => operation)]
    .map(([operation, some]) => {
      const steps = new Set(some.map(({ step }) => nameOf(step)));
      const every = new Set(
        all.filter((one) => one.operation === operation).map(({ step }) => nameOf(step)),
      );
      const of = steps.size === every.size ? "" : ` (${[...steps].join(", ")})`;
      return `\`${operation}\`${of}`;
    })
    .join(", ");
}

function callOf({ step, operation }: Cell): string {
  return `${nameOf(step)} ${operation}`;
}

const NOUNS: Partial<Record<string, string>> = {
  user: "person",
  permissionSet: "permission set",
  inlinePolicy: "inline policy",
  customerPolicies: "customer managed policies",
  managedPolicies: "AWS managed policies",
};

/** Such as `person created`. */
function nameOf({ kind, does }: Cell["step"]): string {
  return `${NOUNS[kind] ?? kind} ${does}d`;
}

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
