import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../commands/deploy/engine.ts";
import { Journalling } from "../commands/up/journal/journalling.ts";
import type { Pulumi } from "../commands/up/pulumi.ts";
import { company } from "./company.ts";
import { type Measure, ratios } from "./measure.ts";
import { engineFor, STACK } from "./variant.ts";

/** How the engine writes the state: at the end, with the journal of `npm run up` or without one, or at each step. */
type Writing = "with a journal" | "once, without" | "at each step";

interface Update {
  readonly seconds: number;
  /** Of all processes; absent where there is no /proc. */
  readonly processorSeconds?: number;
}

/** First deployments of so many people and of four times as many. */
export async function measureUpdates(
  pulumi: string,
  directory: string,
  rounds: number,
  people: number,
  tell: (line: string) => void,
): Promise<Measure[]> {
  const taken = new Map<string, number[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const [size, writing] of [
      [people, "with a journal"],
      [people, "once, without"],
      [people * 4, "with a journal"],
      [people * 4, "once, without"],
    ] as const) {
      const own = join(directory, `${round}-${size}-${writing}`.replaceAll(/\W+/g, "-"));
      const update = await deployed(pulumi, own, size, writing);
      const key = `${size} ${writing}`;
      const { seconds, processorSeconds = seconds } = update;
      taken.set(key, [...(taken.get(key) ?? []), processorSeconds]);
      tell(
        `round ${round}: ${size} people, state written ${writing}: ${seconds.toFixed(1)} s, processors ${processorSeconds.toFixed(1)} s`,
      );
    }
  }
  const of = (size: number, writing: Writing) => taken.get(`${size} ${writing}`) ?? [];
  const measure = (
    name: string,
    ones: readonly number[],
    others: readonly number[],
    target: number,
  ) => ({
    ...{
      name: `first deployment of ${name}: processor time`,
      values: ratios(ones, others),
      target,
    },
  });
  const grown = people * 4;
  return [
    measure(
      `${grown} people, against ${people}, with a journal`,
      of(grown, "with a journal"),
      of(people, "with a journal"),
      4.4,
    ),
    ...[people, grown].map((size) =>
      measure(
        `${size} people, with a journal, against none`,
        of(size, "with a journal"),
        of(size, "once, without"),
        1.3,
      ),
    ),
  ];
}

/** Deploys a company for the first time, to a sandbox of its own. */
export async function deployed(
  pulumi: string,
  directory: string,
  people: number,
  writing: Writing,
): Promise<Update> {
  mkdirSync(directory, { recursive: true });
  const engine = await engineFor("program", company(people), pulumi, directory);
  const args = ["up", "--yes", "--skip-preview"];
  const skip = String(writing !== "at each step");
  const run = quietly(engine, { PULUMI_SKIP_CHECKPOINTS: skip });
  const begin = performance.now();
  const before = processorSeconds();
  const journalling =
    writing === "with a journal" ? await Journalling.on(run, () => {}) : undefined;
  const code = await (journalling?.update(args, {}) ?? run.show(args, {}));
  if (code !== 0) throw new Error(`pulumi up failed with ${code}`);
  const after = processorSeconds();
  return {
    seconds: (performance.now() - begin) / 1000,
    ...(before === undefined || after === undefined ? {} : { processorSeconds: after - before }),
  };
}

/** The CLI on a stack, without what it shows. */
export function quietly(engine: Engine, always: Readonly<Record<string, string>> = {}): Pulumi {
  const run: Pulumi["read"] = async (args, environment) => {
    const ran = await engine.run(args, undefined, { environment: { ...always, ...environment } });
    if (ran.code !== 0) console.error(ran.output);
    return ran;
  };
  return {
    ...{ project: "identity-center", stack: STACK, home: engine.home, skipsCheckpoints: true },
    show: async (args, environment, onStart = () => {}) => {
      const settings = { environment: { ...always, ...environment }, onStart };
      const { code, output } = await engine.run(args, undefined, settings);
      if (code !== 0) console.error(output.slice(-2000));
      return code;
    },
    display: async (args, environment) => (await run(args, environment)).code,
    read: run,
    ask: run,
    attempt: async (args) => (await run(args, {})).code,
  };
}

/** Of the processes that this one started and that have ended, and of theirs (proc(5), fields 16 and 17). */
function processorSeconds(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

const TICKS = 100;
