import type { AccessChange, Direction } from "../../model/transition/difference/accessChanges.ts";
import type { EndingLine } from "../../model/transition/difference/lastDays.ts";
import { problemsJson } from "../report/stackJson.ts";
import type { Comparison } from "./comparison.ts";
import type { EmergencyComparison } from "./emergency.ts";
import type { Revision } from "./revision.ts";
import { stackFileName } from "./tell.ts";
import { updatesOf } from "./updates.ts";
import { accountNameOf, placeOf } from "./words.ts";

/** A comparison for machines: everything, in full. */
export function comparisonJson(comparison: Comparison, revision: Revision): object {
  const { after, before, state, difference, wrongBefore, ending, ended } = comparison;
  const changes = (direction: Direction) =>
    (difference?.[direction] ?? []).map((change) => changeJson(change, direction, comparison));
  const lines = (all: readonly EndingLine[]) =>
    all.map((line) => ({ ...line, place: placeOf(comparison, "after", line.path) }));
  return {
    ...headJson(after.file.stack, revision, state),
    passed: !after.found.some(({ severity }) => severity === "error"),
    organizationOfToday: before?.isOrganizationOfToday ?? false,
    problems: problemsJson(after.file, after.found),
    problemsBefore: problemsJson(before?.file ?? after.file, before?.problems ?? wrongBefore),
    administrators: difference?.administrators ?? { gained: [], lost: [] },
    delegatedAdministrator: comparison.delegate ?? null,
    gained: changes("gained"),
    lost: changes("lost"),
    prolonged: changes("prolonged"),
    shortened: changes("shortened"),
    permissionSets: difference?.permissionSets ?? [],
    ...{ protection: comparison.protection, privileges: [] },
    updates: comparison.plan ? updatesOf(comparison.plan, after.resolved.access) : [],
    ending: lines(ending),
    ended: lines(ended),
  };
}

/** The same of a stack for emergencies. */
export function emergencyJson(comparison: EmergencyComparison, revision: Revision): object {
  const { file, found, state, wrongBefore, protection, privileges } = comparison;
  return {
    ...headJson(file.stack, revision, state),
    ...NOTHING,
    passed: !found.some(({ severity }) => severity === "error"),
    problems: problemsJson(file, found),
    problemsBefore: problemsJson(file, wrongBefore),
    ...{ protection, privileges },
  };
}

/** The same of a stack whose file is gone, or can't be read. */
export function uncomparedJson(
  stack: string,
  revision: Revision,
  state: "removed" | "unreadable",
  message: string,
): object {
  const problem = { severity: "error", place: stackFileName(stack), path: "", message };
  return {
    ...headJson(stack, revision, state),
    ...NOTHING,
    passed: state === "removed",
    problems: state === "removed" ? [] : [problem],
  };
}

const NOTHING = {
  ...{ passed: true, organizationOfToday: false, problems: [], problemsBefore: [] },
  ...{ administrators: { gained: [], lost: [] }, delegatedAdministrator: null },
  ...{ gained: [], lost: [], prolonged: [], shortened: [] },
  ...{ permissionSets: [], protection: [], privileges: [], updates: [], ending: [], ended: [] },
};

function headJson(stack: string, { name, commit, day }: Revision, state: string): object {
  return { stack, against: { revision: name, commit, day }, state };
}

function changeJson(change: AccessChange, direction: Direction, comparison: Comparison): object {
  const side = direction === "lost" ? "before" : "after";
  return {
    ...change,
    accounts: change.accounts.map((account) => ({
      account,
      accountName: accountNameOf(comparison, account) ?? null,
    })),
    ways: change.ways.map(({ group, lines }) => ({
      group,
      lines: lines.map((path) => ({ path, place: placeOf(comparison, side, path) })),
    })),
  };
}
