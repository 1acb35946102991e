import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Company, company } from "../../../bench/company.ts";
import { quietly } from "../../../bench/updates.ts";
import { benchDirectory, configure, engineFor, inFiles } from "../../../bench/variant.ts";
import { runCommand } from "../../../commands/cli/command.ts";
import { UsageError } from "../../../commands/cli/usageError.ts";
import type { Engine } from "../../../commands/deploy/engine.ts";
import { PlanFile } from "../../../commands/deploy/planFile.ts";
import { walkAdopting } from "../../../commands/up/adopt.ts";
import { Journalling } from "../../../commands/up/journal/journalling.ts";
import { walk } from "../../../commands/up/walk.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { isChange } from "../../../sandbox/world/gate.ts";
import { grantsAfter } from "../../../sandbox/world/history.ts";
import { Gate } from "../gate.ts";
import { killTree } from "../killTree.ts";
import { Random } from "./random.ts";

const USAGE = `usage: node tests/lifecycle/fuzz/kills.ts [--people N] [--rounds N] [--seed S]

Makes large updates with a journal on Pulumi's engine and the sandbox, kills all of each at a random call, takes the lock
away, and goes on as npm run up does: a creation, a change of everybody, and one after which a tenth is left. Access must
be what is wanted then, and a preview find nothing.`;

interface Wanted {
  readonly people: string;
  readonly rounds: string;
  readonly seed: string;
}

/** What an update wants, and how many calls it makes at least. */
interface Change {
  readonly what: string;
  readonly config: Company["config"];
  readonly calls: number;
}

async function kills({ people, rounds, seed }: Wanted): Promise<number> {
  const pulumi = findPulumi();
  if (!pulumi) throw new Error("there is no Pulumi CLI: npx pulumi version fetches one");
  const [size, many] = [Number(people), Number(rounds)];
  if (!(size >= 50) || !(many >= 1)) throw new UsageError("--people wants 50 or more, --rounds 1");
  const random = new Random(Number(seed));
  let wrong = 0;
  for (let round = 1; round <= many; round += 1) {
    const directory = benchDirectory(`kills-${round}`);
    mkdirSync(directory, { recursive: true });
    const engine = await engineFor("program", company(size), pulumi, directory);
    try {
      for (const change of changes(size)) {
        const told = await killed(engine, directory, change, random);
        wrong += told.wrong.length;
        console.log(`round ${round}, ${change.what}: ${told.text}`);
        for (const one of told.wrong) console.log(`  WRONG ${one}`);
      }
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  return wrong === 0 ? 0 : 1;
}

function changes(size: number): Change[] {
  const { config } = company(size);
  const titled = structuredClone(config) as Record<string, Record<string, Record<string, unknown>>>;
  for (const person of Object.values(titled["access:people"] ?? {})) person.title = "Engineer";
  const limits = { deletions: size };
  return [
    { what: "creation", config, calls: size * 2 },
    { what: "change of everybody", config: titled, calls: size },
    {
      what: "nine tenths leave",
      config: { ...company(size / 10).config, "access:limits": limits },
      calls: size,
    },
  ];
}

async function killed(engine: Engine, directory: string, change: Change, random: Random) {
  configure(engine, inFiles(change, directory));
  const made = engine.journal().filter(({ operation }) => isChange(operation)).length;
  const call = random.below(change.calls);
  let pid = 0;
  let isKilled = false;
  const gate = new Gate(join(directory, "gate"), made + call, () => {
    isKilled = true;
    killTree(pid);
  });
  const run = quietly(engine, { SANDBOX_GATE: gate.path });
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const show: typeof run.show = (args, environment, onStart = () => {}) =>
    run.show(args, environment, (started) => {
      pid = started;
      onStart(started);
    });
  const first = await Journalling.on({ ...run, show }, tell);
  await update(engine, first, { ...run, show }, tell);
  gate.open();
  const wrong = isKilled ? [] : ["it wasn't killed"];
  await engine.run(["cancel", "--yes"]);
  const then = performance.now();
  const again = quietly(engine);
  const second = await Journalling.on(again, tell);
  if (!(await second?.settleLeft())) wrong.push("the state couldn't be settled");
  const settled = (performance.now() - then) / 1000;
  const imports: string[] = [];
  const counted: typeof again = {
    ...again,
    show: (args, environment, onStart) => {
      if (args[0] === "import") imports.push(args.join(" "));
      return again.show(args, environment, onStart);
    },
  };
  if (!(await update(engine, second, counted, tell))) wrong.push("the next update failed");
  wrong.push(...differences(change.config, engine));
  const preview = await engine.run(["preview", "--expect-no-changes"]);
  if (preview.code !== 0) wrong.push(`a preview finds something: ${preview.output.slice(-500)}`);
  const completed = /what it completed, (\d+ steps?)/.exec(lines.join("\n"))?.[1] ?? "no step";
  const underWay = /(\d+) more were under way/.exec(lines.join("\n"))?.[1] ?? "none";
  return {
    wrong,
    text: `killed at call ${call}: ${completed} in the journal, ${underWay} under way; in the state after ${settled.toFixed(1)} s; ${imports.length} adopted`,
  };
}

async function update(
  engine: Engine,
  journalling: Journalling | undefined,
  pulumi: ReturnType<typeof quietly>,
  tell: (line: string) => void,
): Promise<boolean> {
  const file = new PlanFile();
  try {
    const walked = await walkAdopting(
      () =>
        walk(
          { updates: [[], [], []] },
          file,
          async (environment) =>
            (await journalling?.update(["up", "--yes", "--skip-preview"], environment)) ?? 1,
          tell,
        ),
      file,
      {
        run: (args) => pulumi.show(args, {}),
        exported: async () => (await engine.run(["stack", "export"])).stdout,
      },
      async () => true,
    );
    return walked.ended === "done";
  } finally {
    file.remove();
  }
}

/** Who should reach what and doesn't, and the other way round. */
function differences(config: Company["config"], engine: Engine): string[] {
  const groups = config["access:groups"] as Record<
    string,
    { members: string[]; access: { permissionSet: string; accounts: string[] }[] }
  >;
  const wanted = Object.values(groups).flatMap(({ members, access }) =>
    access.flatMap(({ permissionSet, accounts }) =>
      members.flatMap((person) => accounts.map((one) => `${person} ${permissionSet} ${one}`)),
    ),
  );
  const there = grantsAfter(engine.journal()).map(
    ({ userName, permissionSet, account }) => `${userName} ${permissionSet} ${account}`,
  );
  if (isDeepStrictEqual(wanted.sort(), there.sort())) return [];
  const [wants, has] = [new Set(wanted), new Set(there)];
  const missing = wanted.filter((one) => !has.has(one));
  const more = there.filter((one) => !wants.has(one));
  return [
    `access: ${missing.length} missing (${missing[0]}), ${more.length} too much (${more[0]})`,
  ];
}

await runCommand({
  name: "kills",
  usage: USAGE,
  options: {
    people: { type: "string", default: "1000" },
    rounds: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
  run: kills,
});
