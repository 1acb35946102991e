import { rmSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { runCommand } from "../commands/cli/command.ts";
import { Progress } from "../commands/cli/progress.ts";
import { UsageError } from "../commands/cli/usageError.ts";
import { findPulumi } from "../sandbox/pulumiCli.ts";
import { measureApiCalls } from "./apiCalls.ts";
import { compare, compareEverything, growth, inTurns } from "./comparison.ts";
import { measureLiveReading } from "./liveReading.ts";
import { drawMeasures, isMet, type Measure } from "./measure.ts";
import { measurePolicyPack } from "./policyPack.ts";
import { measurePolicySizes } from "./policySizes.ts";
import { measureResolution } from "./resolutions.ts";
import { onEngine, withoutEngine } from "./runners.ts";
import { measureUpdates } from "./updates.ts";
import { benchDirectory } from "./variant.ts";

const USAGE = `usage: npm run bench [-- --quick] [--rounds N] [--policies] [--updates]

Measures what this program costs against the same resources written flat by hand, how it grows, how many calls AWS
gets, and what it takes to read a large organization. Everything runs against the sandbox, whose own cost is in both
sides of a ratio. 3 rounds unless told otherwise. --quick takes a tenth of the people, and one round: a trial, in which
starting up weighs too much for its ratios to be judged, so only calls and resolution are. --policies measures the
policy pack alone, --updates first deployments as npm run up makes them.`;

interface Wanted {
  readonly quick: boolean;
  readonly rounds?: string;
  readonly policies: boolean;
  readonly updates: boolean;
}

async function bench(values: Wanted): Promise<number> {
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new UsageError(`--rounds is "${values.rounds}"; a whole number from 1 is wanted`);
  }
  const directory = benchDirectory("previews");
  const progress = new Progress("measuring");
  const tell = (line: string) => {
    progress.clear();
    console.log(line);
  };
  try {
    const measures = values.updates
      ? await updates(directory, rounds, values.quick, tell)
      : values.policies
        ? await policyPack(findPulumi(), rounds, values.quick, tell)
        : await measure(directory, values.quick, rounds, tell);
    tell(`\n${drawMeasures(measures)}`);
    return measures.some((one) => isMet(one) === false) ? 1 : 0;
  } finally {
    progress.end();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(
  directory: string,
  quick: boolean,
  rounds: number,
  tell: (line: string) => void,
): Promise<Measure[]> {
  const people = quick ? 100 : 1000;
  const pulumi = findPulumi();
  const withEngine = pulumi && onEngine(pulumi, directory);
  const inProcess = withoutEngine(directory);
  tell(
    `${pulumi ? `Previews on Pulumi's engine (${pulumi})` : "There is no Pulumi CLI: first deployments in process, without an engine"}; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}.`,
  );
  const compared = withEngine
    ? await inTurns(
        [
          `program ${people}`,
          `flat ${people}`,
          `flat, default settings ${people}`,
          `program with everything ${people}`,
          `flat with everything ${people}`,
          `program ${people * 4}`,
        ],
        rounds,
        withEngine,
        tell,
      )
    : await inTurns(
        [`program ${people}`, `flat ${people}`, `program ${people * 4}`],
        rounds,
        inProcess,
        tell,
      );
  const measures = [
    // Without the engine's share, reading the configuration weighs more than it does for a user.
    ...(pulumi ? compare(compared, people) : compare(compared, people).map(withoutTarget)),
    ...(pulumi ? compareEverything(compared, people) : []),
    ...growth(compared, people, people * 4, pulumi ? "on the engine" : "in process"),
  ];
  return [
    ...(quick ? measures.map(withoutTarget) : measures),
    ...(pulumi ? await measureApiCalls(pulumi) : await inProcess.apiCalls()),
    ...(await measureResolution(rounds)),
    ...(quick ? [] : await measureLiveReading()),
    ...(await policyPack(pulumi, rounds, quick, tell)),
  ];
}

async function policyPack(
  pulumi: string | undefined,
  rounds: number,
  quick: boolean,
  tell: (line: string) => void,
): Promise<Measure[]> {
  const measures = await measurePolicyPack(pulumi, rounds, quick, tell);
  const sizes = await measurePolicySizes(rounds, tell);
  return [...(quick ? measures.map(withoutTarget) : measures), ...sizes];
}

async function updates(
  directory: string,
  rounds: number,
  quick: boolean,
  tell: (line: string) => void,
): Promise<Measure[]> {
  const pulumi = findPulumi();
  if (!pulumi) throw new Error("there is no Pulumi CLI: npx pulumi version fetches one");
  const measures = await measureUpdates(pulumi, directory, rounds, quick ? 100 : 1000, tell);
  return quick ? measures.map(withoutTarget) : measures;
}

function withoutTarget({ target: _, ...told }: Measure): Measure {
  return told;
}

await runCommand({
  name: "bench",
  usage: USAGE,
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    policies: { type: "boolean", default: false },
    updates: { type: "boolean", default: false },
  },
  run: bench,
});
