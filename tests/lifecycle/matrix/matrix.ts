import { runCommand } from "../../../commands/cli/command.ts";
import { UsageError } from "../../../commands/cli/usageError.ts";
import { Deployment, type Kept } from "../deployment.ts";
import { acmeWith, SECTIONS, type Section } from "../sectionsOn.ts";
import { allCells } from "./cells.ts";
import { type During, EDITS, kill } from "./kills.ts";
import { tables, writeSection } from "./section.ts";
import { sectionCells, wrongIn } from "./sectionCells.ts";

const USAGE = `usage: npm run faults -- [--write] [--kills DURING [--every N] [--sections]]

Tries every call to AWS that the program makes with every error of the sandbox, once, twice and always, each until all is
as it is wanted, those of all sections, too, and prints the tables; --write: into docs/failures.md. --kills creation, change or destroy: kills, on Pulumi's engine, everything,
the provider and the program after each call of it that changes something, or after every Nth, and goes on as a person
would, until all is as it is wanted; --sections: with all that guards and watches switched on.`;

interface Wanted {
  readonly write: boolean;
  readonly kills?: string;
  readonly every?: string;
  readonly sections: boolean;
}

async function faults({ write, kills, every = "1", sections }: Wanted): Promise<number> {
  const step = whole(every);
  if (kills !== undefined) return await killed(during(kills), step, sections ? SECTIONS : []);
  const cells = await allCells();
  const table = tables(cells, await sectionCells());
  if (write) writeSection(table);
  else console.log(table);
  const ofSections = await sectionCells(true);
  const wrong = wrongIn([...cells, ...ofSections]);
  for (const line of wrong) console.log(line);
  console.log(
    `${cells.length} cells, and ${ofSections.length} of the sections: ${wrong.length} wrong`,
  );
  return wrong.length === 0 ? 0 : 1;
}

function during(text: string): During {
  if (text === "creation" || text === "change" || text === "destroy") return text;
  throw new UsageError(`--kills is "${text}"; creation, change or destroy is wanted`);
}

function whole(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`--every is "${text}"; a whole number from 1 is wanted`);
}

async function killed(
  during: During,
  every: number,
  sections: readonly Section[],
): Promise<number> {
  const from = await before(during, sections);
  let [kills, wrong] = [0, 0];
  for (const who of ["everything", "provider", "program"] as const) {
    for (let calls = 0; ; calls += every) {
      const one = await kill(from, during, who, calls, sections);
      if (one === undefined) break;
      kills += 1;
      if (one.wrong.length > 0) wrong += 1;
      console.log([`${who} after ${calls} calls:`, ...one.commands].join(" "));
      for (const line of one.wrong) console.log(`  ${line}`);
    }
  }
  console.log(`${kills} kills during ${during}: ${wrong} with something wrong`);
  return wrong === 0 ? 0 : 1;
}

/** What there is before. */
async function before(during: During, sections: readonly Section[]): Promise<Kept> {
  const deployment = Deployment.create();
  try {
    if (during !== "creation") {
      const { ok, said } = await deployment.up(
        acmeWith(sections, EDITS[during === "destroy" ? during : "creation"]),
      );
      if (!ok) throw new Error(said);
    }
    return deployment.kept;
  } finally {
    deployment.remove();
  }
}

await runCommand({
  name: "faults",
  usage: USAGE,
  options: {
    write: { type: "boolean", default: false },
    kills: { type: "string" },
    every: { type: "string" },
    sections: { type: "boolean", default: false },
  },
  run: faults,
});
