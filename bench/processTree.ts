import { readdirSync, readFileSync } from "node:fs";

const SAMPLE_MS = 200;
const PAGE_KIB = 4;

/**
 * Samples the resident memory of all processes that this one started, and theirs: engine, language
 * host, program, providers. Pages that they share count once for each.
 * @returns a function that ends the sampling and gives the largest sum in MiB; undefined where there is no /proc
 */
export function watchDescendants(): () => number | undefined {
  let peak: number | undefined;
  const timer = setInterval(() => {
    const now = residentMiB(process.pid);
    if (now !== undefined) peak = Math.max(peak ?? 0, now);
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function residentMiB(ancestor: number): number | undefined {
  const processes = readProcesses();
  if (!processes) return undefined;
  let sum = 0;
  const queue = [ancestor];
  for (const parent of queue) {
    for (const one of processes.get(parent) ?? []) {
      queue.push(one.pid);
      sum += one.pages * PAGE_KIB;
    }
  }
  return sum / 1024;
}

/** Processes by their parent; fields as proc(5) counts them: 4 is the parent, 24 the resident pages. */
function readProcesses(): Map<number, { pid: number; pages: number }[]> | undefined {
  if (process.platform !== "linux") return undefined;
  const byParent = new Map<number, { pid: number; pages: number }[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    let stat: string;
    try {
      stat = readFileSync(`/proc/${name}/stat`, "utf8");
    } catch {
      continue; // It has ended meanwhile.
    }
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const parent = Number(fields[1]);
    const siblings = byParent.get(parent) ?? [];
    siblings.push({ pid: Number(name), pages: Number(fields[21]) });
    byParent.set(parent, siblings);
  }
  return byParent;
}
