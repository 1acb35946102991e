import { execFileSync } from "node:child_process";

/** Who is killed: all of them, as by a machine that goes down, or one. */
export type Killed = "everything" | "provider" | "program";

const COMMANDS: Readonly<Record<Killed, RegExp>> = {
  everything: /(?:)/,
  provider: /sandbox\/aws\/index\.js/,
  program: /pulumi-language-nodejs|@pulumi\/pulumi\/cmd\/run/,
};

/** Kills a process and all that it started, or those of them that are meant, with SIGKILL. */
export function killTree(root: number, killed: Killed = "everything"): void {
  const listed = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const processes = new Map(
    [...listed.matchAll(/^\s*(\d+)\s+(\d+)\s(.*)$/gm)].map(([, pid, parent, command = ""]) => [
      Number(pid),
      { parent: Number(parent), command },
    ]),
  );
  const isBelow = (pid: number): boolean => {
    const parent = processes.get(pid)?.parent;
    return pid === root || (parent !== undefined && parent !== pid && isBelow(parent));
  };
  for (const [pid, { command }] of processes) {
    if (!isBelow(pid) || !COMMANDS[killed].test(command)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
}
