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
  const stopped = new Set<number>();
  // Stopped first, until there is no other: a process that is started meanwhile would survive.
  for (;;) {
    const others = below(root, COMMANDS[killed]).filter((pid) => !stopped.has(pid));
    if (others.length === 0) break;
    for (const pid of others) {
      signal(pid, "SIGSTOP");
      stopped.add(pid);
    }
  }
  for (const pid of stopped) signal(pid, "SIGKILL");
}

/** A process and all that it started, those whose command is meant. */
function below(root: number, command: RegExp): number[] {
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
  return [...processes].flatMap(([pid, one]) =>
    isBelow(pid) && command.test(one.command) ? [pid] : [],
  );
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}
