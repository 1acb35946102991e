import { readOrganization } from "../../live/readOrganization.ts";
import { formatProblems } from "../../model/problems/problem.ts";
import { dayAfter } from "../../model/schema/calendar.ts";
import { DAYS_AHEAD } from "../../model/transition/difference/lastDays.ts";
import { today } from "../../policies/today.ts";
import type { Progress } from "../cli/progress.ts";
import { liveRegion } from "../organization/liveRegion.ts";
import { withLiveSession } from "../organization/liveSession.ts";
import { terminalWidth } from "../report/textWidth.ts";
import { parseStackFile, readStackFile } from "../stack/stackFile.ts";
import type { Pulumi } from "../up/pulumi.ts";
import { codeOf } from "./code.ts";
import { driftOf, isComplete, isDrift } from "./drift.ts";
import { heal } from "./heal/heal.ts";
import { healingOf, withoutHealed } from "./heal/healing.ts";
import { driftJson } from "./report/driftJson.ts";
import { driftLines } from "./report/driftLines.ts";
import { readState } from "./state/readState.ts";

/** What `npm run drift` was asked for. */
export interface DriftCall {
  readonly stack: string;
  readonly json: boolean;
  readonly region?: string;
  readonly resume: boolean;
  /** Whether to heal what can be healed without changing what anybody has reviewed. */
  readonly heal: boolean;
}

/** What it works with. */
export interface DriftTools {
  readonly tell: Progress;
  /** Absent where there is no Pulumi CLI. */
  readonly pulumi: Pick<Pulumi, "read" | "show"> | undefined;
  /** Asks whether to do what was shown. */
  readonly agreed: () => Promise<boolean>;
}

/** @returns 0 where nothing differs, 1 where something does, 2 where not everything could be compared */
export async function drift(
  call: DriftCall,
  { tell, pulumi, agreed }: DriftTools,
): Promise<number> {
  const { stack, resume } = call;
  const file = readStackFile(stack);
  const { configuration, problems } = parseStackFile(file);
  if (problems.some(({ severity }) => severity === "error")) {
    throw new Error(`${formatProblems(problems)}\nUntil then nobody knows what the code wants.`);
  }
  const region = liveRegion(call.region, file, configuration);
  const live = await withLiveSession({ stack, region, resume }, tell, readOrganization);
  tell.clear();
  const read = await readState(pulumi);
  const day = today();
  const days = { from: day, to: dayAfter(day, DAYS_AHEAD) };
  const code = codeOf(file, configuration, live, day);
  const found = driftOf(code, live, "state" in read ? read.state : undefined, days);
  const told = { stack, ...("noState" in read ? { noState: read.noState } : {}) };
  if (call.json) console.log(JSON.stringify(driftJson(found, told), null, 2));
  else for (const line of driftLines(found, { ...told, width: terminalWidth() })) console.log(line);
  if (call.heal) {
    const healing = healingOf(found);
    const isDone = await heal(healing, live, { pulumi, agreed, print: console.log, region });
    if (isDone) console.log(`See what is left: npm run drift -- --stack ${stack}`);
    if (isDone && isComplete(found)) return isDrift(withoutHealed(found, healing)) ? 1 : 0;
  }
  if (!isComplete(found)) return 2;
  return isDrift(found) ? 1 : 0;
}
