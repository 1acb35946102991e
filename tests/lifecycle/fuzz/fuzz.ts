import { runCommand } from "../../../commands/cli/command.ts";
import { withProgress } from "../../../commands/cli/progress.ts";
import { UsageError } from "../../../commands/cli/usageError.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { fuzzed } from "./fuzzed.ts";
import type { Fault } from "./life.ts";
import type { Tally } from "./tally.ts";

const USAGE = `usage: npm run fuzz -- --updates N [--seed S] [--faults]

Changes small companies at random, each change as npm run up makes it, on Pulumi's engine and the sandbox, and judges
every instant by the calls that AWS got: nobody has what neither side gives, who keeps access has it, somebody
administers, what is there at the end is what is wanted, a preview then finds nothing, destroying leaves nothing.
--seed repeats what another run did; without it, a seed is drawn, and told. With --faults something goes wrong in each
change, such as a refused or lost call, a crash or an interrupt, after which npm run up must bring what is wanted then:
the same, what was before, or something else.`;

interface Wanted {
  readonly updates?: string;
  readonly seed?: string;
  readonly faults: boolean;
}

async function fuzz(values: Wanted): Promise<number> {
  const updates = whole("updates", values.updates);
  const seed = whole("seed", values.seed ?? String(Date.now() % 1_000_000));
  if (!findPulumi()) throw new Error("there is no Pulumi CLI: npx pulumi version fetches one");
  return await withProgress("fuzzing", async (progress) => {
    const tell = (line: string) => {
      progress.clear();
      console.log(line);
    };
    const fuzzing = { updates, seed, withTroubles: values.faults };
    const { tally, faults } = await fuzzed(
      fuzzing,
      (fault) => tell(told(fault)),
      (made) => progress.now(`${made} of ${updates} updates`),
    );
    tell(summary(tally, seed, faults.length));
    return faults.length === 0 ? 0 : 1;
  });
}

function whole(option: string, text = ""): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`--${option} is "${text}"; a whole number from 1 is wanted`);
}

function told({ seed, update, edits, wrong, file }: Fault): string {
  const lines = [
    `✗ update ${update} of npm run fuzz -- --seed ${seed} (${edits.join("; ")})`,
    ...wrong.slice(0, 10),
    ...(wrong.length > 10 ? [`… ${wrong.length - 10} more`] : []),
    file,
  ];
  return lines.join("\n  ");
}

function summary(tally: Tally, seed: number, faults: number): string {
  const [updates, lives] = [tally.of("updates"), tally.of("lives")];
  const lines = [
    `${updates} updates in ${lives} lives from seed ${seed}: ${faults} with something wrong`,
    ...counts("refused, and nothing changed", tally.beginning("refusal ")),
    ...counts("pulumi up for one update", tally.beginning("stages ")),
    ...counts("trouble", tally.beginning("trouble ")),
    ...counts("after trouble", tally.beginning("after trouble, ")),
    ...counts("brought right by", tally.beginning("healed by ")),
  ];
  return lines.join("\n");
}

function counts(what: string, all: readonly [string, number][]): string[] {
  if (all.length === 0) return [];
  return [`${what}:`, ...all.map(([kind, count]) => `${String(count).padStart(6)}  ${kind}`)];
}

await runCommand({
  name: "fuzz",
  usage: USAGE,
  options: {
    updates: { type: "string" },
    seed: { type: "string" },
    faults: { type: "boolean", default: false },
  },
  required: { updates: "N" },
  run: fuzz,
});
