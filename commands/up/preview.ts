import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanReport } from "../../model/transition/plan/planReport.ts";
import { ownPack } from "../analyzer/packFolder.ts";
import { withProgress } from "../cli/progress.ts";
import type { EngineEvent } from "../deploy/engine.ts";
import type { PlanFile } from "../deploy/planFile.ts";
import type { Pulumi } from "./pulumi.ts";
import { unmetPolicies } from "./unmetPolicies.ts";
import { displayFlags } from "./upArguments.ts";

/** A preview of all that is wanted, judged by the policy pack. */
export interface Preview {
  readonly plan: PlanReport;
  /** What `--json --show-sames --show-replacement-steps` prints of it. */
  readonly json: string;
}

/** A preview that failed; what is wrong was shown. */
export interface Refused {
  /** The same in one line, for the end. */
  readonly refused: string;
}

/** Pulumi writes its events to a file only with this variable, and knows then how to show them. */
const WITH_EVENTS = { PULUMI_DEBUG_COMMANDS: "true" };

/**
 * Makes one preview, for people and to be judged: Pulumi prints it as JSON, and shows it from its events. A CLI that
 * can't do both makes two.
 */
export async function preview(
  pulumi: Pick<Pulumi, "show" | "display" | "read">,
  plans: Pick<PlanFile, "environment" | "take">,
  flags: readonly string[],
): Promise<Preview | Refused> {
  const directory = mkdtempSync(join(tmpdir(), "identity-center-"));
  const events = join(directory, "events.json");
  const policyPack = flags.some((flag) => /^--policy-pack(=|$)/.test(flag))
    ? []
    : ["--policy-pack", ownPack()];
  const json = (more: readonly string[]) =>
    pulumi.read(
      ["preview", "--json", "--show-sames", "--show-replacement-steps", ...flags, ...more],
      {
        ...plans.environment,
        ...WITH_EVENTS,
        PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "false",
      },
    );
  try {
    const made = await withProgress("previewing", () =>
      json([...policyPack, "--event-log", events]),
    );
    const plan = plans.take();
    const replay = ["replay-events", "update", events, "--preview", ...displayFlags(flags)];
    const happened = eventsIn(events);
    const refused = {
      refused: unmetPolicies(happened) ?? "the preview failed; pulumi says above why",
    };
    const isWhole = happened.at(-1)?.cancelEvent !== undefined;
    if (isWhole && (await pulumi.display(replay, WITH_EVENTS)) === 0) {
      return made.code === 0 && plan ? { plan, json: made.stdout } : refused;
    }
    const code = await pulumi.show(["preview", ...policyPack, ...flags], plans.environment);
    const shown = plans.take();
    if (code !== 0 || !shown) return refused;
    const again = made.code === 0 ? made : await json([]);
    plans.take();
    return again.code === 0 ? { plan: shown, json: again.stdout } : refused;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Events as far as they were written. An engine that ends well, or fails, says last that it is through. */
function eventsIn(path: string): readonly EngineEvent[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as EngineEvent];
    } catch {
      return [];
    }
  });
}
