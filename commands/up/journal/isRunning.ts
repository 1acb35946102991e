import { execFileSync } from "node:child_process";

/** Whether a process runs whose command line has this in it: numbers of processes are given again. */
export function isRunning(pid: number, command: RegExp): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is somebody else's.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  try {
    const [state = "", line = ""] = ["state=", "command="].map((wanted) =>
      execFileSync("ps", ["-p", String(pid), "-o", wanted], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
    // One that has ended and that nobody waited for.
    return !state.trim().startsWith("Z") && command.test(line);
  } catch {
    // Without `ps`, as on Windows, a process with this number counts.
    return process.platform === "win32";
  }
}
