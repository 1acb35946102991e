import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Measure, ratios } from "./measure.ts";

interface Resolution {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** Parse and resolution of the largest organization, and of half of it, in turns. */
export async function measureResolution(rounds: number): Promise<Measure[]> {
  const whole: Resolution[] = [];
  const half: Resolution[] = [];
  for (let round = 0; round < rounds; round++) {
    half.push(await resolution(0.5));
    whole.push(await resolution(1));
  }
  const secondsOf = (all: Resolution[]) => all.map(({ seconds }) => seconds);
  return [
    {
      name: "resolution: 10,000 people, 500 groups, 200 sets, 500 accounts, 100,000 entries",
      values: secondsOf(whole),
      target: 2,
      unit: "s",
    },
    {
      name: "resolution: memory of the process",
      values: whole.map(({ peakMiB }) => peakMiB),
      target: 1024,
      unit: "MiB",
    },
    {
      name: "resolution: all against half of all",
      values: ratios(secondsOf(whole), secondsOf(half)),
    },
  ];
}

async function resolution(share: number): Promise<Resolution> {
  const script = join(import.meta.dirname, "resolution.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(share)]);
  return JSON.parse(stdout) as Resolution;
}
