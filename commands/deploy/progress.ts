/** Where nothing rewrites a line, one comes this often while there is something new. */
const PAUSE = 5_000;

/** Says on standard error how far a deployment is: on one line of a terminal, or now and then on one of its own. */
export class Progress {
  readonly #urns = new Set<string>();
  readonly #begin = performance.now();
  readonly #timer: NodeJS.Timeout;
  #last = "";

  constructor() {
    this.#timer = setInterval(() => this.#line(), process.stderr.isTTY ? 100 : PAUSE);
    this.#timer.unref();
  }

  /** The engine is done with this resource. */
  done(urn: string): void {
    this.#urns.add(urn);
  }

  end(): void {
    clearInterval(this.#timer);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }

  #line(): void {
    const { size } = this.#urns;
    const seconds = Math.round((performance.now() - this.#begin) / 1000);
    const resources = size === 0 ? "starting" : `${size} resources`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${resources}, ${seconds} s`);
    } else if (resources !== this.#last) {
      this.#last = resources;
      process.stderr.write(`${resources}, ${seconds} s …\n`);
    }
  }
}
