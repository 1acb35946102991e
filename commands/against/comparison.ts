import { Access } from "../../model/access/access.ts";
import { parseConfiguration } from "../../model/parse.ts";
import type { Problem } from "../../model/problems/problem.ts";
import { dayAfter } from "../../model/schema/calendar.ts";
import type { AccessSide } from "../../model/transition/difference/accessSide.ts";
import {
  DAYS_AHEAD,
  type EndingLine,
  linesEnding,
} from "../../model/transition/difference/lastDays.ts";
import { type AccessDifference, accessDifference } from "../../model/transition/difference.ts";
import type { Plan } from "../../model/transition/plan/plan.ts";
import { planFrom } from "../../model/transition/plan/planFrom.ts";
import { type CheckedStack, checkStack } from "../organization/checkedStack.ts";
import type { ResolvedStack } from "../organization/resolvedStack.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { type NewDelegate, newDelegate } from "./delegate.ts";
import { type EarlierStack, earlierStack } from "./earlierStack.ts";
import { managedPolicyDocuments } from "./managedPolicyDocuments.ts";
import { lostControls, type PlacedFinding } from "./protection.ts";
import type { Revision } from "./revision.ts";
import type { RevisionFiles } from "./revisionFiles.ts";
import { secretPolicies } from "./secretPolicies.ts";

/** A stack of the working tree beside what it was in a revision. */
export interface Comparison {
  readonly after: CheckedStack;
  /** Undefined where the revision has no such stack, or one that can't be used. */
  readonly before: EarlierStack | undefined;
  /** `new`: the revision has no such stack. `broken`: one of the two has errors, so that nothing is compared. */
  readonly state: "compared" | "new" | "broken";
  /** What was wrong in the revision, where that is why nothing is compared. */
  readonly wrongBefore: readonly Problem[];
  readonly difference?: AccessDifference;
  readonly delegate?: NewDelegate;
  /** What of the protection goes. */
  readonly protection: readonly PlacedFinding[];
  /** The updates that it takes where the revision's stack is deployed. */
  readonly plan?: Plan;
  /** Lines that end today or in the next 14 days. */
  readonly ending: readonly EndingLine[];
  /** Lines that ended since the day of the revision. */
  readonly ended: readonly EndingLine[];
}

/** What a stack of the working tree would change against a revision. @param day YYYY-MM-DD, today */
export function compareStack(
  stack: string,
  revision: Revision,
  files: RevisionFiles,
  day: string,
): Comparison {
  const after = checkStack(stack, day);
  const { configuration, problems, snapshot } = after.resolved;
  const nothing = { wrongBefore: [], protection: [], ending: [], ended: [] };
  const open = { after, before: undefined, ...nothing };
  if (problems.some(isBroken)) return { ...open, state: "broken" };
  const ending = linesEnding(configuration, { from: day, to: dayAfter(day, DAYS_AHEAD) });
  const ended = linesEnding(configuration, { from: revision.day, to: dayAfter(day, -1) });
  let before: EarlierStack | undefined;
  try {
    before = earlierStack(stack, files, snapshot, day);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const wrongBefore: Problem[] = [{ severity: "error", path: "file", message }];
    return { ...open, state: "broken", wrongBefore, ending, ended };
  }
  const wrongBefore = before?.problems.filter(isBroken) ?? [];
  if (wrongBefore.length > 0) {
    return { ...open, before, state: "broken", wrongBefore, ending, ended };
  }
  const [later, documentOf] = [sideOf(after.file, after.resolved), managedPolicyDocuments()];
  const earlier = before ? sideOf(before.file, before) : nothingBefore(later);
  const difference = accessDifference(earlier, later, documentOf);
  const state = before ? "compared" : "new";
  const plan = planFrom(earlier, later);
  const now = { ...after.resolved, file: after.file };
  const protection = before ? lostControls(before, now, day) : [];
  const delegate = newDelegate(before, after.resolved);
  return {
    ...{ after, before, state, wrongBefore, difference, protection, plan, ending, ended },
    ...(delegate && { delegate }),
  };
}

/** What a line with an error was meant to give isn't known; one that has ended, or is secret, is no error here. */
function isBroken({ severity }: Problem): boolean {
  return severity === "error";
}

function sideOf(
  file: StackFile,
  { configuration, access, snapshot }: Pick<ResolvedStack, "configuration" | "access" | "snapshot">,
): AccessSide {
  const members = new Map(
    snapshot.existing.groups.map((group) => [group.name.toLowerCase(), group.members]),
  );
  const secrets = secretPolicies(file);
  return {
    ...{ configuration, access },
    membersOf: (name) => members.get(name.toLowerCase()),
    secretsOf: (key) => secrets.get(key),
  };
}

/** A stack before it was made. */
function nothingBefore({ access, membersOf }: AccessSide): AccessSide {
  const readFile = () => "";
  const { configuration } = parseConfiguration({}, { readFile });
  const nobody = new Access(new Map(), access.accounts, access.managementAccountId);
  return { configuration, access: nobody, membersOf, secretsOf: () => undefined };
}
