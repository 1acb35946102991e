// Preloaded into the Node.js processes of a run (NODE_OPTIONS=--import). The one that runs the Pulumi
// program writes down, when it ends, what it used: BENCH_USAGE names the file.
import { writeFileSync } from "node:fs";
import type { Usage } from "./usage.ts";

const file = process.env.BENCH_USAGE;
const isProgram = /[\\/]cmd[\\/]run([\\/]index\.js)?$/.test(process.argv[1] ?? "");
if (file && isProgram) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: Usage = {
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMiB: maxRSS / 1024,
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}
