import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Measure } from "./measure.ts";
import type { Usage } from "./usage.ts";

interface Reading extends Usage {
  readonly calls: number;
  readonly ssoCalls: number;
  readonly assignments: number;
}

const SIZE = "500 accounts, 200 sets, 500 groups, 10,000 people, 40,000 assignments";

/** Reading the largest organization from the sandbox's endpoint, which answers as fast as it can. */
export async function measureLiveReading(): Promise<Measure[]> {
  const { calls, ssoCalls, assignments, cpuSeconds, peakMiB } = await reading();
  if (assignments !== 40_000) throw new Error(`${assignments} assignments were read`);
  return [
    { name: `reading AWS: ${SIZE}`, values: [calls], unit: "calls" },
    {
      name: "reading AWS: at 20 calls a second of Identity Center",
      values: [ssoCalls / 20 / 60],
      unit: "min",
    },
    { name: "reading AWS: own processor time", values: [cpuSeconds], target: 60, unit: "s" },
    { name: "reading AWS: memory of the process", values: [peakMiB], target: 1024, unit: "MiB" },
  ];
}

async function reading(): Promise<Reading> {
  const script = (name: string) => join(import.meta.dirname, name);
  const endpoint = spawn(process.execPath, [script("liveEndpoint.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [url] = await once(endpoint.stdout, "data");
    const args = [script("liveReader.ts"), String(url).trim()];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as Reading;
  } finally {
    endpoint.kill();
  }
}
