import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { company } from "./company.ts";
import { estate } from "./estate.ts";
import { type Measure, ratios } from "./measure.ts";
import { preview } from "./preview.ts";
import { benchDirectory, engineFor } from "./variant.ts";

const PACK = join(PROJECT_ROOT, "policies");
/** Of an exported state. */
const RESOURCES = 10_000;
/** People whose previewed stack has about 2,000 resources. */
const PEOPLE = 950;

/**
 * What the policy pack costs against an empty one: on an exported state, in a preview, and to start.
 *
 * @param pulumi without it, `npm run policies` judges the state, and there is no preview
 */
export async function measurePolicyPack(
  pulumi: string | undefined,
  rounds: number,
  quick: boolean,
  progress: (line: string) => void,
): Promise<Measure[]> {
  const directory = benchDirectory("policies");
  try {
    const empty = emptyPack(join(directory, "empty"));
    const analyze = analyzer(pulumi, directory);
    const many = quick ? RESOURCES / 10 : RESOURCES;
    const states = await inTurns(rounds, progress, {
      full: () => analyze(PACK, many),
      empty: () => analyze(empty, many),
      access: () => analyze(PACK, many, true),
      emptyAccess: () => analyze(empty, many, true),
      few: () => analyze(PACK, many / 4),
      start: () => analyze(PACK, 1),
      emptyStart: () => analyze(empty, 1),
    });
    const by = pulumi ? "policy analyze" : "npm run policies";
    const measures: Measure[] = [
      {
        name: `${by}, ${many} resources, against an empty pack: time`,
        values: ratios(states.full, states.empty),
        target: 1.25,
      },
      {
        name: `${by}, ${many} roles, policies and attachments, against an empty pack: time`,
        values: ratios(states.access, states.emptyAccess),
        target: 2,
      },
      {
        name: `${by}, ${many} resources, against ${many / 4}: time`,
        values: ratios(states.full, states.few),
        target: 4.4,
      },
      {
        name: "start of the pack, more than an empty one",
        values: states.start.map((one, round) => one - (states.emptyStart[round] ?? Number.NaN)),
        target: 0.5,
        unit: "s",
      },
    ];
    if (!pulumi) return measures;
    const previews = await measurePreviews(pulumi, directory, empty, rounds, quick, progress);
    return [...measures, previews];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Previews this program's stack under either pack. */
async function measurePreviews(
  pulumi: string,
  directory: string,
  empty: string,
  rounds: number,
  quick: boolean,
  progress: (line: string) => void,
): Promise<Measure> {
  const own = join(directory, "preview");
  mkdirSync(own, { recursive: true });
  const engine = await engineFor("program", company(quick ? PEOPLE / 10 : PEOPLE), pulumi, own);
  // The company isn't there to be judged: nothing that is found may end a preview early.
  const config = join(own, "policies.json");
  writeFileSync(config, JSON.stringify({ all: "advisory" }));
  let resources = 0;
  const under = async (pack: string) => {
    const options = ["--policy-pack", pack, "--policy-pack-config", config];
    const taken = await preview(engine, own, options);
    resources = taken.resources;
    return taken.seconds;
  };
  const { full, none } = await inTurns(rounds, progress, {
    full: () => under(PACK),
    none: () => under(empty),
  });
  const name = `preview of ${resources} resources, against an empty pack: time`;
  return { name, values: ratios(full, none), target: 1.15 };
}

/** Runs all once a round, in turns, so that a busy minute of the machine meets each of them. */
async function inTurns<K extends string>(
  rounds: number,
  progress: (line: string) => void,
  cases: Readonly<Record<K, () => Promise<number>>>,
): Promise<Record<K, number[]>> {
  const all = {} as Record<K, number[]>;
  for (let round = 1; round <= rounds; round++) {
    for (const key of Object.keys(cases) as K[]) {
      const seconds = await cases[key]();
      all[key] = [...(all[key] ?? []), seconds];
      progress(`round ${round}, policies, ${key}: ${seconds.toFixed(1)} s`);
    }
  }
  return all;
}

/** Judges a state of so many resources; gives the seconds. */
function analyzer(pulumi: string | undefined, directory: string) {
  const written = new Set<string>();
  return async (pack: string, resources: number, onlyAccess = false): Promise<number> => {
    const state = join(directory, `state-${resources}${onlyAccess ? "-access" : ""}.json`);
    if (!written.has(state)) writeFileSync(state, JSON.stringify(estate(resources, onlyAccess)));
    written.add(state);
    const [command, ...args] = pulumi
      ? [pulumi, "policy", "analyze", "--policy-pack", pack, "--file", state]
      : [
          process.execPath,
          join(PROJECT_ROOT, "commands/policies.ts"),
          "--pack",
          pack,
          "--state",
          state,
        ];
    const begin = performance.now();
    await promisify(execFile)(command, args, { maxBuffer: 2 ** 28 });
    return (performance.now() - begin) / 1000;
  };
}

/** A pack without a policy: what the engine and the SDK cost by themselves. */
function emptyPack(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  const manifest = { name: "empty", version: "0.0.1", type: "module", main: "index.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const code =
    'import { PolicyPack } from "@pulumi/policy";\nnew PolicyPack("empty", { policies: [] });\n';
  writeFileSync(join(folder, "index.js"), code);
  return folder;
}
