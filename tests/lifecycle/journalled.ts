import { PlanFile } from "../../commands/deploy/planFile.ts";
import { walkAdopting } from "../../commands/up/adopt.ts";
import { Journalling } from "../../commands/up/journal/journalling.ts";
import { look } from "../../commands/up/look.ts";
import { walk } from "../../commands/up/walk.ts";
import type { StackConfig } from "./acme.ts";
import type { Deployment, Run, RunOptions } from "./deployment.ts";

/** What `npm run up` did with a journal. */
export interface JournalledRun {
  readonly ok: boolean;
  readonly runs: readonly Run[];
  /** What it told besides. */
  readonly told: string;
}

/** As many updates as the plan takes, each with the state written at its end and a journal meanwhile. */
export async function journalled(
  deployment: Deployment,
  config: StackConfig,
  options: RunOptions = {},
): Promise<JournalledRun> {
  const runs: Run[] = [];
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const done = (ok: boolean) => ({ ok, runs, told: lines.join("\n") });
  const pulumi = deployment.pulumi(config, options, (run) => runs.push(run));
  const journalling = await Journalling.on(pulumi, tell);
  if (!journalling) throw new Error("this backend keeps no journal for itself");
  if (!(await journalling.settleLeft())) return done(false);
  const file = new PlanFile();
  const run = (args: readonly string[]) => pulumi.show(args, {});
  try {
    if (lines.length > 0) {
      await pulumi.show(["preview"], file.environment);
      await look(file, run, { run: pulumi.attempt, exported: () => deployment.exported() });
    }
    const args = ["up", "--yes", "--skip-preview", ...(options.flags ?? [])];
    const walked = await walkAdopting(
      () =>
        walk(
          { updates: [[], [], []] },
          file,
          (environment) => journalling.update(args, environment),
          tell,
        ),
      file,
      { run, exported: () => deployment.exported() },
      async () => true,
    );
    return done(walked.ended === "done");
  } finally {
    file.remove();
  }
}
