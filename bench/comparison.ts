import { type Measure, ratios } from "./measure.ts";
import type { Preview } from "./preview.ts";
import type { Variant } from "./variant.ts";

/** A variant and how many people it deploys, such as `flat 1000`. */
export type Case = `${Variant} ${number}`;

/** Runs every case once a round, in turns, so that a busy minute of the machine meets all of them. */
export async function inTurns(
  cases: readonly Case[],
  rounds: number,
  run: (variant: Variant, people: number) => Promise<Preview>,
  progress: (line: string) => void,
): Promise<Map<Case, Preview[]>> {
  const all = new Map<Case, Preview[]>(cases.map((one) => [one, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const one of cases) {
      const at = one.lastIndexOf(" ");
      const taken = await run(one.slice(0, at) as Variant, Number(one.slice(at + 1)));
      all.get(one)?.push(taken);
      progress(`round ${round}, ${one} people: ${describe(taken)}`);
    }
  }
  return all;
}

/** What this program costs against the same resources written flat. */
export function compare(all: Map<Case, Preview[]>, people: number): Measure[] {
  const program = all.get(`program ${people}`) ?? [];
  const flat = all.get(`flat ${people}`) ?? [];
  const byDefault = all.get(`flat, default settings ${people}`);
  requireSameResources(program, flat);
  const against = `${people} people, against flat`;
  const ratio = (of: (preview: Preview) => number) => ratios(program.map(of), flat.map(of));
  const measures: Measure[] = [
    { name: `${against}: time`, values: ratio(seconds), target: 1.1 },
    { name: `${against}: the program's CPU time`, values: ratio(cpu) },
    { name: `${against}: the program's memory`, values: ratio(memory), target: 1.1 },
  ];
  if (program.every(({ wholeMiB }) => wholeMiB !== undefined)) {
    measures.push({
      name: `${against}: memory of all processes`,
      values: ratio(whole),
      target: 1.1,
    });
  }
  if (byDefault) {
    const name = `${people} people, against flat in Pulumi's default settings: time`;
    const values = ratios(program.map(seconds), byDefault.map(seconds));
    measures.push({ name, values, target: 0.5 });
  }
  return measures;
}

/** What everything beside people and access costs against the same resources written flat. */
export function compareEverything(all: Map<Case, Preview[]>, people: number): Measure[] {
  const program = all.get(`program with everything ${people}`) ?? [];
  const flat = all.get(`flat with everything ${people}`) ?? [];
  requireSameResources(program, flat);
  const name = `${people} people and everything else, against flat`;
  return [
    { name: `${name}: time`, values: ratios(program.map(seconds), flat.map(seconds)), target: 1.1 },
    {
      name: `${name}: the program's memory`,
      values: ratios(program.map(memory), flat.map(memory)),
      target: 1.1,
    },
  ];
}

/** How this program's costs grow with the people: four times as many may take 4.4 times as long. */
export function growth(
  all: Map<Case, Preview[]>,
  few: number,
  many: number,
  how: string,
): Measure[] {
  const fewer = all.get(`program ${few}`) ?? [];
  const more = all.get(`program ${many}`) ?? [];
  const name = `${many} people, against ${few}, ${how}`;
  return [
    {
      name: `${name}: time`,
      values: ratios(more.map(seconds), fewer.map(seconds)),
      target: (1.1 * many) / few,
    },
    { name: `${name}: the program's memory`, values: ratios(more.map(memory), fewer.map(memory)) },
  ];
}

const seconds = (preview: Preview) => preview.seconds;
const cpu = (preview: Preview) => preview.program.cpuSeconds;
const memory = (preview: Preview) => preview.program.peakMiB;
const whole = (preview: Preview) => preview.wholeMiB ?? Number.NaN;

function requireSameResources([program]: Preview[], [flat]: Preview[]): void {
  if (program && flat && program.resources === flat.resources) return;
  throw new Error(
    `the program wants ${program?.resources} resources of AWS and the flat one ${flat?.resources}: they can't be compared; bring bench/flatProgram.ts up to date`,
  );
}

function describe({ seconds, program, wholeMiB, resources }: Preview): string {
  const all = wholeMiB === undefined ? "" : `, ${wholeMiB.toFixed(0)} MiB in all processes`;
  return `${seconds.toFixed(1)} s, ${program.cpuSeconds.toFixed(1)} s CPU and ${program.peakMiB.toFixed(0)} MiB in the program${all}; ${resources} resources`;
}
