import { existsSync, rmSync, writeFileSync } from "node:fs";

/** Holds the sandbox at a known place of a deployment (sandbox/world/gate.ts), whatever the machine's speed is. */
export class Gate {
  /** For the environment of the engine. */
  readonly path: string;
  readonly #timer: NodeJS.Timeout;

  /**
   * @param calls that change something and are let through, counted from the beginning of the journal
   * @param onWaiting is called once, when the next one waits
   */
  constructor(path: string, calls: number, onWaiting: () => void) {
    this.path = path;
    writeFileSync(path, String(calls));
    this.#timer = setInterval(() => {
      if (!existsSync(`${path}.waiting`)) return;
      clearInterval(this.#timer);
      onWaiting();
    }, 10);
  }

  /** Lets everything through. */
  open(): void {
    clearInterval(this.#timer);
    rmSync(this.path, { force: true });
    rmSync(`${this.path}.waiting`, { force: true });
  }
}
