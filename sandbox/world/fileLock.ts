import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/** A lock this old has lost its process, whatever has that process's number now. */
const OLD = 10 * 60_000;

/** A lock between processes: a file that holds the number of the process that has it. */
export class FileLock {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Runs `work` while no other process holds the lock. One that died with it holds it no longer. */
  whileHeld<T>(work: () => T): T {
    this.#take(this.#path);
    try {
      return work();
    } finally {
      rmSync(this.#path);
    }
  }

  #take(path: string): void {
    while (!isTaken(path)) {
      // Of those who find it abandoned one alone may remove it: another's new lock would go with it.
      if (isAbandoned(path) && isTaken(`${path}.removal`)) {
        if (isAbandoned(path)) rmSync(path, { force: true });
        rmSync(`${path}.removal`);
      } else {
        Atomics.wait(pause, 0, 0, 1);
      }
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Takes a lock at once, or doesn't: the file appears together with its content. */
function isTaken(path: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(own);
  }
}

function isAbandoned(path: string): boolean {
  try {
    // A link changes when it is made.
    if (Date.now() - statSync(path).ctimeMs > OLD) return true;
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return false;
  } catch (error) {
    // ENOENT: it was given back meanwhile; EPERM: the process lives, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
